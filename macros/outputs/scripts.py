"""Scripts made ready to send: slim, or joined into one classic script for pages opened from disk, where no modules load."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

_IMPORT = re.compile(r'import \{ (\w+(?:, \w+)*) \} from "\./([\w-]+\.js)";')
_EXPORT = re.compile(r"export (?:default )?(?=(?:async )?function\b|const |let )")
_DECLARED = re.compile(r"(?:export (?:default )?)?(?:(?:async )?function\*?|const|let|class) (\w+)")
_MODULES_ONLY = re.compile(r"\bimport\s*\(|\bimport\.meta\b|^(?:import|export)\b|^await\b|^(?:const|let) .*= await\b|^(?:const|let) [\[{]")


def classic(folder: Path, entry: str) -> str:
    """The module `entry` of `folder` and all it imports, as one script that needs no loader: imports first, each module once.

    Raises `ValueError` with file and line for what plain joining cannot keep: any import but `import { a, b } from "./x.js";`
    on one line of its own, an export that is no function, const or let, what only a module may say, or one name declared twice.
    """
    joined: list[str] = []
    declared: dict[str, str] = {}
    _join(folder, entry, (), {}, declared, joined)
    return "\n".join(['"use strict";', "(() => {", *joined, "})();", ""])


def slim(script: str) -> str:
    """A script without its comment lines and indentation, as it is sent. No text of ours spans lines, so nothing is lost."""
    return "\n".join(line.strip() for _, line in _code(script)) + "\n"


def _join(
    folder: Path, name: str, way: tuple[str, ...], exports: dict[str, set[str]], declared: dict[str, str], joined: list[str]
) -> set[str]:
    """Add a module to `joined` after those it imports, unless it is there; `way` is how we came to it. What it exports is returned."""
    if name in exports:
        return exports[name]
    own: set[str] = set()
    kept: list[str] = []
    for number, line in _code((folder / name).read_text(encoding="utf-8")):
        where = f"{folder / name}:{number}"
        if found := _IMPORT.fullmatch(line):
            if found[2] in (*way, name):
                raise ValueError(f"{where}: {found[2]} imports this module in turn")
            if not (folder / found[2]).is_file():
                raise ValueError(f"{where}: there is no {found[2]}")
            offered = _join(folder, found[2], (*way, name), exports, declared, joined)
            if missing := {*found[1].split(", ")} - offered:
                raise ValueError(f"{where}: {found[2]} does not export {', '.join(sorted(missing))}")
            continue
        if made := _DECLARED.match(line):
            if made[1] in declared:
                raise ValueError(f"{where}: {made[1]} is declared in {declared[made[1]]} too")
            declared[made[1]] = where
            if line.startswith("export "):
                own.add(made[1])
        line = _EXPORT.sub("", line, count=1) if line.startswith("export ") else line
        if _MODULES_ONLY.search(line):
            raise ValueError(f"{where}: this works in a module only: {line.strip()}")
        kept.append(line)
    joined.extend([f"// {name}", *kept])
    exports[name] = own
    return own


def _code(script: str) -> Iterator[tuple[int, str]]:
    """Lines of a script with their numbers, without those that are only comment or empty."""
    for number, line in enumerate(script.splitlines(), 1):
        if line.strip() and not re.match(r"\s*(?://|/\*|\*)", line):
            yield number, line
