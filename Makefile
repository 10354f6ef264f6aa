# Every command of the project; `make help` lists them.
# The distribution's Python is compiled with optimisations that those of pyenv mostly lack: a sixth less time for
# everything. Where it is too old, or cannot make a virtual environment, it is the first one on the path.
IS_FIT := import sys; from importlib.util import find_spec as has; \
  sys.exit(sys.version_info < (3, 11) or not (has("venv") and (has("ensurepip") or has("pip"))))
PYTHON ?= $(shell /usr/bin/python3 -c '$(IS_FIT)' 2>/dev/null && echo /usr/bin/python3 || echo python3)
VENV ?= .venv
PORT ?= 8000
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
BENCH := DJANGO_SETTINGS_MODULE=benchmarks.settings $(BIN)/python -m tests.services run --keep var/bench --

.DEFAULT_GOAL := help
.PHONY: help demo test fuzz lint format messages requirements bench bench-data lighthouse python runtime development

help: ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sort | sed 's/:.*## /\t/' | expand -t 16

demo: runtime ## install, load the demo school, serve it on http://127.0.0.1:PORT
	@$(BIN)/python -m scripts.demo --port $(PORT)

test: development ## the whole suite: PostgreSQL and Redis, flows on SQLite, Chromium
	@$(BIN)/python -m tests.suite

fuzz: development ## try the API along its own description (schemathesis, two to three minutes; PostgreSQL and Redis)
	@$(BIN)/python -m tests.fuzz

lint: development ## style, templates, imports, types, migrations, sizes, translations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --lint --quiet templates
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(MANAGE) makemigrations --check --dry-run
	$(BIN)/python -m scripts.messages --check
	$(BIN)/python -m pytest --quiet --no-header -p no:cacheprovider tests/test_architecture.py

format: development ## rewrite Python files in the house style
	$(BIN)/ruff check --fix --select I .
	$(BIN)/ruff format .

messages: development ## collect texts for translation (needs GNU gettext) and compile them
	$(MANAGE) makemessages --locale id --no-obsolete --add-location file --ignore var --ignore tests --ignore "$(VENV)"
	$(BIN)/python -m scripts.messages

lighthouse: development ## Lighthouse over the main pages of the demo school (needs node and Chromium)
	$(BIN)/python -m benchmarks.lighthouse

bench-data: development ## load the seeded benchmark school into var/bench (PostgreSQL)
	$(BENCH) sh -c '$(MANAGE) migrate --verbosity 0 && $(MANAGE) bench_data'

bench: development ## requests a second and latencies of the main pages, as ratios to a bare view
	$(BENCH) $(BIN)/python -m benchmarks

requirements: runtime ## compile the .in files into pinned requirements, for every supported Python
	$(BIN)/python -m pip install --quiet "uv~=0.13"
	for file in requirements requirements-dev requirements-services; do \
	  $(BIN)/uv pip compile --universal --python-version 3.11 --no-emit-index-url --no-emit-find-links \
	    --custom-compile-command "make requirements" --quiet $$file.in --output-file $$file.txt || exit 1; \
	done

runtime: python
	@$(PYTHON) scripts/environment.py $(VENV) requirements.txt

development: python
	@$(PYTHON) scripts/environment.py $(VENV) requirements.txt requirements-dev.txt

python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; name one: make PYTHON=python3.13 …" >&2; exit 1; }
