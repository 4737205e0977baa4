# Everything runs through .venv; a bare machine needs only python3 (3.11 or newer) and make.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo test slow bench check format messages lock

demo: .venv/.runtime
	@exec $(MANAGE) demo --port $(PORT)

test: .venv/.dev check
	$(BIN)/python -m pytest -n 2 --dist loadfile

slow: .venv/.dev
	$(BIN)/python -m pytest -m slow

bench: .venv/.dev
	$(BIN)/python -m benchmarks

check: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(MANAGE) makemigrations --check --dry-run
	$(MANAGE) check --fail-level WARNING

format: .venv/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Collects the sentences of the code for translation and compiles them; needs xgettext and msgfmt (Debian's gettext).
messages: .venv/.runtime
	$(BIN)/django-admin makemessages -l en --no-obsolete --no-wrap --add-location file -i tests -i benchmarks -i var
	$(BIN)/django-admin compilemessages -l en -i .venv -i var

# The locks carry versions and hashes only: no index address, so that any mirror serves.
lock: .venv/.dev
	$(BIN)/pip-compile -q --strip-extras --generate-hashes --allow-unsafe --no-emit-index-url --no-emit-find-links \
	  --no-emit-trusted-host --no-header -o requirements.txt pyproject.toml
	$(BIN)/pip-compile -q --strip-extras --generate-hashes --allow-unsafe --no-emit-index-url --no-emit-find-links \
	  --no-emit-trusted-host --no-header --extra dev --extra bench -c requirements.txt -o requirements-dev.txt pyproject.toml

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.11 ...")'
	$(PYTHON) -m venv .venv

.venv/.runtime: requirements.txt | .venv/bin/python
	$(BIN)/pip install -q --require-hashes -r requirements.txt
	@touch $@

.venv/.dev: requirements.txt requirements-dev.txt | .venv/bin/python
	$(BIN)/pip install -q --require-hashes -r requirements-dev.txt
	@touch .venv/.runtime $@
