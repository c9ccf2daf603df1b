import assert from "node:assert/strict";
import { test } from "node:test";
import { element } from "../../docs/assets/js/element.js";

test("an element is made with its properties and children", () => {
  globalThis.document = { createElement: (name) => ({ name, children: [], append: (...more) => assert.deepEqual(more, ["text"]) }) };
  const made = element("p", { className: "said" }, "text");
  assert.deepEqual([made.name, made.className], ["p", "said"]);
});
