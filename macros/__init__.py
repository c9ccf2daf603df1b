"""Macros for MkDocs: `show` prints a view of the data, `claim` a sourced figure, `count` a number of records.

This file may be executed once per page, so it holds the wiring and nothing else.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any


def define_env(env: Any) -> None:
    """Register the macros; called by mkdocs-macros-plugin (and by Zensical's reader of it)."""
    from macros.web import build  # not at import: `python -m macros check` needs no site

    begun = build.begin(Path(env.conf["docs_dir"]), env.conf.get("repo_url"))

    @env.macro  # type: ignore[untyped-decorator]
    def show(name: str) -> str:
        return begun.show(env.page, name)

    @env.macro  # type: ignore[untyped-decorator]
    def claim(id: str, text: str | None = None) -> str:
        return begun.claim(env.page, id, text)

    @env.macro  # type: ignore[untyped-decorator]
    def count(name: str) -> str:
        return begun.count(env.page, name)

    @env.macro  # type: ignore[untyped-decorator]
    def sources() -> str:
        return begun.sources(env.page)


def on_post_build(env: Any) -> None:
    """After MkDocs: feeds, API, search index. `python -m macros export site` does the same for other builders."""
    from macros.web import build

    build.finish(Path(env.conf["site_dir"]))
