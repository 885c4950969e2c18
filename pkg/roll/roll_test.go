package roll

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/scan"
)

func TestFolded(t *testing.T) {
	for _, same := range [][]string{
		{"C017", " c017 ", "\u00a0C017\u200b", "C017\t"}, {"42", "042", "42.0", "'0042.00", " 42."}, {"ana  pérez", "Ana Pérez"}, {"0", "00", "0.0"},
	} {
		for _, name := range same {
			if Folded(name) != Folded(same[0]) {
				t.Errorf("%q is %q, and %q is %q", name, Folded(name), same[0], Folded(same[0]))
			}
		}
	}
	for _, apart := range [][2]string{{"42", "42.5"}, {"C17", "C017"}, {"4 2", "42"}, {"1.2.0", "1.2"}, {"a.b", "ab"}} {
		if Folded(apart[0]) == Folded(apart[1]) {
			t.Errorf("%q and %q are the same", apart[0], apart[1])
		}
	}
}

// A form tells what names look like, and no name.
func TestForm(t *testing.T) {
	for name, want := range map[string]string{"C017": "A999", "ana@example.org": "aaa@aaaaaaa.aaa", "Ñandú-1": "Aaaaa-9", "": "",
		strings.Repeat("7", 40): strings.Repeat("9", 24) + "…"} {
		if got := Form(name); got != want {
			t.Errorf("%q looks like %q, want %q", name, got, want)
		}
	}
}

// saying is what one row says.
type saying struct {
	who, text string
	at        int64
}

// rolled has workers read rows, in any shares, and returns the roll.
func rolled(t *testing.T, g *Register, rows []saying, workers int, keep Keeping) (*Roll, Signed) {
	t.Helper()
	rule := g.NewSigning(dates.Writing{Layout: "unix"}, nil, nil, 1000)
	counters := make([]*Signer, workers)
	for i := range counters {
		c, err := rule.Counter(dates.Unknown, nil)
		if err != nil {
			t.Fatal(err)
		}
		counters[i] = c.(*Signer)
		counters[i].Begin(pass.Feed{Columns: pass.Seats{Roles: seats()}})
	}
	const rowsInBatch = 3
	for seq := 0; seq*rowsInBatch < len(rows); seq++ {
		var cells []string
		part := rows[seq*rowsInBatch : min((seq+1)*rowsInBatch, len(rows))]
		for _, row := range part {
			cells = append(cells, row.who, row.text, fmt.Sprint(row.at))
		}
		r := pass.Record{Batch: batch(int64(seq), len(part), cells...)}
		for r.At = range part {
			if _, err := counters[seq*7%workers].Add(&r); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, other := range counters[1:] {
		if err := counters[0].Merge(other); err != nil {
			t.Fatal(err)
		}
	}
	words := []string{"a", "b", "c"}
	r, signed, err := counters[0].Roll(t.Context(), workers, words, func(text string) int { return slices.Index(words, wordOf(text)) }, keep)
	if err != nil {
		t.Fatal(err)
	}
	return r, signed
}

// wordOf is what a text stands for: its letter, whatever number is behind.
func wordOf(text string) string { return strings.ToLower(strings.TrimRight(text, "0123456789")) }

// Everybody is called by the latest row that counts, or by the first, whatever the number of workers; as one loop over the rows
// tells it.
func TestRollAgainstALoop(t *testing.T) {
	draw := rand.New(rand.NewPCG(14, 3))
	for round := range 30 {
		var rows []saying
		for range 1 + draw.IntN(400)*(1+round%3) {
			rows = append(rows, saying{[]string{"", " ", "K"}[min(draw.IntN(9), 2)], []string{"a", "A", "b", "c", "x", ""}[draw.IntN(6)], 1_600_000_000 + draw.Int64N(9)})
			if r := &rows[len(rows)-1]; r.who == "K" {
				r.who = fmt.Sprint("K", draw.IntN(90))
			}
			if r := &rows[len(rows)-1]; round%2 > 0 { // more texts than a byte tells apart
				r.text += fmt.Sprint(draw.IntN(150))
			}
		}
		for _, keep := range []Keeping{Latest, First} {
			want, said := make(map[string]string), make(map[string]map[string]int)
			when := make(map[string]int64)
			unnamed := int64(0)
			for _, row := range rows {
				word := wordOf(row.text)
				who := strings.TrimSpace(row.who)
				switch {
				case !strings.Contains("abc", word) || word == "":
					continue
				case who == "":
					unnamed++
					continue
				case said[who] == nil:
					said[who] = make(map[string]int)
				}
				said[who][word]++
				at, there := when[who]
				if !there || keep == Latest && row.at >= at || keep == First && row.at < at {
					want[who], when[who] = word, row.at
				}
			}
			repeated, changed := int64(0), int64(0)
			for _, words := range said {
				n := 0
				for _, k := range words {
					n += k
				}
				if n > 1 {
					repeated++
				}
				if len(words) > 1 {
					changed++
				}
			}
			for workers := 1; workers <= 3; workers++ {
				r, signed := rolled(t, NewRegister(false), rows, workers, keep)
				if r.Len() != int64(len(want)) || signed.Unnamed != unnamed || signed.Repeated != repeated || signed.Changed != changed {
					t.Fatalf("%d names, %+v; want %d, %d, %d and %d", r.Len(), signed, len(want), unnamed, repeated, changed)
				}
				for who := range 90 {
					name := fmt.Sprint("K", who)
					if got := r.Of([]byte(name)); got != want[name] {
						t.Fatalf("%s is %q, want %q", name, got, want[name])
					}
				}
			}
		}
	}
}

// Who is there is counted once, whoever meets it; the others are those who are not on the roll.
func TestPresence(t *testing.T) {
	r := NewRegister(true).Roll([]string{"a"})
	for i := range 100 {
		r.Add(fmt.Sprint("K", i), 0)
	}
	rule := r.NewCalling(2)
	var all *Presence
	for worker := range 3 {
		c, _ := rule.Counter(dates.Unknown, nil)
		p := c.(*Presence)
		p.Begin(pass.Feed{Columns: pass.Seats{Roles: seats()}})
		for i := worker * 20; i < worker*20+60; i++ {
			for _, name := range []string{fmt.Sprint(" k", i), fmt.Sprint("X", i%7), ""} {
				if _, err := p.Add(&pass.Record{Batch: batch(0, 1, name, "", "")}); err != nil {
					t.Fatal(err)
				}
			}
		}
		if all == nil {
			all = p
		} else if err := all.Merge(p); err != nil {
			t.Fatal(err)
		}
	}
	if all.Matched() != 100 || all.Others() != 7 || all.Blank != 180 || !slices.Equal(all.Examples(), []string{"X0", "X1"}) {
		t.Errorf("%d there, %d others, %d blank, %v", all.Matched(), all.Others(), all.Blank, all.Examples())
	}
}

func seats() map[dataset.Role]int { return map[dataset.Role]int{Who: 0, Said: 1, When: 2} }

// batch is rows of cells.
func batch(seq int64, rows int, cells ...string) *scan.Batch {
	b := &scan.Batch{Seq: seq, Width: len(cells) / rows}
	for _, cell := range cells {
		b.Spans = append(b.Spans, scan.Span{Off: uint32(len(b.Data)), Len: uint32(len(cell))})
		b.Data = append(b.Data, cell...)
	}
	b.Starts = make([]uint32, rows)
	return b
}
