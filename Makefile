# Every target works on a fresh machine with Python 3.11 or newer, make and git. `make demo` is the place to begin.

PYTHON ?= python3
PORT ?= 8080
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --no-input
COMPILE := $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-annotate --no-header

.PHONY: install demo test test-long lint bench year lock transcripts size release mutants
.DELETE_ON_ERROR:

# What Peerline needs to run, in .venv; every other target does it by itself.
install: .venv/.runs

# The playground: one page, invented people, a fresh database.
demo: .venv/.runs
	@$(BIN)/python app.py demo --port $(PORT)

# Every test but the long ones, on SQLite and on PostgreSQL. What Python compiles is kept, since the tests start many
# processes; a worker that is done takes over from the others. Three on two cores: a story often waits for its database.
# make test ORDER=7: in another order, and properties are tried with other examples than each time.
test: .venv/.develops
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n 3 --dist worksteal -m "not long" \
		$(if $(ORDER),--shuffled=$(ORDER) --hypothesis-seed=$(ORDER))

# The long ones, and every property with examples that are drawn anew; the first lines say how to draw the same again.
# Four on two cores: three of them wait for houses that are born and killed for most of their time.
test-long: DRAW ?= $(shell date +%s)
test-long: .venv/.develops
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n 4 --dist worksteal -m "long or hypothesis" \
		--hypothesis-seed=$(DRAW)

lint: .venv/.develops
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

# 320 small faults in the code by chance (make mutants SEED=2: others), and which of them no test sees. 60 minutes at most.
SEED ?= 1
mutants: .venv/.develops
	@$(BIN)/python -m scripts.mutants --seed $(SEED)

# Writes bench/results.md and bench/*.png.
bench: .venv/.develops
	@$(BIN)/python -m bench.run

# A year of two provinces in simulation: prints its tables, writes bench/year.md and a picture of each.
year: .venv/.develops
	@$(BIN)/python -m bench.year

# Resolves both locks anew, from pyproject.toml, and says under which licences what they name stands.
lock: .venv/.develops
	@$(COMPILE) pyproject.toml -o requirements.lock
	@$(COMPILE) pyproject.toml -c requirements.lock --group dev -o requirements-dev.lock
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@$(BIN)/python -m scripts.notices

# Statements of app.py, bot/ and storage/, the longest file, installed megabytes.
size: .venv/.develops
	@$(BIN)/python -m scripts.size

# A wheel, a source archive, their checksums and a tag (RELEASING.md). Publishes nothing.
release: .venv/.develops
	@$(BIN)/python -m scripts.release

# Writes the transcripts of the stories anew; read the difference before you keep it.
transcripts: .venv/.develops
	@PEERLINE_TRANSCRIPTS=write $(BIN)/python -m pytest -n 2 tests/stories

# --- the virtual environment: installed again only when a lock has changed ------------------------------------------

.venv/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Peerline needs Python 3.11 or newer, and $(PYTHON) is $$($(PYTHON) --version 2>&1)." \
			"Name a newer one: make PYTHON=python3.12 demo" >&2; exit 1; }
	@$(PYTHON) -m venv --clear .venv || { \
		echo "The virtual environment cannot be made; on Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@touch $@

.venv/.runs: requirements.lock | .venv/.made
	@test .venv/.develops -nt requirements.lock -a .venv/.develops -nt requirements-dev.lock || { \
		echo "Installing what Peerline needs into .venv ..."; \
		$(PIP) install --require-hashes -r requirements.lock; }
	@touch $@

.venv/.develops: requirements-dev.lock | .venv/.made
	@echo "Installing what the tests need into .venv ..."
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@ .venv/.runs
