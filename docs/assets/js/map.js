// The skill map: pointing at a skill, or focusing it, shows its lines.
export function start() {
  const map = document.querySelector(".map");
  const edges = [...map.querySelectorAll(".edges path")];
  const nodes = new Map([...map.querySelectorAll("[data-node]")].map((node) => [node.dataset.node, node]));
  const clear = () => {
    for (const edge of edges) edge.classList.remove("needs", "opens");
    for (const node of nodes.values()) node.classList.remove("near");
  };
  const show = (id) => {
    clear();
    for (const edge of edges) {
      if (edge.dataset.to === id) {
        edge.classList.add("needs");
        nodes.get(edge.dataset.from)?.classList.add("near");
      } else if (edge.dataset.from === id) {
        edge.classList.add("opens");
        nodes.get(edge.dataset.to)?.classList.add("near");
      }
    }
  };
  for (const [id, node] of nodes) {
    node.addEventListener("pointerenter", () => show(id));
    node.addEventListener("pointerleave", clear);
    node.addEventListener("focus", () => show(id));
    node.addEventListener("blur", clear);
  }
}
