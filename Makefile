# Nothing to type before any of these: `make run`, `make test`, `make docs`, and `make setup`, with which they begin.
# Asked once, and only as far as the first that is new enough: with five interpreters that is seconds a run.
ifndef PYTHON
PYTHON := $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)
endif
BIN := .venv/bin
NPM := $(PYTHON) -m tools.npm

.PHONY: setup run test docs check unit fix lock python

python:
	@test -n "$(PYTHON)" || { echo "Hamstride needs Python 3.11 or newer: install it, or say where it is with PYTHON=..." >&2; exit 1; }

setup: python
	@$(PYTHON) -m tools.setup

run: setup
	@$(BIN)/hamstride

test: python
	@$(PYTHON) -m tools.setup --dev
	@$(MAKE) --no-print-directory check unit

# Whatever loads the settings while it checks keeps its things away from the runner's own.
check: export HAMSTRIDE_DATA := $(CURDIR)/.tools/data
check:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(NPM) run check

# What watches a film at the pace of the clock needs the machine to itself. What a busy moment of the machine spoilt in a
# browser is tried a second time; what fails twice has failed.
AGAIN := --last-failed --last-failed-no-failures none
# What Python compiled is kept, whatever the machine says: the tests start it hundreds of times.
unit: export PYTHONDONTWRITEBYTECODE :=
unit:
	$(NPM) run test
	$(BIN)/pytest -n 2 --dist loadgroup -m 'not browser'
	$(BIN)/pytest -n 2 --dist loadgroup tests/e2e -m 'not alone' || $(BIN)/pytest tests/e2e -m 'not alone' $(AGAIN)
	$(BIN)/pytest tests/e2e -m alone || $(BIN)/pytest tests/e2e -m alone $(AGAIN)
	$(BIN)/pytest -n 2 --dist loadgroup -m 'not logic' --db postgresql tests/store tests/web

# The documents as a site to browse, in build/docs. Strict: what is not quite right, or a link that leads nowhere, fails.
docs: python
	@$(PYTHON) -m tools.setup --dev
	@$(BIN)/python -m sphinx -W --keep-going -n -q -b html docs build/docs
	@echo "The documents are in build/docs/index.html"

# Put the layout right, and what the linters can put right by themselves.
fix:
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(NPM) run fix

# New versions of everything, after a change in pyproject.toml or when it is time.
lock: setup
	@$(PYTHON) -m tools.lock
