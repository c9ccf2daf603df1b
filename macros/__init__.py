"""Macros for MkDocs: `show` prints a view of the data, `claim` a sourced figure, `count` a number of records.

This file may be executed once per page, so it holds the wiring and nothing else.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from macros import catalogue, pages, render, views


def define_env(env: Any) -> None:
    """Register the macros; called by mkdocs-macros-plugin (and by Zensical's reader of it)."""
    try:
        pages.refuse(catalogue.load(), Path(env.conf["docs_dir"]))
    except catalogue.DataError as error:
        raise SystemExit(str(error)) from None  # the findings, not a traceback

    def page() -> render.Page:
        config = env.conf
        return render.page_of(env.page.meta, catalogue.load(), pages.url_of(env.page), pages.build_date(), pages.repository(config))

    @env.macro  # type: ignore[untyped-decorator]
    def show(name: str) -> str:
        return views.show(page(), name, env.page.meta)

    @env.macro  # type: ignore[untyped-decorator]
    def claim(id: str, text: str | None = None) -> str:
        return page().cite(id, text)

    @env.macro  # type: ignore[untyped-decorator]
    def count(name: str) -> str:
        return f"{pages.count(catalogue.load(), name):,}"

    @env.macro  # type: ignore[untyped-decorator]
    def sources() -> str:
        return page().render("sources_here")


def on_post_build(env: Any) -> None:
    """After MkDocs: feeds, API, search index. `python -m macros export site` does the same for other builders."""
    from macros import export  # needs Pagefind, which `define_env` does not

    export.everything(catalogue.load(), Path(env.conf["site_dir"]))
