.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin

.PHONY: help setup check lint test faults endings format released texts bench

help: ## List what can be made
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: ## Make the virtual environment and install everything into it
	$(PYTHON) -m venv .venv && $(BIN)/pip install -e '.[test]'

format: ## Put the code in its shape
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lint: ## Format, rules, types, import contracts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: ## Every test
	$(BIN)/python -m pytest -n auto

faults: ## Every fault that the vault is tested against, at length: about a quarter of an hour
	$(BIN)/python -m tests.faults

endings: ## Every way to leave, twenty times each, and each guard taken out once: about a quarter of an hour
	WORKBOOK_TIMES=20 $(BIN)/python -m pytest -n auto tests/terminal/test_leaving.py tests/terminal/test_leaving_tmux.py

check: lint test ## Everything that has to be green before a commit

texts: ## Gather the interface's texts, then update and compile each translation
	$(BIN)/pybabel -q extract -o workbook/locale/workbook.pot --omit-header --add-location=file --sort-by-file --no-wrap workbook
	$(BIN)/pybabel -q update -i workbook/locale/workbook.pot -d workbook/locale -D workbook \
		--no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --no-wrap
	$(BIN)/pybabel -q compile -d workbook/locale -D workbook

released: ## Bring the list of ids that were shipped up to date
	$(BIN)/python -m workbook.authoring.releasing

bench: ## Every benchmark, one after the other
	@for each in benchmarks/*.py; do echo "== $$each"; $(BIN)/python $$each || exit 1; done
