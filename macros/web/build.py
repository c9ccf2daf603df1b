"""One build: the data is loaded and checked once, views are rendered or taken from the cache, outputs are written after.

MkDocs calls `begin` and `finish` once each; Zensical calls `begin` for each page and leaves the rest to
`python -m macros export site`.
"""

from __future__ import annotations

import gc
import hashlib
import json
import os
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from macros.catalogue import DATA, ROOT, Catalogue, store
from macros.check import check
from macros.records.findings import Finding
from macros.text import pages
from macros.text.stash import CLOSE, OPEN
from macros.views.page import Page
from macros.views.show import show
from macros.views.watch import version

CACHE = ROOT / ".cache" / "views"
"""Rendered views by the content they were made from; may be deleted at any time."""
_FORGE = re.compile(r"^(?:https://(?:[^@/]+@)?|ssh://git@|git@)(github\.com|gitlab\.com|codeberg\.org)[:/](.+?)(?:\.git)?/?$")


class DataError(Exception):
    """The data has findings; the message lists them."""

    def __init__(self, findings: list[Finding]) -> None:
        self.findings = findings
        lines = "\n".join(map(str, findings[:50]))
        super().__init__(f"{len(findings)} problem(s):\n{lines}")


def build_date() -> date:
    """The date the site is built for: SOURCE_DATE_EPOCH when it is set, so that builds can be repeated, else today."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch else datetime.now(UTC).date()


def check_date() -> date:
    """The day after which no date of the data may lie: a build for a day in the past may show what was seen since."""
    return max(build_date(), datetime.now(UTC).date())


def repository(configured: str | None) -> str:
    """Address of the repository for edit and report links: as configured (mkdocs.yml reads REPO_URL), else git's `origin`.

    Only addresses of GitHub, GitLab and Codeberg are taken from git, without user or token. Empty when there is none.
    """
    if configured:
        return configured.rstrip("/")
    return forge(_origin())


@cache
def _origin() -> str:
    if not (ROOT / ".git").exists():
        return ""
    try:
        run = subprocess.run(["git", "remote", "get-url", "origin"], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S607
    except OSError:
        return ""
    return run.stdout.strip()


def forge(address: str) -> str:
    """`git@github.com:owner/name.git` → `https://github.com/owner/name`; empty for any other form or host."""
    found = _FORGE.match(address)
    return f"https://{found[1]}/{found[2]}" if found else ""


@lru_cache(maxsize=1)
def _engine() -> str:
    """A hash of what renders: this package's code and templates."""
    digest = hashlib.sha256()
    for path in sorted((ROOT / "macros").rglob("*")):
        if path.suffix in {".py", ".j2"}:
            digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


@dataclass
class Rendered:
    """What a page's macros printed, and what they asked for."""

    source: str
    """Hash of the page's own text."""
    reads: list[tuple[list[Any], str]] = field(default_factory=list)
    """(read, version of its answer)."""
    calls: dict[str, str] = field(default_factory=dict)
    """Call → HTML. A page that makes the same call twice is not kept."""


class Build:
    """The state of one build."""

    def __init__(self, catalogue: Catalogue, docs: Path, repository: str, *, keep: bool) -> None:
        self.catalogue, self.docs, self.repository = catalogue, docs, repository
        self.today = build_date()
        self.keep = keep
        alone = [entry.version for entry in catalogue.entries.values() if not entry.id or entry.kind == "words"]
        self.salt = hashlib.sha256("\0".join([_engine(), self.today.isoformat(), repository, *alone]).encode()).hexdigest()
        self.rendered: dict[str, Rendered] = {}
        self._open: tuple[str, Page, Rendered, Rendered | None] | None = None

    def _at(self, mkpage: Any) -> tuple[Page, Rendered, Rendered | None, Mapping[str, Any]]:
        """The page being built, what it prints this time, and what it printed last time when that still holds."""
        url = url_of(mkpage)
        if self._open is None or self._open[0] != url:
            self.close()
            source = hashlib.sha256(_text(self.docs, url).encode()).hexdigest()
            kept = self._kept(url, source) if self.keep else None
            self._open = (url, Page(self.catalogue, url, self.today, self.repository), Rendered(source), kept)
        _, page, now, kept = self._open
        return page, now, kept, mkpage.meta

    def close(self) -> None:
        """Keep what the last page printed."""
        if self._open is None:
            return
        url, page, now, kept = self._open
        self._open = None
        if kept is None:
            now.reads = [(list(read), version(self.catalogue, read)) for read in sorted(page.reads, key=repr)]
            if self.keep:
                self._write(url, now)
            kept = now
        self.rendered[url] = kept

    def _file(self, url: str) -> Path:
        return CACHE / f"{hashlib.sha256(repr((str(self.docs), url)).encode()).hexdigest()[:32]}.json"

    def _kept(self, url: str, source: str) -> Rendered | None:
        path = self._file(url)
        if not path.is_file():
            return None
        try:
            found = json.loads(path.read_text(encoding="utf-8"))
            if found["salt"] != self.salt or found["source"] != source:
                return None
            rendered = Rendered(source, [(read, known) for read, known in found["reads"]], found["calls"])
        except (ValueError, KeyError, OSError, TypeError):
            return None
        return rendered if still_holds(self.catalogue, rendered) else None

    def _write(self, url: str, rendered: Rendered) -> None:
        path = self._file(url)
        path.parent.mkdir(parents=True, exist_ok=True)
        content = {"salt": self.salt, "source": rendered.source, "reads": rendered.reads, "calls": rendered.calls}
        path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")

    def _call(self, mkpage: Any, name: str, *arguments: str) -> str:
        page, now, kept, meta = self._at(mkpage)
        key = "\0".join((name, *arguments))
        if kept is not None:
            return kept.calls[key]
        match name:
            case "show":
                html = f"{OPEN}{show(page, arguments[0], meta)}{CLOSE}"
            case "claim":
                html = str(page.cite(arguments[0], arguments[1] if len(arguments) > 1 else None))
            case "count":
                html = page.say.number(page.watch.ask.counts()[arguments[0]])
            case _:
                html = f"{OPEN}{page.render('sources_here')}{CLOSE}"
        now.calls[key] = html
        return html

    def show(self, mkpage: Any, name: str) -> str:
        """A view."""
        return self._call(mkpage, "show", name)

    def claim(self, mkpage: Any, id: str, text: str | None) -> str:
        """A figure, or words, with the mark of its source. A second mention of one claim carries the same mark."""
        return self._call(mkpage, "claim", id, *([text] if text is not None else []))

    def count(self, mkpage: Any, name: str) -> str:
        """A number of records."""
        return self._call(mkpage, "count", name)

    def sources(self, mkpage: Any) -> str:
        """The sources that the page cited."""
        return self._call(mkpage, "sources")


def still_holds(catalogue: Catalogue, rendered: Rendered) -> bool:
    """Whether every answer a page was made from is the same today."""
    return all(version(catalogue, _as_read(read)) == known for read, known in rendered.reads)


def _as_read(read: list[Any]) -> tuple[Any, ...]:
    """A read as it was before it became JSON: lists are tuples."""
    return tuple(_as_read(part) if isinstance(part, list) else part for part in read)


def _text(docs: Path, url: str) -> str:
    for name in (f"{url.rstrip('/')}.md", f"{url}index.md"):
        if (docs / name).is_file():
            return pages.text_of(docs / name)
    return ""


def url_of(mkpage: Any) -> str:
    """Address of a page from the root of the site, `skills/python/`; empty for the home page."""
    url = str(mkpage.url).lstrip("/")
    return "" if url in {".", "./", "index.html"} else url


@dataclass
class _Now:
    """The build under way in this program, or the last one."""

    build: Build | None = None
    checked: Catalogue | None = None
    """A catalogue that was checked already and is in order."""
    serving: bool = False
    """Whether only what pages need is written at once; `macros.web.serve` sees to the rest."""


_NOW = _Now()


def checked(catalogue: Catalogue | None) -> None:
    """The server has checked this catalogue: `begin` need not."""
    _NOW.checked = catalogue


def serving() -> None:
    """From now on `finish` writes only what a page needs to be shown."""
    _NOW.serving = True


def begin(docs: Path, configured: str | None) -> Build:
    """Load and check the data for a build, once for the same data. Raises `SystemExit` with the findings when there are any."""
    gc.set_threshold(100_000, 50, 50)  # a build makes millions of small objects and throws away hardly any in circles
    docs = docs if docs.is_absolute() else ROOT / docs
    catalogue, _ = store(DATA).load()
    if catalogue is None or catalogue is not _NOW.checked:
        catalogue, found = check(store(DATA), check_date(), docs)
        if found or catalogue is None:
            raise SystemExit(str(DataError(found)))  # the findings, not a traceback
        _NOW.checked = catalogue
    if _NOW.build is None or _NOW.build.catalogue is not catalogue:
        _NOW.build = Build(catalogue, docs, repository(configured), keep=not os.environ.get("CI"))
    return _NOW.build


def current() -> Build | None:
    """The build under way or done last in this program."""
    return _NOW.build


def finish(site: Path) -> None:
    """Write everything that is not a page. Raises `RuntimeError` before a build has begun."""
    from macros.outputs import everything, what_pages_load  # needs Pagefind, which pages do not

    if _NOW.build is None:
        raise RuntimeError("no build has begun")
    _NOW.build.close()
    (what_pages_load if _NOW.serving else everything)(_NOW.build.catalogue, site)
