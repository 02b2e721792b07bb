# `make help` lists everything. Every recipe goes through the bootstrap, which installs what is missing and nothing else.
SHELL := /bin/bash
BOOT := python3 ops/bootstrap.py
PY := .venv/bin/python

.PHONY: help setup up down reset status test check lint unit bench soak spark docs lock

help: ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

setup: ## install Python and Node packages (and say which Debian packages are missing)
	@$(BOOT) --for test

up: ## run the product: demo hospital, gateway, Airflow, API and viewer, first complete collection
	@$(BOOT) --for up
	@$(PY) -m lightbox up

down: ## stop every process `make up` started
	@$(BOOT) --installed
	@$(PY) -m lightbox down

reset: ## ask, stop, empty var/; keys are kept
	@$(BOOT) --installed
	@$(PY) -m lightbox reset

status: ## feeds, processes, addresses
	@$(BOOT) --installed
	@$(PY) -m lightbox status

test: ## every test, in the phases and budgets of CI
	@python3 tests/phases.py

check: ## what CI checks without running the product: lint, types, imports, sizes, generated docs
	@python3 tests/phases.py install check

unit: ## the fast tests only
	@python3 tests/phases.py install unit

bench: ## ratios against named peers: make bench [ONLY=name]
	@$(BOOT) --for test
	@$(PY) -m bench $(ONLY)

soak: ## the long form of kill and fuzz tests; the result is written to docs/soak.md
	@$(BOOT) --for test
	@$(PY) -m pytest -m soak -p no:randomly

spark: ## the Spark runner beside the local one, in an environment of its own (needs Java 17)
	@$(BOOT) --for test
	@test -f var/spark/complete || (rm -rf var/spark && $(PY) -m venv var/spark && $(PY) -c "import sysconfig; print(sysconfig.get_path('purelib'))" > var/spark/lib/$$(ls var/spark/lib)/site-packages/lightbox.pth && var/spark/bin/python -m pip install --quiet pyspark==4.3.0 grpcio-status==1.85.3 && touch var/spark/complete)
	@var/spark/bin/python -m pytest -m spark tests/runners

docs: ## regenerate docs/coverage.md, docs/rules.md, the OpenAPI document and the viewer's types
	@$(PY) -m ops.generated --write

lock: ## re-resolve requirements.lock from pyproject.toml (needs uv)
	uv pip compile -q pyproject.toml --extra dev -o requirements.lock --python-version 3.11 --no-header
