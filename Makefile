# `make serve` and `make test` are all one needs; each does its own set-up. `make help` lists the rest.
PORT ?= 8000
DATA ?= ./var
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

export LIFERING_PORT = $(PORT)
export LIFERING_DATA = $(DATA)
export NO_MKDOCS_2_WARNING = 1

.DEFAULT_GOAL := help
.PHONY: help serve test check requirements bench lock format clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

serve: $(VENV)/serve.stamp ## build what changed and run everything on http://127.0.0.1:$(PORT)
	@exec $(BIN)/lifering serve

test: $(VENV)/test.stamp ## all tests, in a real browser too
	@$(BIN)/python tests/programs.py
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal

check: $(VENV)/test.stamp ## format, lint, types, imports, spelling
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codespell

requirements: $(VENV)/test.stamp ## which rows of five real support policies are proven by tests, and which are open
	@$(BIN)/python tests/programs.py
	@$(BIN)/python -m tests.requirements

format: $(VENV)/test.stamp ## bring the code into form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/bench.stamp ## measure against the floor and other search engines; writes bench/out/results.json
	@$(BIN)/python tests/programs.py
	$(BIN)/python -m bench

lock: ## compile the hashed requirement files again (needs uv)
	uv pip compile pyproject.toml --extra build --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 -o requirements/prod.txt
	uv pip compile pyproject.toml --extra build --extra dev --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 -o requirements/dev.txt
	uv pip compile pyproject.toml --extra build --extra dev --extra bench --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 -o requirements/bench.txt

clean: ## remove the venv and the caches; what is kept in DATA stays
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit("Lifering needs Python 3.11 or newer; name one with `make PYTHON=python3.12 ...`." if sys.version_info < (3, 11) else 0)'
	@echo "Making a virtual environment in $(VENV) ..."
	@$(PYTHON) -m venv $(VENV)

$(VENV)/serve.stamp: requirements/prod.txt pyproject.toml | $(BIN)/python
	@echo "Installing what Lifering needs (hashed, once) ..."
	@$(PIP) install --require-hashes -r requirements/prod.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/test.stamp: requirements/dev.txt $(VENV)/serve.stamp
	@echo "Installing what the tests need (hashed, once) ..."
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

$(VENV)/bench.stamp: requirements/bench.txt $(VENV)/test.stamp
	@echo "Installing the engines that are compared (hashed, once) ..."
	@$(PIP) install --require-hashes -r requirements/bench.txt
	@touch $@
