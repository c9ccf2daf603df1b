"""The built site in a real browser: what a reader does with it, with and without script, in both palettes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import HERE
from playwright.sync_api import Browser, Page, expect

PAGES = (
    "", "start/", "role/", "plan/", "questions/", "original-post/", "backgrounds/", "backgrounds/data-analyst/", "skills/", "skills/map/", "skills/model-evaluation/", "glossary/",
    "resources/", "resources/language/", "projects/", "projects/first-script/", "education/", "experience/", "evidence/", "sources/", "roles/", "roles/ml-engineer/", "domains/", "domains/health/",
    "hiring/", "hiring/interviews/", "hiring/design-cases/", "about/", "contribute/", "corrections/", "help-wanted/", "errors/", "fields/", "offline/", "accessibility/", "components/", "speed/", "404.html",
)  # fmt: skip
"""One page of every template, and every page of prose that differs."""


@pytest.fixture
def page(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page that fails the test when the site logs an error, breaks its policy or asks another host for anything."""
    options: dict[str, Any] = getattr(request, "param", {})
    context = chromium.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
    found: list[str] = []
    page = context.new_page()
    page.on("console", lambda message: found.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on(
        "request",
        lambda asked: found.append(f"asked {asked.url}") if not asked.url.startswith(("http://127.0.0.1:", "data:", "blob:")) else None,
    )
    yield page
    context.close()
    assert [line for line in found if "404 (" not in line] == []


PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
NO_SCRIPT = {"java_script_enabled": False}


# ---------------------------------------------------------------- every page


@pytest.mark.parametrize("page", [{"color_scheme": "light"}, {"color_scheme": "dark"}], indirect=True, ids=["light", "dark"])
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path or "home")
def test_accessible(page: Page, address: str, path: str) -> None:
    """axe-core finds nothing, with folds open. Of what one template repeats, the first few are enough."""
    page.goto(address + path)
    page.wait_for_load_state("networkidle")
    page.evaluate(
        """() => {
            const enough = { '.resource': 12, '.claims > li': 8, '.a-z > li': 20, '.skill-row': 10, '.ask': 6, '.chart-block': 4, '.topic': 4, '.cited li': 8, '.errors .cells > div': 6, '.fields section': 4 };
            for (const [part, most] of Object.entries(enough)) [...document.querySelectorAll(part)].slice(most).forEach((e) => e.remove());
            document.querySelectorAll('.guide details').forEach((fold) => { fold.open = true });
        }"""
    )
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]})
    rows = [
        f"{v['id']}: {v['nodes'][0]['html'][:160]} | {v['nodes'][0].get('failureSummary', '')[:300]}" for v in found.response["violations"]
    ]
    assert rows == []


@pytest.mark.parametrize("width", [320, 360, 768])
def test_no_page_scrolls_sideways(chromium: Browser, address: str, width: int) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 740})
    wide = {}
    for path in PAGES:
        page.goto(address + path)
        page.evaluate("document.querySelectorAll('.guide details').forEach((fold) => { fold.open = true })")
        if (found := page.evaluate("document.documentElement.scrollWidth")) > width:
            wide[path] = found
    page.close()
    assert wide == {}


@pytest.mark.parametrize("page", [NO_SCRIPT], indirect=True, ids=["no script"])
def test_every_fact_is_there_without_script(page: Page, address: str) -> None:
    page.goto(address + "resources/")
    total = int(page.locator("[data-count]").inner_text().split()[0].replace(",", ""))
    assert page.locator("[data-results] li").count() == total > 400
    first = page.locator("[data-results] a").first
    name = first.inner_text()
    first.click()
    expect(page.locator(".resource:target .resource-title a")).to_have_text(name)
    page.go_back()
    assert not page.locator("form.filters").is_visible()
    page.goto(address + "skills/model-evaluation/")
    answer = page.locator("details.answer").first
    answer.locator("summary").click()
    expect(answer.locator("summary ~ *").first).to_be_visible()
    page.goto(address + "skills/model-evaluation/#calibration")
    expect(page.locator("#calibration .explanation")).to_be_attached()
    page.goto(address)
    page.locator("[data-search-open]").click()
    expect(page).to_have_url(address + "glossary/")


# ---------------------------------------------------------------- search


def search(page: Page, query: str) -> list[str]:
    """Addresses of the hits for a query, in order."""
    page.fill("dialog.search input", "")
    page.fill("dialog.search input", query)
    page.wait_for_function("query => document.querySelector('dialog.search').dataset.answered === query", arg=query)
    return [str(link.get_attribute("href")) for link in page.query_selector_all("dialog.search .hits a")]


def test_search_answers(page: Page, address: str) -> None:
    """At least nine queries in ten have their page among the first three hits; the table names the query and the page."""
    rows = [
        line.split("|") for line in (HERE / "queries.txt").read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
    ]
    queries = [(query.strip(), target.strip()) for query, target in rows if target.strip()]
    assert len(queries) >= 60
    page.goto(address)
    page.keyboard.press("/")
    missed = []
    for query, target in queries:
        hits = [hit.removeprefix(address) for hit in search(page, query)[:3]]
        if not any(hit.startswith(target) for hit in hits):
            missed.append((query, target, hits))
    assert len(missed) <= len(queries) // 10, missed


def test_search_costs_nothing_before_it_is_touched(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "pagefind" in url or "words.json" in url or "search.js" in url]


def test_search_tells_what_it_corrected_and_works_by_keyboard(page: Page, address: str) -> None:
    page.goto(address + "about/")
    page.keyboard.press("Control+k")
    page.keyboard.type("kuberntes")
    expect(page.locator("dialog.search [role=status]")).to_contain_text("Showing results for “kubernetes” instead of “kuberntes”")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/skills/containers/**")


def test_search_shows_the_readers_words_as_text_only(page: Page, address: str) -> None:
    page.goto(address + "?search=<img src=x onerror=alert(1)>")
    expect(page.locator("dialog.search")).to_be_visible()
    expect(page.locator("dialog.search [role=status]")).not_to_be_empty()
    assert page.locator("dialog.search img").count() == 0


def test_escape_closes_search_and_returns(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("[data-search-open]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("dialog.search input")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("dialog.search")).not_to_be_visible()
    expect(page.locator("[data-search-open]")).to_be_focused()


# ---------------------------------------------------------------- filters, folds, plan


def test_filters_count_announce_and_stand_in_the_address(page: Page, address: str) -> None:
    page.goto(address + "resources/")
    total = page.locator("[data-results] li").count()
    page.select_option("#f-skill", "python")
    page.select_option("#f-format", "book")
    expect(page.locator("[data-count]")).to_contain_text(f"of {total:,} resources")
    shown = page.locator("[data-results] li:not([hidden])").count()
    assert 0 < shown < total
    assert set(page.url.partition("?")[2].split("&")) == {"skill=python", "format=book"}
    page.go_back()
    expect(page.locator("#f-format")).to_have_value("")
    expect(page.locator("#f-skill")).to_have_value("python")
    assert page.locator("[data-results] li:not([hidden])").count() > shown
    page.goto(address + "resources/?q=no-such-words-anywhere")
    expect(page.locator("[data-empty]")).to_be_visible()
    page.locator("[data-clear]").click()
    expect(page.locator("[data-count]")).to_have_text(f"{total:,} resources")
    page.select_option("#f-sort", "hours")
    hours = [int(row.get_attribute("data-hours") or 9999) for row in page.query_selector_all("[data-sorted] li")[:20]]
    assert hours == sorted(hours)


def test_the_route_filter_by_budget(page: Page, address: str) -> None:
    page.goto(address + "education/?budget=1000")
    expect(page.locator("[data-count]")).to_contain_text("of")
    costs = [int(row.get_attribute("data-cost") or 0) for row in page.query_selector_all("tbody tr:not([hidden])")]
    assert costs
    assert max(costs) <= 1000


def test_an_address_opens_its_topic_and_ticks_stay(page: Page, address: str) -> None:
    page.goto(address + "skills/model-evaluation/#calibration")
    topic = page.locator("details.topic:has(#calibration)")
    expect(topic).to_have_attribute("open", "")
    topic.locator(".read-mark input").check()
    page.reload()
    expect(page.locator("#calibration .read-mark input")).to_be_checked()


def test_a_source_mark_explains_itself_and_leads_to_the_source(page: Page, address: str) -> None:
    page.goto(address + "education/")
    mark = page.locator(".claim .mark").first
    mark.focus()
    expect(page.locator(".tip")).to_be_visible()
    mark.press("Escape")
    expect(page.locator(".tip")).not_to_be_visible()
    mark.click()
    assert "#source-" in page.url


def test_the_plan_is_made_here(page: Page, address: str) -> None:
    page.goto(address + "plan/")
    expect(page.locator("[data-plan] h2")).to_contain_text("months at 8 hours a week")
    steps = page.locator(".plan-weeks li").count()
    page.select_option("#p-from", "backend-developer")
    assert page.locator(".plan-weeks li").count() < steps
    page.fill("#p-hours", "20")
    expect(page.locator("[data-plan] h2")).to_contain_text("at 20 hours a week")
    assert "hours=20" in page.url
    with page.expect_download() as saved:
        page.get_by_role("button", name="Calendar").click()
    text = saved.value.path().read_text(encoding="utf-8")
    assert text.startswith("BEGIN:VCALENDAR")
    assert text.count("BEGIN:VEVENT") == page.locator(".plan-weeks li").count()


def test_progress_travels_as_a_file(page: Page, address: str, tmp_path: Path) -> None:
    page.goto(address + "skills/python/")
    page.locator("details.topic").first.locator(".read-mark input").check()
    page.goto(address + "plan/")
    expect(page.locator("[data-progress] [role=status]")).to_contain_text("You ticked 1 of")
    with page.expect_download() as saved:
        page.locator("[data-save]").click()
    file = tmp_path / "progress.json"
    saved.value.save_as(file)
    page.evaluate("localStorage.clear()")
    page.reload()
    expect(page.locator("[data-progress] [role=status]")).to_contain_text("You ticked 0 of")
    page.set_input_files("#p-load", file)
    expect(page.locator("[data-progress] [role=status]")).to_contain_text("You ticked 1 of")
    (tmp_path / "other.json").write_text("[]", encoding="utf-8")
    page.set_input_files("#p-load", tmp_path / "other.json")
    expect(page.locator("[data-progress] [role=status]")).to_contain_text("holds no progress")


def test_a_plan_puts_what_is_needed_first(page: Page, address: str) -> None:
    page.goto(address + "plan/")
    order = [str(link.get_attribute("href")).rstrip("/").split("/")[-1] for link in page.query_selector_all(".plan-weeks li div > a")]
    data = page.request.get(address + "plan/plan.json").json()
    needs = {skill["id"]: [need for need, _ in skill["needs"]] for skill in data["skills"]}
    for place, skill in enumerate(order):
        assert all(need not in order or order.index(need) < place for need in needs[skill]), skill


def test_the_map_and_the_list_say_the_same(page: Page, address: str) -> None:
    page.goto(address + "skills/map/")
    drawn = set(page.eval_on_selector_all(".map .edges path", "paths => paths.map((p) => p.dataset.from + ' ' + p.dataset.to)"))
    listed = set(
        page.eval_on_selector_all(
            ".skill-row",
            """rows => rows.flatMap((row) => {
                const meta = [...row.querySelectorAll('.meta')].pop();
                const [needs] = meta.innerHTML.split(' Opens ');
                return [...needs.matchAll(/skills\\/([a-z0-9-]+)\\/"/g)].map((m) => m[1] + ' ' + row.dataset.skill);
            })""",
        )
    )
    assert drawn == listed
    nodes = page.locator(".map [data-node]")
    assert nodes.count() == page.locator(".skill-row").count()
    page.locator('.map [data-node="transformers"]').focus()
    assert page.locator(".map .edges path.needs").count() > 0


def test_the_palette_is_kept(page: Page, address: str) -> None:
    page.goto(address)
    dark = "getComputedStyle(document.body).backgroundColor"
    before = page.evaluate(dark)
    page.locator("[data-palette]").click()
    page.locator("[data-palette]").click()
    assert page.evaluate(dark) != before
    page.reload()
    assert page.evaluate(dark) != before


def test_keyboard_reaches_the_content_first(page: Page, address: str) -> None:
    page.goto(address + "skills/python/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


@pytest.mark.parametrize("page", [PHONE], indirect=True, ids=["phone"])
def test_targets_are_large_enough_for_a_thumb(page: Page, address: str) -> None:
    page.goto(address + "skills/model-evaluation/")
    small = page.evaluate(
        """() => [...document.querySelectorAll('button, summary, input, select, .top a, .steps a')]
            .filter((e) => e.getClientRects().length).map((e) => e.getBoundingClientRect())
            .filter((box) => box.height < 24 || box.width < 24).length"""
    )
    assert small == 0


def test_reckoner(page: Page, address: str) -> None:
    page.goto(address + "education/")
    page.fill("#r-fees", "10000")
    page.fill("#r-extra", "3000")
    page.fill("#r-chance", "60")
    expect(page.locator("[data-result]")).to_contain_text("5.6 years")


def test_the_kept_copy_opens_without_a_network(page: Page, address: str) -> None:
    page.goto(address + "offline/")
    button = page.locator("[data-offline] button")
    expect(button).to_contain_text("MB")
    button.click()
    expect(page.locator("[data-offline] [role=status]")).to_contain_text("Done", timeout=120_000)
    page.context.set_offline(True)
    page.goto(address + "skills/transformers/")
    expect(page.locator("h1")).to_have_text("Transformers")
    page.context.set_offline(False)


def test_print_shows_every_answer_and_no_frame(page: Page, address: str) -> None:
    page.goto(address + "skills/python/")
    page.emulate_media(media="print")
    expect(page.locator(".top")).not_to_be_visible()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".guide details:not([open])").count() == 0


def test_nothing_moves_while_a_page_loads(page: Page, address: str) -> None:
    for path in ("", "skills/model-evaluation/", "resources/"):
        page.goto(address + path)
        page.wait_for_load_state("networkidle")
        shift = page.evaluate(
            """() => new Promise((done) => {
                let sum = 0;
                new PerformanceObserver((list) => { for (const e of list.getEntries()) if (!e.hadRecentInput) sum += e.value; }).observe({ type: 'layout-shift', buffered: true });
                setTimeout(() => done(sum), 300);
            })"""
        )
        assert shift < 0.1, path
