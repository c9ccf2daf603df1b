"""Shared ground: the small catalogue of another profession, the built site, a browser."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from trees import Tree

from macros.catalogue import Catalogue, Store, store

ROOT = Path(__file__).resolve().parent.parent
HERE = Path(__file__).resolve().parent
EPOCH = "1763596800"  # 20 November 2025: a fixed build date for builds that are compared


def bakery(root: Path) -> Path:
    """The ten files of a baker at `root`/data, with the engine's words."""
    shutil.copytree(HERE / "baker", root / "data")
    shutil.copytree(ROOT / "data" / "words", root / "data" / "words")
    return root / "data"


@pytest.fixture(scope="session")
def baker(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """The catalogue of a baker."""
    loaded, found = Store(bakery(tmp_path_factory.mktemp("baker"))).load()
    assert found == []
    assert loaded is not None
    return loaded


@pytest.fixture(scope="session")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    """A baker's tree whose files can be changed for a moment."""
    return Tree(bakery(tmp_path_factory.mktemp("tree")).parent)


@pytest.fixture(scope="session")
def guide() -> Catalogue:
    """The guide's own catalogue."""
    loaded, found = store().load()
    assert found == []
    assert loaded is not None
    return loaded


def build(root: Path, site: Path, *, command: str = "mkdocs", **environment: str) -> subprocess.CompletedProcess[str]:
    """Build the tree at `root` strictly into `site`, as the Makefile does."""
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": "", "REPO_URL": "", **environment}
    return subprocess.run(
        [sys.executable, "-m", command, "build", "--strict", "--site-dir", str(site)],
        cwd=root,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site, as it stands at https://example.org/REPO/."""
    folder = tmp_path_factory.mktemp("built") / "REPO"
    done = build(ROOT, folder, SITE_URL="https://example.org/REPO/", REPO_URL="https://example.org/owner/REPO")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A file server that says nothing."""

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Address under which the built site is served, below a folder as on GitHub Pages."""
    handler = functools.partial(Quiet, directory=str(site.parent))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/REPO/"
        server.shutdown()


@pytest.fixture(scope="session")
def chromium() -> Iterator[object]:
    """A real browser: the installed Chromium, or Playwright's own."""
    from playwright.sync_api import sync_playwright

    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        quiet = [
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ]
        browser = playwright.chromium.launch(executable_path=found, args=quiet)
        yield browser
        browser.close()
