// Package cli is the desk of cxcalc: it takes the command line, settles the flags, lets the
// packages below do the work, and turns outcomes into words and exit statuses. It is the only
// place that knows cobra, viper, the environment and the streams of the process.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/cxcalc/cxcalc/cmd/cxcalc/internal/whole"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/render"
	"github.com/cxcalc/cxcalc/pkg/smallfile"
	"github.com/cxcalc/cxcalc/pkg/visible"
)

// The exit statuses.
const (
	statusDone        = 0
	statusFailed      = 1
	statusUsage       = 2
	statusMissed      = 3
	statusInterrupted = 130
	statusTerminated  = 143
)

// A World is what the program knows of its surroundings.
type World struct {
	Version string
	In      io.Reader
	Out     io.Writer
	Err     io.Writer
	Getenv  func(string) string
	Environ func() []string
	// OutWidth is the width of the terminal that Out is, in columns, or 0 when it is none.
	OutWidth func() int
	// OutHeight is its height in lines.
	OutHeight func() int
	// Page shows a text in a pager, by its command; nil for never. It is false where there is no such command.
	Page func(command string, text []byte) bool
	// ErrWidth is the width of the terminal that Err is; nil where nothing is broken into lines.
	ErrWidth func() int
	// ErrTerminal tells whether Err is a terminal.
	ErrTerminal func() bool
	// Now is the time of day; nil when it does not matter.
	Now func() time.Time
	// Exit ends the process at once; only a second thought after a signal calls it.
	Exit func(int)
}

// System is the world of the running process.
func System(version string) World {
	return World{
		Version: version, In: os.Stdin, Out: os.Stdout, Err: os.Stderr,
		Getenv: os.Getenv, Environ: os.Environ, Exit: os.Exit, Now: time.Now, Page: page,
		ErrTerminal: func() bool { return term.IsTerminal(int(os.Stderr.Fd())) },
		ErrWidth:    func() int { return columns(os.Stderr) },
		OutWidth:    func() int { return columns(os.Stdout) },
		OutHeight: func() int {
			if _, height, err := term.GetSize(int(os.Stdout.Fd())); err == nil && height > 0 {
				return height
			}
			return 24
		},
	}
}

// columns is the width of the terminal that a stream is, or 0 when it is none.
func columns(stream *os.File) int {
	if !term.IsTerminal(int(stream.Fd())) {
		return 0
	}
	if width, _, err := term.GetSize(int(stream.Fd())); err == nil && width > 0 {
		return width
	}
	return 80
}

// grace is how long a run may take to stop by itself after a signal. A read that waits for a
// terminal or a pipe does not stop by itself.
const grace = 200 * time.Millisecond

// Main runs the command line and returns the exit status. What it says on standard error goes through one place, which
// makes visible what the names and texts in it could do to a terminal.
func Main(args []string, w World) (status int) {
	bare := w.Err
	w.Err = render.Folded(visible.Writer(bare), w.errWidth(), toCopy)
	whole.KeepRunning()
	interrupted, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	ctx, stop := signal.NotifyContext(interrupted, syscall.SIGTERM)
	defer stop()
	signalled := func() int {
		if interrupted.Err() != nil {
			return statusInterrupted
		}
		return statusTerminated
	}
	files, paging, paged := new(whole.Drafts), new(atomic.Bool), new(atomic.Bool)
	defer context.AfterFunc(ctx, func() {
		paged.Store(paging.Load() && interrupted.Err() != nil)
		if time.Sleep(grace); paging.Load() || paged.Load() {
			return // the pager has the terminal, and knows what the signal means
		}
		files.End()
		w.Exit(signalled())
	})()
	defer func() {
		if broken := recover(); broken != nil {
			files.End()
			fmt.Fprintf(w.Err, "cxcalc: internal error: %v\n", broken)
			bare.Write(debug.Stack())
			status = statusFailed
		}
	}()
	out := &outlet{to: w.Out}
	w.Out = out
	args, passwords := conceal(args)
	d := &desk{World: w, bare: bare, args: args, passwords: passwords, files: files, paging: paging, offered: everything()}
	d.Err = d.plainly(d.Err)
	err := d.root().ExecuteContext(ctx)
	if ctx.Err() != nil && !paged.Load() {
		files.End()
		return signalled()
	}
	return d.report(out.judge(err))
}

// errWidth is how wide lines of standard error may be, 0 for any width.
func (w World) errWidth() int {
	if w.ErrWidth == nil {
		return 0
	}
	return w.ErrWidth()
}

// toCopy tells whether a line of standard error is there to be copied, and so stays whole.
func toCopy(line string) bool { return strings.HasPrefix(line, "cxcalc: hint: ") }

type desk struct {
	World
	bare io.Writer // Err as it is, for what moves the cursor
	args []string
	// passwords of databases, by their addresses up to the path; no word of args has them.
	passwords  map[string]string
	statements []string // that databases were sent, in the order of sending
	files      *whole.Drafts
	paging     *atomic.Bool // a pager has the terminal
	drawer     smallfile.Drawer
	moment     *dates.Instant // of the run; nil until somebody asks
	offered    shelf
	listed     []*cobra.Command // the commands in the order of help
	obeyed     []output         // those that say how the run ended, until they are written
}

// errMissed says that the work is done and a threshold was missed, errTold that it failed and why was told.
var (
	errMissed = errors.New("a threshold was missed")
	errTold   = errors.New("a question has no answer")
)

// report prints an error and returns the status for it.
func (d *desk) report(err error) int {
	if err == nil {
		return statusDone
	}
	if errors.Is(err, errMissed) {
		return statusMissed
	}
	if errors.Is(err, errTold) {
		return statusFailed
	}
	d.fail(err)
	return d.tell("", err)
}

// tell prints an error and what to do about it, and returns its status.
func (d *desk) tell(whose string, err error) int {
	text, hints, status := d.explainError(err)
	fmt.Fprintf(d.Err, "cxcalc: %s%s\n", whose, strings.TrimRight(text, "\n"))
	for _, found := range foundBefore(err) {
		fmt.Fprintf(d.Err, "cxcalc: note: %s\n", visible.Text(found))
	}
	for _, hint := range hints {
		fmt.Fprintf(d.Err, "cxcalc: hint: %s\n", visible.Text(hint))
	}
	return status
}
