// Reading aids: folds remember, an address opens its topic, ticks keep progress, marks and terms explain themselves.
export function start({ store }) {
  folds(store);
  openFromAddress();
  addEventListener("hashchange", openFromAddress);
  tips();
}

function openFromAddress() {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const fold = target && target.closest("details");
  if (fold) {
    fold.open = true;
    fold.scrollIntoView();
  }
}

/** Progress: {"skill.topic": {open, read}}, keyed by the topic's stable reference. */
function folds(store) {
  const topics = document.querySelectorAll("details[data-topic]");
  if (!topics.length) return;
  const state = JSON.parse(store.get("topics") || "{}");
  const save = () => store.set("topics", JSON.stringify(state));
  const keep = (ref, change) => {
    state[ref] = { ...state[ref], ...change };
    save();
  };
  for (const topic of topics) {
    const ref = topic.dataset.topic;
    // A renamed topic keeps what was ticked under its old name.
    for (const old of (topic.dataset.formerly ?? "").split(" ")) if (state[old] && !state[ref]) state[ref] = state[old];
    if (state[ref] && "open" in state[ref]) topic.open = state[ref].open;
    topic.addEventListener("toggle", () => keep(ref, { open: topic.open }));
    const label = document.createElement("label");
    label.className = "read-mark";
    const tick = document.createElement("input");
    tick.type = "checkbox";
    tick.checked = Boolean(state[ref]?.read);
    label.append(tick, "I can do this");
    topic.querySelector(".topic-body").append(label);
    const link = document.querySelector(`.contents a[data-topic="${ref}"]`);
    const mark = () => link?.classList.toggle("read", tick.checked);
    mark();
    tick.addEventListener("change", () => {
      keep(ref, { read: tick.checked });
      mark();
    });
  }
  const tools = document.querySelector(".fold-tools");
  tools.addEventListener("click", (event) => {
    const want = event.target.dataset.fold;
    if (want) for (const topic of topics) topic.open = want === "open";
  });
}

/** Words and source marks open on hover, focus and tap; without this script they are links. */
function tips() {
  const tip = document.createElement("div");
  tip.className = "tip";
  tip.id = "tip";
  tip.role = "tooltip";
  tip.hidden = true;
  document.body.append(tip);
  let owner = null;

  const text = (link) => link.dataset.tip ?? document.getElementById(`source-${link.dataset.source}`)?.innerText.replace(/\s*Record$/, "");
  const hide = () => {
    tip.hidden = true;
    owner?.removeAttribute("aria-describedby");
    owner = null;
  };
  const show = (link) => {
    const words = text(link);
    if (!words || owner === link) return;
    hide();
    owner = link;
    tip.textContent = words;
    tip.hidden = false;
    link.setAttribute("aria-describedby", "tip");
    const box = link.getBoundingClientRect();
    const width = tip.offsetWidth;
    tip.style.left = `${Math.max(8, Math.min(scrollX + box.left, scrollX + innerWidth - width - 16))}px`;
    const below = box.bottom + tip.offsetHeight + 12 < innerHeight;
    tip.style.top = `${scrollY + (below ? box.bottom + 6 : box.top - tip.offsetHeight - 6)}px`;
  };
  for (const link of document.querySelectorAll(".term, .claim .mark")) {
    link.addEventListener("pointerenter", (event) => event.pointerType === "mouse" && show(link));
    link.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && hide());
    link.addEventListener("focus", () => show(link));
    link.addEventListener("blur", hide);
    link.addEventListener("pointerup", (event) => {
      if (event.pointerType === "mouse") return;
      if (owner !== link) show(link);
    });
    link.addEventListener("click", (event) => {
      if (event.pointerType && event.pointerType !== "mouse" && owner === link && !link.dataset.tapped) {
        event.preventDefault(); // the first tap explains, the second follows the link
        link.dataset.tapped = "yes";
      }
    });
  }
  addEventListener("keydown", (event) => event.key === "Escape" && hide());
}
