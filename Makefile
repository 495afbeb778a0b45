# One command sets up a Debian machine with Swift and runs the main job; one runs the tests.

SWIFT ?= swift
# One job a core; the link step of a release build needs about 2 GB.
RELEASE := $(SWIFT) build -c release --static-swift-stdlib -Xlinker -s --product assent
PACKAGES := build-essential ca-certificates git libgit2-dev librnp-dev libsqlite3-dev libxlsxwriter-dev libyaml-dev openssh-client pkg-config tzdata zlib1g-dev
# Tests read what they write with programs that are not ours: Debian's, and those of .ci/judges.txt.
TEST_PACKAGES := chromium gnupg gpgsm jq libxml2-utils mandoc openssl postgresql python3 python3-icalendar python3-jsonschema python3-ruamel.yaml python3-venv shellcheck sqlite3
PREFIX ?= /usr/local

.DEFAULT_GOAL := demo

.PHONY: demo build test packages format check benchmark package install clean

## demo: set up, build the release binary and play the main job with real keys and commits
demo: build
	@.build/release/assent demo

## build: the release binary, .build/release/assent
build: packages
	$(RELEASE)

## test: set up and run every test
test: packages
	@./.ci/packages $(TEST_PACKAGES)
	@./.ci/judges
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

## package: a tarball and a Debian package of the release binary, in .build/packages
package: build
	./Integrations/packages/package

## install: put the release binary, `git assent`, the manual and completions below PREFIX
install: build
	./Integrations/packages/install .build/release/assent "$(DESTDIR)" "$(PREFIX)"

clean:
	rm -rf .build
