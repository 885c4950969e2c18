# Everything that is done to cxcalc by hand or in CI. `make help` lists it.

STATICCHECK = honnef.co/go/tools/cmd/staticcheck@v0.8.2
GORELEASER  = github.com/goreleaser/goreleaser/v2@v2.14.3
GOVULNCHECK = golang.org/x/vuln/cmd/govulncheck@v1.1.4

VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null)
LDFLAGS  = -s -w -X main.version=$(VERSION)

# The race detector needs cgo and a C compiler; without them the tests run without it.
RACE := $(shell test "$$(go env CGO_ENABLED)" = 1 && command -v "$$(go env CC)" >/dev/null && echo -race)

# Tests may take this long on a slow machine before they count as hanging.
TIMEOUT = 15m

.PHONY: help
help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "%-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: build
build: ## build bin/cxcalc
	CGO_ENABLED=0 go build -trimpath -ldflags "$(LDFLAGS)" -o bin/cxcalc ./cmd/cxcalc

.PHONY: test
test: ## run the tests
	go test -timeout 20m ./...

.PHONY: engines
engines: ## start ClickHouse and PostgreSQL for the tests, and print where they are; make engines-stop ends them
	@.ci/engines

.PHONY: engines-stop
engines-stop: ## end the databases that make engines started
	@.ci/engines stop

.PHONY: check
check: fmt vet staticcheck tidy licences test-race ## all that CI asks for

.PHONY: fmt
fmt: ## is the code formatted?
	@out=$$(gofmt -l cmd pkg) && if [ -n "$$out" ]; then echo "not formatted, run gofmt -w:"; echo "$$out"; exit 1; fi

.PHONY: vet
vet: ## go vet
	go vet ./...

.PHONY: staticcheck
staticcheck: ## staticcheck, at a pinned version
	go run $(STATICCHECK) ./...

.PHONY: tidy
tidy: ## are go.mod and go.sum tidy?
	go mod tidy -diff

.PHONY: licences
licences: ## are the licences of all modules in the program on the list?
	go run ./cmd/cxcalc/internal/licences -check

# The tests also hold the generated pages and the output in the documentation to the program. Simulations and random
# ledgers are left to `make test` or cut short here: they take many minutes with the detector.
.PHONY: test-race
test-race: ## run the tests with the race detector, where there is a C compiler
	@test -n "$(RACE)" || echo "no C compiler: the tests run without the race detector"
	go test $(RACE) -short -timeout $(TIMEOUT) ./...

.PHONY: coverage
coverage: ## print how often intervals hold the truth, by simulation
	@out=$$(go test ./pkg/... -run '^TestCoverage' -count=1 -v 2>&1); status=$$?; echo "$$out" | grep -vE '^=== |no test files|no tests to run|^(ok|PASS)'; exit $$status

KILLS ?= 1000
TORTURE_TESTS = ^(TestKilled|TestInterrupted|TestFull|TestFullDisk|TestReadOnlyFolder|TestClosedPipes|TestOutputsThatAreInputs|TestHistoryAtOnce)$$

.PHONY: torture
torture: build ## kill, interrupt and starve the program KILLS times, and print what it left
	@TORTURE=$(CURDIR)/bin/cxcalc KILLS=$(KILLS) go test ./cmd/cxcalc -run '$(TORTURE_TESTS)' -count=1 -v -timeout 2h

.PHONY: conformance
conformance: ## print how the readers stand to the test suites of other projects, which are in ../shared
	@out=$$(go test ./pkg/internal/conformance -count=1 -v 2>&1); status=$$?; echo "$$out" | grep -vE '^(===|--- PASS|PASS|ok)'; exit $$status

.PHONY: docs
docs: recorded ## renew the generated pages, the output in the documentation, and the texts of help and of formats
	go test ./pkg/render -run '^TestGoldens$$' -update
	go test ./cmd/cxcalc/internal/scripts -run '^TestScript$$/^help$$' -update
	go test ./cmd/cxcalc -run '^(TestReference|TestSettingsPage)$$' -update
	go test ./cmd/cxcalc -run '^TestPages$$' -update

SNAPSHOT = chromium --headless --no-sandbox --hide-scrollbars

.PHONY: picture
picture: build ## renew docs/report.png and docs/terminal.png: a report and a table as people see them, by chromium
	mkdir -p build && cd testdata && ../bin/cxcalc report -q -o html=../build/report.html report.yaml || test $$? = 3
	cd testdata && ../bin/cxcalc nps --by region --color always --width 92 responses.csv | sed -f ../docs/terminal.sed > ../build/terminal.html
	$(SNAPSHOT) --window-size=1040,1130 --screenshot=docs/report.png file://$(CURDIR)/build/report.html
	$(SNAPSHOT) --window-size=800,500 --screenshot=docs/terminal.png file://$(CURDIR)/build/terminal.html

.PHONY: recorded
recorded: ## renew what every metric says about every sample
	go test ./cmd/cxcalc -run '^TestRecorded$$' -update

.PHONY: bench
bench: ## run the benchmarks
	go test -run '^$$' -bench . -benchmem ./...

FUZZTIME ?= 5m
.PHONY: fuzz
fuzz: ## run every fuzz target for FUZZTIME
	@failed=0; for pkg in $$(go list ./...); do \
	  found=$$(go test -list '^Fuzz' $$pkg) || exit 1; \
	  for target in $$(echo "$$found" | grep '^Fuzz'); do \
	    echo "$$pkg $$target"; \
	    go test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) $$pkg || failed=1; done; done; exit $$failed

ROWS ?= 3000000
RUNS ?= 5
.PHONY: bench-peers
bench-peers: ## measure beside DuckDB (needs node and npm) and, where it is, Miller
	docs/bench/peers.sh $(ROWS) $(RUNS)

.PHONY: vulncheck
vulncheck: ## look for known vulnerabilities; needs the network
	go run $(GOVULNCHECK) ./...

# What packages and archives hold beside the program. SOURCE_DATE_EPOCH dates the manual pages by
# the commit, so that the same commit gives the same files.
.PHONY: release-files
release-files: export SOURCE_DATE_EPOCH = $(shell git log -1 --format=%ct)
release-files: build ## write completions, manual pages and licences to build/
	rm -rf build/completions build/man && mkdir -p build/completions
	for shell in bash zsh fish; do bin/cxcalc completion $$shell > build/completions/cxcalc.$$shell || exit 1; done
	bin/cxcalc completion powershell > build/completions/cxcalc.ps1
	bin/cxcalc man --dir build/man
	go run ./cmd/cxcalc/internal/licences > build/THIRD_PARTY_LICENSES

PLATFORMS = linux/amd64 linux/arm64 darwin/amd64 darwin/arm64 windows/amd64 windows/arm64

.PHONY: cross
cross: ## build for every platform of a release
	@for p in $(PLATFORMS); do echo $$p; \
	  CGO_ENABLED=0 GOOS=$${p%/*} GOARCH=$${p#*/} go build -trimpath -o /dev/null ./cmd/cxcalc || exit 1; done

# GoReleaser takes ten minutes to build the first time. What the machine cannot check is said, and is no failure; what it checks
# and finds wrong is one.
.PHONY: release-check
release-check: release-files cross ## can a release be made?
	@.ci/release-check $(GORELEASER)

.PHONY: clean
clean: ## remove what was built
	rm -rf bin build dist
