# SuiKao. `make help` lists the targets.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

UI      := web/ui
DIST    := web/dist/portal.html
SOURCES := $(shell find $(UI)/src $(UI)/public $(UI)/*.html $(UI)/*.ts -type f 2>/dev/null)
VERSION := $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)
LDFLAGS := -s -w -X main.version=$(VERSION)

help: ## list the targets
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort | awk -F'\t' '{printf "  %-22s %s\n", $$1, $$2}'

$(UI)/node_modules/.package-lock.json: $(UI)/package-lock.json
	@command -v npm >/dev/null || { echo "Node.js 20 or newer with npm is needed"; exit 1; }
	cd $(UI) && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund --loglevel=error
	@touch $@

$(DIST): $(UI)/node_modules/.package-lock.json $(SOURCES)
	cd $(UI) && npm run --silent build
	@touch $@

web: $(DIST) ## build the pages into web/dist

# SIMD=1 builds with Go's experimental vector instructions (amd64): faces are found in half the time.
build: web ## build bin/suikao with the pages inside
	CGO_ENABLED=0 $(if $(SIMD),GOEXPERIMENT=simd) go build -trimpath -ldflags '$(LDFLAGS)' -o bin/suikao ./cmd/suikao

run: build ## build and serve on loopback: SQLite, no services, demo data in an empty folder (DEMO=0: none)
	./bin/suikao serve

generate: ## write the generated files: openapi.yaml, the pages' API client and socket types
	go run ./cmd/suikao openapi > web/api/openapi.yaml.tmp && mv web/api/openapi.yaml.tmp web/api/openapi.yaml
	go run ./cmd/suikao openapi --wire > $(UI)/src/core/wire.gen.ts.tmp && mv $(UI)/src/core/wire.gen.ts.tmp $(UI)/src/core/wire.gen.ts
	cd $(UI) && npm run --silent gen:api

setup: ## install what the tests need from Debian (root or sudo), or say what is missing
	@deploy/dev/setup

test: setup web ## Go tests with the race detector, UI unit tests, browser tests; ends with the counts
	@deploy/dev/test go ui browser

test-go: setup ## Go tests with the race detector
	@deploy/dev/test go

test-ui: $(UI)/node_modules/.package-lock.json ## UI unit tests
	@deploy/dev/test ui

e2e: setup build ## browser tests against the built program
	@deploy/dev/test browser

check: $(UI)/node_modules/.package-lock.json ## format, vet, lints, import table, generated files, TypeScript, eslint, vulnerabilities
	@deploy/dev/check

check-fast: $(UI)/node_modules/.package-lock.json ## the fast parts of check
	@deploy/dev/check fast

model: ## search the model of the journal and of fencing within the large bounds (about 3 minutes)
	SUIKAO_MODEL=full go test ./exam -run 'TestNoStoryBreaksThePromises|TestTheClassicMistakesAreSeen' -v -timeout 30m

SEEDS    ?= 1
SEED     ?= 1
TOPOLOGY ?= single
chaos: build ## harm an installation while robots sit papers, then check every promise (SEEDS=20 TOPOLOGY=both: the full set)
	@./bin/suikao chaos --seed $(SEED) --seeds $(SEEDS) --topology $(TOPOLOGY)

chaos-broken: build ## show that chaos catches a build that acknowledges before the commit, and one without the fence
	@deploy/dev/chaos-broken

bench: bench-start bench-delivery bench-delivery-10k bench-rush bench-attempt bench-delivery-sqlite bench-growth bench-soak ## all benchmarks (about an hour; MINUTES=5 shortens the soak)

bench-start: build ## cold start, first start with demo data, memory
	@./bin/suikao bench start

bench-delivery: build ## durable answers a second over 2,000 websockets, and the bare limit of the same work
	@./bin/suikao bench delivery

bench-delivery-10k: build ## 10,000 seats that answer every 8 s: latency and memory
	@./bin/suikao bench wide

bench-rush: build ## 1,000 people who press start in the same second
	@./bin/suikao bench rush

bench-attempt: build ## processor time of a whole sitting of 100 answers
	@./bin/suikao bench attempt

bench-papers: build ## how alike drawn papers are, how evenly the bank is used, and what a paper costs, beside a plain random draw
	@./bin/suikao bench papers
	@./bin/suikao bench papers-db

bench-permits: build ## verifying, signing and issuing permits, the status list of ten million, the public check among PERMITS (1000000), how soon others are told
	@./bin/suikao bench permits --permits $(or $(PERMITS),1000000)

bench-permits-run: build ## 10,000 approved applications issued in one run that dies and is stopped in its midst; files of 100 cards
	@./bin/suikao bench permits-run

bench-calibration: build ## how alike papers are that are drawn by estimated parameters, what the nightly estimate costs, how soon a leak is seen
	@./bin/suikao bench calibration
	@./bin/suikao bench calibration-cases

bench-import: build ## 20,000 questions from an Excel file into a bank: rows a second, peak memory
	@./bin/suikao bench import

bench-delivery-sqlite: build ## durable answers a second on SQLite
	@./bin/suikao bench delivery --db sqlite --conns 500

STREAMS ?= 200
bench-proctor: build ## STREAMS (200) cameras: ingest, recording, one viewer of all, seeing, a bare ingest beside it (SIMD=1: with the vector unit)
	@./bin/suikao bench proctor --streams $(STREAMS)

bench-door: build ## from the card on the reader to the seat number, by face and by PIN
	@./bin/suikao bench door

bench-growth: build ## 100 to 10,000 sittings as a table and a picture in exam/doc
	@./bin/suikao bench growth exam/doc

MINUTES ?= 30
bench-soak: build ## half load for MINUTES (30): memory, goroutines, files
	@./bin/suikao bench soak --minutes $(MINUTES)

bench-vision: build ## precision and recall of the server's eyes on labelled clips (needs ffmpeg; SIMD=1: with the vector unit)
	@./bin/suikao bench vision

clean: ## remove what was built
	rm -rf bin web/dist/assets web/dist/*.html

.PHONY: bench-import bench-papers bench-permits bench-permits-run bench-proctor chaos chaos-broken model help web build run generate setup test test-go test-ui e2e check check-fast bench bench-start bench-delivery bench-delivery-10k bench-rush bench-attempt bench-delivery-sqlite bench-growth bench-soak bench-vision clean
