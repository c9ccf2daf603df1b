// Words and source marks explain themselves on hover, focus and tap; without this script they are links.
export function start() {
  const tip = document.createElement("div");
  Object.assign(tip, { className: "tip", id: "tip", role: "tooltip", hidden: true });
  document.body.append(tip);
  let owner = null;

  const text = (link) => link.dataset.tip ?? sourceText(document.getElementById(`source-${link.dataset.source}`));
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
    tip.style.left = `${Math.max(8, Math.min(scrollX + box.left, scrollX + innerWidth - tip.offsetWidth - 16))}px`;
    const below = box.bottom + tip.offsetHeight + 12 < innerHeight;
    tip.style.top = `${scrollY + (below ? box.bottom + 6 : box.top - tip.offsetHeight - 6)}px`;
  };
  for (const link of document.querySelectorAll(".term, .claim .mark")) {
    link.addEventListener("pointerenter", (event) => event.pointerType === "mouse" && show(link));
    link.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && hide());
    link.addEventListener("focus", () => show(link));
    link.addEventListener("blur", hide);
    link.addEventListener("pointerup", (event) => event.pointerType !== "mouse" && show(link));
    link.addEventListener("click", (event) => {
      if (event.pointerType && event.pointerType !== "mouse" && owner === link && !link.dataset.tapped) {
        event.preventDefault(); // the first tap explains, the second follows the link
        link.dataset.tapped = "yes";
      }
    });
  }
  addEventListener("keydown", (event) => event.key === "Escape" && hide());
}

/** What the list of sources says of one, without the link to its record, which stands last. */
function sourceText(source) {
  const copy = source?.cloneNode(true);
  copy?.querySelector(":scope > a:last-child")?.remove();
  return copy?.textContent.replace(/\s+/g, " ").trim();
}
