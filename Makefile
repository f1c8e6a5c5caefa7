# make demo   a calculated 60/30/10 workbook in demo/
# make test   all tests; LibreOffice is installed when it is missing and can be
# make lint   format, lint, types, import contract
# make templates   build workbook_templates/ again
# make bench      measure against the peers into docs/benchmarks.md
# make oxt        build the extension for LibreOffice into dist/
# make docs       build the pages into docs/_build/
# make pictures    render the templates into docs/

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin

.PHONY: demo test lint format templates oxt docs pictures bench clean

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

docs: $(VENV)/ready-for-work
	$(RUN)/python -m sphinx -q -E -W --keep-going docs docs/_build

oxt: $(VENV)/ready
	@mkdir -p dist
	$(RUN)/passivefolio build oxt dist/passivefolio.oxt

pictures: $(VENV)/ready-for-work
	@sh tools/libreoffice.sh
	$(RUN)/python -m pip install --quiet --group pictures
	$(RUN)/python tools/story_pictures.py
	$(RUN)/python tools/pictures.py
	$(RUN)/python tools/screenshots.py

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
	$(RUN)/python -m pip install --quiet --group test --group lint --group docs
	@touch $@

clean:
	rm -rf $(VENV) benchmarks/.venv docs/_build docs/reference demo dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
