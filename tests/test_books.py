"""The guide as files: the zip opens from disk and can be searched, the EPUB is well-formed, the PDF is whole."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import pytest
from conftest import EPOCH
from playwright.sync_api import Browser, expect
from test_site import read

from macros import book
from macros.book import chapters
from macros.book import disk as from_zip
from macros.book.epub import epub as write_epub
from macros.book.pdf import page_numbers
from macros.catalogue import Catalogue

XHTML, OPF = "{http://www.w3.org/1999/xhtml}", "{http://www.idpf.org/2007/opf}"


@pytest.fixture(scope="module", autouse=True)
def build_date() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        yield


@pytest.fixture(scope="module")
def made(guide: Catalogue, site: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The three files, by name. Made in a thread of its own, for the tests' browser may be open in this one."""
    with ThreadPoolExecutor(1) as pool:
        paths = pool.submit(book.make, guide, site, tmp_path_factory.mktemp("dist")).result()
    return {path.name: path for path in paths}


@pytest.fixture(scope="module")
def disk(made: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip, unpacked."""
    folder = tmp_path_factory.mktemp("disk")
    with zipfile.ZipFile(made["guide-offline.zip"]) as packed:
        packed.extractall(folder)
    return folder / "guide"


def epub(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as packed:
        return {info.filename: packed.read(info) for info in packed.infolist()}


def test_each_file_goes_by_mail(made: dict[str, Path]) -> None:
    assert sorted(made) == ["guide-offline.zip", "guide.epub", "guide.pdf"]
    assert {name: path.stat().st_size for name, path in made.items() if not 100_000 < path.stat().st_size < 10_000_000} == {}


# ---------------------------------------------------------------- zip


def test_every_link_leads_to_a_file_on_disk(disk: Path) -> None:
    wrong = []
    for path in disk.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        wrong += [f"{path}: {what}" for what in ('type="module"', "'wasm-unsafe-eval'", "connect-src") if what in text]
        for link in read(path).links:
            parts = urlsplit(link)
            if parts.scheme:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if not target.is_file() or not target.is_relative_to(disk):
                wrong.append(f"{path}: {link}")
            elif parts.fragment and parts.fragment not in read(target).ids:
                wrong.append(f"{path}: {link} (no such place on the page)")
    assert wrong[:10] == []


def test_a_copy_without_an_address_online_has_no_dead_link() -> None:
    page = '<a href="../data/x.csv">x</a><a href="../b/#c">b</a><code>href="../data/"</code>'
    there = {"a/index.html", "b/index.html"}
    assert from_zip.from_disk(page, "a", there, "") == '<a>x</a><a href="../b/index.html#c">b</a><code>href="../data/"</code>'
    assert 'href="https://example.org/data/x.csv"' in from_zip.from_disk(page, "a", there, "https://example.org/")


def test_the_copy_is_searched_from_disk(chromium: Browser, disk: Path) -> None:
    page = chromium.new_page()
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text))
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("request", lambda asked: found.append(asked.url) if not asked.url.startswith(("file:", "data:")) else None)
    page.goto((disk / "index.html").as_uri())
    page.keyboard.press("/")
    page.keyboard.type("leakage")
    expect(page.locator("dialog.search .hits a").first).to_contain_text("Data leakage")
    expect(page.locator("dialog.search [role=status]")).to_contain_text("result")
    page.keyboard.press("Enter")
    page.wait_for_url("**/skills/model-evaluation/index.html#data-leakage")
    assert page.locator("details:has(#data-leakage)").get_attribute("open") is not None
    page.keyboard.press("Control+k")
    page.fill("dialog.search input", "kuberntes")
    expect(page.locator("dialog.search [role=status]")).to_contain_text("“kubernetes” instead of “kuberntes”")
    page.fill("dialog.search input", "<img src=x>zzzz")
    expect(page.locator("dialog.search [role=status]")).to_contain_text("Nothing found for “<img src=x>zzzz”")
    page.locator("dialog.search button").click()
    page.locator("[data-search-open]").click()
    expect(page.locator("dialog.search")).to_be_visible()
    page.locator("dialog.search button").click()
    page.locator("[data-palette]").click(click_count=2)
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.close()
    assert found == []


# ---------------------------------------------------------------- EPUB


def check_epub(files: dict[str, bytes]) -> None:
    """Container, package and navigation name what is there; every page is XML, with unique ids and links that lead somewhere."""
    container = ElementTree.fromstring(files["META-INF/container.xml"])
    assert [root.get("full-path") for root in container.iter() if root.get("full-path")] == ["book/package.opf"]
    package = ElementTree.fromstring(files["book/package.opf"])
    items = {str(item.get("id")): f"book/{item.get('href')}" for item in package.iter(f"{OPF}item")}
    assert sorted(items.values()) == sorted(name for name in files if name.startswith("book/") and not name.endswith(".opf"))
    spine = [items[str(ref.get("idref"))] for ref in package.iter(f"{OPF}itemref")]
    assert sorted(spine) == sorted(name for name in files if name.endswith(".xhtml"))
    ids: dict[str, Counter[str]] = {}
    links: list[tuple[str, str]] = []
    for name in spine:
        tree = ElementTree.fromstring(files[name])
        ids[name] = Counter(str(element.get("id")) for element in tree.iter() if element.get("id"))
        links += [(name, str(element.get("href"))) for element in tree.iter(f"{XHTML}a") if element.get("href")]
        unknown = {element.tag for element in tree.iter() if not element.tag.startswith((XHTML, "{http://www.w3.org/1998/Math/MathML}"))}
        assert unknown == set(), name
        assert not {f"{XHTML}{tag}" for tag in ("script", "form", "input", "button", "img")} & {element.tag for element in tree.iter()}, (
            name
        )
    assert [(name, id) for name, found in ids.items() for id, count in found.items() if count > 1] == []
    wrong = []
    for name, link in links:
        parts = urlsplit(link)
        if parts.scheme != "https":
            target = f"book/{parts.path}" if parts.path else name
            if parts.scheme or target not in ids or (parts.fragment and parts.fragment not in ids[target]):
                wrong.append((name, link))
    assert wrong[:10] == []


def test_the_epub_is_an_epub(made: dict[str, Path]) -> None:
    with zipfile.ZipFile(made["guide.epub"]) as packed:
        first = packed.infolist()[0]
        assert (first.filename, first.compress_type, packed.read(first)) == ("mimetype", zipfile.ZIP_STORED, b"application/epub+zip")
        assert {info.date_time for info in packed.infolist()} == {(2025, 11, 20, 0, 0, 0)}
    check_epub(epub(made["guide.epub"]))


def test_the_epub_holds_all_records(made: dict[str, Path], guide: Catalogue) -> None:
    files = epub(made["guide.epub"])
    text = b"\n".join(files.values()).decode()
    ids = set(re.findall(r'\sid="([^"]+)"', text))
    c = guide
    wanted = {
        "skill": c.skills, "topic": c.topics, "role": c.roles, "route": c.education, "experience": c.experience, "background": c.backgrounds, "domain": c.domains,
        "question": c.questions, "claim": c.claims, "project": c.projects, "resource": c.resources, "term": c.terms, "chart": c.charts,
    }  # fmt: skip
    assert [f"{scheme}-{id}" for scheme, records in wanted.items() for id in records if f"{scheme}-{id}" not in ids] == []
    assert text.count(">Answer</p>") == sum(len(t.topic.checks) for t in c.topics.values())
    assert text.count('<pre class="output">') == sum(bool(t.topic.example and t.topic.example.output) for t in c.topics.values())
    assert "<math " in text
    assert {"book/page-about.xhtml", "book/page-hiring-interviews.xhtml", "book/page-original-post.xhtml"} <= set(files)


def test_another_profession_makes_the_same_kind_of_book_twice(baker: Catalogue, tmp_path: Path) -> None:
    one, two = (write_epub(baker, chapters.book(baker, []), tmp_path / name) for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()
    check_epub(epub(one))


# ---------------------------------------------------------------- PDF


def test_the_pdf_is_whole(made: dict[str, Path], guide: Catalogue) -> None:
    content = made["guide.pdf"].read_bytes()
    assert content.startswith(b"%PDF")
    for head in re.finditer(rb"/Type /ObjStm [^>]*/Length (\d+)>> stream\n", content):
        content += zlib.decompress(content[head.end() : head.end() + int(head[1])])
    assert len(re.findall(rb"/Type /Page\s", content)) > 100
    assert b"/Marked true" in content
    assert b"/Outlines" in content
    for anchor in (f"skill-{next(iter(guide.skills))}", "sources"):
        assert f"/Dest /{anchor}".encode() in content, "a link of the contents"


def test_the_contents_name_the_page() -> None:
    pdf = b"\n2 0 obj\n<</Type /Page\n>>\n7 0 obj\n<</Type /Page\n>>\n9 0 obj\n<</a-1 [2 0 R /XYZ 0 1 0]\n/b.c [7 0 R /XYZ 0 1 0]>>"
    assert page_numbers(pdf) == {"a-1": 1, "b.c": 2}
