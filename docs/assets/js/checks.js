// Checks that answer: a question whose answer is folded beneath it gets a field, a choice or steps to order. What is right is
// read from the folded answer, so the page holds it once; nothing is kept.
import { element } from "./element.js";
import { say } from "./say.js";

export function start() {
  document.querySelectorAll("[data-check]").forEach((question, place) => {
    const answer = question.nextElementSibling;
    const said = element("div", { className: "verdict", role: "status" });
    const tell = (right, ...words) => {
      said.dataset.right = right;
      said.replaceChildren(...words);
      if (right) answer.open = true; // it says why
    };
    question.firstElementChild.id = `check.${place}`;
    const { part, judge } = kinds[question.dataset.check](question, answer, tell);
    part.setAttribute("aria-describedby", `check.${place}`);
    const form = element("form", { className: "try" }, part.closest("label") ?? part, element("button", {}, say("checks.check")), said);
    form.addEventListener("input", () => tell(false));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      judge();
    });
    question.append(form);
  });
}

const verdict = (right) => (right ? say("checks.right") : say("checks.wrong"));
const texts = (parts) => [...parts].map((part) => part.textContent.trim());
const group = (legend, list) => element("fieldset", {}, element("legend", {}, legend), list);

const kinds = {
  number(question, answer, tell) {
    const right = answer.querySelector("strong");
    const part = element("input", { inputMode: "decimal", autocomplete: "off" });
    element("label", {}, say("checks.number"), " ", part, " ", right.querySelector("span")?.textContent ?? "");
    const judge = () => {
      const found = readings(part.value);
      if (found.length === 0) return tell(false, say("checks.unread"));
      const hit = isNear(found, readings(right.firstChild.textContent)[0], Number(question.dataset.off));
      tell(hit, verdict(hit));
    };
    return { part, judge };
  },

  choice(question, answer, tell) {
    const list = question.querySelector(".options");
    const reasons = answer.querySelectorAll(".options > li");
    const name = question.firstElementChild.id;
    for (const [value, option] of [...list.children].entries()) {
      option.append(element("label", {}, element("input", { type: "radio", name, value }), element("span", {}, ...option.childNodes)));
    }
    const part = group(say("checks.choice"), list);
    const judge = () => {
      const chosen = reasons[part.querySelector(":checked")?.value];
      if (!chosen) return tell(false, say("checks.unchosen"));
      tell("right" in chosen.dataset, ...chosen.cloneNode(true).childNodes);
    };
    return { part, judge };
  },

  predict(_, answer, tell) {
    const part = element("textarea", { rows: 3, spellcheck: false, autocapitalize: "off" });
    element("label", {}, say("checks.predict"), " ", part);
    const judge = () => {
      const n = firstDifference(part.value, answer.querySelector("samp").textContent);
      tell(n === 0, n ? say("checks.line", { n }) : verdict(true));
    };
    return { part, judge };
  },

  order(question, answer, tell) {
    const right = texts(answer.querySelectorAll(".options > li"));
    const given = question.querySelector(".options");
    const list = element("ol", { className: "options" }, ...given.children);
    given.remove();
    // The neighbour moves, not the step itself: an element that moves loses the focus that stands in it.
    const mover = (step, text, label, move) => {
      const button = element("button", { type: "button", ariaLabel: `${label}: ${text}` }, label);
      button.addEventListener("click", () => {
        move();
        tell(false, say("checks.place", { n: [...list.children].indexOf(step) + 1, of: right.length }));
      });
      return button;
    };
    for (const [place, text] of texts(list.children).entries()) {
      const step = list.children[place];
      const up = mover(step, text, say("checks.up"), () => step.previousElementSibling && step.after(step.previousElementSibling));
      const down = mover(step, text, say("checks.down"), () => step.nextElementSibling && step.before(step.nextElementSibling));
      step.replaceChildren(element("span", {}, ...step.childNodes), element("span", { className: "moves" }, up, " ", down));
    }
    const judge = () => {
      const n = inPlace(texts(list.querySelectorAll("li > span:first-child")), right);
      const done = n === right.length;
      tell(done, done ? verdict(true) : say("checks.stand", { n, of: right.length }));
    };
    return { part: group(say("checks.order"), list), judge };
  },
};

/** What somebody may mean who writes `text`: `2,5` is 2.5, and `12,500` may also be 12500. Signs after the number are left out. */
export function readings(text) {
  const bare = text.replace(/[\s_]/g, "").replace(/[%\p{L}\p{Sc}]+$/u, "").replace("−", "-");
  const whole = /^[-+]?[1-9]\d{0,2}(,\d{3})+(?!\d)/.test(bare) ? bare.replaceAll(",", "") : "";
  return [bare.replace(",", "."), whole].filter((digits) => digits && Number.isFinite(Number(digits))).map(Number);
}

/** Whether one of `found` is at most `off` from `right`; a hair more, since 0.4 is not quite 0.3 + 0.1. */
export function isNear(found, right, off) {
  return found.some((number) => Math.abs(number - right) <= off + (Math.abs(right) + off) * 1e-9);
}

/** Number of the first line in which `written` is not what was `printed`; 0 where there is none. Space at the ends is no difference. */
export function firstDifference(written, printed) {
  const [ours, theirs] = [written, printed].map((text) => text.trimEnd().split("\n").map((line) => line.trimEnd()));
  return Array.from({ length: Math.max(ours.length, theirs.length) }, (_, at) => ours[at] === theirs[at]).indexOf(false) + 1;
}

/** How many of `steps` stand where they stand in `right`. */
export function inPlace(steps, right) {
  return steps.filter((step, at) => step === right[at]).length;
}
