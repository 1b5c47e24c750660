# Two commands: `make site` builds the public site and the private export, `make test` runs all tests.
# Works with GNU make 3.81 (macOS); the folder's path may hold blanks and Chinese.
PYTHON ?= python3
BIN := .venv/bin
IDENTITY ?= tests/sample/sample.identity
# Not every shell writes out the ~ of IDENTITY=~/…
KEY = "$(subst ~/,$(HOME)/,$(IDENTITY))"
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: site test check format clean ready ready-dev
# One after another also under -j: all share one environment.
.NOTPARALLEL:

# Public site in site/, private roster in private/. IDENTITY names another key for another register.
site: ready
	$(BIN)/python -m generator check
	$(BIN)/python -m generator build --identity $(KEY)
	$(BIN)/python -m generator roster export --identity $(KEY) --out private/

# Style, types, layers, then every test; what needs a program that is not installed is skipped and says so.
test: ready-dev
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile

check: ready
	$(BIN)/python -m generator check

format: ready-dev
	$(BIN)/python -m ruff check --fix .
	$(BIN)/python -m ruff format .

# What can be made again. private/ stays: it holds the log of exports.
clean:
	rm -rf site dist build .cache .site-*

# The environment. `.venv/folder` keeps the path it was made for, since a moved or copied one still points to the old
# folder; `.venv/ready` the checksum of the list of dependencies. A .venv that does not fit, is half made, lost its
# Python or has no pip is made anew.
ready:
	@set -u; \
	here=`pwd -P`; list=`cksum < pyproject.toml`; \
	new='import sys; sys.exit(sys.version_info < (3, 11))'; \
	if test "`cat .venv/folder 2>/dev/null`" = "$$here" && $(BIN)/python -c "$$new" 2>/dev/null \
	  && $(BIN)/python -m pip --version >/dev/null 2>&1; then :; else \
	  rm -rf .venv; \
	  command -v "$(PYTHON)" >/dev/null 2>&1 || { \
	    echo "没有找到 $(PYTHON)。请先安装 Python 3.11 或更新的版本（Debian、Ubuntu：sudo apt install python3 python3-venv）" >&2; \
	    exit 1; }; \
	  "$(PYTHON)" -c "$$new" || { \
	    echo "需要 Python 3.11 或更新的版本，$(PYTHON) 太旧。装好新版本以后指明它，例如：make site PYTHON=python3.12" >&2; \
	    exit 1; }; \
	  echo "正在建立 .venv（只在头一次，或者文件夹换了地方以后）"; \
	  "$(PYTHON)" -m venv .venv && $(BIN)/python -m pip --version >/dev/null || { \
	    rm -rf .venv; \
	    echo "不能建立 .venv。请先安装：sudo apt install python3-venv，然后再运行一次" >&2; \
	    exit 1; }; \
	  printf '%s\n' "$$here" > .venv/folder; \
	fi; \
	if test "`cat .venv/ready 2>/dev/null`" != "$$list"; then \
	  rm -f .venv/ready .venv/ready-dev; \
	  echo "正在安装所需的软件，请等一等"; \
	  $(PIP) install --editable . || { \
	    echo "软件没有装好。多半是网络问题：请检查网络，或者请管网络的同志配置 Python 软件包的国内镜像，然后再运行一次" >&2; \
	    exit 1; }; \
	  printf '%s\n' "$$list" > .venv/ready; \
	fi

ready-dev: ready
	@list=`cksum < pyproject.toml`; \
	if test "`cat .venv/ready-dev 2>/dev/null`" != "$$list"; then \
	  echo "正在安装测试用的软件，请等一等"; \
	  $(PIP) install --editable '.[dev]' || { echo "测试用的软件没有装好，请检查网络，然后再运行一次" >&2; exit 1; }; \
	  printf '%s\n' "$$list" > .venv/ready-dev; \
	fi
