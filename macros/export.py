"""Everything the site gives to programs: API, CSV, feed, llms.txt, the plan's data, the offline worker.

One function, `everything`, is called after the pages are built: by MkDocs through `on_post_build`, and by
`python -m macros export site` after any other builder. Nothing here reads the clock, so that a build can be repeated.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from macros import models as m
from macros import prose, search, views
from macros.catalogue import Catalogue
from macros.render import TEMPLATES, address, figure, printed, total_hours

SCHEMA_VERSION = 1
"""Rises when a field changes its meaning."""
API = {kind: scheme for scheme, kind in m.SCHEMES.items() if scheme != "term"}
"""Kind of record with a file of its own in the API → scheme of its address; terms stand in the glossary."""


def everything(catalogue: Catalogue, site: Path) -> None:
    """Write all outputs into the built site. Raises `OSError` when a file cannot be written."""
    site_url = os.environ.get("SITE_URL", "")
    prune(site)
    for path, text in texts(catalogue, site_url):
        write(site / path, text)
    if (surveys := catalogue.root / "surveys").is_dir():
        shutil.copytree(surveys, site / "data" / "surveys", dirs_exist_ok=True)
    search.index(catalogue, site)
    downloads(catalogue, site)
    offline(site)


BOOKS = {
    "guide-offline.zip": "Zip: opens from disk, with search",
    "guide.epub": "EPUB: for a reader or a phone",
    "guide.pdf": "PDF: to print or to mark up",
}
"""Files of `make books`, in the order in which they are offered."""


def downloads(catalogue: Catalogue, site: Path) -> None:
    """The page that offers the files of `make books`, each with its size before the tap; it says so when there are none."""
    folder = site / "downloads"
    files = [(name, says, (folder / name).stat().st_size) for name, says in BOOKS.items() if (folder / name).is_file()]
    write(folder / "index.html", TEMPLATES.get_template("downloads.j2").render(title=catalogue.guide.title, files=files))


def texts(catalogue: Catalogue, site_url: str = "") -> Iterator[tuple[str, str]]:
    """Every text output as (path in the site, content), from the catalogue alone."""
    items = api(catalogue, site_url)
    origin = content_hash(catalogue)
    for name, found in items.items():
        yield (
            f"api/v1/{name}.json",
            as_json({"schema_version": SCHEMA_VERSION, "generated_from": origin, "count": len(found), "items": found}),
        )
    overview = [
        {"id": name, "title": name.capitalize(), "url": f"{site_url}api/v1/{name}.json", "count": len(found)}
        for name, found in items.items()
    ]
    yield (
        "api/v1/index.json",
        as_json({"schema_version": SCHEMA_VERSION, "generated_from": origin, "count": len(overview), "items": overview}),
    )
    yield from tables(catalogue)
    yield "plan/plan.json", compact(plan(catalogue))
    yield "search/titles.json", compact(search.titles(catalogue))
    news = sorted(catalogue.resources.items(), key=lambda pair: (pair[1].added, pair[0]), reverse=True)[:50]
    context = {
        "c": catalogue,
        "site_url": site_url,
        "news": news,
        "address": address,
        "areas": views.by_area(catalogue),
        "total_hours": total_hours,
    }
    yield "feed.xml", TEMPLATES.get_template("feed.xml.j2").render(**context)
    yield "llms.txt", plain_template("llms.txt.j2", context)
    yield "llms-full.txt", plain_template("llms-full.txt.j2", context)
    yield "manifest.webmanifest", plain_template("manifest.j2", context)
    for old, new in catalogue.moved.items():
        if "." not in old:
            yield (
                f"skills/{old}/index.html",
                TEMPLATES.get_template("moved.j2").render(target=f"../{new}/", title=catalogue.skills[new].title),
            )


def plain_template(name: str, context: Mapping[str, Any]) -> str:
    """A template for plain text, where `&` stays `&`."""
    return TEMPLATES.overlay(autoescape=False).get_template(name).render(**context)


def write(path: Path, text: str) -> None:
    """Write `text`, but touch no file that already says the same."""
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def content_hash(catalogue: Catalogue) -> str:
    """SHA-256 over the data the outputs were made from, so that two outputs can be compared."""
    digest = hashlib.sha256()
    for path in sorted(catalogue.root.rglob("*.yml")):
        digest.update(path.relative_to(catalogue.root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return f"sha256:{digest.hexdigest()}"


# ---------------------------------------------------------------- API


def api(catalogue: Catalogue, site_url: str = "") -> dict[str, list[dict[str, Any]]]:
    """Name of the file → its items, each with `id`, `title` and `url`."""
    found: dict[str, list[dict[str, Any]]] = {
        "areas": [
            {"id": a.id, "title": a.label, "url": f"{site_url}skills/#{a.id}", "description": a.description}
            for a in catalogue.vocabulary.areas
        ]
    }
    for kind, scheme in API.items():
        found[kind] = [item(scheme, id, record, catalogue, site_url) for id, record in getattr(catalogue, kind).items()]
    topics = [
        {
            "id": ref,
            "title": t.topic.title,
            "url": site_url + address("topic", ref),
            "aliases": list(t.topic.aliases),
            "definition": prose.plain(t.topic.explanation),
        }
        for ref, t in catalogue.topics.items()
    ]
    terms = [
        {"id": id, "title": t.title, "url": site_url + address("term", id), "aliases": list(t.aliases), "definition": t.definition}
        for id, t in catalogue.terms.items()
    ]
    found["glossary"] = terms + topics
    return found


def item(scheme: str, id: str, record: m.Record, catalogue: Catalogue, site_url: str) -> dict[str, Any]:
    """One record as the API gives it."""
    fields = record.model_dump(mode="json", exclude_none=True)
    if scheme == "resource":
        fields["link"] = fields.pop("url")
    if isinstance(record, m.Claim):
        fields["printed"] = figure(record, catalogue.vocabulary)
    title = fields.pop("title", None) or (record.says if isinstance(record, m.Claim) else id)
    return {"id": id, "title": title, "url": site_url + address(scheme, id), **fields}


# ---------------------------------------------------------------- tables


def tables(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """The CSV beside every table."""
    c = catalogue
    yield "data/resources.csv", table(
        ["id", "title", "link", "authors", "format", "level", "hours_from", "hours_to", "cost", "cost_as_of", "account", "language", "origin", "year", "teaches", "why"],
        ([id, r.title, r.url, "; ".join(r.authors), r.format, r.level, *(r.hours or ("", "")), r.cost.state, r.cost.as_of, r.cost.account, r.language, r.origin, r.year or "",
          " ".join(r.teaches), r.why] for id, r in c.resources.items()),
    )  # fmt: skip
    yield "data/claims.csv", table(
        ["id", "says", "figure", "to", "unit", "interval_low", "interval_high", "n", "scope", "as_of", "review_by", "strength", "publisher", "source", "link"],
        ([id, k.says, _number(k.figure), _number(k.to), k.unit or "", *(k.interval or ("", "")), k.n or "", k.scope, k.as_of, k.review_by, k.strength, k.source.publisher,
          k.source.title, k.source.url] for id, k in c.claims.items()),
    )  # fmt: skip
    yield (
        "data/skills.csv",
        table(
            ["id", "title", "area", "topic", "topic_title", "hours_from", "hours_to", "outcome"],
            (
                [t.skill_id, t.skill.title, t.skill.area, t.topic.id, t.topic.title, *t.topic.hours, t.topic.outcome]
                for t in c.topics.values()
            ),
        ),
    )
    yield "data/education.csv", table(
        ["route", "row", "known", "text"],
        ([id, key, "yes" if cell.short else "no good evidence", printed(" ".join(filter(None, (cell.short, cell.text, cell.unknown))), c)]
         for id, route in c.education.items() for key, cell in route.cells.items()),
    )  # fmt: skip
    yield (
        "data/matrix.csv",
        table(
            ["role", "skill", "junior", "mid", "senior"],
            (
                [role.title, c.skills[cell.skill].title, cell.junior, cell.mid, cell.senior]
                for role in c.roles.values()
                for cell in role.matrix
            ),
        ),
    )
    yield (
        "data/interview-plan.csv",
        table(
            ["stage", "minutes_from", "minutes_to", "question", "a_good_answer_shows", "skill"],
            (
                [stage.title, *(stage.minutes or ("", "")), printed(ask.question, c), printed(ask.shows, c), ask.skill or ""]
                for stage in c.interviews.values()
                for ask in stage.questions
            ),
        ),
    )
    yield (
        "data/projects.csv",
        table(
            ["id", "title", "step", "hours_from", "hours_to", "proves", "summary"],
            (
                [id, p.title, p.step or "", *p.hours, " ".join(f"{proof.skill}:{proof.level}" for proof in p.proves), p.summary]
                for id, p in c.projects.items()
            ),
        ),
    )


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.10g}"


def table(header: list[str], rows: Iterable[list[Any]]) -> str:
    """CSV text. A cell that a spreadsheet would run as a formula gets an apostrophe before it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow(
            [f"'{cell}" if isinstance(cell, str) and cell[:1] in "=+-@\t" and not re.fullmatch(r"-?[\d.]+", cell) else cell for cell in row]
        )
    return out.getvalue()


# ---------------------------------------------------------------- plan


def plan(catalogue: Catalogue) -> dict[str, Any]:
    """What the planner in the browser needs, and nothing else."""
    free = {cost.id for cost in catalogue.vocabulary.costs if cost.free_in_full}
    modes = {f.id: f.mode for f in catalogue.vocabulary.formats}

    def best(id: str, *, only_free: bool) -> list[str]:
        refs = [id, *(f"{id}.{t.id}" for t in catalogue.skills[id].topics)]
        score: dict[str, int] = {}
        for ref in refs:
            for place, rid in enumerate(catalogue.resources_of.get(ref, ())):
                r = catalogue.resources[rid]
                if modes.get(r.format) not in {"tool", "data", "people"} and (not only_free or r.cost.state in free):
                    score[rid] = score.get(rid, 0) + max(1, 4 - place)
        return sorted(score, key=lambda rid: (-score[rid], rid))[:2]

    picks = {id: (best(id, only_free=True), best(id, only_free=False)) for id in catalogue.skills}
    used = sorted({rid for pair in picks.values() for ids in pair for rid in ids})
    return {
        "skills": [
            {"id": id, "title": s.title, "area": s.area, "needs": [[n.skill, n.level] for n in s.needs],
             "hours": [s.levels[k].hours for k in ("1", "2", "3", "4")], "topics": [[t.id, t.title, *t.hours] for t in s.topics], "free": picks[id][0], "any": picks[id][1]}
            for id, s in catalogue.skills.items()
        ],
        "roles": {id: views.levels_for(catalogue, id) for id in catalogue.roles},
        "backgrounds": {id: {p.skill: p.level for p in b.has} for id, b in catalogue.backgrounds.items()},
        "resources": {rid: [catalogue.resources[rid].title, catalogue.resources[rid].url] for rid in used},
        "projects": [[id, p.title, *p.hours, [[proof.skill, proof.level] for proof in p.proves]] for id, p in catalogue.projects.items() if p.step],
        "moved": dict(catalogue.moved),
    }  # fmt: skip


# ---------------------------------------------------------------- the site's files


def prune(site: Path) -> None:
    """Remove what the theme ships and this site never loads: its scripts, style sheets and icon."""
    for folder in ("javascripts", "stylesheets"):
        shutil.rmtree(site / "assets" / folder, ignore_errors=True)
    (site / "assets" / "images" / "favicon.png").unlink(missing_ok=True)


def offline(site: Path) -> None:
    """The service worker, with the list and the size of everything it can keep, and a version that is the content's hash."""
    files = [
        p
        for p in sorted(site.rglob("*"))
        if p.is_file() and p.name not in {"sw.js", "offline.json", "sitemap.xml.gz"} and p.relative_to(site).parts[0] not in {"downloads"}
    ]
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.relative_to(site).as_posix().encode() + b"\0" + path.read_bytes())
    kept = [
        p
        for p in files
        if p.suffix not in {".csv", ".xml"}
        and p.relative_to(site).parts[0] not in {"api"}
        and p.name not in {"llms-full.txt", "llms.txt", "404.html"}
    ]
    addresses = [re.sub(r"(^|/)index\.html$", r"\1", p.relative_to(site).as_posix()) or "./" for p in kept]
    version = digest.hexdigest()[:12]
    write(site / "offline.json", compact({"version": version, "bytes": sum(p.stat().st_size for p in kept), "files": addresses}))
    write(site / "sw.js", plain_template("sw.js.j2", {"version": version}))
