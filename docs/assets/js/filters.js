// Filters for a list or table that is complete without them. The choice stands in the address, so that it can be shared and
// the back button works; the count is announced. Words, and facts that the list leaves out, are fetched at the first touch.
export function start() {
  const form = document.querySelector("[data-filters]");
  const results = document.querySelector("[data-results]");
  const count = document.querySelector("[data-count]");
  const empty = document.querySelector("[data-empty]");
  const rows = [...results.querySelectorAll("li[id], tbody tr")];
  const groups = [...results.querySelectorAll("[data-group]")];
  const home = new Map(rows.map((row) => [row, row.parentElement]));
  const fields = [...form.elements].filter((field) => field.name);
  const all = count.textContent.trim();
  const texts = new Map();
  let shown = rows.length;

  let fetched;
  const prepare = () => (fetched ??= fetchFacts().catch((error) => ((fetched = undefined), Promise.reject(error))));
  async function fetchFacts() {
    const { source } = form.dataset;
    const facts = source ? await fetch(source).then((answer) => answer.json()) : {};
    for (const row of rows) {
      const { words = "", ...values } = facts[row.id] ?? {};
      for (const [name, value] of Object.entries(values)) if (value !== null) row.dataset[name] = [value].flat().join(" ");
      texts.set(row, bare(`${row.textContent} ${words}`));
    }
  }

  const within = (name) => (row, value) => Number(row.dataset[name]) <= Number(value);
  const tests = {
    q: (row, words) =>
      bare(words)
        .split(/\s+/)
        .every((word) => texts.get(row).includes(word)),
    skill: (row, value) => (row.dataset.skill ?? "").split(" ").includes(value),
    budget: within("cost"),
    months: within("months"),
    entry: within("entry"),
    sort: () => true,
  };
  const orders = {
    title: (a, b) => titleOf(a).localeCompare(titleOf(b), document.documentElement.lang || undefined),
    hours: (a, b) => Number(a.dataset.hours ?? 9999) - Number(b.dataset.hours ?? 9999),
    year: (a, b) => Number(b.dataset.year ?? 0) - Number(a.dataset.year ?? 0),
  };

  async function apply() {
    try {
      await prepare();
    } catch {
      return tell((say) => say("filters.missing"));
    }
    const asked = fields.filter((field) => field.value);
    shown = 0;
    for (const row of rows) {
      const fits = asked.every(({ name, value }) => (tests[name] ? tests[name](row, value) : row.dataset[name] === value));
      row.hidden = !fits;
      shown += fits;
    }
    sort(form.elements.sort?.value);
    for (const group of groups) group.hidden = !group.querySelector("li[id]:not([hidden])");
    empty.hidden = shown > 0;
    tell((say) => (shown === rows.length ? all : say("filters.some", { n: shown, all })));
  }

  /** Rows do not wait for the words; these then tell what is shown by that time. */
  async function tell(text) {
    const { say } = await import("./say.js");
    count.textContent = text(say);
  }

  function sort(by) {
    if (!groups.length) return;
    results.querySelector("[data-sorted]")?.remove();
    for (const row of rows) home.get(row).append(row);
    if (!orders[by]) return;
    const list = document.createElement("ul");
    list.className = home.get(rows[0]).className;
    list.dataset.sorted = by;
    list.append(...[...rows].sort(orders[by]));
    results.append(list);
  }

  function read() {
    const asked = new URLSearchParams(location.search);
    for (const field of fields) {
      field.value = asked.get(field.name) ?? "";
      if (field.selectedIndex < 0) field.value = "";
    }
    if (fetched || fields.some((field) => field.value)) apply();
  }

  function write(push) {
    const asked = new URLSearchParams();
    for (const { name, value } of fields) if (value) asked.set(name, value);
    const address = asked.size ? `?${asked}` : location.pathname;
    if (address === (location.search || location.pathname)) return;
    history[push ? "pushState" : "replaceState"](null, "", address);
  }

  function change(push) {
    write(push);
    apply();
  }

  let waiting;
  form.addEventListener("focusin", () => prepare().catch(() => {}), { once: true });
  form.addEventListener("input", ({ target }) => {
    clearTimeout(waiting);
    waiting = setTimeout(change, target.type === "search" ? 150 : 0, target.tagName === "SELECT");
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  const clear = (event) => {
    event.preventDefault();
    for (const field of fields) field.value = "";
    change(true);
    fields[0].focus();
  };
  form.addEventListener("reset", clear);
  document.querySelector("[data-clear]")?.addEventListener("click", clear);
  addEventListener("popstate", read);
  // What was chosen before this script came counts, unless the address says something else.
  if (!location.search && fields.some((field) => field.value)) change(false);
  else read();
}

const titleOf = (row) => row.querySelector("a").textContent.toLowerCase();
const bare = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").trim();
