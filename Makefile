# Two commands: `make site` builds the public site and the private export, `make test` runs all tests.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
IDENTITY ?= tests/sample/sample.identity

.PHONY: site test check format clean

# Public site in site/, private roster in private/. IDENTITY names another key for another register.
site: $(VENV)/.ready
	$(BIN)/jinguo check
	$(BIN)/jinguo build --identity $(IDENTITY)
	$(BIN)/jinguo roster export --identity $(IDENTITY) --out private/

# Style, types, layers, then every test; what needs a program that is not installed is skipped and says so.
test: $(VENV)/.ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

check: $(VENV)/.ready
	$(BIN)/jinguo check

format: $(VENV)/.ready-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf site private dist .cache .site-*

# The environments are remade when the list of dependencies changes.
$(VENV)/.ready: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("需要 Python 3.11 或更新的版本" if sys.version_info < (3, 11) else 0)'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/.ready-dev: $(VENV)/.ready pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@
