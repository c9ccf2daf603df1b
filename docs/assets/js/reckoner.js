// Years until a route has paid for itself: (fees + pay given up) / (extra pay a year x chance).
export function start() {
  const form = document.querySelector("[data-reckoner]");
  const result = form.querySelector("[data-result]");
  const number = (name) => Math.max(0, Number(form.elements[name].value) || 0);
  const say = () => {
    const spent = number("fees") + number("lost");
    const gain = (number("extra") * Math.min(100, number("chance"))) / 100;
    if (!gain) result.textContent = "Without extra pay it does not pay for itself in money; it may for other reasons.";
    else {
      const years = spent / gain;
      result.textContent = `Even after ${years.toLocaleString("en", { maximumFractionDigits: 1 })} years: ${spent.toLocaleString("en")} ÷ ${gain.toLocaleString("en")} a year.`;
    }
  };
  form.addEventListener("input", say);
  form.addEventListener("submit", (event) => event.preventDefault());
  say();
}
