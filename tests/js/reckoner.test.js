import assert from "node:assert/strict";
import { test } from "node:test";
import { payback } from "../../docs/assets/js/reckoner.js";

test("what is spent, over what a year may bring", () => {
  assert.deepEqual(payback(10000, 8000, 3000, 60), { spent: 18000, gain: 1800, years: 10 });
  assert.equal(payback(100, 0, 50, 500).years, 2);
  assert.equal(payback(100, 0, 0, 60).gain, 0);
});
