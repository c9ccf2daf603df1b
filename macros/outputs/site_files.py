"""The site's own files: manifest, sign, scripts' words, redirects, and the worker that keeps a copy for reading offline."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from macros.catalogue import Catalogue
from macros.kinds.resource import Resource
from macros.outputs.files import bare_page, compact, filled, write
from macros.outputs.scripts import slim
from macros.views.labels import ranked
from macros.views.page import address


def files(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """(path, text) of what the data alone decides."""
    yield "manifest.webmanifest", filled(catalogue, "manifest.j2", escaping=False)
    yield "sw.js", filled(catalogue, "sw.js.j2", escaping=False)
    words = {**catalogue.words.get("scripts"), "kinds": ranked(catalogue)}
    yield "assets/js/words.js", f"export const words = {compact(words)};\n"
    if not catalogue.guide.look.mark:
        yield "assets/img/mark.svg", filled(catalogue, "mark.svg.j2")
    facts = {
        id: {
            "skill": r.skills, "format": r.format, "level": r.level, "cost": r.cost.state, "language": r.language,
            "hours": r.hours[0] if r.hours else None, "year": r.year, "words": r.why,
        }
        for id, r in catalogue.of(Resource).items()
    }  # fmt: skip
    yield "resources/filter.json", compact(facts)
    for old, new in catalogue.moved.items():
        if "." not in old:
            url = address(catalogue, "skill", old)
            yield f"{url}index.html", bare_page(catalogue, url, "moved", id=new)


def prune(site: Path) -> None:
    """Remove what the theme ships and this site never loads: its scripts, style sheets and icon."""
    for folder in ("javascripts", "stylesheets"):
        shutil.rmtree(site / "assets" / folder, ignore_errors=True)
    (site / "assets" / "images" / "favicon.png").unlink(missing_ok=True)


def slim_scripts(site: Path) -> None:
    """Our scripts without comments and indentation, as they are sent."""
    for path in sorted((site / "assets" / "js").glob("*.js")):
        write(path, slim(path.read_text(encoding="utf-8")))


def worker(site: Path) -> None:
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
    write(site / "sw.js", (site / "sw.js").read_text(encoding="utf-8").replace("VERSION-OF-THE-CONTENT", version))
