"""The book as PDF, printed by Chromium and packed."""

from __future__ import annotations

import re
import shutil
import struct
import tempfile
import zlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from markupsafe import Markup

from macros.book.chapters import Parts
from macros.book.epub import context, rendered
from macros.catalogue import Catalogue
from macros.web.build import build_date


def pdf(catalogue: Catalogue, parts: Parts, path: Path) -> Path:
    """The book printed by Chromium: tagged, with an outline. Printed twice, for the contents learn their page numbers from the first."""
    from playwright.sync_api import sync_playwright  # a tool of development: nothing else here needs a browser

    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"))), None)
    values = context(catalogue, parts)
    values["chapters"] = [replace(chapter, html=plain_code(chapter.html)) for chapter in values["chapters"]]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        page, source = browser.new_page(), Path(folder, "book.xhtml")
        page.set_default_timeout(0)
        for sheet in ("book.css", "print.css"):
            Path(folder, sheet).write_bytes(rendered(catalogue, sheet))

        def printed(numbers: Mapping[str, int]) -> bytes:
            source.write_bytes(rendered(catalogue, "print.xhtml", href=lambda anchor: f"#{anchor}", pages=numbers, **values))
            page.goto(source.as_uri())
            return page.pdf(prefer_css_page_size=True, print_background=True, outline=True, tagged=True)

        content = printed(page_numbers(printed({})))
        browser.close()
    day = f"(D:{build_date():%Y%m%d}000000+00'00')".encode()
    path.write_bytes(packed(re.sub(rb"\(D:\d{14}\+00'00'\)", day, content)))
    return path


def plain_code(html: Markup) -> Markup:
    """Code without colours: each coloured word would be a tag of its own in the PDF."""
    return Markup(re.sub(r'<pre class="code".*?</pre>', lambda found: re.sub(r"</?span[^>]*>", "", found[0]), html, flags=re.DOTALL))  # noqa: S704  our own


def page_numbers(content: bytes) -> dict[str, int]:
    """Anchor → number of its page, read from the named places of a PDF that Chromium printed."""
    leaves = {number: place for place, number in enumerate(re.findall(rb"\n(\d+) 0 obj\s*<</Type /Page\s", content), 1)}
    return {name.decode(): leaves[leaf] for name, leaf in re.findall(rb"/([\w.-]+) \[(\d+) 0 R /XYZ", content) if leaf in leaves}


def packed(content: bytes) -> bytes:
    """The same PDF in a third of the bytes. Chromium writes the tags of each word as plain text; they go into packed object streams (PDF 1.5)."""
    start = int(content[content.rindex(b"startxref") :].split()[1])
    trailer = content[content.rindex(b"trailer") :]
    table = content[start:].split(b"\n", 2)[2]
    offsets = sorted((int(table[at * 20 : at * 20 + 10]), at) for at in range(1, int(_one(rb"/Size (\d+)", trailer))))
    ends = [offset for offset, _ in offsets[1:]] + [start]
    objects = [
        (number, content[content.index(b"obj", at) + 3 : end].rpartition(b"endobj")[0].strip())
        for (at, number), end in zip(offsets, ends, strict=True)
    ]
    plain = [(number, body) for number, body in objects if not body.endswith(b"endstream")]
    out, places, last = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n"), {}, len(objects)

    def put(number: int, body: bytes) -> None:
        places[number] = (1, len(out), 0)
        out.extend(b"%d 0 obj\n%b\nendobj\n" % (number, body))

    def stream(number: int, entries: bytes, body: bytes) -> None:
        body = zlib.compress(body, 9)
        put(number, b"<<%b /Filter /FlateDecode /Length %d>> stream\n%b\nendstream" % (entries, len(body), body))

    for number, body in objects:
        if body.endswith(b"endstream"):
            put(number, _tighter(body))
    for group in (plain[at : at + 20_000] for at in range(0, len(plain), 20_000)):
        last += 1
        lengths = [len(body) + 1 for _, body in group]
        heads = b" ".join(b"%d %d" % (number, sum(lengths[:index])) for index, (number, _) in enumerate(group)) + b"\n"
        places |= {number: (2, last, index) for index, (number, _) in enumerate(group)}
        stream(last, b"/Type /ObjStm /N %d /First %d" % (len(group), len(heads)), heads + b"\n".join(body for _, body in group))
    last += 1
    places[last] = (1, len(out), 0)
    rows = b"".join(struct.pack(">BIH", *places.get(number, (0, 0, 0))) for number in range(last + 1))
    at = len(out)
    stream(
        last,
        b"/Type /XRef /W [1 4 2] /Size %d /Root %b /Info %b"
        % (last + 1, _one(rb"/Root (\d+ 0 R)", trailer), _one(rb"/Info (\d+ 0 R)", trailer)),
        rows,
    )
    return bytes(out) + b"startxref\n%d\n%%%%EOF\n" % at


def _tighter(body: bytes) -> bytes:
    """A stream that Chromium packed quickly, packed as well as can be; any other as it is."""
    head, mark, rest = body.partition(b"stream\n")
    content = rest[: int(found[1])] if (found := re.search(rb"/Length (\d+)", head)) else b""
    if not mark or b"/FlateDecode" not in head or b"/DecodeParms" in head or not content:
        return body
    try:
        tight = zlib.compress(zlib.decompress(content), 9)
    except zlib.error:
        return body
    if len(tight) >= len(content):
        return body
    return re.sub(rb"/Length \d+", b"/Length %d" % len(tight), head) + mark + tight + b"\nendstream"


def _one(pattern: bytes, text: bytes) -> bytes:
    found = re.search(pattern, text)
    if not found:
        raise ValueError(f"no {pattern!r} in the PDF")
    return found[1]
