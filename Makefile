# make serve      set up, build and serve the site on http://127.0.0.1:8000, rebuilt on every change
# make build      set up and write site/, whole or not at all
# make test       set up, the browser too, and run the tests
# make test-all   the same, and every page in every browser setting
# make ledger     record the permanent ids of new pages
# make search-eval   ask the search box a list of questions (QUERIES=file.tsv, JSON=1)
# make search-bench  measure the search on generated sites, beside Material's own (SIZES="100 1000")
# make lock       renew the locked dependencies
# make clean      remove what the others made

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
.DEFAULT_GOAL := serve
.PHONY: serve build test test-all ledger lock clean search-eval search-bench

serve build ledger: $(VENV)/.site
	@$(RUN) hooks/commands.py $@

test: $(VENV)/.test
	@$(RUN) tests/find_browser.py
	@$(RUN) -m pytest -m "not exhaustive" $(PYTEST)

test-all: $(VENV)/.test
	@$(RUN) tests/find_browser.py
	@$(RUN) -m pytest $(PYTEST)

search-eval: $(VENV)/.test
	@$(RUN) tests/search_eval.py $(QUERIES) $(if $(JSON),--json)

search-bench: $(VENV)/.test
	@$(RUN) tests/search_bench.py $(SIZES)

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "This needs Python 3.11 or newer; $(PYTHON) is " + sys.version.split()[0] + ". Install a newer one, or name it: make PYTHON=python3.12")'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.site: requirements.txt | $(VENV)/bin/python
	@$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.test: requirements-test.txt | $(VENV)/bin/python
	@$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.txt
	@touch $@

# One lock serves Python 3.11 to 3.14 on every system: versions and hashes, no addresses.
lock: | $(VENV)/bin/python
	@$(RUN) -m pip install --quiet --disable-pip-version-check uv
	$(RUN) -m uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --upgrade -o requirements.txt
	$(RUN) -m uv pip compile pyproject.toml --extra test --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header -c requirements.txt -o requirements-test.txt

clean:
	rm -rf $(VENV) site .site-new .site-old .pytest_cache
