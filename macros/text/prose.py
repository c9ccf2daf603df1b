"""A little Markdown for the text fields of records, turned into safe HTML at build.

CommonMark without raw HTML, images or headings (markdown-it-py), plus formulas between dollar signs, which become
MathML (latex2mathml), and links into the guide: `[text](skill:python)`, `[text](topic:python.functions)`,
`<claim:id>` prints the claim's figure with its source, `[words](claim:id)` prints the words with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from xml.etree import ElementTree

from latex2mathml.converter import convert
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup, escape
from mdit_py_plugins.dollarmath import dollarmath_plugin

from macros.kinds import SCHEMES as KINDS_BY_SCHEME
from macros.text.listing import code

SCHEMES = (*(scheme for scheme, model in KINDS_BY_SCHEME.items() if model.kind.linked), "topic", "page")
Resolve = Callable[[str, str, str | None], str]
"""(scheme, id, text or None) → HTML of the link."""

_MATHML = frozenset(
    "math mrow mi mn mo mtext mspace msup msub msubsup mfrac msqrt mroot munder mover munderover mtable mtr mtd mstyle mpadded mphantom menclose".split()
)
_FORBIDDEN = frozenset({"href", "style", "class", "id"})
_LINK = re.compile(rf"^({'|'.join(SCHEMES)}):([a-z0-9./-]+(?:#[a-z0-9.-]+)?)$")


_SIGNS = re.compile(r"</?[a-zA-Z][^<>]*>|\[[^\[\]]*\]\((?:[^()\s]|\([^()\s]*\))*\)|\*\*[^*\s][^*]*\*\*")
_MARKDOWN = re.compile(
    r"\[[^\[\]]+\]\([^()\s]+\)|\*\*[^*\s][^*]*\*\*|<[a-z]+:[a-z0-9./#-]+>|`[^`\s][^`]*`|(?<![\w*])\*[^*\s](?:[^*]*[^*\s])?\*(?![\w*])"
)


class FormulaError(ValueError):
    """A formula that cannot be turned into MathML."""


@lru_cache(maxsize=4096)
def math(formula: str, *, display: bool = False) -> str:
    """LaTeX → MathML. Raises `FormulaError` for what cannot be converted or is no formula."""
    try:
        xml = convert(formula, display="block" if display else "inline")
        tree = ElementTree.fromstring(xml)  # noqa: S314  our own converter's output
    except Exception as error:  # latex2mathml raises many kinds
        raise FormulaError(f"{formula!r} is no formula we can read: {type(error).__name__}") from error
    for element in tree.iter():
        name = element.tag.rpartition("}")[2]
        if name not in _MATHML:
            raise FormulaError(f"{formula!r} uses a command that is not allowed here ({name})")
        names = [attribute.rpartition("}")[2].lower() for attribute in element.attrib]
        if any(name in _FORBIDDEN or name.startswith("on") for name in names):
            raise FormulaError(f"{formula!r} uses a command that is not allowed here")
        if (element.text or "").startswith("\\"):
            raise FormulaError(f"{formula!r}: {element.text} is no command we know")
    return xml


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "linkify": False, "typographer": False})
    parser.disable(["image", "heading", "lheading", "html_block", "html_inline", "hr", "reference"])
    parser.enable("table")
    parser.use(dollarmath_plugin, allow_space=False, allow_digits=False, double_inline=True)
    parser.validateLink = lambda url: bool(_LINK.match(url) or url.startswith("https://"))  # type: ignore[method-assign]
    return parser


_PARSER = _parser()


@cache  # each text is asked for by several rules and by its page
def _tokens(text: str) -> tuple[Token, ...]:
    return tuple(_PARSER.parse(text))


def _walk(tokens: tuple[Token, ...] | list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _walk(token.children or [])


def references(text: str) -> Iterator[tuple[str, str]]:
    """Every (scheme, id) that `text` links to."""
    if "](" not in text and "<" not in text:
        return
    for token in _walk(_tokens(text)):
        if token.type == "link_open" and (found := _LINK.match(str(token.attrs["href"]))):
            yield found[1], found[2]


def linked(text: str) -> Iterator[tuple[str, str, str]]:
    """Every (scheme, id, words) that `text` links to with words of its own."""
    inside: tuple[str, str] | None = None
    words: list[str] = []
    for token in _walk(_tokens(text)):
        if token.type == "link_open":
            found = _LINK.match(str(token.attrs["href"]))
            inside, words = (found[1], found[2]) if found and token.info != "auto" else None, []
        elif token.type == "link_close":
            if inside:
                yield (*inside, "".join(words))
            inside = None
        elif inside:
            words.append(token.content)


def formulas(text: str) -> Iterator[str]:
    """Every formula in `text`."""
    if "$" in text:
        yield from (token.content for token in _walk(_tokens(text)) if token.type.startswith("math_"))


def outside_links(text: str) -> Iterator[str]:
    """Every address outside the guide that `text` links to."""
    if "https://" not in text:
        return
    for token in _walk(_tokens(text)):
        if token.type == "link_open" and str(token.attrs["href"]).startswith("https://"):
            yield str(token.attrs["href"])


def left_as_signs(text: str) -> str | None:
    """The first piece of `text` that is meant as a tag, link or emphasis and would be printed as signs; None when there is none."""
    if not _SIGNS.search(text):
        return None
    for token in _walk(_tokens(text)):
        if token.type == "text" and (found := _SIGNS.search(token.content)) and not _LINK.match(token.content):
            return found[0]
    return None


def markup(text: str) -> str | None:
    """The first piece of Markdown in text that is not rendered; None when there is none."""
    found = _MARKDOWN.search(text)
    return found[0] if found else None


def words(text: str) -> int:
    """Words of `text` as a reader counts them: formulas and code are left out."""
    return len(plain(text, formula=" ", code=" ").split())


def plain(text: str, *, formula: str | None = None, code: str | None = None) -> str:
    """`text` without markup, for search, feeds and descriptions. Claims keep no figure here."""
    parts: list[str] = []
    for token in _walk(_tokens(text)):
        if token.type == "text":
            parts.append("" if _LINK.match(token.content) else token.content)
        elif token.type == "code_inline" or token.type == "fence":
            parts.append(token.content if code is None else code)
        elif token.type.startswith("math_"):
            parts.append(token.content if formula is None else formula)
        elif token.type in {"softbreak", "hardbreak", "paragraph_close", "list_item_close", "th_close", "td_close"}:
            parts.append(" ")
    return re.sub(r"\s+", " ", "".join(parts)).strip()


def render(text: str, resolve: Resolve, *, inline: bool = False) -> Markup:
    """`text` as safe HTML; `inline` leaves out the paragraph around a single line."""
    tokens = _tokens(text)
    if inline and tokens and tokens[0].type == "paragraph_open":
        tokens = tuple(tokens[1].children or [])
    return Markup("".join(_html(tokens, resolve)))  # noqa: S704  every part is escaped below


_BLOCKS = {"paragraph": "p", "bullet_list": "ul", "ordered_list": "ol", "list_item": "li", "blockquote": "blockquote",
           "strong": "strong", "em": "em", "table": "table", "thead": "thead", "tbody": "tbody", "tr": "tr", "th": "th", "td": "td"}  # fmt: skip


def _html(tokens: tuple[Token, ...] | list[Token], resolve: Resolve) -> Iterator[str]:
    waiting = iter(tokens)
    for token in waiting:
        kind, _, side = token.type.rpartition("_")
        if token.hidden:
            continue
        if kind in _BLOCKS and side in {"open", "close"}:
            yield f"<{'/' if side == 'close' else ''}{_BLOCKS[kind]}>"
        elif token.type == "inline":
            yield from _html(token.children or [], resolve)
        elif token.type == "text":
            yield str(escape(token.content))
        elif token.type == "code_inline":
            yield f"<code>{escape(token.content)}</code>"
        elif token.type in {"fence", "code_block"}:
            yield str(code(token.content, token.info.strip() or "text"))
        elif token.type in {"math_inline", "math_inline_double", "math_block", "math_block_label"}:
            block = token.type != "math_inline"
            yield (
                f'<div class="formula" tabindex="0">{math(token.content.strip(), display=True)}</div>'
                if token.type.startswith("math_block")
                else math(token.content, display=block)
            )
        elif token.type in {"softbreak", "hardbreak"}:
            yield "\n"
        elif token.type == "link_open":
            inner: list[Token] = []
            while (step := next(waiting)).type != "link_close":
                inner.append(step)
            yield _link(token, inner, resolve)


def _link(token: Token, inner: list[Token], resolve: Resolve) -> str:
    href = str(token.attrs["href"])
    bare = token.info == "auto"
    text = None if bare else "".join(_html(inner, resolve))
    if found := _LINK.match(href):
        return resolve(found[1], found[2], text)
    return f'<a href="{escape(href)}" rel="noopener nofollow ugc">{text or escape(href.removeprefix("https://"))}</a>'
