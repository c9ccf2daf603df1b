import assert from "node:assert/strict";
import { test } from "node:test";
import { merged } from "../../docs/assets/js/progress.js";

test("a file adds its ticks to those kept here, under today's names", () => {
  const file = { guide: 1, topics: { "a.x": { read: true }, "old.y": { open: true }, "b.z": { read: false } }, plan: "role=baker" };
  const { topics, plan } = merged(file, { "b.z": { read: true }, "c.w": { open: true } }, { "a.x": "a.x2", old: "new" });
  assert.deepEqual(topics, {
    "b.z": { open: false, read: true },
    "c.w": { open: true },
    "a.x2": { open: false, read: true },
    "new.y": { open: true, read: false },
  });
  assert.equal(plan, "role=baker");
});

test("another file is refused, and a plan that is no text is left out", () => {
  assert.throws(() => merged([], {}, {}));
  assert.throws(() => merged({ guide: 1 }, {}, {}));
  assert.equal(merged({ guide: 1, topics: {}, plan: 7 }, {}, {}).plan, "");
});
