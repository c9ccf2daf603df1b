// Search: titles and other names first (exact, then by one or two wrong letters), then the text index.
// Loaded on the first touch; the text index is Pagefind's and loads only the pieces a query needs.
const KINDS = ["Skill", "Topic", "Question", "Role", "Route", "Starting point", "Domain", "Project", "Term", "Resource", "Page"];
const PLURAL = {
  Skill: "Skills",
  Topic: "Topics",
  Question: "Questions",
  Role: "Roles",
  Route: "Routes",
  "Starting point": "Starting points",
  Domain: "Domains",
  Project: "Projects",
  Term: "Terms",
  Resource: "Resources",
  Page: "Pages",
};

let dialog,
  input,
  list,
  said,
  root,
  titles,
  pagefind,
  asked = 0;

export function open({ root: base, query = "" }) {
  root = base;
  dialog ??= build();
  if (!dialog.open) dialog.showModal();
  if (query) input.value = query;
  input.focus();
  if (!query) input.select();
  load().then(() => input.value && search());
}

function build() {
  const box = document.createElement("dialog");
  box.className = "search";
  box.setAttribute("aria-label", "Search");
  const form = document.createElement("form");
  form.method = "dialog";
  form.role = "search";
  input = document.createElement("input");
  input.type = "search";
  input.setAttribute("aria-label", "Search the guide");
  input.placeholder = "Skills, topics, questions, resources";
  input.autocomplete = "off";
  input.spellcheck = false;
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = "Close";
  close.addEventListener("click", () => box.close());
  form.append(input, close);
  said = document.createElement("p");
  said.className = "said";
  said.role = "status";
  list = document.createElement("div");
  list.className = "hits";
  box.append(form, said, list);
  document.body.append(box);
  let waiting;
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, 120);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    list.querySelector("a")?.click();
  });
  box.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const links = [input, ...list.querySelectorAll("a")];
    const place = links.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
    event.preventDefault();
    links[Math.max(0, Math.min(links.length - 1, place))].focus();
  });
  box.addEventListener("click", (event) => event.target === box && box.close());
  return box;
}

async function load() {
  titles ??= fetch(new URL("search/titles.json", root))
    .then((answer) => answer.json())
    .then((rows) =>
      rows.map(([title, kind, url, others, line]) => ({ title, kind, url, line, others, names: [title, ...others].map(plain) })),
    );
  pagefind ??= import(new URL("pagefind/pagefind.js", root)).then(async (module) => {
    await module.options({ excerptLength: 18 });
    await module.init();
    return module;
  });
  await Promise.all([titles, pagefind]);
}

/** Lower case, without accents and marks; British and American endings made one. */
export const plain = (text) =>
  text
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[–—-]/g, " ")
    .replace(/[^\p{L}\p{N}+#. ]/gu, " ")
    .replace(/\s+/g, " ")
    .trim()
    .replace(/\bmaths\b/g, "math")
    .replace(/is(e[ds]?|ing|ation|er)\b/g, "iz$1")
    .replace(/\bbehaviour/g, "behavior")
    .replace(/\bcolour/g, "color")
    .replace(/elling\b/g, "eling");

async function search() {
  const query = input.value;
  const turn = ++asked;
  if (!query.trim()) {
    dialog.dataset.answered = query;
    list.replaceChildren();
    said.textContent = "";
    return;
  }
  load();
  const rows = await titles;
  const corrected = correct(plain(query), rows);
  const first = rank(corrected ?? plain(query), rows);
  if (turn !== asked) return; // the reader typed on
  show(query, corrected, first, []); // titles answer at once, the texts follow
  const finder = await pagefind;
  const found = await finder.search(corrected ?? query);
  const texts = await Promise.all(found.results.slice(0, 24).map((hit) => hit.data()));
  if (turn !== asked) return;
  show(query, corrected, first, texts);
  dialog.dataset.answered = query;
}

/** Hits on titles and other names, best first: the same, begins with, holds the words in order, holds all words. */
export function rank(words, rows) {
  const parts = words.split(" ").filter((part) => !STOP.has(part));
  if (!parts.length) return [];
  const score = ({ names, kind }) => {
    let best = 0;
    names.forEach((name, place) => {
      const own = place === 0 ? 0 : -3;
      let value = 0;
      if (name === words) value = 100;
      else if (name.startsWith(`${words} `) || name.startsWith(words)) value = 70 - Math.min(20, name.length - words.length);
      else if (` ${name} `.includes(` ${words} `)) value = 60 - Math.min(20, name.length - words.length);
      else {
        const tokens = name.split(" ");
        const held = parts.filter((part) =>
          tokens.some((token) =>
            part.length > 2 ? token.startsWith(part) || (token.length > 4 && part.startsWith(token)) : token === part,
          ),
        ).length;
        const names = tokens.filter((token) => !STOP.has(token)).length;
        if (held === parts.length) value = 45 - Math.min(20, name.length - words.length);
        else if (held > 1 && held / parts.length >= 0.6) value = 20 + (10 * held) / Math.max(parts.length, names);
        else if (held && held === names) value = 18 + held;
      }
      if (value) best = Math.max(best, value + own);
    });
    return best && best - KINDS.indexOf(kind) * 0.9;
  };
  return rows
    .map((row) => [score(row), row])
    .filter(([value]) => value > 0)
    .sort((a, b) => b[0] - a[0])
    .slice(0, 14)
    .map(([, row]) => row);
}

const STOP = new Set(
  "a an the of for to and or in on is are do does i my me what how which with need it be can should will much long many as this that take".split(
    " ",
  ),
);

/** The query with each unknown word replaced by the known word closest to it; null when nothing had to change. */
export function correct(words, rows) {
  const known = vocabulary(rows);
  let changed = false;
  const fixed = words.split(" ").map((word) => {
    if (word.length < 4 || known.has(word) || STOP.has(word)) return word;
    const begins = [...known.keys()].some(
      (other) => other.startsWith(word) || (word.length > 5 && other.length > 4 && word.startsWith(other)),
    );
    if (begins) return word;
    const most = word.length > 7 ? 2 : 1;
    let best = null;
    for (const [other, weight] of known) {
      if (Math.abs(other.length - word.length) > most || other.length < 4) continue;
      const far = distance(word, other, most);
      if (far <= most && (!best || far < best.far || (far === best.far && weight > best.weight))) best = { other, far, weight };
    }
    if (!best) return word;
    changed = true;
    return best.other;
  });
  return changed ? fixed.join(" ") : null;
}

let words;
function vocabulary(rows) {
  if (!words) {
    words = new Map();
    for (const row of rows) {
      const weight = row.kind === "Resource" ? 1 : 4;
      for (const name of row.names) for (const word of name.split(" ")) words.set(word, (words.get(word) ?? 0) + weight);
      for (const word of plain(row.line).split(" ")) if (row.kind !== "Resource" && !words.has(word)) words.set(word, 1);
    }
  }
  return words;
}

/** Optimal string alignment distance (Damerau 1964, restricted), cut off above `most`. */
export function distance(a, b, most) {
  let before = [],
    last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      row[j] = Math.min(row[j - 1] + 1, last[j] + 1, last[j - 1] + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > most) return most + 1;
    [before, last] = [last, row];
  }
  return last[b.length];
}

function show(query, corrected, first, texts) {
  const hits = first.map(({ title, kind, url, line, others, names }) => {
    const by = names.findIndex((name) => name === (corrected ?? plain(query)));
    return { title, kind, url, why: by > 0 ? `also called ${others[by - 1]}` : line };
  });
  const seen = new Set(hits.map((hit) => hit.url));
  for (const { meta, excerpt } of texts) {
    if (!seen.has(meta.at)) hits.push({ title: meta.title, kind: meta.kind, url: meta.at, html: excerpt });
    seen.add(meta.at);
  }
  // The kind of the best hit stands first; inside a kind, best first.
  const order = [...new Set(hits.map((hit) => hit.kind))];
  const groups = order.map((kind) => [kind, hits.filter((hit) => hit.kind === kind).slice(0, 7)]);
  list.replaceChildren(
    ...groups.map(([kind, members]) => {
      const section = document.createElement("section");
      const heading = document.createElement("h2");
      heading.textContent = PLURAL[kind] ?? kind;
      const items = document.createElement("ul");
      items.append(...members.map(entry));
      section.append(heading, items);
      return section;
    }),
  );
  const number = groups.reduce((sum, [, members]) => sum + members.length, 0);
  const count = number
    ? `${number} result${number === 1 ? "" : "s"}`
    : `Nothing found for “${query.trim()}”. Try one word, or look in the glossary.`;
  said.textContent = corrected ? `Showing results for “${corrected}” instead of “${query.trim()}”. ${count}` : count;
}

function entry({ title, url, why, html }) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = new URL(url, root);
  link.addEventListener("click", () => dialog.close());
  const name = document.createElement("strong");
  name.textContent = title;
  link.append(name);
  const line = document.createElement("span");
  if (html) {
    // Pagefind's excerpt is escaped text with <mark> around the words found; take nothing else from it.
    for (const part of html.split(/(<mark>.*?<\/mark>)/)) {
      const marked = part.match(/^<mark>(.*)<\/mark>$/);
      const node = marked ? document.createElement("mark") : document.createTextNode("");
      node.textContent = unescape((marked ? marked[1] : part).replace(/<[^>]*>/g, ""));
      line.append(node);
    }
  } else line.textContent = why ?? "";
  if (line.textContent) link.append(line);
  item.append(link);
  return item;
}

const ENTITIES = { "&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"', "&#39;": "'", "&#x27;": "'" };
const unescape = (text) => text.replace(/&(lt|gt|amp|quot|#39|#x27);/g, (entity) => ENTITIES[entity]);
