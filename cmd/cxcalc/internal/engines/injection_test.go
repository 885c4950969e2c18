//go:build unix

package engines_test

import (
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// own are strings of ours that try to be more than a text.
var own = []string{
	"'; DROP TABLE canary; --", `"; DROP TABLE canary; --`, "`; DROP TABLE canary; --", `\"; DROP TABLE canary; --`, "\\`; DROP TABLE canary; --", `\'; DROP TABLE canary; --`,
	"x) FROM canary; DROP TABLE canary; --", "*/ DROP TABLE canary /*", "$$; DROP TABLE canary; $$", `\`, "count(*)", "*", "NULL", "1; INSERT INTO canary VALUES ('dead')",
	"' UNION ALL SELECT a, a FROM canary --", "a' OR '1'='1", "%27; DROP TABLE canary; --", "x\x00'; DROP TABLE canary; --",
}

// injections are ours and, where they are there, a sample of those that others have collected; all of them with CXCALC_ALL=1.
func injections(t *testing.T) []string {
	t.Helper()
	found := slices.Clone(own)
	data, err := os.ReadFile(filepath.Join(root, "..", "shared", "conformance", "injection-strings", "strings.json"))
	if err != nil {
		t.Logf("only strings of the test: no reference data at ../shared/conformance/injection-strings")
		return found
	}
	var cases [][3]string
	if err := json.Unmarshal(data, &cases); err != nil {
		t.Fatal(err)
	}
	step := 12
	switch {
	case os.Getenv("CXCALC_ALL") != "":
		step = 1
	case testing.Short():
		step = 60
	}
	for i := 0; i < len(cases); i += step {
		found = append(found, cases[i][2])
	}
	return found
}

// fits tells whether every database can have a name.
func fits(name string) bool {
	return len(name) <= 60 && strings.TrimSpace(name) == name && name != "" && name != "NULL" && !strings.ContainsAny(name, "\x00\n\r") && name != "score"
}

// Whatever is a name or a value on the command line has no effect in a database but to be compared, and names that stand
// there are found.
func TestInjection(t *testing.T) {
	s := connect(t)
	s.clickHouse(0, "CREATE TABLE "+s.place+".canary (a String) ENGINE = Memory", "")
	s.clickHouse(0, "INSERT INTO "+s.place+".canary FORMAT TabSeparated", "alive\n")
	s.postgreSQL("CREATE TABLE canary (a text); INSERT INTO canary VALUES ('alive'); GRANT ALL ON canary TO cx_ro")
	texts := injections(t)
	t1 := &table{name: "answers", columns: []column{{"score", "integer"}}}
	for _, text := range texts {
		if fits(text) && !slices.ContainsFunc(t1.columns, func(c column) bool { return strings.EqualFold(c.name, text) }) {
			t1.columns = append(t1.columns, column{text, "text"})
		}
	}
	for i := range 20 {
		row := []cell{{text: fmt.Sprint(i % 11)}}
		for _, c := range t1.columns[1:] {
			row = append(row, cell{text: []string{c.name, "other"}[i%2]})
		}
		t1.rows = append(t1.rows, row)
	}
	s.load([]*table{t1})
	file := t1.file(t, t.TempDir())
	for i, text := range texts {
		column := t1.columns[1+i%(len(t1.columns)-1)].name
		questions := [][]string{
			{"nps", "--score", "score", "--by", column},
			{"nps", "--score", "score", "--where", column + "=" + text},
			{"share", "--score", column, "--yes", column + "=" + column},
			{"nps", "--score", text},
			{"nps", "--score", "score", "--by", text},
		}
		for n := range 3 {
			q := questions[(i+2*n)%len(questions)]
			r := s.routes()[(i+n)%2]
			want := told(slices.Concat(q, asFile, []string{"-o", "json", file}), file, filepath.Base(file))
			got := s.asks(r, t1, q)
			if got != want {
				t.Errorf("%s: cxcalc %q\n%s", r.name, q, difference(want, got))
			}
		}
		s.inject(text, i)
	}
	if got := s.clickHouse(0, "SELECT a FROM "+s.place+".canary", ""); got != "alive\n" {
		t.Errorf("the canary of ClickHouse is %q", got)
	}
	result := s.pg.ExecParams(t.Context(), "SELECT string_agg(a, '/') FROM canary", nil, nil, nil, nil).Read()
	if result.Err != nil || string(result.Rows[0][0]) != "alive" {
		t.Errorf("the canary of PostgreSQL: %v %q", result.Err, result.Rows)
	}
}

// inject has a string be the name of a table, and a query or the end of one: it is refused or answered, and nothing else.
func (s *servers) inject(text string, turn int) {
	s.Helper()
	r := s.routes()[turn%2]
	ask := func(args ...string) {
		s.Helper()
		e := inside(append(nps("--timeout", "20s"), args...)...)
		if e.status != 1 && e.status != 2 || e.out != "" || strings.Contains(e.err, "internal error") {
			s.Errorf("%s: %q gives %d %.300s %s", r.name, args, e.status, e.out, e.err)
		}
	}
	ask(r.base() + "?table=" + url.QueryEscape(text))
	ask("--query", text, r.base())
	ask("--query", "SELECT a FROM canary WHERE a = '"+text, r.base())
	ask("--query", "SELECT a FROM "+s.place+".canary) "+text, r.base())
}

// A column whose name a shard takes for a value is refused, and not counted as absent.
func TestNamesOfValues(t *testing.T) {
	s := connect(t)
	for i, name := range []string{"NULL", "nan", "True"} {
		odd := &table{name: fmt.Sprint("n", i), columns: []column{{"score", "integer"}, {name, "text"}}, rows: [][]cell{{{text: "9"}, {text: "a"}}}}
		s.load([]*table{odd})
		s.unanswered(name, "takes for a value", inside(nps(s.routes()[0].address(odd.name))...))
	}
}
