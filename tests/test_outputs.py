"""What programs get from a small catalogue, compared file by file with a committed tree.

`make expected` writes tests/expected/ anew; read the difference before you commit it.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from xml.etree import ElementTree

import pytest

from macros import outputs
from macros.catalogue import Catalogue
from macros.outputs.files import write
from macros.outputs.tables import table

EXPECTED = Path(__file__).parent / "expected"


def test_every_output_is_as_committed(baker: Catalogue) -> None:
    made = dict(outputs.texts(baker, "https://example.org/"))
    if os.environ.get("UPDATE"):
        for path in sorted(EXPECTED.rglob("*"), reverse=True):
            path.unlink() if path.is_file() else path.rmdir()
        for name, text in made.items():
            write(EXPECTED / name, text)
    committed = {path.relative_to(EXPECTED).as_posix(): path.read_text(encoding="utf-8") for path in EXPECTED.rglob("*") if path.is_file()}
    assert sorted(made) == sorted(committed), "run 'make expected' and read the difference"
    for name, text in made.items():
        assert text == committed[name], f"{name} changed: run 'make expected' and read the difference"


def test_the_api_keeps_its_envelope(guide: Catalogue) -> None:
    made = dict(outputs.texts(guide))
    names = "index areas skills resources projects roles education experience backgrounds domains claims glossary".split()
    for name in names:
        answer = json.loads(made[f"api/v1/{name}.json"])
        assert answer.keys() == {"schema_version", "generated_from", "count", "items"}
        assert answer["count"] == len(answer["items"]) > 0
        assert all(item["id"] and item["title"] and item["url"] for item in answer["items"])
    for item in json.loads(made["api/v1/resources.json"])["items"]:
        assert item["link"].startswith("https://")
        assert item["teaches"]


def test_the_feed_is_valid_xml_with_lasting_ids(guide: Catalogue) -> None:
    feed = ElementTree.fromstring(dict(outputs.texts(guide, "https://example.org/"))["feed.xml"])
    atom = "{http://www.w3.org/2005/Atom}"
    ids = [entry.findtext(f"{atom}id") for entry in feed.findall(f"{atom}entry")]
    assert len(ids) == len(set(ids)) > 0
    assert all(str(id).startswith("tag:") for id in ids)


@pytest.mark.parametrize("cell", ["=1+1", "+1+cmd", "-1+cmd", "@SUM(A1)", "\tx"])
def test_a_spreadsheet_runs_no_cell(cell: str) -> None:
    assert table(["a"], [[cell]]).splitlines()[1].lstrip('"').startswith("'")


def test_a_renamed_skill_leaves_a_way(baker: Catalogue) -> None:
    page = dict(outputs.texts(baker))["skills/mixing/index.html"]
    assert 'content="0; url=../../skills/dough/"' in page
    assert 'href="../../skills/dough/"' in page
