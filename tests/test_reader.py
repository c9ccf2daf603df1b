"""Strangers' YAML is read as plain data with positions, or refused with a finding; never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.records.reader import MAX_BYTES, parse, read

REFUSED = {
    "a Python tag": ("a: !!python/object/apply:os.system [id]", "R104"),
    "any tag": ("a: !!str 1", "R104"),
    "an own tag": ("a: !thing x", "R104"),
    "an anchor": ("a: &x 1\nb: 2", "R105"),
    "an alias": ("a: &x [1]\nb: *x", "R105"),
    "a cycle": ("a: &x [*x]", "R105"),
    "a merge key": ("a: &x {b: 1}\nc: {<<: *x}", "R105"),
    "a repeated key": ("a: 1\nb: 2\na: 3", "R106"),
    "deep brackets": ("[" * 100_000, "R107"),
    "deep braces": ("{a: " * 100_000, "R107"),
    "deep dashes": ("- " * 20_000 + "x", "R107"),
    "deep indentation": ("\n".join(" " * n + "a:" for n in range(200)), "R107"),
    "two documents": ("a: 1\n---\nb: 2", "R103"),
    "a list as key": ("? [a, b]\n: 1", "R103"),
    "an open quote": ('a: "never closed', "R103"),
    "a tab as indent": ("a:\n\tb: 1", "R103"),
    "a colon in plain text": ("a: Python: a tour", "R103"),
    "a control character": ("a: x\x07y", "R108"),
    "an escaped control character": ('a: "x\\x1by"', "R108"),
    "text that turns direction": ("a: x\u202ey", "R108"),
    "an invisible space": ("a: x\u200by", "R108"),
    "a soft hyphen": ("a: x\u00ady", "R108"),
    "a no-break space": ("a: x\u00a0y", "R108"),
    "a tag character": ("a: x\U000e0041y", "R108"),
    "a Cyrillic letter in a Latin word": ("a: D\u0435ep", "R108"),
    "accents stored apart": ("a: Cafe\u0301", "R108"),
    "an invisible character in a key": ("a\u200bb: 1", "R108"),
}


@pytest.mark.parametrize(("text", "code"), REFUSED.values(), ids=REFUSED)
def test_refused_with_a_place(text: str, code: str) -> None:
    document, findings = parse(text, name="data/resources/x.yml")
    assert [f.code for f in findings][:1] == [code]
    assert document is None or code == "R108"
    assert str(findings[0]).startswith("data/resources/x.yml:")
    assert findings[0].line >= 1


AS_WRITTEN = {
    "no": "no", "yes": "yes", "on": "on", "1:30": "1:30", "12:30:45": "12:30:45", "012": "012", "1_000": "1_000", "3.10": "3.10", "0x1F": "0x1F",
    "2026-11-20": "2026-11-20", "1e3": "1e3", ".inf": ".inf", "=": "=", "<<": "<<", "9" * 5000: "9" * 5000,
    "true": True, "false": False, "null": None, "~": None, "12": 12, "-3": -3, '"12"': "12", "'true'": "true",
}  # fmt: skip


@pytest.mark.parametrize(("written", "value"), AS_WRITTEN.items(), ids=[key[:12] for key in AS_WRITTEN])
def test_plain_values_are_what_a_person_expects(written: str, value: object) -> None:
    document, findings = parse(f"a: {written}", name="x")
    assert findings == []
    assert document is not None
    assert document.data == {"a": value}


def test_places_are_lines_and_columns_from_one() -> None:
    document, _ = parse("a: 1\nb:\n  - c: 2\n  - d", name="x")
    assert document is not None
    assert document.place(("b", 0, "c")) == (3, 5)
    assert document.place(("b", 1)) == (4, 5)
    assert document.place(("b", 7, "missing")) == (2, 1), "falls back to the closest part that is written"


def test_a_large_file_is_refused_before_it_is_parsed(tmp_path: Path) -> None:
    path = tmp_path / "x.yml"
    path.write_bytes(b"a: " + b"x" * 10_000_000)
    _, document, findings = read(path, name="x.yml")
    assert document is None
    assert findings[0].code == "R102"
    assert f"{MAX_BYTES:,}" in findings[0].message


def test_a_file_in_another_encoding_says_so(tmp_path: Path) -> None:
    path = tmp_path / "x.yml"
    path.write_bytes("a: ok\nb: caf\u00e9".encode("latin-1"))
    _, _, findings = read(path, name="x.yml")
    assert [(f.code, f.line) for f in findings] == [("R101", 2)]


def test_an_empty_file_is_no_record() -> None:
    document, findings = parse("", name="x")
    assert findings == []
    assert document is not None
    assert document.data is None
