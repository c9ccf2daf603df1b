"""`make serve`: the site while you write. An edit of a record or a page appears by itself, findings appear in the page.

A change is read, checked, and only the pages whose answers differ are built again: those of the changed record first.
The last good site stays when something is wrong. MkDocs does the building; this file only says what is stale.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any
from urllib.parse import parse_qs, urlsplit

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from macros.author import repair
from macros.catalogue import DATA, DOCS, ROOT, store
from macros.check import check
from macros.records.findings import Finding
from macros.text import pages
from macros.web import build

SCRIPT = Path(__file__).with_name("reload.js")
_WRITTEN = {"R701", "R702", "R710"}
"""What `python -m macros pages` mends."""
QUIET = 0.05
"""Seconds without a further event before a change is taken up: an editor writes a file in several steps."""
PATIENCE = 25
"""Seconds after which a page that waits for news is answered anyway."""


@dataclass
class State:
    """What open pages ask for: a number that rises with each build, what is wrong, and what was built again."""

    version: int = 0
    findings: list[str] = field(default_factory=list)
    rebuilt: list[str] = field(default_factory=list)
    """Addresses of the pages that the last change built again; `*` for all."""
    news: threading.Condition = field(default_factory=threading.Condition)

    def tell(self, findings: Iterable[Finding], rebuilt: Iterable[str]) -> None:
        """Say it to the terminal and to every open page."""
        with self.news:
            self.version += 1
            self.findings, self.rebuilt = [str(finding) for finding in findings], list(rebuilt)
            self.news.notify_all()
        print("\n".join(self.findings) or f"built {', '.join(self.rebuilt[:8]) or 'nothing'}", flush=True)

    def after(self, seen: int) -> bytes:
        """The news after version `seen`, as soon as there are any."""
        with self.news:
            self.news.wait_for(lambda: self.version != seen, PATIENCE)
            return json.dumps({"version": self.version, "findings": self.findings, "rebuilt": self.rebuilt}).encode()


class Rebuilder:
    """Builds the site once, then again what a change makes stale."""

    def __init__(self, site: Path, state: State) -> None:
        self.site, self.state = site, state
        self._outputs: subprocess.Popen[bytes] | None = None
        build.serving()

    def first(self) -> None:
        """Build everything. When something is wrong it is told, and the site stays as it was."""
        if not self._wrong():
            self._mkdocs(dirty=False)
            self.state.tell((), ["*"])
            self._write_outputs()

    def again(self, changed: set[Path]) -> None:
        """Take up a change of these files."""
        if self._wrong():
            return
        before = build.current()
        if before is None or not self.site.is_dir() or any(_reaches_every_page(path) for path in changed):
            self.first()
            return
        stale = set(self._stale(before))
        for url in stale:
            page = self.site / url / "index.html"
            if page.is_file():
                os.utime(page, (0, 0))  # older than its source: a dirty build takes it
        self._mkdocs(dirty=True)
        edited = {pages.address(path, DOCS) for path in changed if path.suffix == ".md" and path.is_relative_to(DOCS)}
        self.state.tell((), sorted(stale | edited))
        self._write_outputs()

    def _write_outputs(self) -> None:
        """API, feeds and search in a program of their own, after the pages: nobody waits for them. A newer change ends it."""
        if self._outputs and self._outputs.poll() is None:
            self._outputs.terminate()
        command = [sys.executable, "-m", "macros", "export", str(self.site)]
        self._outputs = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603  ourselves

    def _wrong(self) -> bool:
        """Check, and write what follows from the data by itself: nobody who edits a title wants to hear of front matter."""
        catalogue, found = check(store(DATA), build.check_date(), DOCS)
        if catalogue and {finding.code for finding in found} & _WRITTEN:
            repair.pages(catalogue, DOCS)
            catalogue, found = check(store(DATA), build.check_date(), DOCS)
        if found:
            self.state.tell(found, ())
        else:
            build.checked(catalogue)
        return bool(found)

    def _stale(self, before: build.Build) -> Iterator[str]:
        catalogue, _ = store(DATA).load()
        for url, rendered in before.rendered.items():
            if catalogue is not None and not build.still_holds(catalogue, rendered):
                yield url

    def _mkdocs(self, *, dirty: bool) -> None:
        before = build.current()
        config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(self.site), site_url="", strict=False)
        mkdocs_build(config, dirty=dirty)
        now = build.current()
        if dirty and before is not None and now is not None:
            now.rendered = before.rendered | now.rendered


def _reaches_every_page(path: Path) -> bool:
    """Whether every page may look different: settings, closed lists, words, styles of the frame."""
    return path.parent in {ROOT, DATA, DATA / "words"}


class Pages(SimpleHTTPRequestHandler):
    """The built site, each page with a script that waits for news."""

    state: State

    def log_message(self, *_: object) -> None:
        """Say nothing of each file."""

    def do_GET(self) -> None:
        """A page, a file, the script, or the news."""
        parts = urlsplit(self.path)
        if parts.path == "/-/news":
            seen = parse_qs(parts.query).get("after", ["0"])[0]
            self._send(self.state.after(int(seen) if seen.isdigit() else 0), "application/json")
        elif parts.path == "/-/reload.js":
            self._send(SCRIPT.read_bytes(), "text/javascript")
        elif (page := Path(self.translate_path(parts.path), "index.html")).is_file() and parts.path.endswith("/"):
            self._send(
                page.read_bytes().replace(b"</body>", b'<script type="module" src="/-/reload.js"></script></body>'),
                "text/html; charset=utf-8",
            )
        else:
            super().do_GET()

    def _send(self, content: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(content)


class _Changes(FileSystemEventHandler):
    def __init__(self, changes: SimpleQueue[Path]) -> None:
        self.changes = changes

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in {"modified", "created", "deleted", "moved", "closed"} and not event.is_directory:
            for path in filter(None, (event.src_path, getattr(event, "dest_path", ""))):
                self.changes.put(Path(os.fsdecode(path)))


def watch(changes: SimpleQueue[Path]) -> Any:
    """Start to watch what a build reads."""
    observer = Observer()
    for folder in (DATA, DOCS, ROOT / "macros"):
        observer.schedule(_Changes(changes), str(folder), recursive=True)
    observer.schedule(_Changes(changes), str(ROOT), recursive=False)
    observer.start()
    return observer


def next_change(changes: SimpleQueue[Path]) -> set[Path]:
    """Wait for a change of a file that a build reads, then for quiet; the files."""
    found: set[Path] = set()
    while not found:
        found = {changes.get()}
        try:
            while True:
                found.add(changes.get(timeout=QUIET))
        except Empty:
            pass
        found = {path for path in found if path.suffix in {".yml", ".md", ".py", ".j2", ".html", ".css", ".js", ".csv", ".svg", ".png"}}
        found = {path for path in found if path.parent != ROOT or path.name == "mkdocs.yml"}
    return found


def run(port: int, site: Path | None = None) -> int:
    """Serve until interrupted; a change of the engine's own code starts the program anew."""
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    site = site or Path(tempfile.mkdtemp(prefix="guide-"))
    state, changes = State(), SimpleQueue[Path]()
    Pages.state = state
    observer = watch(changes)
    server = ThreadingHTTPServer(("127.0.0.1", port), partial(Pages, directory=str(site)))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"http://127.0.0.1:{port}/", flush=True)
    rebuilder = Rebuilder(site, state)
    try:
        rebuilder.first()
        while True:
            changed = next_change(changes)
            if any(path.is_relative_to(ROOT / "macros") for path in changed):
                server.server_close()
                os.execv(sys.executable, [sys.executable, "-m", "macros", "serve", "--port", str(port)])  # noqa: S606  ourselves
            began = time.perf_counter()
            try:
                rebuilder.again(changed)
            except (Exception, SystemExit) as error:  # the server outlives whatever a build may raise
                state.tell([Finding("R000", "mkdocs.yml", f"the build failed: {error}")], ())
            print(f"{time.perf_counter() - began:.2f} s", flush=True)
    except KeyboardInterrupt:
        observer.stop()
        return 0
