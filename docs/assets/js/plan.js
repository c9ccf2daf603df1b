// The planner: goal, what you know, hours a week and budget become dated weeks in learning order.
// Everything happens here; the choice stands in the address and, if storage is allowed, on this device.
const HOUR = 4.33; // weeks in a month

export async function start({ store }) {
  const form = document.querySelector("[data-planner]");
  const out = document.querySelector("[data-plan]");
  const root = new URL("../", new URL(form.dataset.source, location.href));
  const data = await fetch(form.dataset.source).then((answer) => answer.json());
  const skills = new Map(data.skills.map((skill) => [skill.id, skill]));
  const known = form.querySelector("[data-known]");
  for (const skill of data.skills) {
    const label = document.createElement("label");
    const select = document.createElement("select");
    select.dataset.skill = skill.id;
    for (const [value, text] of [
      ["", "no"],
      ["1", "explain"],
      ["2", "with help"],
      ["3", "alone"],
      ["4", "decide"],
    ])
      select.append(new Option(text, value));
    label.append(skill.title, select);
    known.append(label);
  }
  const fields = [...form.elements].filter((field) => field.name);
  const levels = [...known.querySelectorAll("select")];

  const asked = new URLSearchParams(location.search.slice(1) || store.get("plan") || "");
  for (const field of fields) if (asked.has(field.name)) field.value = asked.get(field.name);
  if (!form.elements.start.value) form.elements.start.value = new Date().toISOString().slice(0, 10);
  for (const select of levels) {
    const id = select.dataset.skill;
    select.value = asked.get(`k.${id}`) ?? "";
  }
  for (const [old, now] of Object.entries(data.moved))
    if (asked.has(`k.${old}`) && skills.has(now)) known.querySelector(`[data-skill="${now}"]`).value = asked.get(`k.${old}`);

  function choice() {
    const have = { ...(data.backgrounds[form.elements.from.value] ?? {}) };
    for (const select of levels) if (select.value) have[select.dataset.skill] = Number(select.value);
    return {
      role: form.elements.role.value,
      have,
      weekly: Math.max(1, Number(form.elements.hours.value) || 1),
      begin: new Date(`${form.elements.start.value}T12:00`),
      free: form.elements.budget.value === "free",
      less: form.elements.depth.value === "base" ? 1 : 0,
    };
  }
  function remember() {
    const state = new URLSearchParams();
    for (const { name, value } of fields) if (value) state.set(name, value);
    for (const select of levels) if (select.value) state.set(`k.${select.dataset.skill}`, select.value);
    store.set("plan", state.toString());
    history.replaceState(null, "", `?${state}`);
  }
  function update(keep = true) {
    if (keep) remember();
    draw(out, reckon(choice(), data, skills), root, data);
  }
  form.addEventListener("input", () => update());
  form.addEventListener("submit", (event) => event.preventDefault());
  update(false);
}

/** Steps in learning order: {skill, from, to, low, high, begin, end}, hours as ranges, dates from the middle of each. */
export function reckon({ role, have, weekly, begin, free, less }, data, skills) {
  const steps = [];
  let spent = 0;
  for (const [id, asked] of Object.entries(data.roles[role])) {
    const skill = skills.get(id);
    const to = Math.max(1, asked - less);
    const from = have[id] ?? 0;
    if (from >= to) continue;
    const before = from ? skill.hours[from - 1] : [0, 0];
    const low = Math.max(1, skill.hours[to - 1][0] - before[0]);
    const high = Math.max(low, skill.hours[to - 1][1] - before[1]);
    const day = (hours) => new Date(begin.getTime() + (hours / weekly) * 7 * 864e5);
    const start = day(spent);
    spent += (low + high) / 2;
    steps.push({ skill, from, to, low, high, begin: start, end: day(spent), resources: free ? skill.free : skill.any });
  }
  const low = steps.reduce((sum, step) => sum + step.low, 0);
  const high = steps.reduce((sum, step) => sum + step.high, 0);
  return { steps, low, high, weekly, months: [low / weekly / HOUR, high / weekly / HOUR] };
}

const date = (day) => day.toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric" });

function draw(out, plan, root, data) {
  const make = (name, text = "", props = {}) => Object.assign(document.createElement(name), { textContent: text }, props);
  out.replaceChildren();
  if (!plan.steps.length) {
    out.append(make("p", "You have all of it already. Look at the projects, and apply."));
    return;
  }
  const [from, to] = plan.months.map((months) => Math.max(1, Math.round(months)));
  const head = make("h2", `${from}–${to} months at ${plan.weekly} hours a week`);
  const sum = make(
    "p",
    `${plan.low.toLocaleString("en")}–${plan.high.toLocaleString("en")} hours over ${plan.steps.length} skills. Dates use the middle of each range, so treat them as a sketch; they move when you do.`,
  );
  out.append(head, sum);
  if (plan.months[0] > 24) {
    const later = [...plan.steps]
      .reverse()
      .filter((step) => !["programming", "mathematics", "foundations"].includes(step.skill.area))
      .slice(0, 6);
    out.append(
      make(
        "p",
        `That is long. More hours a week, or one level less, shortens it; so does leaving for the first job: ${later.map((step) => step.skill.title).join(", ")}.`,
        { className: "warn" },
      ),
    );
  }
  const list = make("ol", "", { className: "plan-weeks" });
  for (const step of plan.steps) {
    const row = make("li");
    const when = make("span", `${date(step.begin)} – ${date(step.end)}`, { className: "meta" });
    const what = make("div");
    what.append(
      make("a", step.skill.title, { href: new URL(`skills/${step.skill.id}/`, root) }),
      ` to level ${step.to}, ${step.low}–${step.high} h`,
    );
    if (step.resources.length) {
      const from = make("p", "With ", { className: "meta" });
      step.resources.forEach((id, place) => {
        const [title, link] = data.resources[id];
        from.append(place ? " · " : "", make("a", title, { href: link, rel: "noopener nofollow ugc" }));
      });
      what.append(from);
    }
    row.append(when, what);
    list.append(row);
  }
  const tools = make("p", "", { className: "tools" });
  const save = (label, name, type, text) => {
    const button = make("button", label, { type: "button" });
    button.addEventListener("click", () => {
      const link = make("a", "", { href: URL.createObjectURL(new Blob([text()], { type })), download: name });
      link.click();
      URL.revokeObjectURL(link.href);
    });
    return button;
  };
  const print = make("button", "Print", { type: "button" });
  print.addEventListener("click", () => window.print());
  tools.append(
    print,
    save("Calendar (.ics)", "plan.ics", "text/calendar", () => calendar(plan.steps, root)),
    save("Table (.csv)", "plan.csv", "text/csv", () => csv(plan.steps)),
    save("Data (.json)", "plan.json", "application/json", () =>
      JSON.stringify(
        plan.steps.map(({ skill, ...step }) => ({ skill: skill.id, ...step })),
        null,
        1,
      ),
    ),
  );
  out.append(list, tools);
}

const stamp = (day) => day.toISOString().slice(0, 10).replaceAll("-", "");

export const calendar = (steps, root) =>
  [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//guide//plan//EN",
    ...steps.flatMap(({ skill, to, begin, end }) => [
      "BEGIN:VEVENT",
      `UID:${skill.id}-${to}@plan`,
      `DTSTAMP:${stamp(begin)}T000000Z`,
      `DTSTART;VALUE=DATE:${stamp(begin)}`,
      `DTEND;VALUE=DATE:${stamp(end)}`,
      `SUMMARY:${skill.title.replace(/([,;\\])/g, "\\$1")} to level ${to}`,
      `URL:${new URL(`skills/${skill.id}/`, root)}`,
      "END:VEVENT",
    ]),
    "END:VCALENDAR",
    "",
  ].join("\r\n");

export const csv = (steps) =>
  [
    ["skill", "from", "to", "hours_low", "hours_high", "begin", "end"],
    ...steps.map((s) => [s.skill.title, s.from, s.to, s.low, s.high, s.begin.toISOString().slice(0, 10), s.end.toISOString().slice(0, 10)]),
  ]
    .map((row) => row.map((cell) => (/[",\n]/.test(String(cell)) ? `"${String(cell).replaceAll('"', '""')}"` : cell)).join(","))
    .join("\n") + "\n";
