// The planner: goal, what you know, hours a week and budget become dated weeks in learning order.
// Everything happens here; the choice stands in the address and, if storage is allowed, on this device.
import { element } from "./element.js";
import { saveFile } from "./save-file.js";
import { say } from "./say.js";

const WEEKS_IN_A_MONTH = 4.33;
const WEEK = 7 * 864e5;
const isoDay = (day) => day.toISOString().slice(0, 10);

export async function start({ root, store }) {
  const form = document.querySelector("[data-planner]");
  const out = document.querySelector("[data-plan]");
  const said = element("p", { role: "status" });
  out.before(said);
  const data = await fetch(form.dataset.source).then((answer) => answer.json());
  const { role, from, hours, start: first, budget, depth } = form.elements;
  const fields = [...form.elements].filter((field) => field.name);
  const levels = new Map(data.skills.map(({ id, title }) => [id, levelOf(title, form.querySelector("[data-known]"))]));
  let weekly = Number(hours.defaultValue);

  function recall() {
    const asked = new URLSearchParams(location.search.slice(1) || store.get("plan") || "");
    for (const field of fields) {
      const usual = field.value;
      if (asked.has(field.name)) field.value = asked.get(field.name);
      if (field.selectedIndex < 0) field.value = usual;
    }
    for (const [name, value] of asked) {
      const id = name.replace(/^k\./, "");
      const select = levels.get(data.moved[id] ?? id);
      if (select && name !== id) select.value = value;
    }
    first.value ||= isoDay(new Date());
  }
  function remember() {
    const state = new URLSearchParams();
    for (const { name, value } of fields) if (value) state.set(name, value);
    for (const [id, { value }] of levels) if (value) state.set(`k.${id}`, value);
    store.set("plan", state.toString());
    history.replaceState(null, "", `?${state}`);
  }
  function choice() {
    const have = { ...data.backgrounds[from.value] };
    for (const [id, { value }] of levels) if (value) have[id] = Number(value);
    const begin = new Date(`${first.value || isoDay(new Date())}T12:00`);
    return { role: role.value, have, weekly, begin, free: budget.value === "free", less: depth.value === "base" ? 1 : 0 };
  }
  function update() {
    const asked = hoursAsked(hours);
    weekly = asked ?? weekly;
    hours.ariaInvalid = asked === null;
    said.className = asked === null ? "warn" : "visually-hidden"; // what is valid stands in the plan's heading too
    if (asked !== null || !out.hasChildNodes()) {
      const plan = reckon(choice(), data);
      out.replaceChildren(...(plan.steps.length ? drawn(plan, root, data) : [element("p", { textContent: say("plan.complete") })]));
      said.textContent = plan.steps.length ? headline(plan) : say("plan.complete");
    }
    if (asked === null) said.textContent = say("plan.hours_wanted", { from: Number(hours.min), to: Number(hours.max) });
    return asked !== null;
  }
  form.addEventListener("input", () => update() && remember());
  form.addEventListener("submit", (event) => event.preventDefault());
  recall();
  update();
}

/** A field for what the reader knows of a skill already. */
function levelOf(title, known) {
  const options = ["", "1", "2", "3", "4"].map((value) => new Option(say(`plan.have.${value || 0}`), value));
  const select = element("select", {}, ...options);
  known.append(element("label", {}, title, select));
  return select;
}

/** The hours a week that a field asks for, or null when it holds no number in its range. */
export function hoursAsked({ value, min, max }) {
  const hours = Number(value);
  return value.trim() && hours >= Number(min) && hours <= Number(max) ? hours : null;
}

/** Steps in learning order: {skill, from, to, low, high, begin, end}, hours as ranges, dates from the middle of each. */
export function reckon({ role, have, weekly, begin, free, less }, data) {
  const skills = new Map(data.skills.map((skill) => [skill.id, skill]));
  const steps = [];
  let spent = 0;
  const day = () => new Date(begin.getTime() + (spent / weekly) * WEEK);
  for (const [id, asked] of Object.entries(data.roles[role])) {
    const skill = skills.get(id);
    const to = Math.max(1, asked - less);
    const from = have[id] ?? 0;
    if (from >= to) continue;
    const before = from ? skill.hours[from - 1] : [0, 0];
    const low = Math.max(1, skill.hours[to - 1][0] - before[0]);
    const high = Math.max(low, skill.hours[to - 1][1] - before[1]);
    const step = { skill, from, to, low, high, begin: day() };
    spent += (low + high) / 2;
    steps.push({ ...step, end: day(), resources: free ? skill.free : skill.any });
  }
  const sum = (name) => steps.reduce((total, step) => total + step[name], 0);
  const [low, high] = [sum("low"), sum("high")];
  return { steps, low, high, weekly, months: [low, high].map((hours) => hours / weekly / WEEKS_IN_A_MONTH) };
}

/** What can wait: the last skills on which nothing else in the plan rests. */
export function canWait(steps) {
  const needed = new Set(steps.flatMap(({ skill }) => skill.needs.map(([id]) => id)));
  return steps
    .filter(({ skill }) => !needed.has(skill.id))
    .slice(-6)
    .reverse();
}

const range = (key, from, to) => say(`plan.${key}${from === to ? "" : "_range"}`, { from, n: to });

function headline({ months, weekly }) {
  const [from, to] = months.map((number) => Math.max(1, Math.round(number)));
  return say("plan.head", { months: range("months", from, to), hours: say("plan.hours", { n: weekly }) });
}

function drawn(plan, root, data) {
  const { steps, low, high, months } = plan;
  const skills = say("plan.skills", { n: steps.length });
  const long = say("plan.long", { skills: canWait(steps).map(({ skill }) => skill.title) });
  return [
    element("h2", { textContent: headline(plan) }),
    element("p", { textContent: say("plan.sum", { hours: range("hours", low, high), skills }) }),
    ...(months[0] > 24 ? [element("p", { className: "warn", textContent: long })] : []),
    element("ol", { className: "plan-weeks" }, ...steps.map((step) => week(step, root, data))),
    tools(steps, root),
  ];
}

function week({ skill, to, low, high, begin, end, resources }, root, data) {
  const link = element("a", { textContent: skill.title, href: new URL(`skills/${skill.id}/`, root) });
  const what = element("div", {}, link, ` ${say("plan.step", { level: to, low, high })}`);
  const shelf = resources.flatMap((id, place) => {
    const [textContent, href] = data.resources[id];
    return [place ? " · " : " ", element("a", { textContent, href, rel: "noopener nofollow ugc" })];
  });
  if (shelf.length) what.append(element("p", { className: "meta" }, say("plan.with"), ...shelf));
  return element("li", {}, element("span", { className: "meta", textContent: say("plan.dates", { begin, end }) }), what);
}

function tools(steps, root) {
  const button = (key, act) => {
    const made = element("button", { type: "button", textContent: say(`plan.${key}`) });
    made.addEventListener("click", act);
    return made;
  };
  const data = () =>
    JSON.stringify(
      steps.map(({ skill, ...step }) => ({ skill: skill.id, ...step })),
      null,
      1,
    );
  return element(
    "p",
    { className: "tools" },
    button("print", () => window.print()),
    button("calendar", () => saveFile("plan.ics", "text/calendar", calendar(steps, root))),
    button("table", () => saveFile("plan.csv", "text/csv", csv(steps))),
    button("data", () => saveFile("plan.json", "application/json", data())),
  );
}

/** The steps as an iCalendar file. */
export function calendar(steps, root) {
  const stamp = (day) => isoDay(day).replaceAll("-", "");
  const events = steps.flatMap(({ skill, to, begin, end }) => [
    "BEGIN:VEVENT",
    `UID:${skill.id}-${to}@plan`,
    `DTSTAMP:${stamp(begin)}T000000Z`,
    `DTSTART;VALUE=DATE:${stamp(begin)}`,
    `DTEND;VALUE=DATE:${stamp(end)}`,
    `SUMMARY:${say("plan.event", { skill: skill.title, level: to }).replace(/([,;\\])/g, "\\$1")}`,
    `URL:${new URL(`skills/${skill.id}/`, root)}`,
    "END:VEVENT",
  ]);
  return ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//guide//plan", ...events, "END:VCALENDAR", ""].join("\r\n");
}

/** The steps as a table. */
export function csv(steps) {
  const quoted = (cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  const header = ["skill", "from", "to", "hours_low", "hours_high", "begin", "end"];
  const rows = steps.map((step) => [step.skill.title, step.from, step.to, step.low, step.high, isoDay(step.begin), isoDay(step.end)]);
  return [header, ...rows].map((row) => `${row.map((cell) => quoted(String(cell))).join(",")}\n`).join("");
}
