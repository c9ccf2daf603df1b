import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { say } from "../../docs/assets/js/say.js";
import { words } from "../../docs/assets/js/words.js";

beforeEach(() => {
  globalThis.document = { documentElement: { lang: "en" } };
  words.test = {
    plain: "no hole",
    holes: "{a}, {b} and {c}",
    plural: { one: "{n} result", few: "{n} few", other: "{n} results" },
  };
});

test("holes are filled, and what has no value stays", () => {
  assert.equal(say("test.plain"), "no hole");
  assert.equal(say("test.holes", { a: "x", b: "{c}" }), "x, {c} and {c}");
  assert.equal(say("test.holes", { a: "$&", b: "", c: 0 }), "$&,  and 0");
});

test("the number chooses the plural form of the page's language", () => {
  assert.deepEqual(
    [0, 1, 2, 1.5, 1200].map((n) => say("test.plural", { n })),
    ["0 results", "1 result", "2 results", "1.5 results", "1,200 results"],
  );
  document.documentElement.lang = "pl";
  assert.equal(say("test.plural", { n: 3 }), "3 few");
  assert.equal(say("test.plural", { n: 5 }), "5 results");
});

test("numbers, dates and lists are written in the page's language", () => {
  const values = { a: 12345.6, b: new Date("2026-11-20T12:00"), c: ["p", "q", "r"] };
  assert.equal(say("test.holes", values), "12,345.6, Nov 20, 2026 and p, q, r");
  document.documentElement.lang = "de";
  assert.equal(say("test.holes", values), "12.345,6, 20.11.2026 and p, q und r");
});

test("a key without words is shown itself", () => {
  assert.equal(say("test.none"), "test.none");
  assert.equal(say("nowhere.at.all"), "nowhere.at.all");
});

test("a page that names no language is written in the device's", () => {
  document.documentElement.lang = "";
  assert.match(say("test.plural", { n: 2 }), /2/);
});
