import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { plain } from "../../docs/assets/js/plain.js";

const cases = JSON.parse(readFileSync(new URL("../search-words.json", import.meta.url), "utf8"));

test("plain words are those of the shared table", () => {
  for (const [text, expected] of cases) assert.equal(plain(text), expected, text);
});

test("plain words stay as they are", () => {
  for (const [, expected] of cases) assert.equal(plain(plain(expected)), plain(expected));
});
