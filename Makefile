# `make run` and `make test` need python3 with pip, and nothing else.

VENV := .venv
PYTHON := $(VENV)/bin/python
# A virtual environment without pip inside needs no package but python3; pip installs from outside.
PIP := python3 -m pip --python $(PYTHON) --disable-pip-version-check --quiet
APT := $(shell cat tests/desktop/packages.txt 2>/dev/null)

.PHONY: run demo test check deep bench soak screenshots generated messages icons clean

run: $(VENV)/run
	$(VENV)/bin/deskbreak run

demo: $(VENV)/run
	$(VENV)/bin/deskbreak demo

test: check
	$(PYTHON) -m pytest

check: $(VENV)/dev desktop-packages
	$(VENV)/bin/ruff check
	$(VENV)/bin/ruff format --check
	$(VENV)/bin/mypy --platform linux
	$(VENV)/bin/mypy --platform win32 deskbreak
	$(VENV)/bin/mypy --platform darwin deskbreak

# Random days by the million: minutes, not for every change.
deep: $(VENV)/dev
	$(PYTHON) -m pytest --timeout=0 --hypothesis-profile=deep tests/core/test_engine_invariants.py

bench: $(VENV)/dev
	$(PYTHON) -m benchmarks

soak: $(VENV)/dev
	$(PYTHON) -m tests.soak --kills 500

screenshots: $(VENV)/dev desktop-packages
	$(PYTHON) -m pytest tests/desktop/test_first_reminder.py
	mkdir -p docs/screenshots
	cp tests/desktop/kept/reminder.png tests/desktop/kept/menu.png docs/screenshots/
	$(PYTHON) -m tests.windows.pictures docs/screenshots/guide
	$(PYTHON) -m deskbreak movements standing-ql-stretch --gif docs/screenshots/standing-ql-stretch.gif
	$(PYTHON) -m deskbreak movements standing-ql-stretch --dark --gif docs/screenshots/standing-ql-stretch-dark.gif

generated: $(VENV)/dev
	$(PYTHON) -m deskbreak.settings.generate > config/settings.toml
	$(PYTHON) -m deskbreak.settings.page > docs/settings.md
	$(PYTHON) -m deskbreak.cli.page > docs/commands.md
	$(PYTHON) -m tests.core.transitions > docs/transitions.md
	$(PYTHON) -m deskbreak.sounds.generate

# The catalogues of what is said: `make messages NEW=fr` begins a new one. docs/translating.md has the rest.
messages: $(VENV)/dev
	$(PYTHON) -m tests.messages $(NEW)

icons: $(VENV)/run
	$(PYTHON) -m deskbreak.tray_drawing
	for size in 16 24 32 48 64 128 256; do \
	  rsvg-convert -w $$size -h $$size icons/deskbreak.svg -o icons/deskbreak-$$size.png || exit 1; done

clean:
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis tests/desktop/kept tests/desktop/unpacked

$(VENV)/bin/python:
	python3 -m venv --without-pip $(VENV)

$(VENV)/run: $(VENV)/bin/python pyproject.toml constraints.txt
	$(PIP) install --constraint constraints.txt --editable '.[window]'
	touch $@

$(VENV)/dev: $(VENV)/run
	$(PIP) install --constraint constraints.txt --editable '.[dev]'
	touch $@

# The desktop that the tests bring up: installed where we may, named where we may not. PulseAudio is unpacked only:
# installed, it would drive out parts of the PipeWire of whoever works here.
UNPACKED := tests/desktop/unpacked
.PHONY: desktop-packages
desktop-packages:
	@missing=""; for package in $(APT); do \
	  dpkg-query -W -f '$${Status}' $$package 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$package"; done; \
	if [ -n "$$missing" ]; then \
	  if [ "$$(id -u)" = 0 ]; then \
	    apt-get -q update && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $$missing; \
	  else echo "For the tests on a real desktop: sudo apt-get install --no-install-recommends$$missing"; fi; fi
	@command -v pulseaudio > /dev/null || test -x $(UNPACKED)/usr/bin/pulseaudio || { \
	  mkdir -p $(UNPACKED) && cd $(UNPACKED) && { apt-get -q download pulseaudio || { apt-get -q update && apt-get -q download pulseaudio; }; } && dpkg-deb -x pulseaudio_*.deb . ; } || \
	  echo "There is no PulseAudio to be had: its tests are left out"
