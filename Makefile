# Everything one does here, a target each. `make brief` and `make test` need Python (3.11 or newer) and make, nothing else.

PYTHON ?= python3
BIN := .venv/bin
export PYTHONUTF8 := 1

.PHONY: brief test test-long lint types layers tests house-styles schemas bench accept tools clean

brief: $(BIN)/briefwright  ## build the example submission, as DOCX and Markdown
	$(BIN)/briefwright build un-social-inclusion

test: lint types layers tests  ## run everything that judges a change

lint: $(BIN)/ruff
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(BIN)/ruff
	$(BIN)/mypy

layers: $(BIN)/ruff
	$(BIN)/lint-imports

tests: $(BIN)/ruff tools
	$(BIN)/pytest -n auto

test-long: $(BIN)/ruff tools  ## try 1,000 random documents as Word files where `make test` tries 20
	$(BIN)/pytest --long -n auto tests/docx/test_docx_random.py

accept: $(BIN)/ruff tools  ## write the golden documents anew, to be read in the diff
	$(BIN)/pytest --accept tests/docx

house-styles: $(BIN)/ruff  ## make templates/house-styles/*.docx from their readable sources
	$(BIN)/python templates/house-styles/make.py

schemas: $(BIN)/ruff  ## make templates/schemas/*.schema.json from the types of the files, and from docs/
	$(BIN)/python templates/schemas/make.py

bench: $(BIN)/ruff  ## measure against pandoc, in the same run
	$(BIN)/python benchmarks/bench.py

tools:  ## what the tests need beside Python: LibreOffice, Chromium, Java, the validators
	sh tests/tools.sh

$(BIN)/python:
	$(PYTHON) -m venv .venv || { rm -rf .venv; sh tests/tools.sh venv && $(PYTHON) -m venv .venv; }
	$(BIN)/python -m pip install --quiet --upgrade pip

$(BIN)/briefwright: $(BIN)/python pyproject.toml
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(BIN)/ruff: $(BIN)/python pyproject.toml
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	touch $@

clean:
	rm -rf .venv build/drafts build/.cache tests/validators/node_modules
