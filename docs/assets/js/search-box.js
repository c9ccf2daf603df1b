// The search dialog: what the reader types, the hits under their kinds, the keyboard. Where hits come from is the caller's matter.
import { element } from "./element.js";
import { say } from "./say.js";
import { asWritten, correct, rank } from "./search-core.js";

/** Pagefind's excerpt is text with <mark> around the words found; nothing else is taken from it. */
const excerptNodes = (html) =>
  [...new DOMParser().parseFromString(html, "text/html").body.childNodes].map((node) =>
    node.nodeName === "MARK" ? element("mark", { textContent: node.textContent }) : node.textContent,
  );

/** The kind of the best hit stands first; inside a kind, the best seven. */
const byKind = (hits) =>
  [...new Set(hits.map((hit) => hit.kind))].map((kind) => [kind, hits.filter((hit) => hit.kind === kind).slice(0, 7)]);

/**
 * Builds the dialog and returns the function that opens it.
 * `known()` gives the words to correct by, `rows(asked)` those that may answer, `find(query)` hits in the texts (title, kind,
 * url, and a line or an excerpt), `address(url)` the link of a hit. Each may take its time.
 */
export function searchBox({ known, rows, address, find = () => [] }) {
  const input = element("input", {
    type: "search",
    ariaLabel: say("search.field"),
    placeholder: say("search.hint"),
    autocomplete: "off",
    spellcheck: false,
  });
  const close = element("button", { type: "button", textContent: say("search.close") });
  const form = element("form", { method: "dialog", role: "search" }, input, close);
  const said = element("p", { className: "said", role: "status" });
  const list = element("div", { className: "hits" });
  const box = element("dialog", { className: "search", ariaLabel: say("search.name") }, form, said, list);
  document.body.append(box);

  /** The titles answer at once, the texts follow. */
  async function* answers(query) {
    const corrected = correct(query, await known());
    const asked = corrected.flatMap((part) => part.words).join(" ");
    const candidates = await rows(asked);
    const written = corrected.some((part) => part.changed) ? asWritten(corrected, candidates) : "";
    const hits = rank(asked, candidates).map((row) => {
      const by = row.names.indexOf(asked);
      return by > 0 ? { ...row, line: say("search.also", { name: row.others[by - 1] }) } : row;
    });
    if (hits.length) yield { hits, written };
    const texts = await find(written || query);
    yield { hits: [...hits, ...texts.filter(({ url }) => !hits.some((hit) => hit.url === url))], written };
  }

  function entry({ title, url, line, excerpt }) {
    const link = element("a", { href: address(url) }, element("strong", { textContent: title }));
    if (excerpt || line) link.append(element("span", {}, ...(excerpt ? excerptNodes(excerpt) : [line])));
    link.addEventListener("click", () => box.close());
    return element("li", {}, link);
  }

  function show(query, { hits, written }) {
    const groups = byKind(hits);
    list.replaceChildren(
      ...groups.map(([kind, members]) =>
        element("section", {}, element("h2", { textContent: say(`kinds.${kind}.many`) }), element("ul", {}, ...members.map(entry))),
      ),
    );
    const n = groups.flatMap(([, members]) => members).length;
    const count = n ? say("search.count", { n }) : say("search.nothing", { query });
    said.textContent = written ? say("search.corrected", { written, query, count }) : count;
  }

  let asking = 0;
  async function answer() {
    const query = input.value;
    const turn = ++asking;
    try {
      if (!query.trim()) {
        list.replaceChildren();
        said.textContent = "";
      } else
        for await (const found of answers(query)) {
          if (turn !== asking) return; // the reader typed on
          show(query.trim(), found);
        }
    } catch {
      said.textContent = say("search.missing");
    }
    box.dataset.answered = query;
  }

  let waiting;
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(answer, 120);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    list.querySelector("a")?.click();
  });
  close.addEventListener("click", () => box.close());
  box.addEventListener("click", (event) => event.target === box && box.close());
  box.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const leave = event.key === "Escape" && !event.isComposing;
    if (step || leave) event.preventDefault(); // a search field would take the first Escape for itself
    if (leave) box.close();
    if (!step) return;
    const stops = [input, ...list.querySelectorAll("a")];
    stops[Math.max(0, Math.min(stops.length - 1, stops.indexOf(document.activeElement) + step))].focus();
  });

  return (query = "") => {
    if (!box.open) box.showModal();
    if (query) input.value = query;
    input.focus();
    if (!query) input.select();
    answer();
  };
}
