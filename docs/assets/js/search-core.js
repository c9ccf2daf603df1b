// Search without a page: what a query asks for, which rows answer it, and what a misspelt word was meant to be.
import { plain } from "./plain.js";
import { words } from "./words.js";

const stop = new Set(words.search.stop.split(" "));

/** Rows [title, kind, url, other names, line] as search uses them, with every name in its plain form, the title first. */
export const readRows = (rows) =>
  rows.map(([title, kind, url, others, line]) => ({ title, kind, url, others, line, names: [title, ...others].map(plain) }));

/** The plain words of a text that tell something. */
export const telling = (text) =>
  plain(text)
    .split(" ")
    .filter((word) => word && !stop.has(word));

/** How often names use each word. A resource counts least: its title says what somebody else called things. */
export function vocabulary(rows) {
  const known = new Map();
  for (const { kind, names } of rows)
    for (const word of names.join(" ").split(" ")) known.set(word, (known.get(word) ?? 0) + (kind === "resource" ? 1 : 4));
  return known;
}

/** Numbers of the shards that may hold rows for these words, of which the last may be half typed. `shards`: the first word of each, in order. */
export function shardsFor(asked, shards) {
  const upTo = (word) => shards.findLastIndex((first) => first <= word);
  const wanted = asked.flatMap((word) => {
    const first = Math.max(0, upTo(word.length > 4 ? word.slice(0, -1) : word)); // plurals stand near
    const count = Math.min(6, upTo(`${word}\uffff`) - first + 1);
    return Array.from({ length: count }, (_, place) => first + place);
  });
  return [...new Set(wanted)];
}

const meets = (part, word) => (part.length > 2 ? word.startsWith(part) || (word.length > 4 && part.startsWith(word)) : word === part);
const held = (parts, text) => parts.filter((part) => text.split(" ").some((word) => meets(part, word))).length;

/** How well a name answers: it is the words, begins with them, holds them in order, holds all, holds most, is held by them. */
function worth(name, asked, parts) {
  const spare = Math.min(20, name.length - asked.length);
  if (name === asked) return 100;
  if (name.startsWith(asked)) return 70 - spare;
  if (` ${name} `.includes(` ${asked} `)) return 60 - spare;
  const found = held(parts, name);
  const own = name.split(" ").filter((word) => !stop.has(word)).length;
  if (found === parts.length) return 45 - spare;
  if (found > 1 && found / parts.length >= 0.6) return 20 + (10 * found) / Math.max(parts.length, own);
  return found && found === own ? 18 + found : 0;
}

/** The rows whose names answer the plain words `asked`, best first. */
export function rank(asked, rows) {
  const parts = telling(asked);
  if (!parts.length) return [];
  const value = ({ names, kind }) => {
    const best = Math.max(...names.map((name, place) => worth(name, asked, parts) - (place ? 3 : 0)));
    return best > 0 ? best - (words.kinds[kind]?.rank ?? 0) * 0.9 : 0;
  };
  return rows
    .map((row) => [value(row), row])
    .filter(([best]) => best > 0)
    .sort((a, b) => b[0] - a[0])
    .slice(0, 14)
    .map(([, row]) => row);
}

/** The rows whose line holds all the words of a query: for a copy without an index of the texts. */
export function inLines(query, rows) {
  const parts = telling(query);
  return parts.length ? rows.filter((row) => held(parts, (row.plainLine ??= plain(row.line))) === parts.length).slice(0, 24) : [];
}

/** The known word closest to an unknown one, or the word itself. */
function meant(word, known) {
  if (word.length < 4 || known.has(word) || stop.has(word)) return word;
  const begun = (other) => other.startsWith(word) || (word.length > 5 && other.length > 4 && word.startsWith(other));
  const most = word.length > 7 ? 2 : 1;
  let best = { other: word, far: most + 1 };
  for (const [other, weight] of known) {
    if (begun(other)) return word;
    if (other.length < 4 || Math.abs(other.length - word.length) > most) continue;
    const far = distance(word, other, most);
    if (far < best.far || (far === best.far && far <= most && weight > best.weight)) best = { other, far, weight };
  }
  return best.other;
}

/** Each word of a query as {typed, words, changed}: its plain words, corrected. */
export const correct = (query, known) =>
  query
    .trim()
    .split(/\s+/)
    .map((typed) => {
      const own = plain(typed).split(" ").filter(Boolean);
      const corrected = own.map((word) => meant(word, known));
      return { typed, words: corrected, changed: corrected.join(" ") !== own.join(" ") };
    });

/** A corrected query as people write it: words as typed, and corrected ones in the spelling most names of the rows use. */
export function asWritten(corrected, rows) {
  const spelling = (word) => {
    const forms = new Map();
    for (const { title, others, names } of rows) {
      if (!names.some((name) => name.includes(word))) continue;
      for (const form of [title, ...others]
        .join(" ")
        .toLowerCase()
        .split(/[^\p{L}\p{M}\p{N}+#.]+/u))
        if (plain(form) === word) forms.set(form, (forms.get(form) ?? 0) + 1);
    }
    return [...forms].sort((a, b) => b[1] - a[1])[0]?.[0] ?? word;
  };
  return corrected.map(({ typed, words: own, changed }) => (changed ? own.map(spelling).join(" ") : typed)).join(" ");
}

/** Optimal string alignment distance (Damerau 1964, restricted), cut off above `most`. */
export function distance(a, b, most) {
  let before = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(row[j - 1] + 1, last[j] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > most) return most + 1;
    [before, last] = [last, row];
  }
  return last[b.length];
}
