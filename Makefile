# Everything runs in .venv, which is made on first use with whatever Python 3.11+ is at hand.
PYTHON ?= python3
BIN := .venv/bin
CRM := $(BIN)/crm --db .demo/demo.db
TODAY := $(shell date +%F)

.PHONY: demo test lint bench schema pictures frames docs clean

# A terminal gets the app, anything else what some commands print.
demo: .demo/$(TODAY)
	@if [ -t 0 ] && [ -t 1 ] && [ -t 2 ] && [ "$$TERM" != dumb ]; then \
		$(CRM) && \
		echo "Your own customers: $(BIN)/crm          opens a file of your own in the app" && \
		echo "All its commands:   $(BIN)/crm --help   and README.md says how to install it"; \
	else \
		echo && echo "The pipeline:   crm pipeline" && $(CRM) pipeline && \
		echo && echo "To do today:    crm today" && $(CRM) today && \
		echo && echo "Open tasks:     crm list-tasks" && $(CRM) list-tasks --limit 15 && \
		echo && echo "Best customers: crm list-contacts tag:vip" && \
		$(CRM) list-contacts tag:vip --limit 15; \
	fi

# The demo tells its days from the one on which it was made, so it is kept until the next.
.demo/$(TODAY): src/tinycrm/store/schema.sql | .venv/.installed
	@rm -rf .demo && mkdir -p .demo
	@$(BIN)/crm demo .demo/demo.db
	@touch $@

# Three at a time on two cores: tests of terminals and of several programs wait for them.
test: lint
	$(BIN)/python -m pytest -n 3 --dist worksteal

lint: .venv/.installed
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/.installed
	$(BIN)/python benchmarks/bench.py

schema: .venv/.installed
	$(BIN)/python -m tinycrm.store.ddl

pictures: .venv/.installed
	UPDATE_PICTURES=1 $(BIN)/python -m pytest -q tests/tui/test_pictures.py

frames: .venv/.installed
	UPDATE_FRAMES=1 $(BIN)/python -m pytest -q -n 2 tests/tui/test_frames.py

docs: .venv/.installed
	$(BIN)/python docs/generate.py

clean:
	rm -rf .venv .demo .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

.venv/.installed: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "tinycrm needs Python 3.11 or newer; say which with: make PYTHON=python3.12")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --group dev --editable .
	@touch $@
