"""Code in colour: only the words that get a colour carry a class, so that a listing is hardly heavier than its text.

Python is read by its own tokeniser, which takes a quarter of Pygments' time; Pygments reads the other languages.
"""

from __future__ import annotations

import io
import keyword
import tokenize
from collections.abc import Iterator
from functools import lru_cache

from markupsafe import Markup, escape
from pygments.lexers import get_lexer_by_name
from pygments.token import STANDARD_TYPES
from pygments.util import ClassNotFound

COLOURED = frozenset("k kn ow kc kt nt s s1 s2 sa sd si se c1 ch m mi mf l nf nc nd fm".split())
"""Classes that the style sheet knows (docs/assets/css/code.css)."""
_CONSTANTS = frozenset({"True", "False", "None"})
_OPERATORS = frozenset({"and", "or", "not", "in", "is"})
_IMPORTS = frozenset({"import", "from", "as"})


@lru_cache(maxsize=4096)
def code(source: str, language: str) -> Markup:
    """`source` with its syntax marked by classes, for one style sheet in two palettes."""
    source = source.rstrip("\n") + "\n"
    marked = _python(source) if language == "python" else None
    html = "".join(
        f'<span class="{kind}">{escape(text)}</span>' if kind in COLOURED else escape(text)
        for kind, text in marked or _other(source, language)
    )
    return Markup(f'<pre class="code" tabindex="0"><code>{html}</code></pre>')  # noqa: S704  every part is escaped


def _python(source: str) -> list[tuple[str, str]] | None:
    """(class, text) of Python; None for what is not quite Python, such as lines of a shell beside it."""
    lines = source.split("\n")
    found: list[tuple[str, str]] = []
    at, before = (1, 0), ""

    def between(start: tuple[int, int], end: tuple[int, int]) -> str:
        if start[0] == end[0]:
            return lines[start[0] - 1][start[1] : end[1]]
        return "\n".join([lines[start[0] - 1][start[1] :], *lines[start[0] : end[0] - 1], lines[end[0] - 1][: end[1]]])

    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            if token.type in {tokenize.ENDMARKER, tokenize.INDENT, tokenize.DEDENT, tokenize.NEWLINE, tokenize.NL}:
                continue
            found += [("", between(at, token.start)), (_kind(token, before), token.string)]
            at, before = token.end, token.string
    except (tokenize.TokenError, SyntaxError, IndentationError):
        return None
    return [*found, ("", between(at, (len(lines), 0)))]


def _kind(token: tokenize.TokenInfo, before: str) -> str:
    match token.type:
        case tokenize.COMMENT:
            return "c1"
        case tokenize.STRING:
            return "s"
        case tokenize.NUMBER:
            return "m"
        case tokenize.NAME if token.string in _CONSTANTS:
            return "kc"
        case tokenize.NAME if token.string in _OPERATORS:
            return "ow"
        case tokenize.NAME if token.string in _IMPORTS:
            return "kn"
        case tokenize.NAME if keyword.iskeyword(token.string):
            return "k"
        case tokenize.NAME if before in {"def", "class"}:
            return "nf"
        case tokenize.NAME if before == "@":
            return "nd"
        case kind:
            return "s" if tokenize.tok_name[kind].startswith("FSTRING") else ""


def _other(source: str, language: str) -> Iterator[tuple[str, str]]:
    """The same for other languages; text for one that Pygments does not know."""
    try:
        lexer = get_lexer_by_name(language)
    except ClassNotFound:
        lexer = get_lexer_by_name("text")
    for kind, text in lexer.get_tokens(source):
        yield STANDARD_TYPES.get(kind, ""), text
