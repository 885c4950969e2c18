package cli

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"
)

// patience is how long a run stays silent before it shows how far it is.
const patience = time.Second

// A progress shows on a terminal how much has been read, when a run takes longer than a second. A
// nil progress shows nothing.
type progress struct {
	to    io.Writer
	total int64 // bytes of all sources, -1 where that is not known
	timer *time.Timer

	mu     sync.Mutex
	read   int64
	line   string // what stands on the terminal
	showed bool
	ended  bool
}

// watch begins to watch the reading of sources, where standard error is a terminal.
func (d *desk) watch(sources []string, quiet bool) *progress {
	if quiet || !d.ErrTerminal() {
		return nil
	}
	p := &progress{to: d.bare, total: totalSize(sources)}
	p.timer = time.AfterFunc(patience, p.show)
	return p
}

// show lets the bar appear.
func (p *progress) show() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.showed = !p.ended
	p.draw()
}

// totalSize returns the bytes of all sources, or -1 when one of them has no size.
func totalSize(sources []string) int64 {
	var total int64
	for _, name := range sources {
		info, err := os.Stat(name)
		if err != nil || !info.Mode().IsRegular() {
			return -1
		}
		total += info.Size()
	}
	return total
}

// sink returns what the sources tell how much they read; nil when nobody wants to know.
func (p *progress) sink() func(bytes int) {
	if p == nil {
		return nil
	}
	return func(bytes int) {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.read += int64(bytes)
		p.draw()
	}
}

// barWidth is the number of columns of the bar.
const barWidth = 30

// draw brings the line up to date where it has changed. An error of the terminal is no error of the run. A library for
// it would bring net/http into the program.
func (p *progress) draw() {
	if !p.showed || p.ended {
		return
	}
	line := fmt.Sprintf("reading %d MB", p.read>>20)
	if p.total > 0 {
		percent := int(min(100*p.read/p.total, 100))
		done := barWidth * percent / 100
		line = fmt.Sprintf("reading %3d%% |%s%s|", percent, strings.Repeat("█", done), strings.Repeat(" ", barWidth-done))
	}
	if line != p.line {
		p.line = line
		fmt.Fprint(p.to, "\r", line)
	}
}

// end takes the bar away.
func (p *progress) end() {
	if p == nil {
		return
	}
	p.timer.Stop()
	p.mu.Lock()
	defer p.mu.Unlock()
	p.ended = true
	if p.line != "" {
		fmt.Fprint(p.to, "\r\x1b[2K")
	}
}
