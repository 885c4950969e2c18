// Package within runs the program within the process of a test, which many thousands of runs need.
package within

import (
	"bytes"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/cxcalc/cxcalc/cmd/cxcalc/internal/cli"
)

// Run runs the program within this process, at a set time and without settings. The folder is that of the
// test. The program ignores SIGPIPE, which processes that later tests start would inherit.
func Run(args ...string) (stdout, stderr string, status int) {
	var out, err bytes.Buffer
	defer func() {
		handled := make(chan os.Signal, 1)
		signal.Notify(handled, syscall.SIGPIPE)
		signal.Stop(handled)
	}()
	env := map[string]string{"CXCALC_NO_CONFIG": "1"}
	status = cli.Main(args, cli.World{
		Version: "test", In: strings.NewReader(""), Out: &out, Err: &err,
		Getenv: func(name string) string { return env[name] }, Environ: func() []string { return nil },
		OutWidth: func() int { return 0 }, ErrTerminal: func() bool { return false },
		Now: func() time.Time { return time.Date(2026, 7, 15, 12, 0, 0, 0, time.UTC) }, Exit: func(int) {},
	})
	return out.String(), err.String(), status
}

// Words splits a line as a shell does, as far as single quotes and backslashes go.
func Words(line string) (words []string) {
	var b strings.Builder
	quoted, some := false, false
	for i := 0; i < len(line); i++ {
		switch ch := line[i]; {
		case ch == '\'':
			quoted, some = !quoted, true
		case ch == '\\' && !quoted && i+1 < len(line):
			i++
			b.WriteByte(line[i])
		case ch == ' ' && !quoted:
			if b.Len() > 0 || some {
				words = append(words, b.String())
			}
			b.Reset()
			some = false
		default:
			b.WriteByte(ch)
		}
	}
	if b.Len() > 0 || some {
		words = append(words, b.String())
	}
	return words
}
