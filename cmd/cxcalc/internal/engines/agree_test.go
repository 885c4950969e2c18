package engines_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// inTables is how many tables a run of the test makes, and askedOf how many questions it asks of each.
const inTables, askedOf = 210, 3

// howMany is how many tables are made: fewer with -short, and as many as are asked for by CXCALC_TABLES.
func howMany(t *testing.T) int {
	if n, err := strconv.Atoi(os.Getenv("CXCALC_TABLES")); err == nil {
		return n
	}
	if testing.Short() {
		return 15
	}
	return inTables
}

// Databases give what files give without places, whatever stands in the table, and whatever is asked.
func TestDatabasesAgree(t *testing.T) {
	s, dir := connect(t), t.TempDir()
	defer debug.SetGCPercent(debug.SetGCPercent(400))
	start := time.Now()
	t.Chdir(filepath.Join(root, "testdata"))
	samples, questions := asked()
	from, _ := strconv.Atoi(os.Getenv("CXCALC_FROM"))
	const together = 10
	var loading time.Duration
	endings := make(map[int]int)
	for seed := from; seed < from+howMany(t); seed += together {
		var tables []*table
		for i := range min(together, from+howMany(t)-seed) {
			tables = append(tables, readSample(t, samples[(seed+i)%len(samples)]).table(seed+i))
		}
		at := time.Now()
		s.load(tables)
		loading += time.Since(at)
		for i, table := range tables {
			m := &maker{Rand: rand.New(rand.NewPCG(8, uint64(seed+i)))}
			file := table.file(t, dir)
			for range askedOf {
				q, want := m.ask(table, questions[table.sample], file)
				s.agree(table, q, file, want)
				endings[want.status]++
			}
		}
	}
	t.Log(loading, spent, time.Since(start))
	t.Logf("endings by exit status: %v", endings)
	if endings[0] < endings[1]+endings[2] {
		t.Errorf("most questions are not answered: %v", endings)
	}
}

// asFile says of the file what is certain of a table.
var asFile = []string{"--no-places", "--input-format", "csv", "--delimiter", ",", "--header-rows", "1", "--skip", "0", "--encoding", "utf-8", "--layout", "none"}

// ask asks a file a question by chance, and mostly again where it is refused.
func (m *maker) ask(t *table, questions []question, file string) (q question, e ending) {
	for range 6 {
		q = m.vary(t, one(m.Rand, questions))
		e = told(slices.Concat(q, asFile, []string{"-o", "json", file}), file, filepath.Base(file))
		if e.status != 2 || m.IntN(4) == 0 {
			break
		}
	}
	return q, e
}

// agree asks all databases what a file was asked.
func (s *servers) agree(t *table, q question, file string, want ending) {
	s.Helper()
	var runs sync.WaitGroup
	for i, r := range s.routes() {
		runs.Go(func() {
			start := time.Now()
			if got := s.asks(r, t, q); got != want {
				s.Errorf("table %s of %s (%s), %s: cxcalc %q\n%s\n%s", t.name, t.sample, t.kinds(), r.name, q, difference(want, got), file)
			}
			spent[i] += time.Since(start)
		})
	}
	runs.Wait()
}

var spent [3]time.Duration

// asks asks one database about a table, or about what a query makes of it.
func (s *servers) asks(r route, t *table, q question) ending {
	address := r.address(t.name)
	source := []string{address}
	if t.query && r.name != "postgres_fdw" {
		address, _, _ = strings.Cut(address, "?")
		source = []string{"--query", "SELECT * FROM " + s.place + "." + t.name, address}
	}
	return told(slices.Concat(q, []string{"-o", "json"}, source), address, strings.ReplaceAll(address, "cx_ro:cx_ro@", "cx_ro@"))
}

// kinds lists the types of the columns.
func (t *table) kinds() string {
	var list []string
	for _, c := range t.columns {
		list = append(list, fmt.Sprintf("%q %s", c.name, c.kind))
	}
	return strings.Join(list, ", ")
}

// told is how a run ends, without the names of its source.
func told(args []string, names ...string) ending {
	e := inside(args...)
	for _, name := range names {
		e.out, e.err = strings.ReplaceAll(e.out, name, "SOURCE"), strings.ReplaceAll(e.err, name, "SOURCE")
	}
	if from := strings.Index(e.out, `  "sources": [`); from >= 0 {
		to := strings.Index(e.out[from:], "\n  ]")
		e.out = e.out[:from] + e.out[from+to:]
	}
	e.err, _, _ = strings.Cut(e.err, "\n") // hints have the flags of the file
	return e
}

// difference shows where two endings part.
func difference(a, b ending) string {
	if a.status != b.status || a.err != b.err {
		return fmt.Sprintf("file      %d %s\ndatabase  %d %s", a.status, a.err, b.status, b.err)
	}
	x, y := strings.Split(a.out, "\n"), strings.Split(b.out, "\n")
	for i := range min(len(x), len(y)) {
		if x[i] != y[i] {
			from := max(i-3, 0)
			return "file      " + strings.Join(x[from:min(i+4, len(x))], "\n") + "\ndatabase  " + strings.Join(y[from:min(i+4, len(y))], "\n")
		}
	}
	return "one is longer"
}
