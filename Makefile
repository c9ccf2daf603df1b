# The doors of the project. On Windows, see "Without make" in README.md.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
SITE   ?= site
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
.PHONY: help build serve check test bench books expected lock

help: ## What each command does
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /|/' | awk -F'|' '{printf "  make %-9s %s\n", $$1, $$2}'

build: $(VENV)/built ## Build the site into site/, strictly
	$(BIN)/python -m mkdocs build --strict --site-dir $(SITE)

serve: $(VENV)/built ## Show the site on 127.0.0.1:8000 while you write: an edit, or what is wrong, appears by itself
	$(BIN)/python -m macros serve --port 8000

check: $(VENV)/built ## Check data and pages: every problem with file, line, column and remedy
	@$(BIN)/python -m macros check

test: $(VENV)/tested ## Every test: data, code, built site, a real browser
	$(BIN)/python tests/chromium.py
	$(BIN)/python -m ruff check macros tests
	$(BIN)/python -m ruff format --check macros tests
	$(BIN)/python -m mypy
	$(BIN)/python -m pytest

bench: $(VENV)/tested ## Measure weight and speed against stock Material; with SCALE=4, what grows with four times our data
	$(if $(SCALE),$(BIN)/python tests/growth.py 1 $(SCALE),$(BIN)/python tests/chromium.py && $(BIN)/python tests/bench.py)

books: $(VENV)/tested build ## The whole guide as EPUB, PDF and offline zip, into site/downloads/
	$(BIN)/python tests/chromium.py
	$(BIN)/python -m macros books $(SITE) $(SITE)/downloads

expected: $(VENV)/tested ## Write the pinned outputs anew; read the difference before you commit it
	UPDATE=1 $(BIN)/python -m pytest tests/test_outputs.py

lock: $(VENV)/tested ## Write the lock files anew from pyproject.toml (needs uv)
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header -q -o requirements.txt
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header -q -o requirements-dev.txt

$(VENV)/built: requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/tested: requirements-dev.txt $(VENV)/built
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@
