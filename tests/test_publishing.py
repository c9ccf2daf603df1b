"""What publishes the site and lets strangers in: workflows, locks, forms, licences."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ROOT
from packaging.version import Version

GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.y*ml"))
LOCKS = [ROOT / "requirements.txt", ROOT / "requirements-dev.txt"]
PERMISSIONS = {
    ("check", "data"): {"contents": "read"},
    ("check", "test"): {"contents": "read"},
    ("deploy", "build"): {"contents": "read"},
    ("deploy", "deploy"): {"pages": "write", "id-token": "write"},
    ("links", "look"): {"contents": "read"},
    ("links", "report"): {"issues": "write"},
}
TRIGGERS = {"check": {"pull_request", "merge_group"}, "deploy": {"push", "workflow_dispatch"}, "links": {"schedule", "workflow_dispatch"}}
FLOORS = {"mkdocs-material": "9.8.1", "pymdown-extensions": "11.0.1", "Markdown": "3.8.1", "PyYAML": "6.0"}
REGISTRY = re.compile(r"--(extra-)?index-url|--find-links|--trusted-host|/simple\b|\bfiles\.|://")


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def jobs() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path in WORKFLOWS:
        for name, job in read(path)["jobs"].items():
            yield path.stem, name, job


def steps(workflow: str, job: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = read(GITHUB / "workflows" / f"{workflow}.yml")["jobs"][job]["steps"]
    return found


def test_each_job_has_the_permissions_it_needs_and_no_more() -> None:
    assert [path.name for path in WORKFLOWS if read(path)["permissions"] != {}] == []
    assert {(workflow, name): job["permissions"] for workflow, name, job in jobs()} == PERMISSIONS


def test_workflows_start_only_where_a_stranger_gains_nothing() -> None:
    assert {path.stem: set(read(path)[True]) for path in WORKFLOWS} == TRIGGERS  # YAML 1.1 reads the key `on` as true
    assert read(GITHUB / "workflows" / "deploy.yml")[True]["push"] == {"branches": ["main"]}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_holds_nothing_dangerous(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for word in (
        "pull_request_target",
        "workflow_run",
        "secrets.",
        "secrets[",
        "secrets:",
        "allow-unsafe",
        "-latest",
        "cache: pip",
        "actions/cache",
    ):
        assert word not in text
    for job in read(path)["jobs"].values():
        assert job["runs-on"] == "ubuntu-24.04"
        assert 1 <= job["timeout-minutes"] <= 60
        for step in job["steps"]:
            assert "${{" not in step.get("run", "") + step.get("with", {}).get("script", "")
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False


def test_actions_are_pinned_to_one_commit_with_the_version_beside_it() -> None:
    seen: dict[str, set[str]] = {}
    for path in WORKFLOWS:
        for line in path.read_text(encoding="utf-8").splitlines():
            if re.match(r"\s*(- )?uses\b", line):
                pin = re.fullmatch(r"\s*(?:- )?uses: ([\w.-]+(?:/[\w.-]+)+)@([0-9a-f]{40} # v\d+\.\d+\.\d+)", line)
                assert pin, f"{path.name}: {line}"
                seen.setdefault(pin[1], set()).add(pin[2])
    assert {action: pins for action, pins in seen.items() if len(pins) > 1} == {}
    assert sum(len(job["steps"]) for _, _, job in jobs()) > len(seen) > 5


@pytest.mark.skipif(not shutil.which("bash"), reason="the step is a bash script")
@pytest.mark.parametrize(
    ("repository", "address"),
    [
        ("owner/guide", "https://owner.github.io/guide/"),
        ("Owner/Guide", "https://owner.github.io/Guide/"),
        ("owner/owner.github.io", "https://owner.github.io/"),
        ("Owner/Owner.GitHub.io", "https://owner.github.io/"),
    ],
)
def test_the_address_comes_from_the_repository(tmp_path: Path, repository: str, address: str) -> None:
    for name, does in {"git": "echo 1763596800", "make": 'echo "$1 $SITE_URL $REPO_URL $SOURCE_DATE_EPOCH"'}.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    env = {
        "PATH": f"{tmp_path}:/usr/bin:/bin",
        "GITHUB_REPOSITORY": repository,
        "GITHUB_REPOSITORY_OWNER": repository.split("/")[0],
        "GITHUB_SERVER_URL": "https://github.com",
    }
    script = next(step["run"] for step in steps("deploy", "build") if step.get("name") == "Build")
    done = subprocess.run(["bash", "-eo", "pipefail", "-c", script], env=env, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["books", address, f"https://github.com/{repository}", "1763596800"]


HARNESS = """
const [script, report, issue] = JSON.parse(require("fs").readFileSync(0, "utf8")), wrote = {};
const issues = {
  create: async (a) => { wrote.create = a; return {data: {number: 7}}; }, update: async (a) => { wrote.update = a; }, listForRepo: 0 };
const github = {rest: {issues}, paginate: async () => issue ? [issue] : []};
const core = {setFailed: (text) => { wrote.failed = text; }, info: () => {}};
const file = {readFileSync: () => JSON.stringify(report)};
new (async () => {}).constructor("require", "github", "context", "core", script)(() => file, github, {repo: {}}, core)
  .then(() => console.log(JSON.stringify(wrote)));
"""


def weekly(dead: list[str], body: str | None) -> dict[str, Any]:
    """What the weekly report writes when `dead` do not answer and the issue says `body`."""
    hits = [{"url": url, "status": {"text": "404 <b>@all", "details": "Not <b>@all"}} for url in dead]
    report = {"unique": 10, "error_map": {"links.txt": hits[:1]}, "timeout_map": {"links.txt": hits[1:]}}
    issue = body is not None and {"number": 3, "body": body, "user": {"type": "Bot"}}
    script = next(step["with"]["script"] for step in steps("links", "report") if "script" in step.get("with", {}))
    done = subprocess.run(["node", "-e", HARNESS], input=json.dumps([script, report, issue]), capture_output=True, text=True, check=True)
    wrote: dict[str, Any] = json.loads(done.stdout)
    return wrote


@pytest.mark.skipif(not shutil.which("node"), reason="needs Node to run the workflow's script")
def test_an_address_is_dead_after_two_failing_weeks() -> None:
    now = datetime.now(UTC)
    first = weekly(["https://a.example/x(1)", "https://b.example/"], None)
    assert first["update"]["state"] == "closed"
    assert first["update"]["issue_number"] == 7
    body = first["update"]["body"]
    assert "@all" not in body
    assert "<b>" not in body
    assert weekly(["https://a.example/x(1)"], body)["update"]["state"] == "closed", "a second run on the same day counted"
    aged = re.sub(r"since \S+:", f"since {now - timedelta(days=7):%Y-%m-%d}:", body).replace("\n", "\r\n")
    second = weekly(["https://a.example/x(1)", "https://c.example/"], aged)["update"]
    assert (second["issue_number"], second["state"]) == (3, "open")
    dead, waiting = second["body"].split("## Failed this week")
    assert f"<https://a.example/x(1)> since {now - timedelta(days=7):%Y-%m-%d}" in dead
    assert "c.example" in waiting
    assert "b.example" not in second["body"], "it answered again"
    assert weekly([], aged)["update"]["state"] == "closed"
    assert weekly([], None) == {}
    assert set(weekly([f"https://{n}.example/" for n in range(9)], aged)) == {"failed"}, "a broken network is no dead link"


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.stem)
def test_every_requirement_has_a_hash_and_no_source_of_its_own(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not REGISTRY.search(text)
    lines = [line for line in text.replace("\\\n", " ").splitlines() if line.strip() and not line.startswith("#")]
    assert len(lines) > 20
    pinned = re.compile(r"[\w.-]+==[\w.+!-]+( ; [^#]+?)?(\s+--hash=sha256:[0-9a-f]{64})+\s*")
    assert [line[:60] for line in lines if not pinned.fullmatch(line)] == []


def test_no_file_that_installs_names_a_registry() -> None:
    for path in (ROOT / "Makefile", ROOT / ".ci" / "run", ROOT / "pyproject.toml", *WORKFLOWS, GITHUB / "dependabot.yml"):
        assert not re.search(REGISTRY.pattern.removesuffix("|://"), path.read_text(encoding="utf-8")), path.name
    installs = [line for line in (ROOT / "Makefile").read_text(encoding="utf-8").splitlines() if "pip install" in line]
    assert installs
    assert [line for line in installs if "--require-hashes" not in line] == []


@pytest.mark.parametrize(("package", "floor"), FLOORS.items())
def test_known_holes_are_closed(package: str, floor: str) -> None:
    try:
        installed = version(package)
    except PackageNotFoundError:
        pytest.skip("not installed")
    assert Version(installed) >= Version(floor)


def test_the_forms_offer_what_the_vocabulary_holds() -> None:
    words = read(ROOT / "data" / "vocabulary.yml")
    fields = {field["id"]: field for field in read(GITHUB / "ISSUE_TEMPLATE" / "1-resource.yml")["body"]}
    for id, kind in {"format": "formats", "level": "levels", "cost": "costs"}.items():
        assert fields[id]["attributes"]["options"] == [word["label"] for word in words[kind]], f"1-resource.yml: {id}"
    assert [field["type"] for field in fields.values()].index("textarea") == len(fields) - 1, "a text can forge the headings after it"


def test_a_page_fills_in_the_form_it_links_to() -> None:
    link = re.search(
        r"issues/new\?template=([\w.-]+)&amp;title=.*?&amp;(\w+)=", (ROOT / "macros/templates/ui.j2").read_text(encoding="utf-8")
    )
    assert link
    fields = {field["id"]: field["type"] for field in read(GITHUB / "ISSUE_TEMPLATE" / link[1])["body"]}
    assert fields[link[2]] == "input"
    assert set(fields) == {"file", "wrong", "source"}


def test_owners_are_named_for_files_that_exist() -> None:
    paths = re.findall(r"^(?:# )?/(\S+) +@", (GITHUB / "CODEOWNERS").read_text(encoding="utf-8"), re.MULTILINE)
    assert {"macros/", ".github/", "docs/", "data/"} <= set(paths)
    assert [path for path in paths if not list(ROOT.glob(path.rstrip("/")))] == []


def test_continuous_integration_runs_the_test_command_of_the_readme() -> None:
    commands = [line for line in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    assert commands == ["set -euo pipefail", 'cd "$(dirname "$0")/.."', "make test"]
    assert "\n    make test " in (ROOT / "README.md").read_text(encoding="utf-8")
    assert "make test" in [step.get("run") for step in steps("check", "test")]
    recipe = re.search(r"^test:.*\n((?:\t.*\n)+)", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert recipe
    assert re.search(r"^\t\$\(BIN\)/python -m pytest$", recipe[1], re.MULTILINE), "the whole suite, without a selection"
    assert not re.search(r"^\t[-@]*-|\|\|", recipe[1], re.MULTILINE), "a failing line fails the test"


def test_each_licence_in_use_is_here_and_only_those() -> None:
    rules = tomllib.loads((ROOT / "REUSE.toml").read_text(encoding="utf-8"))["annotations"]
    used = {id for rule in rules for id in rule["SPDX-License-Identifier"].split(" AND ")}
    assert used == {path.stem for path in (ROOT / "LICENSES").glob("*.txt")}
    assert (ROOT / "LICENSE").read_bytes() == (ROOT / "LICENSES" / "MIT.txt").read_bytes()
    named = [path for rule in rules for path in ([rule["path"]] if isinstance(rule["path"], str) else rule["path"]) if "*" not in path]
    assert [path for path in named if not (ROOT / path).is_file()] == []


def test_the_citation_names_this_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert read(ROOT / "CITATION.cff")["version"] == project["version"]
