# make serve      set up and serve the site on http://127.0.0.1:8000 (PORT=8001), each page as it is when you look at it
# make build      set up and write site/, whole or not at all
# make write      the same with the page to write on in it, whose runtime it fetches first
# make check      say everything that is wrong in content and data; nothing is built
# make fix        repair what can be repaired safely, and say what was done
# make test       set up, the browser too, and run the tests
# make test-all   the same, every page in every browser setting, and long generated runs
# make lint       look at the code without running it: ruff and mypy, which make test does as well
# make preview    set up and write preview/, with drafts in it, to be opened without a server
# make new        ask what is to be published, and write its file (FROM=file.docx: from a Word file)
# make takeover   make this the site of another partnership: asks who they are (ANSWERS=file.yml)
# make hook       let git run the check before each commit on this computer
# make report     list what must be looked at again: pages, contacts, figures
# make ledger     record the permanent ids of new pages
# make search-eval   ask the search box a list of questions (QUERIES=file.tsv, JSON=1; BESIDE=1: Material's search and Pagefind as well)
# make identify-eval try the checks for details of a person on the kept spellings (DETAILS=a.tsv ORDINARY=b.tsv, JSON=1)
# make search-bench  measure the search on generated sites, beside Material's own (SIZES="100 1000")
# make bench      measure how generated sites are built and checked, beside stock Material (SIZES="100 1000", BASE=commit)
# make preview-bench measure how soon a browser shows what was saved, beside mkdocs serve (SIZES="0 1000")
# make accessibility try every page with axe, and record it for the accessibility statement (ONCE=1: each page in one setting)
# make messages   write the guide's page of every message anew
# make pictures   take the pictures of the officer's guide anew
# make lock       renew the locked dependencies
# make clean      remove what the others made

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
# -P: no file that lies in the root is taken for a module. What is installed has the hash of its lock, and so has what
# builds the one package that is published as source only: pip would fetch the newest setuptools for it, unasked.
PIP := $(RUN) -P -m pip install --quiet --disable-pip-version-check
LOCKED := $(PIP) --require-hashes --no-build-isolation --use-pep517
# Python for browsers, by the hashes of its lock, and PyYAML made of its sources without what is compiled: with them, a build
# has the page to write on.
RUNTIME := runtime/node_modules/.ready
.DEFAULT_GOAL := serve
.PHONY: serve build write check fix preview new takeover report messages hook lint test test-all ledger accessibility pictures identify-eval search-eval search-bench bench preview-bench lock clean

serve build check fix preview new report messages ledger: $(VENV)/.site
	@$(RUN) hooks/commands.py $@ $(if $(filter new,$@),$(if $(FROM),--from "$$FROM"))

write: $(VENV)/.site $(RUNTIME)
	@$(RUN) hooks/commands.py build

hook: $(VENV)/.site
	@git config core.hooksPath tools/git-hooks
	@echo "From now on git commit runs make check first. To end that: git config --unset core.hooksPath"

takeover: $(VENV)/.site
	@$(RUN) hooks/commands.py $@ $(if $(ANSWERS),--answers "$(ANSWERS)")

test: $(VENV)/.test $(RUNTIME) lint
	@$(RUN) tools/find_browser.py
	@$(RUN) -m pytest -n 2 --dist loadfile --no-loadscope-reorder -m "not exhaustive" $(PYTEST)

test-all: $(VENV)/.test $(RUNTIME) lint
	@$(RUN) tools/find_browser.py
	@$(RUN) -m pytest -n 2 --dist loadfile --no-loadscope-reorder $(PYTEST)

lint: $(VENV)/.test
	@$(RUN) -P -m ruff check --quiet
	@$(RUN) -P -m mypy --no-error-summary

accessibility: $(VENV)/.test
	@$(RUN) tools/find_browser.py
	@PYTHONPATH=hooks:tests $(RUN) tools/accessibility.py $(if $(ONCE),--once)

pictures: $(VENV)/.test
	@$(RUN) tools/find_browser.py
	@PYTHONPATH=hooks:tests $(RUN) tools/take_pictures.py

identify-eval: $(VENV)/.test
	@PYTHONPATH=hooks $(RUN) tools/identify_eval.py $(if $(DETAILS),--details '$(DETAILS)') $(if $(ORDINARY),--ordinary '$(ORDINARY)') $(if $(JSON),--json)

search-eval: $(VENV)/.test
	@$(RUN) tools/find_browser.py >&2
	@PYTHONPATH=hooks:tests $(RUN) tools/$(if $(BESIDE),search_beside,search_eval).py $(if $(QUERIES),'$(QUERIES)') $(if $(JSON),--json)

search-bench: $(VENV)/.test
	@$(RUN) tools/find_browser.py
	@PYTHONPATH=hooks:tests $(RUN) tools/search_bench.py $(SIZES)

bench: $(VENV)/.test
	@PYTHONPATH=hooks:tests $(RUN) tools/bench.py $(SIZES) $(if $(BASE),--base "$(BASE)")

preview-bench: $(VENV)/.test
	@$(RUN) tools/find_browser.py
	@PYTHONPATH=hooks:tests $(RUN) tools/preview_bench.py $(SIZES)

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "This needs Python 3.11 or newer; $(PYTHON) is " + sys.version.split()[0] + ". Install a newer one, or name it: make PYTHON=python3.12")'
	@$(PYTHON) -P -m venv $(VENV)

$(VENV)/.build: requirements-build.txt | $(VENV)/bin/python
	@$(LOCKED) --only-binary :all: -r requirements-build.txt
	@touch $@

$(VENV)/.site: requirements.txt $(VENV)/.build
	@$(LOCKED) -r requirements.txt
	@touch $@

$(VENV)/.test: requirements-test.txt $(VENV)/.build
	@$(LOCKED) -r requirements-test.txt
	@touch $@

$(RUNTIME): runtime/package.json runtime/package-lock.json requirements-node.txt requirements.txt | $(VENV)/.build
	@command -v npm >/dev/null || $(LOCKED) --only-binary :all: -r requirements-node.txt
	@PATH="$$PATH:$(CURDIR)/$(VENV)/bin" npm ci --prefix runtime --ignore-scripts --no-audit --no-fund --silent
	@sed -n '/^pyyaml==/,/[^\]$$/p' requirements.txt > runtime/node_modules/pyyaml.txt
	@PYYAML_FORCE_LIBYAML=0 $(LOCKED) --no-deps --no-binary pyyaml --target runtime/node_modules/pyyaml -r runtime/node_modules/pyyaml.txt
	@touch $@

# One lock serves Python 3.11 to 3.14 on every system: versions and hashes, no addresses.
lock: | $(VENV)/bin/python
	@$(PIP) uv
	$(RUN) -P -m uv pip compile --group build --quiet --universal --python-version 3.11.0 --generate-hashes --no-annotate --no-header --upgrade -o requirements-build.txt
	$(RUN) -P -m uv pip compile --group node --quiet --universal --python-version 3.11.0 --generate-hashes --no-annotate --no-header --upgrade -o requirements-node.txt
	$(RUN) -P -m uv pip compile pyproject.toml --quiet --universal --python-version 3.11.0 --generate-hashes --no-annotate --no-header --upgrade -o requirements.txt
	$(RUN) -P -m uv pip compile pyproject.toml --extra test --quiet --universal --python-version 3.11.0 --generate-hashes --no-annotate --no-header -c requirements.txt -o requirements-test.txt

clean:
	rm -rf $(VENV) runtime/node_modules site .site-* preview .preview-* report .report-* .pytest_cache .mypy_cache .ruff_cache
