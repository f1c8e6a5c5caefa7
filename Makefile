# make demo   a calculated 60/30/10 workbook in demo/
# make test   all tests; LibreOffice is installed when it is missing and can be
# make lint   format, lint, types, import contract
# make templates   build workbook_templates/ again
# make bench      measure against the peers into docs/benchmarks.md
# make pictures    render the templates into docs/

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin

.PHONY: demo test lint format templates pictures bench clean

demo: $(VENV)/ready
	@$(RUN)/passivefolio demo

test: $(VENV)/ready-for-work
	@sh tools/libreoffice.sh
	$(RUN)/pytest

lint: $(VENV)/ready-for-work
	$(RUN)/ruff format --check
	$(RUN)/ruff check
	$(RUN)/mypy
	$(RUN)/lint-imports

format: $(VENV)/ready-for-work
	$(RUN)/ruff format
	$(RUN)/ruff check --fix

templates: $(VENV)/ready
	$(RUN)/python -m passivefolio.workbooks

pictures: $(VENV)/ready
	@sh tools/libreoffice.sh
	$(RUN)/python tools/pictures.py

bench: benchmarks/.venv/ready
	cd benchmarks && .venv/bin/python run.py

benchmarks/.venv/ready: benchmarks/requirements.txt
	$(PYTHON) -m venv benchmarks/.venv
	benchmarks/.venv/bin/python -m pip install --quiet -r benchmarks/requirements.txt --editable .
	@touch $@

$(VENV)/ready: pyproject.toml
	@$(PYTHON) tools/check_python.py
	$(PYTHON) -m venv $(VENV)
	$(RUN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(RUN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/ready-for-work: $(VENV)/ready
	$(RUN)/python -m pip install --quiet --group test --group lint
	@touch $@

clean:
	rm -rf $(VENV) benchmarks/.venv demo dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
