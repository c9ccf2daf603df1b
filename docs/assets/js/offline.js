// "Keep the guide on this device": the size is told before the tap, progress while it runs, and it can be undone.
import { element } from "./element.js";
import { say } from "./say.js";

export async function start({ root, store }) {
  const box = document.querySelector("[data-offline]");
  if (!("serviceWorker" in navigator) || !("caches" in window)) {
    box.textContent = say("offline.impossible");
    return;
  }
  const { bytes, files } = await fetch(new URL("offline.json", root)).then((answer) => answer.json());
  const button = element("button", { type: "button" });
  const status = element("p", { role: "status" });
  box.append(button, status);
  const kept = () => store.get("offline") === "yes";
  const label = () => {
    button.textContent = kept() ? say("offline.remove") : say("offline.keep", { megabytes: Math.round(bytes / 1e5) / 10 });
  };
  label();
  button.addEventListener("click", async () => {
    button.disabled = true;
    status.textContent = kept() ? await remove() : await keep();
    label();
    button.disabled = false;
  });

  async function remove() {
    const registration = await navigator.serviceWorker.getRegistration(root);
    await registration?.unregister();
    for (const name of await caches.keys()) if (name.startsWith("guide-")) await caches.delete(name);
    store.set("offline", "no");
    return say("offline.removed");
  }

  async function keep() {
    await navigator.serviceWorker.register(new URL("sw.js", root));
    await navigator.serviceWorker.ready;
    const cache = await caches.open("guide-kept");
    for (let done = 0; done < files.length; done += 20) {
      await cache.addAll(files.slice(done, done + 20).map((file) => new URL(file, root)));
      status.textContent = say("offline.progress", { done: Math.min(done + 20, files.length), n: files.length });
    }
    store.set("offline", "yes");
    return say("offline.done");
  }
}
