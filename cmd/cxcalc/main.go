// Command cxcalc computes customer-experience metrics from survey exports.
package main

import (
	"os"
	_ "time/tzdata" // zones for --tz where the machine has none

	"github.com/cxcalc/cxcalc/cmd/cxcalc/internal/cli"
)

// version is set when a release is built.
var version = ""

func main() {
	os.Exit(cli.Main(os.Args[1:], cli.System(version)))
}
