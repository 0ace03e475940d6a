# Everything a person or a machine runs here goes through this file.
.DEFAULT_GOAL := help
SHELL := /bin/sh
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed
RELEASE := .venv-release
NODE_DIRS := clients/node-daemon tests/interop/node tests/browser/axe
PYTEST := $(BIN)/python -m pytest
PARALLEL ?= -n 2

.PHONY: help setup run demo test test-quick lint format types imports check coverage spec \
        docs postgres interop terraform fuzz browser bench crash packages node site release-check clean

help: ## Show this help
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(STAMP): uv.lock pyproject.toml protect/pyproject.toml tools/bootstrap.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11 ..."; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r tools/bootstrap.txt
	$(BIN)/uv sync --frozen --quiet --compile-bytecode
	touch $@

setup: $(STAMP) ## Make .venv with the locked, hashed dependencies

packages: ## Install the Debian packages that the whole test run needs
	@sh tools/packages.sh
	@sh tools/multi_buffer.sh

node: ## Install the locked npm packages of the example daemon and the tests
	@for dir in $(NODE_DIRS); do \
	  if [ ! -f $$dir/node_modules/.package-lock.json ] || \
	     [ $$dir/package-lock.json -nt $$dir/node_modules/.package-lock.json ]; then \
	    echo "npm ci in $$dir"; (cd $$dir && npm ci --no-audit --no-fund --loglevel=error) || exit 1; \
	  fi; done

run: setup ## Serve a local tenant with the finished tutorial until Ctrl-C
	$(BIN)/daemonry dev

demo: setup ## Walk the whole tutorial in front of you, refused call included
	$(BIN)/daemonry demo

test: setup packages node ## Everything: checks, unit, storage on both databases, real clients
	$(MAKE) --no-print-directory check
	$(PYTEST) $(PARALLEL)

test-quick: setup ## The tests that need neither PostgreSQL nor vendor clients nor a browser
	$(PYTEST) $(PARALLEL) -m "not postgres and not interop and not browser and not slow and not debian"

lint: setup ## Lint and check the format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: setup ## Format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: setup ## Check the types
	$(BIN)/mypy

imports: setup ## Check who may import whom
	$(BIN)/lint-imports

check: lint types imports ## Lint, types and import contracts

coverage: setup packages node ## Everything with branch coverage, which has a floor
	$(PYTEST) $(PARALLEL) --cov --cov-report=term-missing:skip-covered

docs: setup ## Write the reference pages that come from the code
	$(BIN)/python -m tools.reference

$(RELEASE)/.installed: uv.lock $(STAMP)
	UV_PROJECT_ENVIRONMENT=$(RELEASE) $(BIN)/uv sync --frozen --only-group release --quiet --python $(BIN)/python
	touch $@

site: $(RELEASE)/.installed ## Build the documentation site into build/site; broken links fail
	NO_MKDOCS_2_WARNING=1 $(RELEASE)/bin/python -m tools.site

release-check: $(RELEASE)/.installed ## Build, install and try what is shipped; SBOM, licences, audit, deploy files
	$(RELEASE)/bin/python -m tools.release_check

spec: setup ## Which paragraph of which document is proved by which test
	@$(BIN)/python tools/spec_table.py

postgres: setup packages ## Only the tests on PostgreSQL
	$(PYTEST) $(PARALLEL) -m postgres

interop: setup node ## Only the tests with vendor clients
	$(PYTEST) $(PARALLEL) -m interop

terraform: setup node ## The whole tutorial by terraform or tofu with the azuread provider
	$(BIN)/python -m tests.interop.terraform

FUZZ_SECONDS ?= 60

fuzz: setup ## Parsers with atheris and hypothesis, requests from the OpenAPI document, changes at random
	$(BIN)/uv sync --frozen --quiet --inexact --group fuzz
	$(BIN)/python -m tests.fuzz.run --seconds $(FUZZ_SECONDS)
	DAEMONRY_FUZZ_EXAMPLES=20000 $(PYTEST) $(PARALLEL) tests/property/test_parsers.py
	DAEMONRY_FUZZ_EXAMPLES=300 $(PYTEST) $(PARALLEL) tests/surface/graph/test_openapi.py \
	  tests/surface/graph/test_every_route.py tests/security/test_hostile_input.py tests/storage/test_any_sequence_of_changes.py

browser: setup packages node ## Only the tests that drive the admin center in Chromium
	$(PYTEST) -m browser

bench: setup packages ## Measure the token endpoint beside this machine's signing rate
	@cd bench/peer && { [ -d node_modules ] || npm ci --no-audit --no-fund --loglevel=error; }
	$(BIN)/python -m bench.token_endpoint
	$(BIN)/python -m bench.start_up
	$(BIN)/python -m bench.validation
	$(BIN)/python -m bench.scale

crash: setup ## Restart, crash, revoke and rotate at full size; figures go to docs/explanation/reliability.md
	DAEMONRY_FAILURES_PER_MINUTE=0 $(BIN)/python -m tests.endurance.coherence --trials 10000
	$(BIN)/python -m tests.endurance.rolling --restarts 20
	$(BIN)/python -m tests.endurance.crash --kills 1000
	DAEMONRY_ROTATIONS=100 $(PYTEST) $(PARALLEL) tests/surface/test_key_rotation.py tests/interop/test_key_rotation.py

.PHONY: failover
failover: setup packages ## Kill a PostgreSQL primary under load, ten minutes without, promote its standby
	$(BIN)/python -m tests.endurance.failover --seconds 600

.PHONY: crowd
crowd: setup ## Hold ten thousand idle connections, and six hundred that never finish, beside valid requests
	$(BIN)/python -m tests.endurance.crowd --connections 10000

# What docs/explanation/promises.md names: each target proves one promise.
.PHONY: coherence outage trouble restarts backup upgrade keys watching audit hardening

coherence: setup packages ## What one process took away no other gives: workers, nodes, both databases
	$(PYTEST) $(PARALLEL) tests/storage/test_settling.py tests/storage/test_snapshot.py \
	  tests/endurance/test_coherence.py

outage: setup packages ## PostgreSQL away, cut at each word of it, failed over: tokens go on
	$(PYTEST) $(PARALLEL) tests/storage/test_outage.py tests/endurance/test_failover.py

trouble: setup packages ## Full disks, set clocks, slow and hostile clients
	$(PYTEST) $(PARALLEL) tests/endurance/test_trouble.py tests/surface/web \
	  tests/surface/login/test_metadata.py tests/unit/model/test_steady_time.py

restarts: setup packages ## Restarts of workers and nodes, drain, readiness, doctor, renewed certificates
	$(PYTEST) $(PARALLEL) tests/endurance/test_restarts.py tests/endurance/test_two_nodes.py \
	  tests/surface/cli/test_workers.py tests/surface/cli/test_doctor.py \
	  tests/surface/cli/test_doctor_postgres.py tests/surface/web/test_certificates.py

backup: setup packages ## Backup, restore and verify; a point in time on PostgreSQL
	$(PYTEST) $(PARALLEL) tests/surface/cli/test_backup.py tests/storage/test_point_in_time.py

upgrade: setup packages ## From every released schema, and two versions on one database
	$(PYTEST) $(PARALLEL) tests/storage/test_migrations.py tests/storage/test_released_schemas.py \
	  tests/storage/test_rolling_upgrade.py

keys: setup packages node ## Keys in files, environment and SoftHSM; rotation, re-encryption
	$(PYTEST) $(PARALLEL) tests/storage/test_pkcs11_key.py tests/storage/test_key_rotation.py \
	  tests/surface/test_key_rotation.py tests/surface/cli/test_server_key.py \
	  tests/interop/test_key_rotation.py

watching: setup packages ## Metrics, dashboard and alert rules, notices before something ends
	$(PYTEST) $(PARALLEL) tests/unit/watching tests/surface/watching tests/docs/test_watching.py \
	  tests/surface/cli/test_metrics.py tests/surface/cli/test_check.py tests/unit/notices \
	  tests/surface/notices tests/storage/test_notices.py tests/surface/cli/test_notices.py

audit: setup packages ## Audit trail and sign-in log: written with the change, chained, signed, verified
	DAEMONRY_AUDIT_EDITS=20000 $(PYTEST) $(PARALLEL) tests/unit/directory/test_audit.py \
	  tests/storage/test_audit_and_sign_ins.py tests/storage/test_audit_chains.py \
	  tests/storage/test_audit_chains_crash.py tests/property/test_audit_trail.py \
	  tests/surface/cli/test_audit.py tests/surface/cli/test_audit_trail.py

hardening: setup packages ## Requirements of security, each with its test
	$(PYTEST) $(PARALLEL) tests/security tests/docs/test_security_requirements.py

clean: ## Remove what was installed and cached here
	rm -rf .venv $(RELEASE) build .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage* $(addsuffix /node_modules,$(NODE_DIRS)) tests/interop/*/.venv tests/interop/*/.build
