package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestProgress(t *testing.T) {
	name := filepath.Join(t.TempDir(), "survey.csv")
	if err := os.WriteFile(name, make([]byte, 1000), 0o644); err != nil {
		t.Fatal(err)
	}
	var screen bytes.Buffer
	d := &desk{World: World{ErrTerminal: func() bool { return true }}, bare: &screen}
	p := d.watch([]string{name}, false)
	p.timer.Stop() // the test says when it is time
	p.sink()(500)
	if screen.Len() > 0 {
		t.Errorf("shown too early: %q", screen.String())
	}
	p.show()
	if !strings.Contains(screen.String(), "reading  50%") {
		t.Errorf("shown: %q", screen.String())
	}
	p.end()
	after := screen.Len()
	p.sink()(500)
	p.show()
	if screen.Len() != after {
		t.Errorf("shown after the end: %q", screen.String()[after:])
	}
}

func TestNoProgress(t *testing.T) {
	check := func(terminal, quiet bool) {
		t.Helper()
		d := &desk{World: World{ErrTerminal: func() bool { return terminal }}}
		p := d.watch(nil, quiet)
		p.end()
		if p != nil || p.sink() != nil {
			t.Errorf("terminal %v, quiet %v: there is a progress", terminal, quiet)
		}
	}
	check(false, false)
	check(true, true)
}
