import assert from "node:assert/strict";
import { test } from "node:test";
import { asWritten, correct, distance, inLines, rank, readRows, shardsFor, telling, vocabulary } from "../../docs/assets/js/search-core.js";

const rows = readRows([
  ["Kneading dough", "skill", "skills/kneading/", ["working the dough"], "Stretching flour and water until it holds gas."],
  ["Noise in the bakery", "topic", "skills/bakery/#noise", [], "Machines and ears"],
  ["Colour of the crust", "topic", "skills/baking/#crust", ["crust colour", "browning"], "Baking"],
  ["Is a mixer noise a bad sign?", "question", "questions/#mixer", ["why does it rattle"], ""],
  ["Dough", "term", "glossary/#dough", ["paste"], "Flour and water, mixed."],
  ["The dough book", "resource", "resources/#dough-book", [], "A. Baker"],
  ["Crème pâtissière", "term", "glossary/#creme", [], "A custard."],
]);
const known = vocabulary(rows);
const titles = (found) => found.map((row) => row.title);

test("rows carry the plain form of each name, the title's first", () => {
  assert.deepEqual(rows[2].names, ["color of the crust", "crust color", "browning"]);
  assert.equal(rows[0].url, "skills/kneading/");
});

test("telling words leave out those that tell nothing", () => {
  assert.deepEqual(telling("What is the colour of a crust?"), ["color", "crust"]);
  assert.deepEqual(telling("do I"), []);
  assert.deepEqual(telling(""), []);
});

test("the vocabulary weighs words by where they are used", () => {
  assert.equal(known.get("dough"), 4 * 3 + 1);
  assert.equal(known.get("book"), 1);
  assert.equal(known.get("custard"), undefined);
});

test("a word asks for the shards between which it stands, and half a word for those it may become", () => {
  const shards = ["abacus", "cat", "dough", "no"];
  assert.deepEqual(shardsFor(["cats"], shards), [1]);
  assert.deepEqual(shardsFor(["doughnuts"], shards), [2]);
  assert.deepEqual(shardsFor(["c"], shards), [0, 1]);
  assert.deepEqual(shardsFor(["coin", "zebra", "aa"], shards), [1, 3]);
  assert.equal(shardsFor(["a"], [..."abcdefghijkl"].map((letter) => `a${letter}`)).length, 6);
  assert.deepEqual(shardsFor([], shards), []);
});

test("the same name comes first, then names that begin with it, then those that hold it", () => {
  assert.deepEqual(titles(rank("dough", rows)), ["Dough", "Kneading dough", "The dough book"]);
  assert.equal(rank("crust color", rows)[0].title, "Colour of the crust");
  assert.equal(rank("knead", rows)[0].title, "Kneading dough");
});

test("among equals the kind decides, and other names count less than the title", () => {
  const equal = readRows([
    ["Oven", "resource", "a", [], ""],
    ["Oven", "unheard-of", "b", [], ""],
    ["Oven", "term", "c", [], ""],
    ["Stove", "skill", "d", ["Oven"], ""],
    ["Oven", "skill", "e", [], ""],
  ]);
  assert.deepEqual(
    rank("oven", equal).map((row) => row.url),
    ["b", "e", "d", "c", "a"],
  );
});

test("most words of a query are enough, stop words alone are not", () => {
  assert.equal(rank("kneading working dough slowly", rows)[0].title, "Kneading dough");
  assert.deepEqual(rank("of the", rows), []);
  assert.deepEqual(rank("", rows), []);
  assert.deepEqual(rank("xylophone", rows), []);
});

test("no more than fourteen rows answer", () => {
  const many = readRows(Array.from({ length: 30 }, (_, i) => [`Loaf ${i}`, "term", `#${i}`, [], ""]));
  assert.equal(rank("loaf", many).length, 14);
});

test("lines answer where there is no index of the texts", () => {
  assert.deepEqual(titles(inLines("flour water", rows)), ["Kneading dough", "Dough"]);
  assert.deepEqual(inLines("the", rows), []);
  assert.deepEqual(inLines("flour xylophone", rows), []);
});

test("an unknown word becomes the closest known one", () => {
  const [first, second] = correct("kneeding Dough", known);
  assert.deepEqual(first, { typed: "kneeding", words: ["kneading"], changed: true });
  assert.deepEqual(second, { typed: "Dough", words: ["dough"], changed: false });
});

test("known, short, begun and stop words stay, and so does what nothing is close to", () => {
  for (const query of ["noise", "dog", "knea", "with", "xylophones", "doughs", "?!", "colour"])
    assert.equal(
      correct(query, known).some((part) => part.changed),
      false,
      query,
    );
});

test("of equally close words the more used one is meant", () => {
  const words = new Map([
    ["bread", 1],
    ["tread", 9],
  ]);
  assert.deepEqual(correct("sread", words)[0].words, ["tread"]);
});

test("a corrected query is shown as people write it", () => {
  const written = (query) => asWritten(correct(query, known), rows);
  assert.equal(written("nooise"), "noise");
  assert.equal(written("kneedingg noise"), "kneading noise");
  assert.equal(written("Noise kneedingg"), "Noise kneading");
  assert.equal(written("patisiere"), "pâtissière");
  assert.equal(asWritten([{ typed: "x", words: ["unheard"], changed: true }], rows), "unheard");
});

test("distance counts letters, a swap once, and stops above the most", () => {
  assert.equal(distance("dough", "dough", 2), 0);
  assert.equal(distance("dough", "doguh", 2), 1);
  assert.equal(distance("dough", "dogh", 2), 1);
  assert.equal(distance("dough", "douughs", 2), 2);
  assert.equal(distance("dough", "bread", 2), 3);
  assert.equal(distance("", "abc", 5), 3);
});
