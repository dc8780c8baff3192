# Everything starts here. `make run` and `make test` need only Python 3.11 or later.
PYTHON ?= python3
BIN := .venv/bin
export PYTHONUTF8 := 1

.PHONY: help run test setup format shots bench translations requirements clean

help:
	@echo "make run           set up and open the program on the sample partnerships"
	@echo "make test          set up and run all checks"
	@echo "make format        put the sources in form"
	@echo "make shots         pictures of every page, into docs/pictures"
	@echo "make bench         speed, against bare SQLite and an empty window"
	@echo "make translations  gather the texts, update and compile the languages"
	@echo "make requirements  pin the newest allowed packages (needs uv)"
	@echo "make clean         remove what was made, .venv included"

run:
	@$(PYTHON) -m scripts.run

test:
	@$(PYTHON) -m scripts.setup test
	@$(BIN)/python -m scripts.check $(ARGS)

setup:
	@$(PYTHON) -m scripts.setup test

format: setup
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .

shots:
	@$(PYTHON) -m scripts.setup shots
	@$(BIN)/python -m scripts.shots $(ARGS)

bench: setup
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m benchmarks $(ARGS)

translations: setup
	@$(BIN)/python -m scripts.translations

requirements:
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header \
	  --extra build --quiet --upgrade --output-file requirements.txt
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header \
	  --extra build --extra dev --quiet --upgrade --constraints requirements.txt \
	  --output-file requirements-dev.txt

clean:
	rm -rf .venv out dist build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
