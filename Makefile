# One command sets up a Debian machine with Swift and runs the main job; one runs the tests.

SWIFT ?= swift
# One job a core; the link step of a release build needs about 2 GB.
RELEASE := $(SWIFT) build -c release --static-swift-stdlib -Xlinker -s --product assent
PACKAGES := build-essential ca-certificates git libgit2-dev librnp-dev libyaml-dev openssh-client pkg-config tzdata
# Tests read the calendars they write with a program that is not ours.
TEST_PACKAGES := gnupg gpgsm openssl python3 python3-icalendar jq shellcheck
PREFIX ?= /usr/local

.DEFAULT_GOAL := demo

.PHONY: demo build test packages format check benchmark install clean

## demo: set up, build the release binary and play the main job with real keys and commits
demo: build
	@.build/release/assent demo

## build: the release binary, .build/release/assent
build: packages
	$(RELEASE)

## test: set up and run every test
test: packages
	@./.ci/packages $(TEST_PACKAGES)
	$(SWIFT) test

## packages: install what is missing of Debian's packages
packages:
	@./.ci/packages $(PACKAGES)

## format: rewrite the sources in the house format
format:
	$(SWIFT) format -i -r Sources Tests Package.swift

## check: fail on anything that is not in the house format
check:
	$(SWIFT) format lint --strict -r Sources Tests Package.swift

## benchmark: measure beside the peers; see Documentation/PERFORMANCE.md
benchmark: build
	./Benchmarks/run

## install: put the release binary and `git assent` into PREFIX/bin
install: build
	install -D .build/release/assent $(DESTDIR)$(PREFIX)/bin/assent
	ln -sf assent $(DESTDIR)$(PREFIX)/bin/git-assent

clean:
	rm -rf .build
