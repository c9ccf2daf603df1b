// Runs before the first paint, so that a chosen palette never flashes. Without it the device's setting holds.
(() => {
  try {
    const chosen = localStorage.getItem("palette");
    if (chosen === "dark" || chosen === "light") document.documentElement.dataset.theme = chosen;
  } catch {
    // Storage is blocked: the device's setting holds.
  }
})();
