# Good Offices. `make` alone lists what can be done.
#
# PYTHON=/path/to/python  the interpreter to set up with      CASE=folder  the case `make demo` briefs on
# WORKERS=n               how many test processes             ONLY=name    the one benchmark `make bench` runs

.DEFAULT_GOAL := help
.PHONY: help demo test lint docs picture bench eval-reading clean distclean

BIN := .venv/bin
CASE ?= examples/ukraine-2025-03
EVAL ?= ../shared/eval

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' Makefile

demo: ## set up, then write the briefing of the example case
	@PYTHON="$(PYTHON)" scripts/set-up run
	@$(BIN)/goodoffices brief $(CASE)

test: ## set up, then run every check and all tests
	@PYTHON="$(PYTHON)" scripts/set-up dev
	@WORKERS="$(WORKERS)" scripts/check

lint: ## set up, then run the checks without the tests
	@PYTHON="$(PYTHON)" scripts/set-up dev
	@scripts/check --no-tests

docs: ## write the generated pages of docs/reference again
	@PYTHON="$(PYTHON)" scripts/set-up dev
	@$(BIN)/python -m scripts.reference

picture: ## make the picture of the briefing in the README again (needs Chromium)
	@PYTHON="$(PYTHON)" scripts/set-up dev
	@$(BIN)/python -m scripts.picture

bench: ## measure speed and memory (ONLY=name for one)
	@PYTHON="$(PYTHON)" scripts/set-up dev
	@$(BIN)/python -m benchmarks $(ONLY)

eval-reading: ## measure the reader on annotated text (EVAL=folder)
	@PYTHON="$(PYTHON)" scripts/set-up dev
	@$(BIN)/python -m benchmarks.reading $(EVAL)

clean: ## remove caches and built packages; ledgers and briefings stay
	@rm -rf dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	@find src tests benchmarks scripts -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean ## remove .venv as well
	@rm -rf .venv
