// Filters for a list or table that is complete without them. The choice stands in the address, so that it can be
// shared and the back button works; the count is announced.
export function start() {
  const form = document.querySelector("[data-filters]");
  const results = document.querySelector("[data-results]");
  const count = document.querySelector("[data-count]");
  const empty = document.querySelector("[data-empty]");
  const rows = [...results.querySelectorAll(".resource, tbody tr")];
  const noun = count.textContent.trim().split(" ").pop();
  const groups = [...results.querySelectorAll("[data-group]")];
  const home = new Map(rows.map((row) => [row, row.parentElement]));
  const words = new Map(rows.map((row) => [row, plain(row.textContent)]));
  const fields = [...form.elements].filter((field) => field.name);

  const tests = {
    q: (row, value) =>
      plain(value)
        .split(/\s+/)
        .every((word) => words.get(row).includes(word)),
    skill: (row, value) => row.dataset.skill.split(" ").includes(value),
    budget: (row, value) => Number(row.dataset.cost) <= Number(value),
    months: (row, value) => Number(row.dataset.months) <= Number(value),
    entry: (row, value) => Number(row.dataset.entry) <= Number(value),
    sort: () => true,
  };
  const orders = {
    title: (a, b) => titleOf(a).localeCompare(titleOf(b)),
    hours: (a, b) => Number(a.dataset.hours ?? 9999) - Number(b.dataset.hours ?? 9999),
    year: (a, b) => Number(b.dataset.year ?? 0) - Number(a.dataset.year ?? 0),
  };

  function apply() {
    let shown = 0;
    for (const row of rows) {
      const fits = fields.every(({ name, value }) => !value || (tests[name] ? tests[name](row, value) : row.dataset[name] === value));
      row.hidden = !fits;
      shown += fits;
    }
    sort(form.elements.sort?.value);
    for (const group of groups) group.hidden = !group.querySelector(".resource:not([hidden])");
    empty.hidden = shown > 0;
    const number = (n) => n.toLocaleString("en");
    count.textContent = shown === rows.length ? `${number(shown)} ${noun}` : `${number(shown)} of ${number(rows.length)} ${noun}`;
  }

  function sort(by) {
    if (!groups.length) return;
    results.querySelector("[data-sorted]")?.remove();
    for (const row of rows) home.get(row).append(row);
    if (!orders[by]) return;
    const list = document.createElement("ul");
    list.className = "resources";
    list.dataset.sorted = by;
    list.append(...[...rows].sort(orders[by]));
    results.append(list);
  }

  function read() {
    const asked = new URLSearchParams(location.search);
    for (const field of fields) field.value = asked.get(field.name) ?? "";
    for (const field of fields) if (field.tagName === "SELECT" && field.selectedIndex < 0) field.value = "";
    apply();
  }

  function write(push) {
    const asked = new URLSearchParams();
    for (const { name, value } of fields) if (value) asked.set(name, value);
    const address = asked.size ? `?${asked}` : location.pathname;
    if (address === (location.search || location.pathname)) return;
    history[push ? "pushState" : "replaceState"](null, "", address);
  }

  let waiting;
  form.addEventListener("input", (event) => {
    clearTimeout(waiting);
    waiting = setTimeout(
      () => {
        apply();
        write(event.target.tagName === "SELECT");
      },
      event.target.type === "search" ? 150 : 0,
    );
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  const clear = () => {
    for (const field of fields) field.value = "";
    apply();
    write(true);
    fields[0].focus();
  };
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    clear();
  });
  document.querySelector("[data-clear]")?.addEventListener("click", clear);
  addEventListener("popstate", read);
  read();
}

const titleOf = (row) => row.querySelector("a").textContent.toLowerCase();
const plain = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").trim();
