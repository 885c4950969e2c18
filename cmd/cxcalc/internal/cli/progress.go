package cli

import (
	"os"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
)

// patience is how long a run stays silent before it shows how far it is.
const patience = time.Second

// A progress shows on a terminal how much has been read, when a run takes longer than a second. A
// nil progress shows nothing.
type progress struct {
	bar   *progressbar.ProgressBar
	timer *time.Timer

	mu     sync.Mutex
	read   int64
	showed bool
	ended  bool
}

// watch begins to watch the reading of sources, where standard error is a terminal.
func (d *desk) watch(sources []string, quiet bool) *progress {
	if quiet || !d.ErrTerminal() {
		return nil
	}
	p := &progress{bar: progressbar.NewOptions64(totalSize(sources),
		progressbar.OptionSetWriter(d.Err), progressbar.OptionSetDescription("reading"),
		progressbar.OptionSetWidth(30), progressbar.OptionSetPredictTime(false), progressbar.OptionSetElapsedTime(false),
		progressbar.OptionClearOnFinish(), progressbar.OptionThrottle(100*time.Millisecond))}
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

// draw brings the bar up to date. An error of the terminal is no error of the run.
func (p *progress) draw() {
	if p.showed && !p.ended {
		_ = p.bar.Set64(p.read)
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
	if p.showed {
		_ = p.bar.Clear()
	}
}
