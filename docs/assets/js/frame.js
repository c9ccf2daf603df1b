// What every page does, online and from disk: it opens search, turns its palette, and opens folds for an address and for print.

/** What the reader chose, on this device. Where storage is blocked, a choice lasts for the page. */
export const store = {
  get(key) {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  },
  set(key, value) {
    try {
      localStorage.setItem(key, value);
    } catch {}
  },
};

/** `load` gives the function that opens search; it is called on the first touch. */
export function startSearch(load) {
  let opening;
  async function open(typed = "") {
    // Letters typed while search is on its way are kept for its field.
    const keep = (event) => {
      if (event.key?.length !== 1 || event.ctrlKey || event.metaKey) return;
      typed += event.key;
      event.preventDefault();
    };
    document.addEventListener("keydown", keep, true);
    try {
      const begin = await (opening ??= load());
      begin(typed);
    } catch (error) {
      opening = null; // the next touch tries again
      throw error;
    } finally {
      document.removeEventListener("keydown", keep, true);
    }
  }
  const touched = (event) => {
    const opener = event.target.closest("[data-search-open], [data-opens-search]");
    const command = event.ctrlKey || event.metaKey;
    const slash = event.key === "/" && !command && !event.altKey && !event.target.closest("input, select, textarea, [contenteditable]");
    const asks = event.type === "click" ? opener : (opener && event.key === " ") || slash || (command && event.key?.toLowerCase() === "k");
    if (!asks) return;
    event.preventDefault();
    open();
  };
  document.addEventListener("click", touched);
  document.addEventListener("keydown", touched);
  const asked = new URLSearchParams(location.search).get("search");
  if (asked) open(asked);
}

/** The palette button: as the device, light, dark. `say` may take its time; the colours do not wait for it. */
export function startPalette(say) {
  const button = document.querySelector("[data-palette]");
  if (!button) return;
  const shown = document.documentElement.dataset;
  const label = async () => {
    button.title = button.ariaLabel = await say(`palette.${shown.theme ?? "device"}`);
  };
  if (shown.theme) label();
  button.addEventListener("click", () => {
    const next = { light: "dark", dark: "device" }[shown.theme] ?? "light";
    if (next === "device") delete shown.theme;
    else shown.theme = next;
    store.set("palette", next);
    label();
  });
}

/** Opens the fold in which the address's target stands. */
export function unfold() {
  const fold = document.getElementById(decodeURIComponent(location.hash.slice(1)))?.closest("details");
  if (!fold) return;
  fold.open = true;
  fold.scrollIntoView();
}

/** Folds open for an address; for print all do, and then close again. */
export function startFolds() {
  addEventListener("hashchange", unfold);
  unfold();
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll(".guide details:not([open])")];
    for (const fold of folded) fold.open = true;
  });
  addEventListener("afterprint", () => {
    for (const fold of folded) fold.open = false;
  });
}
