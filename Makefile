# Maillage: `make run` and `make test` do everything on a clean clone.
SHELL := /bin/bash
PORT ?= 8000
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CHROMIUM := /usr/bin/chromium
APT := $(shell command -v sudo >/dev/null 2>&1 && [ "$$(id -u)" != 0 ] && echo sudo) apt-get
export MAILLAGE_VAR ?= $(CURDIR)/var
.DEFAULT_GOAL := help

.PHONY: help setup run demo test test-postgres test-all check fix bench long

help: ## this page
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

# --- what must be there -------------------------------------------------------------------------------------------

$(BIN)/python:
	@$(PYTHON) -m venv $(VENV) 2>/dev/null || ( rm -rf $(VENV); echo "Installing python3-venv through apt."; \
	  $(APT) update -qq && $(APT) install -y -qq python3-venv && $(PYTHON) -m venv $(VENV) ) || \
	  { echo "Python's venv module is missing: install python3-venv, then run make again." >&2; exit 2; }

$(VENV)/.base: requirements/base.txt requirements/postgres.txt pyproject.toml | $(BIN)/python
	@echo "Installing the pinned libraries (the first time takes a minute or two)."
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/base.txt -r requirements/postgres.txt
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.messages: $(wildcard locale/*/LC_MESSAGES/*.po) | $(VENV)/.base
	@$(BIN)/python -m tools.messages compile
	@touch $@

$(VENV)/.test: requirements/test.txt $(VENV)/.base
	@echo "Installing the pinned test tools."
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/test.txt
	@touch $@

setup: $(VENV)/.base $(VENV)/.messages ## build the environment

$(CHROMIUM):
	@echo "Installing Debian's Chromium through apt."
	@$(APT) update -qq && $(APT) install -y -qq chromium || \
	  { echo "The browser tests need Debian's Chromium: run 'apt-get install chromium' as root, then make test again." >&2; exit 2; }

# --- run ----------------------------------------------------------------------------------------------------------

run: setup ## serve the demonstration on http://127.0.0.1:8000 (PORT=8080 make run)
	@MAILLAGE_DEMO=1 exec $(BIN)/maillage serve --port $(PORT)

demo: setup ## put the demonstration back to 19 May 2020
	@MAILLAGE_DEMO=1 $(BIN)/maillage demo reset

# --- check --------------------------------------------------------------------------------------------------------

test: setup $(VENV)/.test $(CHROMIUM) check ## every check and test (SQLite, and PostgreSQL for the facts held by the database)
	@$(BIN)/python -m tools.run_tests default

test-postgres: setup $(VENV)/.test ## the suite on a private PostgreSQL
	@$(BIN)/python -m tools.run_tests postgres

test-all: setup $(VENV)/.test $(CHROMIUM) check ## the whole suite on both databases
	@$(BIN)/python -m tools.run_tests all

long: setup $(VENV)/.test ## properties and histories with all their seeds, on both databases
	@$(BIN)/python -m tools.run_tests long

check: setup $(VENV)/.test ## lint, types, walls, templates, messages, generated documents
	@$(BIN)/ruff check . && $(BIN)/ruff format --check -q .
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/mypy maillage
	@$(BIN)/djade --check $$(git ls-files 'maillage/**/*.html') >/dev/null || { $(BIN)/djade --check $$(git ls-files 'maillage/**/*.html'); exit 1; }
	@$(BIN)/djlint --lint --quiet maillage
	@$(BIN)/python -m tools.messages check
	@$(BIN)/python -m tools.reference check

fix: setup $(VENV)/.test ## format, regenerate what is generated
	@$(BIN)/ruff check --fix -q . ; $(BIN)/ruff format -q .
	@$(BIN)/djade $$(git ls-files 'maillage/**/*.html') || true
	@$(BIN)/python -m tools.messages extract
	@$(BIN)/python -m tools.reference write

bench: setup $(VENV)/.test ## measure: numbers for docs/explanation
	@$(BIN)/python -m tools.bench
