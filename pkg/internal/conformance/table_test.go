package conformance

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/scan"
)

// A read is what the program makes of a source: header and rows, faults and notes.
type read struct {
	header []string
	rows   map[int64][]string
	faults []scan.Fault
	notes  int
	err    error

	mu sync.Mutex
}

// table reads a case as the program does, with what it finds out by itself, and all columns wanted.
func table(t testing.TB, c sample, o dataset.Terms) *read {
	t.Helper()
	path := filepath.Join(t.TempDir(), "source")
	if err := os.WriteFile(path, c.stored, 0o600); err != nil {
		t.Fatal(err)
	}
	r := &read{rows: map[int64][]string{}}
	set, err := dataset.OpenSet(t.Context(), []string{path}, o)
	if err != nil {
		r.err = err
		return r
	}
	defer set.Close()
	first := set.Tables[0]
	if r.header = first.Headers; first.HeaderRows == 0 {
		r.header = nil
	}
	scanner, err := set.Scanner(t.Context(), 0)
	if err != nil {
		r.err = err
		return r
	}
	var want []scan.Column
	for i := range first.Headers {
		want = append(want, first.Column(i))
	}
	r.err = scanner.Scan(t.Context(), want, 2, func(int) scan.Sink { return r })
	r.notes = len(first.Notes)
	return r
}

// Batch implements scan.Sink.
func (r *read) Batch(b *scan.Batch) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	for row := range b.Rows() {
		var cells []string
		for i := range b.Width {
			cells = append(cells, string(b.Cell(row, i)))
		}
		r.rows[b.Line(row)] = cells
	}
	r.faults = append(r.faults, b.Faults...)
	return nil
}

// records are header and rows in order.
func (r *read) records() [][]string {
	var out [][]string
	if r.header != nil {
		out = append(out, r.header)
	}
	for _, line := range slices.Sorted(maps.Keys(r.rows)) {
		out = append(out, r.rows[line])
	}
	return out
}

// A verdict is how a reading stands to what a suite expects.
type verdict string

const (
	exact    verdict = "exact"    // the cells are the same
	reported verdict = "reported" // every row given is one of the expected, in order, and what is missing is reported
	refused  verdict = "refused"  // nothing was read
	told     verdict = "told"     // the cells differ, and something is said
	silent   verdict = "silent"   // the cells differ, and nothing is said
	others   verdict = "others"   // a dialect that is not read: comments, escapes, delimiters of several bytes
)

func judge(want, got [][]string, says bool, err error) verdict {
	subset, rest := true, want
	for _, row := range got {
		for len(rest) > 0 && !slices.Equal(rest[0], row) {
			rest = rest[1:]
		}
		subset = subset && len(rest) > 0
	}
	switch {
	case err != nil:
		return refused
	case slices.EqualFunc(want, got, slices.Equal[[]string]):
		return exact
	case says && subset:
		return reported
	case says:
		return told
	}
	return silent
}

// counts are cases by verdict.
type counts map[verdict]int

func (c counts) all() (n int) {
	for _, m := range c {
		n += m
	}
	return n
}

func (c counts) share(v ...verdict) float64 {
	n := 0
	for _, one := range v {
		n += c[one]
	}
	return 100 * float64(n) / float64(max(c.all(), 1))
}

// line prints a line of the table.
func line(suite string, c counts, mode string) {
	text := fmt.Sprintf("%-22s %5d", suite, c.all())
	for _, v := range []verdict{exact, reported, refused, told, silent, others} {
		text += fmt.Sprintf("  %-8s %4d", v, c[v])
	}
	fmt.Println(text + "  " + mode)
}

// TestPollock reads the polluted files, and the real ones, through the program.
func TestPollock(t *testing.T) {
	made, real := counts{}, counts{}
	each(t, "pollock", func(c sample) {
		want, _ := c.rows()
		r := table(t, c, dataset.Terms{})
		if r.header == nil && len(want) > len(r.rows) {
			want = want[1:] // the suite makes up names of columns
		}
		v := judge(want, r.records(), len(r.faults)+r.notes > 0, r.err)
		if len(c.stored) == 0 && r.err != nil {
			v = exact // nothing, and that is said
		}
		if strings.HasPrefix(c.ID, "survey_sample") {
			real[v]++
		} else {
			made[v]++
		}
	})
	line("pollock, polluted", made, "through the program")
	line("pollock, real", real, "through the program")
	if share := made.share(exact, reported); share < 98.7 || made[silent] > 0 {
		t.Errorf("%.1f %% of the polluted files, and %d silent", share, made[silent])
	}
	if share := real.share(exact); share < 64 {
		t.Errorf("%.1f %% of the real files", share)
	}
}

// TestCorpora reads what broke other programs. It must end, soon, and every record is a row or a fault.
func TestCorpora(t *testing.T) {
	for _, name := range []string{"duckdb-robust", "go-fuzz-csv", "go-fuzz-json", "go-fuzz-gzip", "go-fuzz-flate", "zstd-golden", "csvw", "dialect-w3c"} {
		n, slowest := counts{}, time.Duration(0)
		each(t, name, func(c sample) {
			begun := time.Now()
			r := table(t, c, dataset.Terms{})
			slowest = max(slowest, time.Since(begun))
			if r.err != nil {
				n[refused]++
			} else if n[exact]++; len(r.faults) > 0 {
				n[exact]--
				n[reported]++
			}
		})
		line(name, n, fmt.Sprintf("no crash; the slowest %d ms", slowest.Milliseconds()))
	}
}
