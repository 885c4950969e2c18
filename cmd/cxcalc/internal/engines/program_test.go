// Package engines_test holds the program against running databases: that they give the answers of files, or an error.
package engines_test

import (
	"bytes"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/cxcalc/cxcalc/cmd/cxcalc/internal/cli"
)

// root is the folder of the project, seen from here.
const root = "../../../.."

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"cxcalc": func() { os.Exit(cli.Main(os.Args[1:], cli.System("test"))) },
	})
}

// An ending is how a run of the program ended.
type ending struct {
	out, err string
	status   int
}

// inside runs the program within this process, at a set time and without settings. The program ignores SIGPIPE, which processes
// that later tests start would inherit.
func inside(args ...string) ending {
	var out, err bytes.Buffer
	defer func() {
		handled := make(chan os.Signal, 1)
		signal.Notify(handled, syscall.SIGPIPE)
		signal.Stop(handled)
	}()
	status := cli.Main(args, cli.World{
		Version: "test", In: strings.NewReader(""), Out: &out, Err: &err,
		Getenv:  func(name string) string { return map[string]string{"CXCALC_NO_CONFIG": "1"}[name] },
		Environ: func() []string { return nil }, OutWidth: func() int { return 0 }, ErrTerminal: func() bool { return false },
		Now: func() time.Time { return time.Date(2026, 7, 15, 12, 0, 0, 0, time.UTC) }, Exit: func(int) {},
	})
	return ending{out.String(), err.String(), status}
}
