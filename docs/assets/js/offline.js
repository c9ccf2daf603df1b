// "Keep the guide on this device": the size is told before the tap, progress while it runs, and it can be undone.
export async function start({ root, store }) {
  const box = document.querySelector("[data-offline]");
  if (!("serviceWorker" in navigator) || !("caches" in window)) {
    box.textContent = "This browser cannot keep pages. Use one of the downloads below.";
    return;
  }
  const { bytes, files } = await fetch(new URL("offline.json", root)).then((answer) => answer.json());
  const size = `${(bytes / 1e6).toFixed(1)} MB`;
  const button = document.createElement("button");
  const say = document.createElement("p");
  say.role = "status";
  button.type = "button";
  box.append(button, say);
  const label = () => {
    button.textContent =
      store.get("offline") === "yes" ? "Remove the kept copy" : `Keep the whole guide on this device (${size} before compression)`;
  };
  label();
  button.addEventListener("click", async () => {
    button.disabled = true;
    if (store.get("offline") === "yes") {
      const registration = await navigator.serviceWorker.getRegistration(root);
      await registration?.unregister();
      for (const name of await caches.keys()) if (name.startsWith("guide-")) await caches.delete(name);
      store.set("offline", "no");
      say.textContent = "Removed.";
    } else {
      await navigator.serviceWorker.register(new URL("sw.js", root));
      await navigator.serviceWorker.ready;
      const cache = await caches.open("guide-kept");
      for (let done = 0; done < files.length; done += 20) {
        await cache.addAll(files.slice(done, done + 20).map((file) => new URL(file, root)));
        say.textContent = `${Math.min(done + 20, files.length)} of ${files.length} files kept`;
      }
      store.set("offline", "yes");
      say.textContent = "Done. The guide now opens without a network.";
    }
    label();
    button.disabled = false;
  });
}
