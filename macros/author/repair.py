"""`python -m macros check --fix`: the repairs that need no thought. Everything else stays a message."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from macros.catalogue import Catalogue, Store
from macros.check import check
from macros.records.findings import Finding
from macros.records.reader import parse
from macros.views import frame, stubs

_ROUNDS = 5
"""A repair may uncover another: a date that is no longer wrong lets the rules about the whole record speak."""


def repair(store: Store, today: date, docs: Path | None) -> list[Path]:
    """Write what the findings carry as a fix into their files, and pages that follow from the data; the files that changed."""
    changed: list[Path] = []
    for _ in range(_ROUNDS):
        catalogue, found = check(store, today, docs)
        fixable: dict[str, list[Finding]] = defaultdict(list)
        for finding in found:
            if finding.fix is not None:
                fixable[finding.file].append(finding)
        now = [path for file, those in fixable.items() if _mended(path := store.root.parent / file, those)]
        if catalogue and docs:
            now += pages(catalogue, docs)
        if not now:
            break
        changed += now
    return [*dict.fromkeys(changed)]


def pages(catalogue: Catalogue, docs: Path) -> list[Path]:
    """Write missing and stale pages, the frame and the name in mkdocs.yml; the files that changed."""
    return [*stubs.write(catalogue, docs), *frame.write(catalogue, docs)]


def _mended(path: Path, findings: list[Finding]) -> bool:
    """Write the fixes of one file; whether it changed. Line endings stay as they are."""
    written = path.read_bytes().decode("utf-8-sig")
    before = text = written.replace("\r\n", "\n")
    for finding in sorted(findings, key=lambda each: (-each.line, -each.column)):  # from below, so that places stay true
        text = _with_fix(text, finding)
    if text == before:
        return False
    path.write_bytes((text.replace("\n", "\r\n") if "\r\n" in written else text).encode())
    return True


def _with_fix(text: str, finding: Finding) -> str:
    """The text with one fix; as it was when the fix does not fit there any more, or would change more than it says."""
    old, new = finding.fix or ("", "")
    line = sum(len(each) + 1 for each in text.split("\n")[: finding.line - 1])
    if not old:
        return f"{text[:line]}{new}\n{text[line:]}"
    for there, instead in ((old, new), (old, _in_quotes(new)), (_in_quotes(old), _in_quotes(new))):
        place = text.find(there) if "\n" in there else text.find(there, line + finding.column - 1)
        if place < 0 or "\n" in text[line:place]:
            continue
        mended = text[:place] + instead + text[place + len(there) :]
        if not finding.file.endswith(".yml") or _says_the_same(text, mended, old, new):
            return mended
    return text


def _in_quotes(text: str) -> str:
    """As YAML writes a text that needs quotes."""
    return json.dumps(text, ensure_ascii=False)


def _says_the_same(before: str, after: str, old: str, new: str) -> bool:
    """Whether two texts hold the same data, but for one value that was `old` and is `new`."""
    (one, _), (other, problems) = parse(before, name=""), parse(after, name="")
    if one is None or other is None or problems:
        return False
    was, now = dict(_values(one.data, ())), dict(_values(other.data, ()))
    differ = [(was[loc], now[loc]) for loc in was if was[loc] != now.get(loc)]
    return was.keys() == now.keys() and differ in ([], [(old, new)])


def _values(data: Any, loc: tuple[Any, ...]) -> Iterator[tuple[tuple[Any, ...], Any]]:
    if isinstance(data, (dict, list)):
        yield loc, type(data).__name__
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from _values(value, (*loc, key))
    else:
        yield loc, data
