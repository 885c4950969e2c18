package answers_test

import (
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/render"
)

// A gauge passes bytes on, and now and then notes the most memory that was in use.
type gauge struct {
	from  io.Reader
	bytes int // until it looks again
	most  uint64
}

func (g *gauge) Read(b []byte) (int, error) {
	n, err := g.from.Read(b)
	g.look(n, err == io.EOF)
	return n, err
}

func (g *gauge) Write(b []byte) (int, error) {
	g.look(len(b), false)
	return len(b), nil
}

func (g *gauge) look(n int, now bool) {
	if g.bytes -= n; g.bytes <= 0 || now {
		g.most, g.bytes = max(g.most, inUse()), 8<<20
	}
}

func inUse() uint64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// A group is a few counts and a name, while rows are read and while the document is written. With the garbage that
// the program allows, a quarter of it, that stays well below 400 bytes each.
func TestMemoryOfGroups(t *testing.T) {
	if testing.Short() {
		t.Skip("the race detector takes memory of its own")
	}
	const groups = 60_000
	var text strings.Builder
	text.WriteString("who,score,\n")
	for i := range groups {
		fmt.Fprintf(&text, "g%07d,%d,%s\n", i, i%11, strings.Repeat("x", 100)) // so many bytes that few batches wait
	}
	document(t, request(t, "nps", file(t, "few.csv", "who,score\na,9\n"))) // reads words and layouts, which are no group's
	before := inUse()
	check := func(doing string, allowed int64, g *gauge) {
		t.Helper()
		each := (int64(g.most) - int64(before)) / groups
		t.Logf("%d bytes a group while %s", each, doing)
		if each > allowed {
			t.Errorf("%d bytes a group while %s, more than %d", each, doing, allowed)
		}
	}
	in := &gauge{from: strings.NewReader(text.String())}
	r := request(t, "nps", "-")
	r.By, r.MaxGroups, r.Dataset.Stdin = []string{"who"}, groups, in
	d := document(t, r)
	check("rows are read", 270, in)
	for _, f := range render.Formats() {
		if f.Text || f.Name == "tsv" {
			continue // a table has to know the widths of its columns
		}
		out := new(gauge)
		if err := f.Write(out, d, render.Options{}); err != nil {
			t.Fatal(err)
		}
		check("writing "+f.Name, 195, out)
	}
}
