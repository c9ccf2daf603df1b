// Years until a route has paid for itself: (fees + pay given up) / (extra pay a year x chance).
import { say } from "./say.js";

export function start() {
  const form = document.querySelector("[data-reckoner]");
  const result = form.querySelector("[data-result]");
  const number = (name) => Math.max(0, Number(form.elements[name].value) || 0);
  const update = () => {
    const { spent, gain, years } = payback(number("fees"), number("lost"), number("extra"), number("chance"));
    result.textContent = gain ? say("reckoner.even", { n: Math.round(years * 10) / 10, spent, gain }) : say("reckoner.never");
  };
  form.addEventListener("input", update);
  form.addEventListener("submit", (event) => event.preventDefault());
  update();
}

/** The sum: what is spent, the gain to expect of a year, and the years after which they are even. */
export function payback(fees, lost, extra, chance) {
  const spent = fees + lost;
  const gain = (extra * Math.min(100, chance)) / 100;
  return { spent, gain, years: spent / gain };
}
