"""A Markdown extension that keeps our finished HTML as it is.

A view is finished when a macro prints it. Without this, Python-Markdown would read all of it again, tag by tag, which
costs more than rendering it did. Named in mkdocs.yml, so both engines take it.
"""

from __future__ import annotations

from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

OPEN, CLOSE = "<!--view-->", "<!--/view-->"
"""Around a view. No record can write them: in text from records `<` is escaped."""


class _Stash(Preprocessor):
    """Put what stands between the signs aside before anything else looks at it."""

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        if OPEN not in text:
            return lines
        before, *parts = text.split(OPEN)
        kept = [before]
        for part in parts:
            html, _, after = part.partition(CLOSE)
            kept += [self.md.htmlStash.store(html), after]
        return "".join(kept).split("\n")


class Stash(Extension):
    """The extension."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  the name Python-Markdown calls
        """Register after white space is tidied (30; Zensical runs macros at 35) and before HTML is looked for (20)."""
        md.preprocessors.register(_Stash(md), "views", 25)


def makeExtension(**options: Any) -> Stash:  # noqa: N802  the name Python-Markdown calls
    """Python-Markdown's way in."""
    return Stash(**options)
