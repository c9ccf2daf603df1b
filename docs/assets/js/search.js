// Search online: shards of titles for the first answer, Pagefind's index for the texts. Loaded on the first touch.
import { searchBox } from "./search-box.js";
import { readRows, shardsFor, telling } from "./search-core.js";

/** Search for the site at `root`, as the function that opens it. */
export function searchAt(root) {
  const kept = new Map();
  const once = (name, load) => {
    // What failed is asked for again the next time.
    if (!kept.has(name))
      kept.set(
        name,
        load(name).catch((error) => kept.delete(name) && Promise.reject(error)),
      );
    return kept.get(name);
  };
  const json = async (path) => (await fetch(new URL(path, root))).json();
  const index = () =>
    once("search/words.json", async (path) => {
      const { shards, words } = await json(path);
      return { shards, known: new Map(Object.entries(words)) };
    });
  const shard = (number) => once(`search/${number}.json`, async (path) => readRows(await json(path)));
  const pagefind = () =>
    once("pagefind/pagefind.js", async (path) => {
      const module = await import(new URL(path, root));
      await module.options({ excerptLength: 18 });
      await module.init();
      return module;
    });

  Promise.allSettled([index(), pagefind()]);
  return searchBox({
    address: (url) => new URL(url, root).href,
    known: async () => (await index()).known,
    async rows(asked) {
      const numbers = shardsFor(telling(asked), (await index()).shards);
      const rows = (await Promise.all(numbers.map(shard))).flat();
      return [...new Map(rows.map((row) => [row.url, row])).values()];
    },
    async find(query) {
      const { results } = await (await pagefind()).search(query);
      const texts = await Promise.all(results.slice(0, 24).map((hit) => hit.data()));
      return texts.map(({ meta, excerpt }) => ({ title: meta.title, kind: meta.kind, url: meta.at, excerpt }));
    },
  });
}
