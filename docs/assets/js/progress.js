// What the reader ticked, as a file to take along: saved, loaded and cleared here, on this device alone.
import { saveFile } from "./save-file.js";
import { say } from "./say.js";

export async function start({ store }) {
  const box = document.querySelector("[data-progress]");
  const status = box.querySelector("[role=status]");
  const { skills, moved } = await fetch(box.dataset.source).then((answer) => answer.json());
  const total = skills.reduce((sum, skill) => sum + skill.topics.length, 0);
  const read = () => JSON.parse(store.get("topics") || "{}");
  const show = () => {
    const n = Object.values(read()).filter((topic) => topic.read).length;
    status.textContent = say("progress.count", { n, total });
  };

  box.querySelector("[data-save]").addEventListener("click", () => {
    const text = JSON.stringify({ guide: 1, topics: read(), plan: store.get("plan") ?? "" }, null, 1);
    saveFile("my-progress.json", "application/json", text);
  });
  box.querySelector("[data-load]").addEventListener("change", async (event) => {
    try {
      const { topics, plan } = merged(JSON.parse(await event.target.files[0].text()), read(), moved);
      store.set("topics", JSON.stringify(topics));
      if (plan) store.set("plan", plan);
      show();
    } catch {
      status.textContent = say("progress.other_file");
    }
  });
  show();
}

/** What a saved file adds to what is kept here, under the names topics have now. Throws when the file is not ours. */
export function merged({ guide, topics, plan }, kept, moved) {
  if (guide !== 1) throw new TypeError("not a progress file");
  const now = { ...kept };
  for (const [ref, topic] of Object.entries(topics)) {
    const [skill, name] = ref.split(".");
    const id = moved[ref] ?? `${moved[skill] ?? skill}.${name}`;
    now[id] = { ...now[id], open: Boolean(topic.open), read: Boolean(topic.read || now[id]?.read) };
  }
  return { topics: now, plan: typeof plan === "string" ? plan : "" };
}
