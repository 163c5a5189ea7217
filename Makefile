# `make help` lists what there is. PYTHON may name any Python 3.11 to 3.13.

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
SAMPLE := data/studies/china-platforms

.PHONY: help run test check format bench lab lock clean

help:  ## List the commands
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-8s %s\n", $$1, $$2}'

run: $(READY)  ## Make the environment, then the sample study: archive, frames, charts, reports
	$(BIN)/mediakit run $(SAMPLE)

test: $(READY)  ## Make the environment, then run the tests
	$(BIN)/python -m pytest

check: $(READY)  ## Check style, types, the floors of the house, and that notebooks hold no outputs
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/nbstripout --verify notebooks/*.ipynb

format: $(READY)  ## Put code and notebooks into their form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(BIN)/nbstripout notebooks/*.ipynb

bench: $(READY)  ## Measure speed, memory and accuracy side by side with the rivals
	$(BIN)/python bench/run.py

lab: $(READY)  ## Open the notebooks in JupyterLab
	$(BIN)/jupyter lab notebooks

lock: $(READY)  ## Choose the pins anew
	$(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes --no-header \
		--python-version 3.11 --extra dev pyproject.toml --output-file requirements.lock

clean:  ## Remove what can be made again; archives stay
	rm -rf .venv $(SAMPLE)/frames $(SAMPLE)/charts $(SAMPLE)/reports

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==0.13.9
	$(BIN)/uv pip install --quiet --python $(BIN)/python --compile-bytecode --require-hashes --requirements requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@
