// The one script a page loads. Each feature is a module of its own, fetched only where a page has a use for it.
// Every page is complete without any of them.
const root = new URL("../../", import.meta.url);

const store = {
  get(key) {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  },
  set(key, value) {
    try {
      localStorage.setItem(key, value);
    } catch {
      /* storage is blocked: the choice lasts for this page */
    }
  },
};

const features = [
  ["[data-topic], .term, .claim .mark", "./reading.js"],
  ["[data-filters]", "./filters.js"],
  ["[data-planner]", "./plan.js"],
  ["[data-progress]", "./progress.js"],
  ["[data-reckoner]", "./reckoner.js"],
  [".map", "./map.js"],
  ["[data-offline]", "./offline.js"],
];

for (const [selector, module] of features) {
  if (document.querySelector(selector)) import(module).then((feature) => feature.start({ root, store }));
}

// Search: nothing is fetched before the reader touches it.
let opening;
function openSearch(query = "") {
  // Letters typed while the module is on its way are kept for the field.
  let typed = query;
  const keep = (event) => {
    if (event.key.length === 1 && !event.ctrlKey && !event.metaKey) {
      typed += event.key;
      event.preventDefault();
    }
  };
  document.addEventListener("keydown", keep, true);
  opening ??= import("./search.js");
  opening.then((search) => search.open({ root, query: typed })).finally(() => document.removeEventListener("keydown", keep, true));
}
for (const opener of document.querySelectorAll("[data-search-open], [data-opens-search]")) {
  opener.addEventListener("click", (event) => {
    event.preventDefault();
    openSearch();
  });
  opener.addEventListener("keydown", (event) => {
    if (event.key === " ") {
      event.preventDefault();
      openSearch();
    }
  });
}
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, select, textarea, [contenteditable]");
  const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
  if (slash || (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey))) {
    event.preventDefault();
    openSearch();
  }
});
const asked = new URLSearchParams(location.search).get("search");
if (asked) openSearch(asked);

// Palette: as the device, light, dark.
const palette = document.querySelector("[data-palette]");
if (palette) {
  const choices = ["device", "light", "dark"];
  const names = { device: "as the device", light: "light", dark: "dark" };
  const show = (choice) => {
    if (choice === "device") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = choice;
    palette.setAttribute("aria-label", `Colours: ${names[choice]}`);
    palette.title = `Colours: ${names[choice]}`;
  };
  let now = choices.includes(store.get("palette")) ? store.get("palette") : "device";
  show(now);
  palette.addEventListener("click", () => {
    now = choices[(choices.indexOf(now) + 1) % choices.length];
    store.set("palette", now);
    show(now);
  });
}

// Prints every fold open, then folds as before.
let folded = [];
addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll(".guide details:not([open])")];
  for (const fold of folded) fold.open = true;
});
addEventListener("afterprint", () => {
  for (const fold of folded) fold.open = false;
});

// A kept copy for reading without a network, once the reader asked for it.
if (store.get("offline") === "yes" && "serviceWorker" in navigator) navigator.serviceWorker.register(new URL("sw.js", root));
