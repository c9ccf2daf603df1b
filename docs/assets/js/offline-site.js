// The script of the copy that opens from disk. Browsers load neither modules nor data from file://, so the build joins this
// module and those it imports into one classic script, and the titles come as a script too.
import { element } from "./element.js";
import { startFolds, startPalette, startSearch } from "./frame.js";
import { say } from "./say.js";
import { searchBox } from "./search-box.js";
import { inLines, readRows, vocabulary } from "./search-core.js";

const here = new URL("../../", document.currentScript.src);

const loadTitles = () =>
  new Promise((onload, onerror) => {
    document.head.append(element("script", { src: new URL("assets/js/search-titles.js", here).href, onload, onerror }));
  }).then(() => readRows(window.GUIDE_TITLES));

startSearch(() => {
  const titles = loadTitles();
  return searchBox({
    address: (url) => new URL(url.replace(/(?<=^|\/)(?=#|$)/, "index.html"), here).href,
    known: async () => vocabulary(await titles),
    rows: () => titles,
    find: async (query) => inLines(query, await titles),
  });
});
startPalette(say);
startFolds();
