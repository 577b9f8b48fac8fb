# Everything sets itself up: Python 3.11 and make are all that a machine needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
SAY := @printf '\033[1m%s\033[0m\n'
PYTEST_WORKERS ?= 2

.PHONY: run test lint types bench compare assets lock format clean

run: .make/run assets
	@$(BIN)/dondoc serve --example

test: .make/dev assets
	$(BIN)/python -m pytest -n $(PYTEST_WORKERS) $(PYTEST_ARGS)

lint: .make/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: .make/dev
	$(BIN)/mypy

bench: .make/dev assets
	$(BIN)/python -m bench

# The reader beside other toolkits, which the tests do not need.
compare: .make/bench
	$(BIN)/python -m bench.entities

assets: .make/run
	@$(BIN)/python assets/build.py

format: .make/dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Renews the lock files: hashes of every file, no index address.
lock: .make/dev
	$(PIP) install uv
	$(BIN)/uv pip compile pyproject.toml --group build --group dev --generate-hashes --no-emit-index-url --no-header -q -o requirements/dev.txt
	$(BIN)/uv pip compile pyproject.toml --group build --generate-hashes --no-emit-index-url --no-header -q -c requirements/dev.txt -o requirements/run.txt
	$(BIN)/uv pip compile --group bench --generate-hashes --no-emit-index-url --no-header -q -c requirements/dev.txt -o requirements/bench.txt

clean:
	rm -rf $(VENV) .make build dist assets/node_modules src/dondoc/web/static/vendor src/dondoc/documents/rendering/fonts

$(BIN)/python:
	$(SAY) "1/3 Tạo môi trường Python ($(VENV))"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Cần Python 3.11 trở lên; hãy chạy: make PYTHON=/đường/dẫn/python3.11 run"; exit 1; }
	@$(PYTHON) -m venv $(VENV)

.make/run: $(BIN)/python requirements/run.txt pyproject.toml
	$(SAY) "2/3 Cài các gói đã ghim (lần đầu mất khoảng một phút)"
	@$(PIP) install --require-hashes -r requirements/run.txt
	$(SAY) "3/3 Cài Đôn Đốc và dựng giao diện"
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@mkdir -p .make && touch $@

.make/dev: .make/run requirements/dev.txt
	$(SAY) "Cài các gói dùng để kiểm thử"
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@mkdir -p .make && touch $@

.make/bench: .make/dev requirements/bench.txt
	$(SAY) "Cài các gói để so sánh (khoảng 400 MB)"
	@$(PIP) install --require-hashes -r requirements/bench.txt
	@mkdir -p .make && touch $@
