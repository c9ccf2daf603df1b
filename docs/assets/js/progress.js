// What the reader ticked, as a file to take along: saved, loaded and cleared here, on this device alone.
export async function start({ store }) {
  const box = document.querySelector("[data-progress]");
  const say = box.querySelector("[role=status]");
  const { skills, moved } = await fetch(box.dataset.source).then((answer) => answer.json());
  const total = skills.reduce((sum, skill) => sum + skill.topics.length, 0);
  const read = () => JSON.parse(store.get("topics") || "{}");
  const show = () => {
    const done = Object.values(read()).filter((topic) => topic.read).length;
    say.textContent = `You ticked ${done} of ${total} topics on this device.`;
  };

  box.querySelector("[data-save]").addEventListener("click", () => {
    const text = JSON.stringify({ guide: 1, topics: read(), plan: store.get("plan") ?? "" }, null, 1);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = "my-progress.json";
    link.click();
    URL.revokeObjectURL(link.href);
  });

  box.querySelector("[data-load]").addEventListener("change", async (event) => {
    try {
      const { guide, topics, plan } = JSON.parse(await event.target.files[0].text());
      if (guide !== 1) throw new Error("not ours");
      const kept = read();
      for (const [ref, topic] of Object.entries(topics)) {
        const [skill, name] = ref.split(".");
        const now = moved[ref] ?? `${moved[skill] ?? skill}.${name}`;
        kept[now] = { ...kept[now], open: Boolean(topic.open), read: Boolean(topic.read) || Boolean(kept[now]?.read) };
      }
      store.set("topics", JSON.stringify(kept));
      if (typeof plan === "string" && plan) store.set("plan", plan);
      show();
    } catch {
      say.textContent = "This file holds no progress of this guide: choose the one that “Save” made.";
    }
  });
  show();
}
