"""The scripts: functions alone in Node, features on small pages in a real browser, and the joined script from disk."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import playwright
import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import HERE, ROOT
from playwright.sync_api import Browser, Locator, Page, Route, expect

from macros.catalogue import Catalogue, store
from macros.kinds.skill import Check, Option
from macros.outputs import scripts as bundle
from macros.outputs.styles import flat
from macros.views.labels import ranked
from macros.views.page import Page as Printed
from macros.views.page import environment

SCRIPTS = ROOT / "docs/assets/js"
_LOADED = store().load()[0]
assert _LOADED is not None
WORDS: dict[str, Any] = {**_LOADED.words.get("scripts"), "kinds": ranked(_LOADED)}
NODE = Path(playwright.__file__).parent / "driver" / "node"
"""The Node that Playwright carries."""


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts with their words, and their tests, as they lie in the repository."""
    root = tmp_path_factory.mktemp("scripts")
    shutil.copytree(SCRIPTS, root / "docs/assets/js")
    shutil.copytree(HERE / "js", root / "tests/js")
    shutil.copy(HERE / "search-words.json", root / "tests")
    (root / "docs/assets/js/words.js").write_text(f"export const words = {json.dumps(WORDS)};\n", encoding="utf-8")
    (root / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    return root


def node(*arguments: str | Path, cwd: Path) -> str:
    done = subprocess.run([NODE, *arguments], cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


# ---------------------------------------------------------------- in Node


def test_functions(tree: Path) -> None:
    said = node("--test", "--test-isolation=none", "--test-reporter=tap", "tests/js/*.test.js", cwd=tree)
    assert int(re.findall(r"# pass (\d+)", said)[0]) > 30


def test_every_script_is_accepted(tree: Path) -> None:
    for path in (tree / "docs/assets/js").glob("*.js"):
        node("--check", path, cwd=tree)
        assert not [line for line in path.read_text(encoding="utf-8").splitlines() if line.count("`") % 2], f"{path}: text over lines"
    joined = tree / "offline-site.cjs"
    joined.write_text(bundle.classic(tree / "docs/assets/js", "offline-site.js"), encoding="utf-8")
    node("--check", joined, cwd=tree)


def test_every_export_is_tested() -> None:
    """In Node by `tests/js/<module>.test.js`, in the browser by a test below that names `<module>.<function>`."""
    here = Path(__file__).read_text(encoding="utf-8")
    untested = []
    for path in sorted(SCRIPTS.glob("*.js")):
        test = HERE / "js" / f"{path.stem}.test.js"
        imported = re.findall(r"import \{([^}]*)\}", test.read_text(encoding="utf-8")) if test.is_file() else []
        names = {name.strip() for part in imported for name in part.split(",")}
        for name in re.findall(r"^export (?:async )?(?:function|const|let) (\w+)", path.read_text(encoding="utf-8"), re.MULTILINE):
            if name not in names and f"`{path.stem}.{name}`" not in here:
                untested.append(f"{path.stem}.{name}")
    assert untested == []


# ---------------------------------------------------------------- words


def keys(words: dict[str, Any], before: str = "") -> Iterator[str]:
    for name, value in words.items():
        if isinstance(value, dict) and "other" not in value:
            yield from keys(value, f"{before}{name}.")
        else:
            yield before + name


def test_scripts_and_words_know_each_other() -> None:
    """Every key that is said has words, and all words are said: `filters.some`, or `plan.have.` with what follows."""
    source = "\n".join(path.read_text(encoding="utf-8") for path in SCRIPTS.glob("*.js"))
    said = {*re.findall(r'say\("([\w.]+)"', source), *re.findall(r"say\(`([\w.]+)\$", source)}
    said |= {f"plan.{key}" for key in re.findall(r'\b(?:range|button)\("(\w+)"', source)}
    said |= {"kinds.", "search.stop"}  # read as tables
    known = list(keys(WORDS))
    assert {key for key in said if not any(word.startswith(key) for word in known)} == set()
    assert [word for word in known if not any(word.startswith(key) for key in said)] == []


def test_no_script_speaks_a_language() -> None:
    for path in SCRIPTS.glob("*.js"):
        code = "\n".join(line for _, line in bundle._code(path.read_text(encoding="utf-8")))
        assert re.findall(r"""["'`>][A-Z][a-z]+ [a-z]+[^"'`]*""", re.sub(r"throw new .*", "", code)) == [], path.name
        assert not re.search(r"machine learning|dollar|USD|\ben\b-?", code), path.name


# ---------------------------------------------------------------- joining


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ('import x from "./b.js";', "a.js:1: this works in a module only"),
        ('// first\n\nimport * as b from "./b.js";', "a.js:3: this works in a module only"),
        ('import { one } from "https://example.org/b.js";', "a.js:1: this works in a module only"),
        ('import { one as two } from "./b.js";', "a.js:1: this works in a module only"),
        ('import {\n  one\n} from "./b.js";', "a.js:1: this works in a module only"),
        ('import { three } from "./b.js";', "a.js:1: b.js does not export three"),
        ('import { one } from "./c.js";', "a.js:1: there is no c.js"),
        ('import { one } from "./b.js";\nfunction two() {}', "a.js:2: two is declared in"),
        ("export class Loaf {}", "a.js:1: this works in a module only"),
        ("export { one };", "a.js:1: this works in a module only"),
        ("export default 3;", "a.js:1: this works in a module only"),
        ("const at = import.meta.url;", "a.js:1: this works in a module only"),
        ('function later() {\n  return import("./b.js");\n}', "a.js:2: this works in a module only"),
        ("const [a, b] = [1, 2];", "a.js:1: this works in a module only"),
        ('import { round } from "./round.js";', "round.js:1: a.js imports this module in turn"),
    ],
)
def test_what_cannot_be_joined_is_told_with_its_line(tmp_path: Path, entry: str, problem: str) -> None:
    (tmp_path / "a.js").write_text(entry, encoding="utf-8")
    (tmp_path / "b.js").write_text("export const one = 1;\nconst two = 2;\n", encoding="utf-8")
    (tmp_path / "round.js").write_text('import { again } from "./a.js";\n', encoding="utf-8")
    with pytest.raises(ValueError, match=re.escape(problem)):
        bundle.classic(tmp_path, "a.js")


def test_modules_are_joined_once_and_after_what_they_import(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text('import { b } from "./b.js";\nimport { c } from "./c.js";\nconsole.log(b(), c);\n', encoding="utf-8")
    (tmp_path / "b.js").write_text(
        'import { c } from "./c.js";\n\n/** Says c. */\nexport default function b() {\n  return c;\n}\n', encoding="utf-8"
    )
    (tmp_path / "c.js").write_text("// c\nexport const c = 3;\n", encoding="utf-8")
    joined = bundle.classic(tmp_path, "a.js")
    assert [line for line in joined.splitlines() if not line.startswith("//")] == [
        '"use strict";',
        "(() => {",
        "const c = 3;",
        "function b() {",
        "  return c;",
        "}",
        "console.log(b(), c);",
        "})();",
    ]
    (tmp_path / "joined.cjs").write_text(joined, encoding="utf-8")
    assert node(tmp_path / "joined.cjs", cwd=tmp_path) == "3 3\n"


def test_a_slim_script_does_the_same(tmp_path: Path) -> None:
    script = tmp_path / "a.cjs"
    script.write_text("// two\n\nconst a = () => {\n  // inside\n  return 2;\n};\n/** Says it. */\nconsole.log(a());\n", encoding="utf-8")
    before = node(script, cwd=tmp_path)
    script.write_text(bundle.slim(script.read_text(encoding="utf-8")), encoding="utf-8")
    assert script.read_text(encoding="utf-8") == "const a = () => {\nreturn 2;\n};\nconsole.log(a());\n"
    assert node(script, cwd=tmp_path) == before


# ---------------------------------------------------------------- in a browser

SITE = "https://guide.test/REPO/"
Open = Callable[..., Page]


@pytest.fixture
def open_page(chromium: Browser, tree: Path) -> Iterator[Open]:
    """Opens a page of the given body under site.js, beside the given files; `page.asked` lists what it asked for."""
    pages: list[Page] = []
    errors: list[str] = []

    def open_page(body: str, files: dict[str, Any] | None = None, address: str = "", language: str = "en") -> Page:
        there = files or {}
        asked: list[str] = []

        def answer(route: Route) -> None:
            path = route.request.url.removeprefix(SITE).partition("?")[0]
            asked.append(path)
            script = tree / "docs" / path
            if not path or path == "page/":
                html = f'<!doctype html><html lang="{language}" class="no-js"><title>.</title><script src="{SITE}assets/js/palette.js"></script>'
                route.fulfill(
                    body=f'{html}<body>{body}<script type="module" src="{SITE}assets/js/site.js"></script>', content_type="text/html"
                )
            elif path.startswith("assets/js/") and script.is_file():
                route.fulfill(path=script, content_type="text/javascript")
            elif path in there:
                kind = "text/javascript" if path.endswith(".js") else "application/json"
                route.fulfill(body=there[path] if isinstance(there[path], str) else json.dumps(there[path]), content_type=kind)
            else:
                route.fulfill(status=404)

        page = chromium.new_page()
        pages.append(page)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.route("**/*", answer)
        page.asked = asked  # type: ignore[attr-defined]
        page.goto(SITE + address)
        return page

    yield open_page
    for page in pages:
        page.close()
    assert errors == []


OPENER = '<a href="glossary/" data-search-open role="button">Search</a>'
STATUS = "dialog.search [role=status]"
FOUND = {
    "search/words.json": {"shards": ["bread", "dough", "dried", "noise"], "words": {"noize": 4, "dough": 8, "doughnut": 4, "bread": 4}},
    "search/3.json": [["Noise in the bakery", "topic", "skills/bakery/#noise", [], "Machines"]],
    "search/1.json": [
        ["Kneading dough", "skill", "skills/dough/", ["working the dough"], "Until it holds gas."],
        ["Dough", "term", "glossary/#dough", [], "Flour and <b>water</b>."],
    ],
    "search/0.json": [],
    "search/2.json": [],
    "pagefind/pagefind.js": """
        export const options = async () => {};
        export const init = async () => {};
        const data = async () => ({ meta: { at: "about/", kind: "page", title: "About" }, excerpt: "a &lt;b&gt; <mark>dough</mark><img src=x>" });
        export const search = async (query) => ({ results: /dough/.test(query) ? [{ data }, { data: async () => ({ meta: { at: "skills/dough/" } }) }] : [] });
    """,
}


def test_search_asks_for_what_the_words_need(open_page: Open) -> None:
    """`frame.startSearch`, `search.searchAt`, `search-box.searchBox`: nothing before the first touch, then the words' shards."""
    page = open_page(OPENER, FOUND)
    page.wait_for_load_state("networkidle")
    assert page.asked == ["", "assets/js/palette.js", "assets/js/site.js", "assets/js/frame.js"]  # type: ignore[attr-defined]
    page.keyboard.press("/")
    page.keyboard.type("working the dough")
    expect(page.locator(STATUS)).to_have_text("3 results")
    assert page.locator(".hits h2").all_inner_texts() == ["Skills", "Terms", "Pages"]
    assert page.locator(".hits a").first.get_attribute("href") == f"{SITE}skills/dough/"
    assert page.locator(".hits span").all_inner_texts() == ["also called working the dough", "Flour and <b>water</b>.", "a <b> dough"]
    assert page.locator(".hits mark").inner_text() == "dough"
    shards = [path for path in page.asked if path.startswith("search/") and "words" not in path]  # type: ignore[attr-defined]
    assert set(shards) == {"search/0.json", "search/1.json", "search/3.json"}
    assert len(shards) == 3


def test_escape_closes_search_at_once_and_returns(open_page: Open) -> None:
    page = open_page(OPENER, FOUND)
    page.locator("a").focus()
    page.keyboard.press(" ")
    page.keyboard.type("dough")
    expect(page.locator(".hits a").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    expect(page.locator("dialog.search input")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("dialog.search")).not_to_be_visible()
    expect(page.locator("a").first).to_be_focused()


def test_a_corrected_query_is_shown_as_people_write_it(open_page: Open) -> None:
    page = open_page(OPENER, FOUND, "?search=nooise")
    expect(page.locator(STATUS)).to_have_text("Showing results for “noise” instead of “nooise”. 1 result")
    page.fill("dialog.search input", "xyzzy")
    expect(page.locator(STATUS)).to_contain_text("Nothing found for “xyzzy”")
    page.fill("dialog.search input", "")
    expect(page.locator(STATUS)).to_have_text("")


def test_search_says_when_a_part_is_missing(open_page: Open) -> None:
    page = open_page(OPENER, {name: text for name, text in FOUND.items() if name != "search/3.json"})
    page.locator("a").click()
    page.keyboard.type("noise")
    expect(page.locator(STATUS)).to_have_text(WORDS["search"]["missing"])


def test_the_palette_turns_and_says_so(open_page: Open) -> None:
    """`frame.startPalette`, `frame.store`"""
    page = open_page('<button data-palette aria-label="Colours: as the device">o</button>')
    button = page.locator("button")
    theme = "document.documentElement.dataset.theme ?? null"
    assert page.evaluate(theme) is None
    for choice in ("light", "dark", None):
        button.click()
        assert page.evaluate(theme) == choice
        expect(button).to_have_attribute("aria-label", f"Colours: {choice or 'as the device'}")
    button.click()
    page.reload()
    assert page.evaluate(theme) == "light"
    expect(button).to_have_attribute("title", "Colours: light")


TOPICS = """<div class="guide"><nav class="contents"><a href="#a" data-topic="s.a">A</a></nav><p class="fold-tools" {0}><button data-fold="open">o</button></p>
<details class="topic" data-topic="s.a" data-formerly="s.old"><summary>A</summary><div class="topic-body" id="a">a</div></details>
<details class="topic" data-topic="s.b" open><summary>B</summary><div class="topic-body" id="b">b</div></details></div>"""


def test_folds_open_for_an_address_and_for_print(open_page: Open) -> None:
    """`frame.startFolds`, `frame.unfold`"""
    page = open_page(TOPICS.replace("data-topic", "data-name"), address="#a")  # nothing but the frame
    opened = "[...document.querySelectorAll('details')].map((fold) => fold.open)"
    assert page.evaluate(opened) == [True, True]
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = false })")
    page.evaluate("location.hash = '#b'")
    page.wait_for_function("document.querySelectorAll('details')[1].open")
    assert page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(opened) == [True, True]
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(opened) == [False, True]


def test_topics_remember(open_page: Open) -> None:
    """`ticks.start`"""
    page = open_page(TOPICS.format('data-tick="Can"'))
    page.get_by_role("button").click()
    page.locator("#a input").check()
    page.locator("#b").evaluate("(body) => { body.closest('details').open = false }")
    expect(page.locator("nav .read")).to_have_count(1)
    page.reload()
    expect(page.locator("#a label")).to_have_text("Can")
    expect(page.locator("#a input")).to_be_checked()
    expect(page.locator("details").nth(1)).not_to_have_attribute("open", "")
    assert "assets/js/words.js" not in page.asked  # type: ignore[attr-defined]
    page.evaluate("""localStorage.setItem("topics", '{"s.old": {"read": true, "open": true}}')""")
    page.goto(SITE + "page/#b")
    expect(page.locator("#a input")).to_be_checked()
    expect(page.locator("#b")).to_be_visible()
    page = open_page(TOPICS.format(""))
    expect(page.locator("#b label")).to_have_text("I can do this")


def test_marks_and_terms_explain_themselves(open_page: Open) -> None:
    """`reading.start`"""
    page = open_page("""<a class="term" href="#t" data-tip="A <word>">word</a> <span class="claim">3<a class="mark" href="#source-x" data-source="x">1</a></span>
        <ol><li id="source-x"><a href="#">Who</a>,
        <em>What</em> <a class="meta" href="#">Beleg</a></li></ol>""")
    tip = page.locator(".tip")
    page.locator(".term").focus()
    expect(tip).to_have_text("A <word>")
    page.keyboard.press("Escape")
    expect(tip).not_to_be_visible()
    page.locator(".mark").hover()
    expect(tip).to_have_text("Who, What")
    page.mouse.move(400, 400)
    expect(tip).not_to_be_visible()


CHECKS = (
    Check(kind="number", question="How much water?", answer="62.5", tolerance=0.1, unit="%", by="print(62.5)", says="5 of 8."),
    Check(
        kind="choice",
        question="Why is it sour?",
        options=(
            Option(text="Old flour.", right=False, because="Flour does not sour."),
            Option(text="Long rest.", right=True, because="Acid grows."),
        ),
    ),
    Check(kind="predict", question="What stands there?", code="print(1)\nprint(2)", output="1\n2\n", says="One a line."),
    Check(kind="order", question="In which order?", steps=("Mix.", "Rest.", "Bake."), says="Rest before heat."),
    Check(kind="open", question="What is gluten?", answer="A net."),
)
"""One check of each kind."""


@pytest.fixture
def checks(open_page: Open, baker: Catalogue) -> Page:
    """A page with one check of each kind, as the guide prints them."""
    printed = Printed(baker, "skills/dough/", date(2026, 11, 28))
    template = environment(baker).get_template("check.j2").module
    body = "".join(template.check(printed, check) for check in CHECKS)  # type: ignore[attr-defined]
    page = open_page(f'<div class="guide"><main><h1>Checks</h1>{body}</main></div>')
    page.add_style_tag(content=flat(ROOT / "docs/assets/css/guide.css"))
    expect(page.locator(".try")).to_have_count(4)
    return page


def parts(page: Page, kind: str) -> tuple[Locator, Locator, Locator]:
    """The question of a kind, its verdict and its folded answer."""
    question = page.locator(f"[data-check={kind}]")
    return question, question.get_by_role("status"), page.locator(f"[data-check={kind}] + details")


def test_a_number_is_checked(checks: Page) -> None:
    """`checks.start`: wrong, no number, right; the answer stays folded until then."""
    question, verdict, answer = parts(checks, "number")
    field = question.get_by_label("Your answer %")
    for written, told in (("60", WORDS["checks"]["wrong"]), ("much", WORDS["checks"]["unread"])):
        field.fill(written)
        expect(verdict).to_be_empty()
        field.press("Enter")
        expect(verdict).to_have_text(told)
        expect(answer).not_to_have_attribute("open", "")
        expect(field).to_be_focused()
    field.fill("62,5 %")
    question.get_by_role("button", name="Check").click()
    expect(verdict).to_have_text("Right.")
    expect(question.get_by_role("button")).to_be_focused()
    expect(answer.get_by_text("5 of 8.")).to_be_visible()
    assert checks.evaluate("Object.keys(localStorage)") == []


def test_a_wrong_answer_may_be_given_up(checks: Page) -> None:
    question, verdict, answer = parts(checks, "number")
    question.get_by_role("textbox").fill("1")
    question.get_by_role("textbox").press("Enter")
    expect(verdict).to_contain_text("Try again, or show the answer.")
    answer.get_by_text("Show the answer").click()
    expect(answer.locator("strong")).to_have_text("62.5 %")


def test_a_choice_tells_its_reason(checks: Page) -> None:
    question, verdict, answer = parts(checks, "choice")
    button = question.get_by_role("button", name="Check")
    expect(question.get_by_role("group", name="Choose one")).to_have_accessible_description("Why is it sour?")
    button.click()
    expect(verdict).to_have_text(WORDS["checks"]["unchosen"])
    question.get_by_label("Old flour.").check()
    expect(verdict).to_be_empty()
    button.click()
    expect(verdict).to_have_text("Wrong. Flour does not sour.")
    expect(answer).not_to_have_attribute("open", "")
    checks.keyboard.press("Shift+Tab")
    checks.keyboard.press("ArrowDown")
    checks.keyboard.press("Enter")
    expect(verdict).to_have_text("Right. Acid grows.")
    expect(verdict).to_have_attribute("data-right", "true")


def test_what_is_printed_is_compared_line_by_line(checks: Page) -> None:
    question, verdict, answer = parts(checks, "predict")
    field = question.get_by_label("What does it print?")
    field.fill("1 \n3")
    question.get_by_role("button").click()
    expect(verdict).to_contain_text("Line 2 is the first that differs.")
    field.fill("1 \n2\n\n")
    question.get_by_role("button").click()
    expect(verdict).to_have_text("Right.")
    expect(answer.get_by_text("One a line.")).to_be_visible()


def test_steps_are_ordered_by_keyboard(checks: Page) -> None:
    question, verdict, answer = parts(checks, "order")
    steps = question.locator("li > span:first-child")
    check = question.get_by_role("button", name="Check")
    check.click()
    expect(verdict).to_contain_text("of 3 stand")
    for place, text in enumerate(("Mix.", "Rest.", "Bake.")):
        up = question.get_by_role("button", name=f"up: {text}")
        up.focus()
        for _ in range(steps.all_inner_texts().index(text) - place):
            checks.keyboard.press("Enter")
            expect(up).to_be_focused()
    expect(verdict).to_contain_text("of 3.")
    check.click()
    expect(verdict).to_have_text("Right.")
    expect(answer.get_by_text("Rest before heat.")).to_be_visible()
    question.get_by_role("button", name="down: Mix.").click()
    expect(verdict).to_have_text("Step 2 of 3.")
    question.get_by_role("button", name="up: Rest.").click()
    expect(verdict).to_have_text("Step 1 of 3.")
    assert steps.all_inner_texts() == ["Rest.", "Mix.", "Bake."]


def test_an_open_check_stays_folded_and_no_answer_shows_before(checks: Page) -> None:
    expect(checks.locator("details")).to_have_count(5)
    told = checks.locator("main").inner_text()
    assert not [word for word in ("62.5", "Acid grows", "Rest before heat", "One a line", "A net") if word in told]
    assert checks.locator(".question").last.locator("form").count() == 0


@pytest.mark.parametrize("palette", ["light", "dark"])
def test_checks_are_accessible_and_fit_a_narrow_screen(checks: Page, palette: str) -> None:
    checks.evaluate("(theme) => { document.documentElement.dataset.theme = theme }", palette)
    checks.set_viewport_size({"width": 320, "height": 740})
    for button in checks.get_by_role("button", name="Check").all():
        button.click()
    assert checks.evaluate("document.documentElement.scrollWidth") == 320
    small = (
        "[...document.querySelectorAll('.try :is(button, input, textarea)')].filter((e) => e.getBoundingClientRect().height < 24).length"
    )
    assert checks.evaluate(small) == 0
    found = Axe().run(checks, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]})
    assert [(fault["id"], fault["nodes"][0]["html"]) for fault in found.response["violations"]] == []


def test_paper_shows_the_question_as_before(checks: Page) -> None:
    checks.emulate_media(media="print")
    assert checks.locator(".try").get_by_role("button").count() == 0
    expect(checks.get_by_text("Old flour.")).to_be_visible()
    expect(checks.locator("[data-check=number] input")).not_to_be_visible()


FILTERS = """<form data-filters {0}><input name="q" type="search"><select name="skill"><option value="">all<option>dough<option>oven</select>
<select name="level"><option value="">all<option>easy</select><select name="sort"><option value="">area<option>hours</select><button type="reset">Clear</button></form>
<p data-count role="status">3 loaves</p><div data-results><section data-group><ul class="loaves"><li id="rye"{1}><a href="#">Rye</a></li>
<li id="oat"{2}><a href="#">Oat</a></li></ul></section><section data-group><ul class="loaves"><li id="bun"{3}><a href="#">Bun</a></li></ul></section></div>
<p data-empty hidden>None. <button data-clear>Clear</button></p>"""
LOAVES = {
    "rye": {"skill": ["dough", "oven"], "level": "easy", "hours": 9, "year": None, "words": "sour crumb"},
    "oat": {"skill": ["dough"], "level": "hard", "hours": 2, "year": 2020, "words": ""},
    "bun": {"skill": [], "level": "easy"},
}


def test_filters_fetch_their_facts_at_the_first_touch(open_page: Open) -> None:
    """`filters.start`"""
    page = open_page(FILTERS.format('data-source="/REPO/filter.json"', "", "", ""), {"filter.json": LOAVES})
    page.wait_for_load_state("networkidle")
    shown = page.locator("li:not([hidden])")
    assert "filter.json" not in page.asked  # type: ignore[attr-defined]
    page.select_option("[name=skill]", "dough")
    expect(page.locator("[data-count]")).to_have_text("2 of 3 loaves")
    expect(page.locator("section").nth(1)).not_to_be_visible()
    page.fill("[name=q]", "Sóur")
    expect(page.locator("[data-count]")).to_have_text("1 of 3 loaves")
    assert shown.all_inner_texts() == ["Rye"]
    page.go_back()
    expect(page.locator("[data-count]")).to_have_text("3 loaves")
    page.select_option("[name=sort]", "hours")
    expect(page.locator("[data-sorted] li").first).to_have_text("Oat")
    assert page.locator("[data-sorted]").get_attribute("class") == "loaves"
    assert page.asked.count("filter.json") == 1  # type: ignore[attr-defined]
    page.goto(SITE + "?level=easy&skill=oven")
    expect(page.locator("[data-count]")).to_have_text("1 of 3 loaves")
    page.goto(SITE + "?level=unheard-of&q=xylophone")
    expect(page.locator("[data-empty]")).to_be_visible()
    page.locator("[data-clear]").click()
    expect(page.locator("[data-count]")).to_have_text("3 loaves")
    assert page.url == SITE


def test_filters_say_when_their_facts_are_missing(open_page: Open) -> None:
    page = open_page(FILTERS.format('data-source="/REPO/filter.json"', "", "", ""))
    page.select_option("[name=skill]", "dough")
    expect(page.locator("[data-count]")).to_have_text(WORDS["filters"]["missing"])
    assert page.locator("li:not([hidden])").count() == 3


def test_filters_read_the_facts_on_the_page(open_page: Open) -> None:
    page = open_page(
        FILTERS.format("", ' data-skill="dough oven" data-level="easy"', ' data-skill="dough"', ""), {}, "?skill=oven&level=easy"
    )
    expect(page.locator("[data-count]")).to_have_text("1 of 3 loaves")


PLANNER = """<div class="guide"><form data-planner data-source="/REPO/plan/plan.json"><select name="role"><option value="cook">Cook<option value="baker" selected>Baker</select>
<select name="from"><option value="">nothing<option value="miller">Miller</select><input name="hours" type="number" min="1" max="60" value="8"><input name="start" type="date">
<select name="budget"><option>free<option>any</select><select name="depth"><option>job<option>base</select><div data-known></div></form><div data-plan></div>
<section data-progress data-source="/REPO/plan/plan.json"><p role="status"></p><button data-save>Save</button><input type="file" data-load></section></div>"""
PLAN = {
    "skills": [
        {"id": id, "title": id.title(), "needs": [], "hours": [[1, 2], [20, 40], [60, 90], [2000, 4000]], "topics": [["x", "X", 1, 2]], "free": ["r"], "any": []}
        for id in ("dough", "oven")
    ],
    "roles": {"cook": {"oven": 1}, "baker": {"dough": 2, "oven": 4}},
    "backgrounds": {"miller": {"dough": 3}},
    "resources": {"r": ["A Book", "https://example.org/"]},
    "moved": {"mixing": "dough"},
}  # fmt: skip


def test_the_plan_says_one_sentence_and_keeps_what_worked(open_page: Open) -> None:
    """`plan.start`, `save-file.saveFile`"""
    page = open_page(PLANNER, {"plan/plan.json": PLAN}, "?role=unheard-of&start=2026-01-01")
    heading, said = page.locator("[data-plan] h2"), page.locator("[data-planner] + [role=status]")
    expect(heading).to_have_text("58–117 months at 8 hours a week")
    expect(said).to_have_text("58–117 months at 8 hours a week")
    expect(said).to_have_class("visually-hidden")
    assert page.locator("[data-plan]").locator("[role=status], [aria-live]").count() == 0
    expect(page.locator(".warn")).to_contain_text("Oven, Dough")
    for wrong in ("0", "-3", "", "99"):
        page.fill("[name=hours]", wrong)
        expect(said).to_have_text("Hours a week must be a number from 1 to 60. The plan below is still the last one that worked.")
        expect(said).to_have_class("warn")
        expect(heading).to_have_text("58–117 months at 8 hours a week")
        assert "hours" not in page.url
    page.select_option("[name=role]", "cook")
    page.fill("[name=hours]", "1")
    expect(heading).to_have_text("1 month at 1 hour a week")
    expect(page.locator("[data-plan]")).to_contain_text("1–2 hours over 1 skill.")
    expect(page.locator(".plan-weeks li")).to_have_text("Jan 1, 2026 – Jan 12, 2026Oven to level 1, 1–2 hWith A Book")
    assert "hours=1" in page.url
    page.fill("[name=start]", "")
    expect(heading).to_be_visible()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Table").click()
    assert saved.value.suggested_filename == "plan.csv"
    page.select_option("[data-known] label:has-text('Oven') select", "4")
    expect(said).to_have_text(WORDS["plan"]["complete"])


def test_the_plan_stands_in_the_address(open_page: Open) -> None:
    page = open_page(PLANNER, {"plan/plan.json": PLAN}, "?k.mixing=2&from=miller&hours=99&depth=base")
    expect(page.locator("[data-planner] + .warn")).to_be_visible()
    expect(page.locator("[data-plan] h2")).to_contain_text("at 8 hours a week")
    assert page.locator("[data-known] select").first.input_value() == "2"
    assert page.locator(".plan-weeks a[href*=oven]").count() == 1


def test_progress_is_counted(open_page: Open) -> None:
    """`progress.start`"""
    page = open_page(PLANNER, {"plan/plan.json": PLAN})
    status = page.locator("[data-progress] [role=status]")
    expect(status).to_have_text("You ticked 0 of 2 topics on this device.")
    file = {"name": "p.json", "mimeType": "application/json"}
    page.set_input_files("[data-load]", {**file, "buffer": b'{"guide": 1, "topics": {"mixing.x": {"read": true}}}'})
    expect(status).to_have_text("You ticked 1 of 2 topics on this device.")
    page.set_input_files("[data-load]", {**file, "buffer": b"[]"})
    expect(status).to_have_text(WORDS["progress"]["other_file"])


def test_reckoner_speaks_the_language_of_the_page(open_page: Open) -> None:
    """`reckoner.start`"""
    body = "<form data-reckoner>" + "".join(
        f'<input name="{name}" value="{value}">' for name, value in (("fees", 10000), ("lost", 0), ("extra", 3000), ("chance", 60))
    )
    page = open_page(f"{body}<p data-result></p></form>")
    expect(page.locator("[data-result]")).to_have_text("Even after 5.6 years: 10,000 ÷ 1,800 a year.")
    page.fill("[name=fees]", "1800")
    expect(page.locator("[data-result]")).to_have_text("Even after 1 year: 1,800 ÷ 1,800 a year.")
    page.fill("[name=extra]", "")
    expect(page.locator("[data-result]")).to_have_text(WORDS["reckoner"]["never"])
    page = open_page(f"{body}<p data-result></p></form>", language="de")
    expect(page.locator("[data-result]")).to_have_text("Even after 5,6 years: 10.000 ÷ 1.800 a year.")


def test_keeping_tells_its_size_first(open_page: Open) -> None:
    """`offline.start`"""
    page = open_page("<div data-offline></div>", {"offline.json": {"bytes": 12_345_678, "files": []}})
    expect(page.locator("button")).to_have_text("Keep the whole guide on this device (12.3 MB before compression)")


def test_the_map_lights_the_lines_of_a_skill(open_page: Open) -> None:
    """`map.start`"""
    page = open_page("""<svg class="map"><g class="edges"><path data-from="a" data-to="b"/><path data-from="b" data-to="c"/></g>
        <a href="#a" data-node="a"><text>a</text></a><a href="#b" data-node="b"><text y="20">b</text></a><a href="#c" data-node="c"><text>c</text></a></svg>""")
    page.wait_for_load_state("networkidle")
    page.locator("[data-node=b]").focus()
    assert page.locator(".edges path").evaluate_all("paths => paths.map((path) => path.getAttribute('class'))") == ["needs", "opens"]
    assert page.locator(".near").evaluate_all("nodes => nodes.map((node) => node.dataset.node)") == ["a", "c"]
    page.locator("[data-node=b]").blur()
    assert page.locator(".near, .needs, .opens").count() == 0


def test_the_joined_script_works_from_disk(chromium: Browser, tree: Path, tmp_path: Path) -> None:
    scripts = tmp_path / "assets/js"
    scripts.mkdir(parents=True)
    (scripts / "offline-site.js").write_text(bundle.classic(tree / "docs/assets/js", "offline-site.js"), encoding="utf-8")
    rows = [
        ["Kneading dough", "skill", "skills/dough/", [], "Until it holds gas."],
        ["Noise", "topic", "skills/bakery/#noise", [], ""],
        ["Home", "page", "", [], ""],
    ]
    (scripts / "search-titles.js").write_text(f"window.GUIDE_TITLES = {json.dumps(rows)};\n", encoding="utf-8")
    (tmp_path / "index.html").write_text(
        f'<html lang="en">{OPENER}<button data-palette aria-label="Colours">o</button><details><p id="x">x</p></details><script defer src="assets/js/offline-site.js"></script>',
        encoding="utf-8",
    )
    page = chromium.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text))
    page.goto(f"{(tmp_path / 'index.html').as_uri()}#x")
    assert page.locator("details").get_attribute("open") is not None
    page.locator("button").click()
    assert page.locator("button").get_attribute("aria-label") == "Colours: light"
    page.keyboard.press("/")
    page.keyboard.type("noize")
    expect(page.locator(".hits a")).to_have_attribute("href", (tmp_path / "skills/bakery/index.html").as_uri() + "#noise")
    page.fill("dialog.search input", "gas")
    expect(page.locator(".hits a")).to_have_attribute("href", (tmp_path / "skills/dough/index.html").as_uri())
    page.fill("dialog.search input", "home")
    expect(page.locator(".hits a")).to_have_attribute("href", (tmp_path / "index.html").as_uri())
    page.fill("dialog.search input", "kneeding")
    expect(page.locator(STATUS)).to_contain_text("“kneading” instead of “kneeding”")
    page.close()
    assert errors == []
