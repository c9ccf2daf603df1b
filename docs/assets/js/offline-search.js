// For the offline zip, and loaded nowhere else: browsers load neither modules nor data from file://, so this one classic
// script holds what a kept copy needs: search over titles, other names and lines, the palette, and folds that an address opens.
(() => {
  const root = new URL("../../", document.currentScript.src);
  const KINDS = ["Skill", "Topic", "Question", "Role", "Route", "Starting point", "Domain", "Project", "Term", "Page", "Resource"];
  const STOP = new Set(
    "a an the of for to and or in on is are do does i my me what how which with need it be can should will much long many as this that take".split(
      " ",
    ),
  );
  let dialog, input, said, list, rows, known;

  // ---------------------------------------------------------------- search

  /** Lower case, without accents and marks; British and American endings made one. */
  const plain = (text) =>
    text
      .toLowerCase()
      .normalize("NFD")
      .replace(/\p{M}/gu, "")
      .replace(/[^\p{L}\p{N}+#. ]/gu, " ")
      .replace(/\s+/g, " ")
      .trim()
      .replace(/\bmaths\b/g, "math")
      .replace(/is(e[ds]?|ing|ation|er)\b/g, "iz$1")
      .replace(/\bbehaviour/g, "behavior")
      .replace(/elling\b/g, "eling");

  function element(name, properties, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }

  function build() {
    input = element("input", {
      type: "search",
      placeholder: "Skills, topics, questions, resources",
      autocomplete: "off",
      spellcheck: false,
    });
    input.setAttribute("aria-label", "Search the guide");
    said = element("p", { className: "said", role: "status" });
    list = element("div", { className: "hits" });
    const close = element("button", { type: "button", textContent: "Close" });
    const form = element("form", { method: "dialog", role: "search" }, input, close);
    dialog = element("dialog", { className: "search" }, form, said, list);
    dialog.setAttribute("aria-label", "Search");
    document.body.append(dialog);
    close.addEventListener("click", () => dialog.close());
    input.addEventListener("input", search);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      list.querySelector("a")?.click();
    });
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    dialog.addEventListener("keydown", (event) => {
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      const stops = [input, ...list.querySelectorAll("a")];
      const place = stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
      event.preventDefault();
      stops[Math.max(0, Math.min(stops.length - 1, place))].focus();
    });
  }

  /** The titles come as a script, on the first touch. */
  function load() {
    if (rows) return;
    rows = [];
    const script = element("script", { src: new URL("assets/js/search-titles.js", root).href });
    script.addEventListener("load", () => {
      rows = window.GUIDE_TITLES.map(([title, kind, url, others, line]) => ({
        title,
        kind,
        url,
        line,
        others,
        names: [title, ...others].map(plain),
        said: plain(line),
      }));
      known = new Map();
      for (const { names, said, kind } of rows) {
        for (const word of `${names.join(" ")} ${kind === "Resource" ? "" : said}`.split(" ")) known.set(word, (known.get(word) ?? 0) + 1);
      }
      search();
    });
    script.addEventListener("error", () => {
      said.textContent = "The list of titles is missing from this copy.";
    });
    document.head.append(script);
  }

  function open() {
    if (!dialog) build();
    if (!dialog.open) dialog.showModal();
    input.focus();
    input.select();
    load();
  }

  /** How well a row answers: its name is the words, begins with them, holds them, holds each of them; or its line does. */
  function score({ names, said, kind }, words, parts) {
    const holds = (text) => {
      const tokens = text.split(" ");
      return parts.every((part) =>
        tokens.some((token) => (part.length > 2 ? token.startsWith(part) || (token.length > 4 && part.startsWith(token)) : token === part)),
      );
    };
    let best = holds(said) ? 12 : 0;
    names.forEach((name, place) => {
      const spare = Math.min(20, Math.abs(name.length - words.length));
      const value =
        name === words
          ? 100
          : name.startsWith(words)
            ? 70 - spare
            : ` ${name} `.includes(` ${words} `)
              ? 60 - spare
              : holds(name)
                ? 45 - spare
                : 0;
      if (value) best = Math.max(best, value - (place ? 3 : 0));
    });
    return best && best - KINDS.indexOf(kind) * 0.9;
  }

  /** Letters that differ, a swap counted once (restricted Damerau distance). */
  function distance(a, b) {
    let before = [],
      last = Array.from({ length: b.length + 1 }, (_, i) => i);
    for (let i = 1; i <= a.length; i++) {
      const row = [i];
      for (let j = 1; j <= b.length; j++) {
        row[j] = Math.min(row[j - 1] + 1, last[j] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
      }
      [before, last] = [last, row];
    }
    return last[b.length];
  }

  /** The query with each unknown word replaced by the known word closest to it. */
  function corrected(words) {
    const all = [...known.keys()];
    return words
      .split(" ")
      .map((word) => {
        if (word.length < 4 || STOP.has(word) || all.some((other) => other.startsWith(word))) return word;
        const near = all
          .filter((other) => other.length > 3 && Math.abs(other.length - word.length) < 3)
          .map((other) => [distance(word, other), -known.get(other), other]);
        const [far, , other] = near.sort((a, b) => a[0] - b[0] || a[1] - b[1])[0] ?? [9];
        return far <= (word.length > 7 ? 2 : 1) ? other : word;
      })
      .join(" ");
  }

  function search() {
    const query = input.value.trim();
    const asked = plain(query);
    list.replaceChildren();
    if (!asked || !known) {
      said.textContent = asked ? "Loading" : "";
      return;
    }
    const words = corrected(asked);
    const parts = words.split(" ").filter((part) => !STOP.has(part));
    const hits = parts.length
      ? rows
          .map((row) => [score(row, words, parts), row])
          .filter(([value]) => value > 0)
          .sort((a, b) => b[0] - a[0])
          .slice(0, 30)
          .map(([, row]) => row)
      : [];
    for (const kind of new Set(hits.map((hit) => hit.kind))) {
      const items = hits.filter((hit) => hit.kind === kind).map((hit) => entry(hit, words));
      list.append(element("section", {}, element("h2", { textContent: kind }), element("ul", {}, ...items)));
    }
    const count = hits.length
      ? `${hits.length} result${hits.length === 1 ? "" : "s"}`
      : `Nothing found for “${query}”. Try one word, or look in the glossary.`;
    said.textContent = words === asked ? count : `Showing results for “${words}” instead of “${query}”. ${count}`;
  }

  function entry({ title, url, line, others, names }, words) {
    const by = names.indexOf(words);
    const [path, anchor] = url.split("#");
    const link = element(
      "a",
      { href: new URL(`${path}index.html${anchor ? `#${anchor}` : ""}`, root).href },
      element("strong", { textContent: title }),
    );
    const why = by > 0 ? `also called ${others[by - 1]}` : line;
    if (why) link.append(element("span", { textContent: why }));
    link.addEventListener("click", () => dialog.close());
    return element("li", {}, link);
  }

  for (const opener of document.querySelectorAll("[data-search-open], [data-opens-search]")) {
    opener.addEventListener("click", (event) => {
      event.preventDefault();
      open();
    });
    opener.addEventListener("keydown", (event) => {
      if (event.key !== " ") return;
      event.preventDefault();
      open();
    });
  }
  document.addEventListener("keydown", (event) => {
    const slash =
      event.key === "/" &&
      !event.target.closest("input, select, textarea, [contenteditable]") &&
      !event.ctrlKey &&
      !event.metaKey &&
      !event.altKey;
    if (slash || (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey))) {
      event.preventDefault();
      open();
    }
  });

  // ---------------------------------------------------------------- palette, folds

  const palette = document.querySelector("[data-palette]");
  if (palette) {
    const names = { device: "as the device", light: "light", dark: "dark" };
    const choices = Object.keys(names);
    const store = (value) => {
      try {
        if (value) localStorage.setItem("palette", value);
        return localStorage.getItem("palette");
      } catch {
        return value; // storage is blocked: the choice lasts for this page
      }
    };
    let now = choices.includes(store()) ? store() : "device";
    const show = () => {
      if (now === "device") delete document.documentElement.dataset.theme;
      else document.documentElement.dataset.theme = now;
      palette.title = `Colours: ${names[now]}`;
      palette.setAttribute("aria-label", palette.title);
    };
    show();
    palette.hidden = false;
    palette.addEventListener("click", () => {
      now = choices[(choices.indexOf(now) + 1) % choices.length];
      store(now);
      show();
    });
  }

  function unfold() {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const fold = target && target.closest("details");
    if (!fold) return;
    fold.open = true;
    fold.scrollIntoView();
  }
  addEventListener("hashchange", unfold);
  unfold();

  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll(".guide details:not([open])")];
    for (const fold of folded) fold.open = true;
  });
  addEventListener("afterprint", () => {
    for (const fold of folded) fold.open = false;
  });
})();
