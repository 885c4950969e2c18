package engines_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// inTables is how many tables a run of the test makes where CXCALC_TABLES does not tell, and askedOf how many questions it asks of each. Foreign tables, which take
// the longest, are asked of every second one.
const inTables, askedOf = 200, 2

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

// together is how many tables are made at once.
const together = 10

// Databases give what files give without places, whatever stands in the table, and whatever is asked.
func TestDatabasesAgree(t *testing.T) {
	s, dir := connect(t), t.TempDir()
	defer debug.SetGCPercent(debug.SetGCPercent(400))
	t.Chdir(filepath.Join(root, "testdata"))
	samples, questions := asked()
	from, _ := strconv.Atoi(os.Getenv("CXCALC_FROM"))
	endings := make(map[int]int)
	for seed := from; seed < from+howMany(t); seed += together {
		var tables []*table
		for i := range min(together, from+howMany(t)-seed) {
			tables = append(tables, readSample(t, samples[(seed+i)%len(samples)]).table(seed+i))
		}
		s.load(slices.Concat(tables, tables[0].halves()))
		for i, table := range tables {
			m := &maker{Rand: rand.New(rand.NewPCG(8, uint64(seed+i)))}
			table.rare = i%2 == 1
			file := table.file(t, dir)
			for range askedOf {
				q, want := m.ask(table, questions[table.sample], file)
				s.agree(table, q, file, want)
				endings[want.status]++
			}
			if i == 0 {
				s.agreeInTwo(table, one(m.Rand, questions[table.sample]), dir)
			}
			if i == 1 {
				s.agreeReported(table, questions[table.sample], file, dir)
			}
		}
	}
	t.Logf("endings by exit status: %v", endings)
	if endings[0] < endings[1]+endings[2] {
		t.Errorf("most questions are not answered: %v", endings)
	}
}

// halves are the rows of a table in two.
func (t *table) halves() []*table {
	a, b := *t, *t
	a.name, a.rows = t.name+"a", t.rows[:len(t.rows)/2]
	b.name, b.rows = t.name+"b", t.rows[len(t.rows)/2:]
	return []*table{&a, &b}
}

// agreeInTwo asks of a table in two halves: two files, two tables, and one of each.
func (s *servers) agreeInTwo(t *table, q question, dir string) {
	s.Helper()
	if len(t.rows) < 4 {
		return
	}
	var files []string
	for _, half := range t.halves() {
		files = append(files, half.file(s, dir))
	}
	ask := func(sources ...string) ending {
		names := slices.Clone(sources)
		for _, name := range sources {
			names = append(names, strings.ReplaceAll(name, "cx_ro:cx_ro@", "cx_ro@"), filepath.Base(name))
		}
		return told(slices.Concat(q, asFile, []string{"-o", "json"}, sources), names...)
	}
	want := ask(files...)
	for _, r := range s.routes() {
		first, second := r.address(t.name+"a"), r.address(t.name+"b")
		for _, sources := range [][]string{{first, second}, {files[0], second}} {
			if got := ask(sources...); got != want {
				s.Errorf("halves of table %s of %s (%s), %s: cxcalc %q %q\n%s\n%s", t.name, t.sample, t.kinds(), r.name, q, sources, difference(want, got), files[0])
			}
		}
	}
}

// agreeReported asks all plain questions about a table at once. A report holds no password.
func (s *servers) agreeReported(t *table, questions []question, file, dir string) {
	s.Helper()
	password := filepath.Join(dir, "password")
	if err := os.WriteFile(password, []byte("cx_ro\n"), 0o600); err != nil {
		s.Fatal(err)
	}
	ask := func(source string) ending {
		var b strings.Builder
		fmt.Fprintf(&b, "title: all\nsources: [%q]\ndefaults: {no-places: true, password-file: %q}\nquestions:\n", source, password)
		for _, q := range questions {
			fmt.Fprintf(&b, "  - {metric: %s%s}\n", q[0], inYAML(q[1:]))
		}
		name := filepath.Join(dir, t.name+".yaml")
		if err := os.WriteFile(name, []byte(b.String()), 0o644); err != nil {
			s.Fatal(err)
		}
		return told([]string{"report", "-o", "json", name}, source, filepath.Base(source))
	}
	want := ask(file)
	for _, r := range s.routes() {
		if got := ask(strings.Replace(r.address(t.name), "cx_ro:cx_ro@", "cx_ro@", 1)); got != want {
			s.Errorf("a report about table %s of %s (%s), %s: %q\n%s\n%s", t.name, t.sample, t.kinds(), r.name, questions, difference(want, got), file)
		}
	}
}

// inYAML writes flags as a question of a report has them.
func inYAML(list []string) (text string) {
	for i := 0; i < len(list); i++ {
		name, value, ok := strings.Cut(strings.TrimPrefix(list[i], "--"), "=")
		if !ok && i+1 < len(list) && !strings.HasPrefix(list[i+1], "--") {
			i++
			value, ok = list[i], true
		}
		if !ok {
			value = "true"
		}
		if strings.Contains(text, ", "+name+": ") {
			continue
		}
		if ok && !isNumber.MatchString(value) {
			value = strconv.Quote(value)
		}
		text += fmt.Sprintf(", %s: %s", name, value)
	}
	return text
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
	for _, r := range s.routes() {
		if t.rare && r.name == "postgres_fdw" {
			continue
		}
		runs.Go(func() {
			if got := s.asks(r, t, q); got != want {
				s.Errorf("table %s of %s (%s), %s: cxcalc %q\n%s\n%s", t.name, t.sample, t.kinds(), r.name, q, difference(want, got), file)
			}
		})
	}
	runs.Wait()
}

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

// sources are the names and forms of those of a document.
var sources = regexp.MustCompile(`(?s)"sources": \[.*?\n *\],`)

// told is how a run ends, without the names of its source.
func told(args []string, names ...string) ending {
	e := inside(args...)
	for _, name := range names {
		e.out, e.err = strings.ReplaceAll(e.out, name, "SOURCE"), strings.ReplaceAll(e.err, name, "SOURCE")
	}
	e.out = sources.ReplaceAllString(e.out, "")
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
