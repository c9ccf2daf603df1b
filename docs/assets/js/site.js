// The one script a page names. Each feature is a module of its own, fetched only where a page has a use for it.
// Every page is complete without any of them.
import { startFolds, startPalette, startSearch, store } from "./frame.js";

const root = new URL("../../", import.meta.url);
const features = [
  [".term, .claim .mark", "./reading.js"],
  ["details[data-topic]", "./ticks.js"],
  ["[data-check]", "./checks.js"],
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

startSearch(() => import("./search.js").then((search) => search.searchAt(root)));
startPalette((key) => import("./say.js").then(({ say }) => say(key)));
startFolds();

// A kept copy for reading without a network, once the reader asked for it.
if (store.get("offline") === "yes" && "serviceWorker" in navigator) navigator.serviceWorker.register(new URL("sw.js", root));
