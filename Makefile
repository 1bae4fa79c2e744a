# One command per job. Each makes what it needs from a fresh clone, on a machine that has
# Python 3.10 or later and make, and does not repeat work that is finished.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.installed
HTML   := _build/html
DONE   := _build/done
TORCH  := _build/torch
# A worker per core; it takes the next test when it is through with one.
PYTEST := $(BIN)/python -m pytest -x --numprocesses=logical

NOTEBOOKS := $(wildcard book/*.ipynb)
PACKAGE   := pyproject.toml setup.py deno.json deno.lock $(shell find lessons_pkg -name '*.py' -o -name '*.js' -o -name '*.css' -o -name '*.html' -o -name '*.mplstyle' -o -name '*.json')
PAGES     := _config.yml _toc.yml $(shell find book -type f -not -path '*/.ipynb_checkpoints/*')
TESTS     := conftest.py $(shell find tests tools -type f -not -name '*.pyc')
ROOT      := Makefile README.md CONTRIBUTING.md

.DELETE_ON_ERROR:
.PHONY: help always book site zip twice lab test retest test-browser test-torch mutants notebooks wheel lint bench bench-page room requirements clean

help:
	@echo "make book          build the book into $(HTML)"
	@echo "make site          gather what is published, and a zip of it, in _build/site"
	@echo "make zip           the same, and say where the zip for readers without a network is"
	@echo "make twice         build the site a second time elsewhere, and compare"
	@echo "make lab           open the notebooks in JupyterLab"
	@echo "make test          test the package, every notebook and the book"
	@echo "make test-browser  drive the built book and JupyterLab in Chromium"
	@echo "make test-torch    run the comparisons with PyTorch, which it fetches"
	@echo "make mutants       break the package on purpose and see which tests notice"
	@echo "make notebooks     run the notebooks again and store their outputs"
	@echo "make wheel         build the package's wheel into _build/dist"
	@echo "make room          measure the built figures, for the room that pages keep for them"
	@echo "make lint          check the form of the code; 'make lint FIX=1' mends it"
	@echo "make bench         measure speed beside the peers; 'make bench QUICK=1' in a minute"
	@echo "make bench-page    measure the built pages with Lighthouse, and the explorables' frames"
	@echo "make requirements  solve requirements.txt again from pyproject.toml"
	@echo "make clean         remove everything that was built, the environment too"

# The environment ----------------------------------------------------------------------

$(READY): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 10) <= sys.version_info < (3, 14))' || { \
	  echo "This book needs Python 3.10 to 3.13; $(PYTHON) is $$($(PYTHON) --version 2>&1)." \
	       "Name another one: make PYTHON=python3.12 ..."; exit 1; }
	@echo "[environment] making $(VENV), once: about 450 MB, a minute or two"
	@$(PYTHON) -m venv $(VENV) || { \
	  echo "Python's venv is missing; on Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@$(BIN)/pip install --disable-pip-version-check -r requirements.txt
	@$(BIN)/pip install --disable-pip-version-check --quiet --no-deps --editable .
	@$(BIN)/pip check
	@touch $@

# The book -----------------------------------------------------------------------------

# Where the book will stand; with other addresses it is another book.
ADDRESSES := _build/addresses
$(ADDRESSES): always
	@mkdir -p _build
	@echo "$$BOOK_URL $$BOOK_REPOSITORY $$BOOK_BRANCH $$BOOK_HUB" > $@.now
	@if cmp -s $@.now $@; then rm $@.now; else mv $@.now $@; fi

$(HTML)/index.html: $(READY) $(ADDRESSES) $(PACKAGE) $(PAGES)
	@echo "[book] building; a warning is an error"
	@rm -rf $(HTML)
	@$(BIN)/jupyter-book build . --all -W -n --keep-going
	@touch $@

# The practice page's scheduler, which comes from npm.
FSRS := lessons_pkg/interactive/static/lib/fsrs.js
$(FSRS): $(READY) deno.json deno.lock
	@$(BIN)/python -c 'from lessons_pkg.interactive.sphinx import scheduler as s; s.write(".")'
	@touch $@

# What is published, the same bytes wherever it is built; see tools/site.py.
site: $(HTML)/index.html
	@$(BIN)/python -m tools.site

zip: site
	@ls -l _build/site/*.zip

twice: $(HTML)/index.html
	@$(BIN)/python -m tools.site --twice

book: $(HTML)/index.html
	@echo "[book] open $(CURDIR)/$(HTML)/index.html"

lab: $(READY) $(FSRS)
	@$(BIN)/jupyter lab --notebook-dir=book

notebooks: $(READY)
	@$(BIN)/deno install --quiet --frozen
	@$(BIN)/python -m tools.formulas
	@$(BIN)/python tools/notebooks.py $(NOTEBOOKS)

wheel: $(READY) $(FSRS)
	@$(BIN)/python -m tools.package

# The tests ----------------------------------------------------------------------------
# A part that has passed is not run again until something that it reads has changed.

$(DONE)/package: $(READY) $(FSRS) $(PACKAGE) $(TESTS)
	@echo "[test 1/3] the package: its tests and the examples in its docstrings"
	@$(BIN)/deno install --quiet --frozen
	@$(PYTEST) --ignore=tests/book --ignore=tests/browser
	@$(BIN)/deno test --quiet --allow-read tests/front
	@mkdir -p $(DONE) && touch $@

$(DONE)/notebooks: $(READY) $(PACKAGE) $(NOTEBOOKS) tools/notebooks.py
	@echo "[test 2/3] the notebooks: every cell run again, every output compared"
	@$(PYTEST) --dist=loadfile --nbval $(NOTEBOOKS)
	@mkdir -p $(DONE) && touch $@

$(DONE)/book: $(HTML)/index.html $(ROOT) $(TESTS)
	@echo "[test 3/3] the book: equations, links, figures, limits"
	@$(PYTEST) tests/book
	@mkdir -p $(DONE) && touch $@

test: $(DONE)/package $(DONE)/notebooks $(DONE)/book
	@echo "[test] all passed; nothing has changed since. To run all again: make retest"

retest:
	@rm -rf $(DONE)
	@$(MAKE) --no-print-directory test

test-browser: $(HTML)/index.html
	@echo "[test] the rendered book and JupyterLab, in Chromium"
	@$(PYTEST) --dist=loadfile --maxfail=5 -v tests/browser

# PyTorch is large and only compared with, so it has a folder of its own, beside the book's
# environment. Where it cannot be had, its comparisons are skipped, and the output says so.
TORCH_PIN   := $(shell sed -n 's/^torch = \["\(.*\)"\]/\1/p' pyproject.toml)
TORCH_TESTS := $(shell grep -l 'importorskip("torch")' tests/*.py tests/*/*.py)

$(TORCH)/.installed: $(READY)
	@echo "[PyTorch] fetching $(TORCH_PIN) into $(TORCH), once"
	@rm -rf $(TORCH)
	@if $(BIN)/pip install --disable-pip-version-check --quiet --target $(TORCH) \
	  --constraint requirements.txt $(TORCH_PIN); then touch $@; else rm -rf $(TORCH); fi

test-torch: $(TORCH)/.installed
	@if [ -e $< ]; then \
	  echo "[test] the comparisons with PyTorch, none skipped: $(TORCH_TESTS)"; \
	  PYTHONPATH=$(TORCH) $(PYTEST) --no-skip $(TORCH_TESTS); \
	else echo "[test] SKIPPED: pip found no $(TORCH_PIN), so nothing was compared with it"; fi

# For instance: make mutants MODULES="loss softmax"
mutants: $(READY)
	@$(BIN)/python tools/mutants.py $(MODULES)

# Form, speed, versions ----------------------------------------------------------------

lint: $(READY)
	@$(BIN)/ruff check $(if $(FIX),--fix) .
	@$(BIN)/ruff format $(if $(FIX),,--check) .
	@$(BIN)/deno lint lessons_pkg/interactive tests/front
	@$(BIN)/deno fmt $(if $(FIX),,--check) lessons_pkg/interactive/static lessons_pkg/interactive/sphinx/*.js tests/front
	@$(BIN)/zizmor --offline --quiet --persona=auditor .github
	@$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	@$(BIN)/check-jsonschema --builtin-schema vendor.dependabot .github/dependabot.yml

# PyTorch is in the tables once `make test-torch` has fetched it.
bench: $(READY)
	@PYTHONPATH=$(wildcard $(TORCH)) $(BIN)/python -m benchmarks.speed $(if $(QUICK),--quick)
	@$(if $(QUICK),,$(BIN)/python benchmarks/robustness.py)

bench-page: $(HTML)/index.html
	@$(BIN)/python benchmarks/explorables.py
	@$(BIN)/python benchmarks/page.py

# After a figure has changed its height; the next `make book` takes what this writes.
room: $(HTML)/index.html
	@$(BIN)/python -m tools.room

requirements: $(READY)
	@$(BIN)/pip install --quiet uv
	@cp requirements.txt requirements.new # its versions stay where they still fit
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.10 --no-header \
	   --no-annotate --extra book $(if $(UPGRADE),--upgrade) pyproject.toml \
	   --output-file requirements.new >/dev/null
	@{ sed -n '/^#/p' requirements.txt; sed '/^#/d' requirements.new; } > requirements.both
	@rm requirements.new && mv requirements.both requirements.txt

clean:
	@rm -rf _build node_modules $(VENV) *.egg-info
