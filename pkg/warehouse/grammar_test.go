package warehouse

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/cxcalc/cxcalc/pkg/dates"
)

// What is sent in each dialect, as people have looked at it. ClickHouse, PostgreSQL and DuckDB have run theirs.
func TestStatements(t *testing.T) {
	const golden = "testdata/statements.sql"
	columns := []Attribute{{Name: "score", Type: Number, exact: true}, {Name: `How "likely"?`, Type: Text}, {Name: "at", Type: Moment, exact: true},
		{Name: "clock", Type: Clock, exact: true}, {Name: "day", Type: Date, exact: true}, {Name: "ok", Type: Bool, exact: true}}
	madrid := zoneOf(t, "Europe/Madrid")
	cut := func(p dates.Period, bounds ...time.Time) *Cut { return &Cut{Period: p, Zone: madrid, Bounds: bounds} }
	change := time.Date(2026, 3, 29, 1, 0, 0, 0, time.UTC)
	var out strings.Builder
	for _, g := range Grammars() {
		out.WriteString("-- " + g.Name() + "\n")
		for _, picks := range [][]Pick{
			nil,
			{{Column: 0}, {Column: 1}, {Column: 2}, {Column: 3}, {Column: 4}, {Column: 5}},
			{{Column: 2, Cut: cut(dates.Week)}, {Column: 3, Cut: cut(dates.Week)}, {Column: 4, Cut: cut(dates.Week)}},
			{{Column: 2, Cut: cut(dates.Month)}, {Column: 3, Cut: cut(dates.Quarter)}, {Column: 4, Cut: cut(dates.Year)}},
			{{Column: 2, Cut: cut(Hour)}, {Column: 3, Cut: cut(Hour)}, {Column: 4, Cut: cut(Hour)}},
			{{Column: 2, Cut: cut("", change)}, {Column: 3, Cut: cut("", change)}, {Column: 4, Cut: cut("", change)}},
		} {
			out.WriteString(Statement(g, []string{"shop", "answers"}, columns, picks) + ";\n\n")
		}
	}
	want, err := os.ReadFile(golden)
	if diff := cmp.Diff(string(want), out.String()); diff != "" {
		t.Errorf("%v\n%s", err, diff)
		if os.Getenv("UPDATE") != "" {
			os.MkdirAll("testdata", 0o777)
			os.WriteFile(golden, []byte(out.String()), 0o666)
		}
	}
}
