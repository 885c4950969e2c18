package main_test

import (
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/cxcalc/cxcalc/cmd/cxcalc/internal/cli"
)

// Tests run this binary under the name cxcalc, so that the race detector and the measuring of coverage see the program too.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"cxcalc": func() { os.Exit(cli.Main(os.Args[1:], cli.System("test"))) },
	})
}

// forWholeRun leaves a test to the run without -short: it runs the program hundreds of times in ways that need no race
// detector, which would make minutes of it.
func forWholeRun(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("many runs, which go test ./... does without the detector")
	}
}

// inTurn is how many pairs of metric and sample share one run of tests that walk them all, as TestRecorded does: every eighth
// is seen, and every 24th with the race detector, where all would take minutes.
func inTurn() int {
	if testing.Short() {
		return 24
	}
	return 8
}
