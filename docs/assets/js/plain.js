// Words as search compares them. tests/search-words.json holds examples for this function and for its twin in the build.
const spellings = [
  [/\.+$/, ""],
  [/^maths$/, "math"],
  [/is(e[ds]?|ing|ation|er)$/, "iz$1"],
  [/^behaviour/, "behavior"],
  [/^colour/, "color"],
  [/elling$/, "eling"],
];
const respelt = (word) => spellings.reduce((text, [ending, other]) => text.replace(ending, other), word);

/** Lower case, without accents and marks; British and American spellings made one. */
export const plain = (text) =>
  text
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .split(/[^\p{L}\p{N}+#.]+/u)
    .map(respelt)
    .filter(Boolean)
    .join(" ");
