# The front door. Each target is one line over a script, so that a script can be run by hand as well.
JOBS ?= $(shell nproc)
PORT ?= 8080
DATA ?= var/demo
SECONDS ?= 60
export JOBS

.PHONY: help run test build bench check fuzz mutants crash screens coverage format clean
help:
	@echo "make run      build, make the demonstration authority if there is none, serve it at http://127.0.0.1:$(PORT)"
	@echo "make test     every test: unit tests on SQLite and PostgreSQL, the checkers, the browser"
	@echo "make build    the optimised program: build/hearth"
	@echo "make check    format, layers, privacy manifest, hosts, file length, coverage list (TIDY=1: names too)"
	@echo "make bench    the figures, with CPU for each request"
	@echo "make crash    kills the server under load for SECONDS=$(SECONDS): is anything acknowledged lost?"
	@echo "make fuzz     property tests at full size, then each fuzzer for SECONDS=$(SECONDS)"
	@echo "make mutants  breaks the access code in 30 ways, one at a time: do its tests notice? (JOBS=1: some 10 minutes)"
	@echo "make screens  screenshots of the main pages into docs/screenshots"
	@echo "make coverage writes docs/coverage.csv;  make format  formats the C++;  make clean  removes build/"

run: build
	@build/hearth demo --if-missing --data $(DATA)
	@exec build/hearth serve --data $(DATA) --port $(PORT)

build:
	@scripts/setup build
	@scripts/build hearth

test:
	@scripts/test

check:
	@scripts/setup check
	@scripts/check

bench: build
	@scripts/bench

crash:
	@scripts/setup test
	@scripts/crash --seconds $(SECONDS)

fuzz:
	@scripts/setup fuzz
	@scripts/fuzz $(SECONDS)

mutants:
	@scripts/setup build
	@JOBS=1 tests/access/mutants

screens: build
	@scripts/setup test
	@scripts/screens

coverage:
	@scripts/setup test
	@scripts/coverage

format:
	@scripts/setup check
	@scripts/format

clean:
	rm -rf build
