# Kasane. `make` alone prints this list; every command may be given at any time and repeated.
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.PHONY: help run test build bootstrap check lint format bench fuzz endurance rebaseline \
        check-sanitized fresh-check clean

# Where `make run` keeps its town and where it listens:  make run LISTEN=0.0.0.0:8080
DATA ?= data/tatsuno
LISTEN ?= 127.0.0.1:8080

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | \
		while IFS="$$(printf '\t')" read -r name says; do printf '  make %-16s %s\n' "$$name" "$$says"; done

run: build ## set everything up, build, load a fictional town, serve it (prints how to sign in)
	@tools/run_demonstration $(DATA) $(LISTEN)

test: build ## set everything up, build, run every check and test
	@tools/run_tests

bootstrap: ## install the Debian and npm packages that are missing
	@tools/bootstrap

build: bootstrap ## build the program, its tests and its assets into build/
	@tools/build

check: build ## tidy, privacy, law, states, format and lint, without running a test
	@tools/check

lint: build ## clang-tidy over what differs from the main branch
	@tools/lint.py

format: bootstrap ## bring every C++ file into the house format
	@git ls-files --cached --others --exclude-standard -- 'src/*.[ch]pp' 'tests/*.[ch]pp' | \
		xargs --no-run-if-empty clang-format-19 -i

bench: build ## measure the budgets: one BENCH line each (a quarter of an hour the first time)
	@tools/build kasane_bench
	@build/kasane_bench

fuzz: ## feed every parser with broken input for a minute each
	@tools/fuzz

endurance: build ## random acts on both engines, 50 rounds (or ROUNDS=n), the seeds printed
	@KASANE_TEST_ROUNDS=$(or $(ROUNDS),50) tools/run_tests unit --filter 'SameActs.*'

rebaseline: build ## renew the golden files; look at the difference before committing it
	@KASANE_REBASELINE=1 build/kasane_tests --gtest_filter='Golden*' --gtest_brief=1
	@tools/draw_states
	@git status --short tests/golden docs/domain/states

check-sanitized: bootstrap ## the unit tests under the address, undefined behaviour and thread sanitizers
	@tools/check_sanitized

fresh-check: ## prove `make test` and `make run` in a bare Debian 12 (needs root)
	@tools/fresh_check

clean: ## remove everything that was built; data/ stays
	@rm -rf build build-*
