// The words of the page's language, with numbers, dates and lists as that language writes them.
import { words } from "./words.js";

const language = () => document.documentElement.lang || undefined;

function spelt(value) {
  if (typeof value === "number") return new Intl.NumberFormat(language()).format(value);
  if (value instanceof Date) return new Intl.DateTimeFormat(language(), { dateStyle: "medium" }).format(value);
  if (Array.isArray(value)) return new Intl.ListFormat(language(), { type: "unit" }).format(value);
  return value;
}

/** `say("search.count", { n: 3 })`: where a sentence has plural forms, `n` chooses. A key without words is shown itself. */
export function say(key, values = {}) {
  const found = key.split(".").reduce((part, name) => part?.[name], words) ?? key;
  const text = typeof found === "string" ? found : (found[new Intl.PluralRules(language()).select(values.n)] ?? found.other);
  return text.replace(/\{(\w+)\}/g, (hole, name) => (name in values ? spelt(values[name]) : hole));
}
