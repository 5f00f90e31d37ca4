# Everything a developer does, and the two commands of a newcomer: `make run` and `make test`.
# Needs Python 3.11 to 3.13 and make; everything else goes into .venv, from requirements.lock.

SHELL := /bin/sh
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
STAMP := .venv/.installed
WAREHOUSE ?= warehouse

export DO_NOT_TRACK := 1

.PHONY: help setup run test test-duckdb2 lint format bench bench-large bench-learning compare lock clean

help:  ## what there is
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## /{printf "make %-15s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(STAMP)  ## the virtual environment with everything in it

$(STAMP): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "newsmill needs Python 3.11, 3.12 or 3.13; set PYTHON=/path/to/python3" >&2; exit 1; }
	@echo "Installing newsmill into .venv (a minute or two, once) …"
	@$(PYTHON) -m venv .venv
	@$(PIP) install --no-deps --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --no-index -e .
	@$(BIN)/python -c 'from pipeline.clean import default_rules; default_rules()'  # compiled once, as modules are
	@$(BIN)/python -c 'from pipeline.site.vega import library; library()'  # put together once, too
	@touch $@

run: $(STAMP)  ## load the sources of seeds/sources.toml into warehouse/
	@$(BIN)/newsmill run --warehouse "$(WAREHOUSE)"

test: $(STAMP)  ## all tests, warnings being errors
	@$(BIN)/python -m pytest -n auto --dist loadfile $(ARGS)

test-duckdb2: $(STAMP)  ## the documented queries, with a client of DuckDB 2 (skipped, and said so, where none can be had)
	@$(BIN)/python -m pytest -p no:xdist -q -rs tests/test_duckdb2.py

lint: $(STAMP)  ## ruff and mypy
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

format: $(STAMP)  ## put the code into its form
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

bench: $(STAMP)  ## speed and memory, beside trafilatura in the same run
	@$(BIN)/python -m tests.bench $(ARGS)

bench-large: $(STAMP)  ## a warehouse with a million generated articles; ARGS="--articles 100000" for a quick look
	@$(BIN)/python -m tests.bench.large $(ARGS)

bench-learning: $(STAMP)  ## learning templates from 100,000 generated articles
	@$(BIN)/python -m tests.bench.learning $(ARGS)

compare: $(STAMP)  ## quality and speed beside other extractors, on pages with truth: ARGS="--pages FOLDER"
	@$(BIN)/python -m tests.bench.compare $(ARGS)

lock:  ## write requirements.lock and what `make compare` adds to it anew (needs uv)
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --quiet -o requirements.lock
	uv pip compile pyproject.toml --extra compare --universal --python-version 3.11 -c requirements.lock \
		--generate-hashes --no-emit-index-url --no-header --quiet -o tests/bench/compare.lock

clean:  ## remove the environment and what tools leave behind; the warehouse stays
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
