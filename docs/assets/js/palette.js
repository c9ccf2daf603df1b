// Runs before the first paint, so that a chosen palette never flashes. Without it the device's setting holds.
// It also tells the style sheet that scripts run, so that forms take their place at once and nothing moves later.
(() => {
  document.documentElement.classList.replace("no-js", "js");
  try {
    const chosen = localStorage.getItem("palette");
    if (chosen === "dark" || chosen === "light") document.documentElement.dataset.theme = chosen;
  } catch {
    // Storage is blocked: the device's setting holds.
  }
})();
