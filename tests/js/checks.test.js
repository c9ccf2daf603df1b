import assert from "node:assert/strict";
import { test } from "node:test";
import { firstDifference, inPlace, isNear, readings, start } from "../../docs/assets/js/checks.js";

test("a number is read with comma or point, and without what stands after it", () => {
  const read = { "2.5": [2.5], " 2,5 ": [2.5], "40 %": [40], "12 €": [12], "3 days": [3], "−0.5": [-0.5], "1e-3": [0.001], ".5": [0.5] };
  for (const [text, found] of Object.entries(read)) assert.deepEqual(readings(text), found, text);
});

test("a comma before three digits may part thousands", () => {
  assert.deepEqual(readings("12,500"), [12.5, 12500]);
  assert.deepEqual(readings("1,234,567"), [1234567]);
  assert.deepEqual(readings("0,125"), [0.125]);
  assert.deepEqual(readings("1,234.5"), [1234.5]);
});

test("what is no number has no reading", () => {
  for (const text of ["", "  ", "%", "many", "1/3", "1.2.3", "-"]) assert.deepEqual(readings(text), [], text);
});

test("a number is right within the tolerance, its edge included", () => {
  assert.ok(isNear([0.4], 0.3, 0.1));
  assert.ok(isNear([12.5, 12500], 12500, 0));
  assert.ok(isNear([0], 0, 0));
  assert.ok(!isNear([0.41], 0.3, 0.1));
  assert.ok(!isNear([0.00011], 0.0001, 0));
});

test("lines are compared without the space at their ends", () => {
  assert.equal(firstDifference("a \nb\r\n\n", "a\nb"), 0);
  assert.equal(firstDifference("a\nc", "a\nb"), 2);
  assert.equal(firstDifference("a", "a\nb"), 2);
  assert.equal(firstDifference("a\nb\nc", "a\nb"), 3);
  assert.equal(firstDifference(" a", "a"), 1);
  assert.equal(firstDifference("", "a"), 1);
});

test("steps that stand right are counted", () => {
  assert.equal(inPlace(["a", "c", "b"], ["a", "b", "c"]), 1);
  assert.equal(inPlace(["a", "a"], ["a", "a"]), 2);
});

test("a page without checks is left alone", () => {
  globalThis.document = { querySelectorAll: () => [] };
  assert.equal(start(), undefined);
});
