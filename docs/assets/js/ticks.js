// Topics remember whether they are open and what the reader ticked: {"skill.topic": {open, read}}, by the topic's stable reference.
import { unfold } from "./frame.js";

export async function start({ store }) {
  const topics = document.querySelectorAll("details[data-topic]");
  const tools = document.querySelector(".fold-tools");
  const state = JSON.parse(store.get("topics") || "{}");
  const keep = (ref, change) => {
    state[ref] = { ...state[ref], ...change };
    store.set("topics", JSON.stringify(state));
  };
  const labels = [];
  for (const topic of topics) {
    const ref = topic.dataset.topic;
    // A renamed topic keeps what was ticked under its old name.
    for (const old of (topic.dataset.formerly ?? "").split(" ")) if (state[old] && !state[ref]) state[ref] = state[old];
    topic.open = state[ref]?.open ?? topic.open;
    topic.addEventListener("toggle", () => keep(ref, { open: topic.open }));
    const tick = document.createElement("input");
    const label = document.createElement("label");
    Object.assign(tick, { type: "checkbox", checked: Boolean(state[ref]?.read) });
    label.className = "read-mark";
    label.append(tick);
    labels.push(label);
    topic.querySelector(".topic-body").append(label);
    const link = document.querySelector(`.contents a[data-topic="${ref}"]`);
    const mark = () => link?.classList.toggle("read", tick.checked);
    mark();
    tick.addEventListener("change", () => {
      keep(ref, { read: tick.checked });
      mark();
    });
  }
  unfold(); // what was closed before opens for the address
  tools?.addEventListener("click", (event) => {
    const want = event.target.dataset.fold;
    if (want) for (const topic of topics) topic.open = want === "open";
  });
  // A page that carries this one label itself spares its reader all the other words.
  const words = tools?.dataset.tick ?? (await import("./say.js")).say("ticks.can");
  for (const label of labels) label.append(words);
}
