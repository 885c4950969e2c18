package warehouse

import (
	"encoding/json"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/internal/shared"
)

// injections are strings that try to be something else than a text.
func injections(t testing.TB) (found []string) {
	data, err := os.ReadFile(shared.Dir(t, "conformance", "injection-strings", "strings.json"))
	if err != nil {
		t.Fatal(err)
	}
	var cases [][3]string
	if err := json.Unmarshal(data, &cases); err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		found = append(found, c[2])
	}
	found = append(found,
		"'; DROP TABLE canary; --", `"; DROP TABLE canary; --`, "`; DROP TABLE canary; --", `\"; DROP TABLE canary; --`, "\\`; DROP TABLE canary; --",
		`\'; DROP TABLE canary; --`, "x) FROM t; DROP TABLE canary; --", "*/ DROP TABLE canary /*", "$$; DROP TABLE canary; $$", `\`, `\\`, "`", `"`, "'",
		"count()", "count(*)", "sum(1)", "toString(a)", "1", "'UTC'", "''", "*", "a.b", "a b", "SELECT", "NULL", "$1", "%s", "{}", "ñ", "a\tb", "a\nb", "a\\nb", "min(a)",
	)
	slices.Sort(found)
	return slices.Compact(found)
}

// The names of columns are names, whatever stands in them, and values are values.
func TestInjection(t *testing.T) {
	texts := injections(t)
	for _, b := range []*bench{clickHouseBench(t), postgreSQLBench(t)} {
		var g Grammar = postgreSQL{}
		engine, kind := "", "text"
		if b.pg == nil {
			g, engine, kind = clickHouse{}, " ENGINE = Memory", "String"
		}
		b.run("CREATE TABLE " + b.place + ".canary (a " + kind + ")" + engine)
		b.run("INSERT INTO " + b.place + ".canary VALUES ('alive')")
		var names []string
		for _, text := range texts {
			if b.pg == nil && text != "NULL" || b.pg != nil && len(text) <= 63 && !strings.Contains(text, "\x00") {
				names = append(names, text)
			}
		}
		const width = 60 // columns of a table
		for from := 0; from < len(names); from += width {
			checkNames(b, g, "t"+strconv.Itoa(from), names[from:min(from+width, len(names))], kind, engine)
		}
		checkTables(b, g, names, kind, engine)
		if diff := cmp.Diff([][]string{{"alive", "1"}}, b.all(b.open("canary", Access{}), Pick{})); diff != "" {
			t.Error(b.scheme, diff)
		}
	}
}

// checkNames has each name as a column, whose value is the name.
func checkNames(b *bench, g Grammar, table string, names []string, kind, engine string) {
	b.Helper()
	var columns, values []string
	for _, name := range names {
		columns, values = append(columns, g.quote(name)+" "+kind), append(values, g.literal(name))
	}
	b.run("CREATE TABLE " + b.place + "." + table + " (" + strings.Join(columns, ", ") + ")" + engine)
	row := "(" + strings.Join(values, ", ") + ")"
	b.run("INSERT INTO " + b.place + "." + table + " VALUES " + row + ", " + row)
	r := b.open(table, Access{})
	sample, err := r.Sample(b.Context(), 1)
	if err != nil || len(sample) != 1 {
		b.Fatalf("%s: %d rows are sampled: %v", b.scheme, len(sample), err)
	}
	for i, name := range names {
		if got := r.Columns()[i].Name; got != name || sample[0][i] != name {
			b.Errorf("%s: the column %q is called %q and has %q", b.scheme, name, got, sample[0][i])
		}
		if i%4 > 0 && !strings.ContainsAny(name, "(`\"'\\;$") {
			continue // those that are told apart together are told apart alone
		}
		rows, err := answer(b.Context(), r, Pick{Column: i})
		if err != nil || !slices.EqualFunc(rows, [][]string{{name, "2"}}, slices.Equal) {
			b.Errorf("%s: the column %q gives %q: %v\n%s", b.scheme, name, rows, err, r.Statement([]Pick{{Column: i}}))
		}
	}
	picks := make([]Pick, len(names))
	for i := range picks {
		picks[i].Column = i
	}
	if rows, err := answer(b.Context(), r, picks...); err != nil || !slices.EqualFunc(rows, [][]string{append(slices.Clone(names), "2")}, slices.Equal) {
		b.Errorf("%s: all of %s give %q: %v", b.scheme, table, rows, err)
	}
}

// checkTables asks for tables with the names, few of which are there.
func checkTables(b *bench, g Grammar, names []string, kind, engine string) {
	b.Helper()
	for i, name := range names {
		there := i%40 == 0
		if there = there && !strings.ContainsAny(name, "/\n"); there {
			b.run("CREATE TABLE " + b.place + "." + g.quote(name) + " (a " + kind + ")" + engine)
		}
		if !there && i%8 != 0 {
			continue
		}
		a, err := Parse(b.scheme + "://" + b.user + "@" + b.host + "/" + b.base + "?table=" + url.QueryEscape(b.place+"."+name))
		if err != nil {
			b.Fatal(err)
		}
		r, err := Open(b.Context(), a, Access{})
		if (err == nil) != there {
			b.Errorf("%s: the table %q: %v", b.scheme, name, err)
		}
		if err == nil {
			r.Close()
		}
	}
}

// A column whose name is how ClickHouse calls the value of an expression does not stand for it.
func TestNamesOfExpressions(t *testing.T) {
	b := clickHouseBench(t)
	b.run("CREATE TABLE " + b.place + ".t (a UInt8, `toString(a)` String, `count()` UInt64, t DateTime, `toYYYYMM(t, 'UTC')` UInt32, picked0 UInt8) ENGINE = Memory")
	b.run("INSERT INTO " + b.place + ".t VALUES (9, 'no', 77, '2026-03-29 00:30:00', 5, 1), (9, 'no', 77, '2026-03-30 00:30:00', 6, 1)")
	r := b.open("t", Access{})
	got := b.all(r, Pick{Column: 0}, Pick{Column: 5}, Pick{Column: 2}, Pick{Column: 3, Cut: &Cut{Period: dates.Month}})
	if diff := cmp.Diff([][]string{{"9", "1", "77", "2026-03-29T00:30:00Z", "2"}}, got); diff != "" {
		t.Error(diff)
	}
	if sample, err := r.Sample(t.Context(), 1); err != nil || sample[0][0] != "9" || sample[0][1] != "no" {
		t.Errorf("%q is sampled: %v", sample, err)
	}
}
