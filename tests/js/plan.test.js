import assert from "node:assert/strict";
import { before, test } from "node:test";
import { calendar, canWait, csv, hoursAsked, reckon } from "../../docs/assets/js/plan.js";

before(() => {
  globalThis.document = { documentElement: { lang: "en" } };
});

const skill = (id, needs = []) => ({
  id,
  title: `${id}, "fine"`,
  needs,
  hours: [
    [8, 12],
    [20, 40],
    [60, 90],
    [200, 300],
  ],
  free: ["f"],
  any: ["a"],
});
const data = {
  skills: [skill("dough"), skill("oven", [["dough", 1]]), skill("cakes", [["oven", 2]])],
  roles: { baker: { dough: 1, oven: 2, cakes: 3 } },
};
const wish = { role: "baker", have: {}, weekly: 10, begin: new Date("2026-01-01T12:00Z"), free: true, less: 0 };

test("hours a week are a number in the field's range, or nothing", () => {
  const asked = (value) => hoursAsked({ value, min: "1", max: "60" });
  assert.deepEqual(["1", "8", "7.5", "60"].map(asked), [1, 8, 7.5, 60]);
  assert.deepEqual(["", " ", "0", "-3", "99", "ten"].map(asked), [null, null, null, null, null, null]);
});

test("steps follow the learning order, one after the other", () => {
  const { steps, low, high, months } = reckon(wish, data);
  assert.deepEqual(
    steps.map((step) => [step.skill.id, step.from, step.to, step.low, step.high]),
    [
      ["dough", 0, 1, 8, 12],
      ["oven", 0, 2, 20, 40],
      ["cakes", 0, 3, 60, 90],
    ],
  );
  assert.deepEqual([low, high], [88, 142]);
  assert.deepEqual(
    months.map((n) => n.toFixed(2)),
    ["2.03", "3.28"],
  );
  assert.equal(steps[0].end.toISOString(), "2026-01-08T12:00:00.000Z");
  assert.deepEqual(steps[1].begin, steps[0].end);
  assert.deepEqual(steps[0].resources, ["f"]);
});

test("what the reader knows is left out, or begun from", () => {
  const { steps } = reckon({ ...wish, have: { dough: 1, cakes: 2 }, free: false }, data);
  assert.deepEqual(
    steps.map((step) => [step.skill.id, step.from, step.low, step.high]),
    [
      ["oven", 0, 20, 40],
      ["cakes", 2, 40, 50],
    ],
  );
  assert.deepEqual(steps[0].resources, ["a"]);
  assert.deepEqual(reckon({ ...wish, have: { dough: 4, oven: 4, cakes: 4 } }, data).steps, []);
});

test("one level less is never less than the first", () => {
  assert.deepEqual(
    reckon({ ...wish, less: 1 }, data).steps.map((step) => step.to),
    [1, 1, 2],
  );
});

test("what can wait is what nothing else in the plan rests on", () => {
  assert.deepEqual(
    canWait(reckon(wish, data).steps).map((step) => step.skill.id),
    ["cakes"],
  );
  assert.deepEqual(canWait([]), []);
});

test("the calendar escapes what its format must", () => {
  const text = calendar(reckon(wish, data).steps, new URL("https://example.org/guide/"));
  assert.ok(text.startsWith("BEGIN:VCALENDAR\r\n") && text.endsWith("END:VCALENDAR\r\n"));
  assert.equal(text.match(/BEGIN:VEVENT/g).length, 3);
  assert.ok(text.includes('SUMMARY:dough\\, "fine" to level 1\r\n'));
  assert.ok(text.includes("DTSTART;VALUE=DATE:20260101\r\nDTEND;VALUE=DATE:20260108\r\n"));
  assert.ok(text.includes("URL:https://example.org/guide/skills/dough/\r\n"));
});

test("the table quotes what its format must", () => {
  const lines = csv(reckon(wish, data).steps).split("\n");
  assert.equal(lines[0], "skill,from,to,hours_low,hours_high,begin,end");
  assert.equal(lines[1], '"dough, ""fine""",0,1,8,12,2026-01-01,2026-01-08');
  assert.equal(lines.at(-1), "");
});
