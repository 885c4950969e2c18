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
			out.WriteString(Statement(g, []string{"shop", "answers"}, columns, picks, "rows") + ";\n\n")
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

// The statements for those that can be asked run, and count the rows.
func TestStatementsRun(t *testing.T) {
	benches(t, func(b *bench) {
		var g Grammar = postgreSQL{}
		if b.pg == nil {
			g = clickHouse{}
			b.run("CREATE TABLE " + b.place + ".t (score Nullable(UInt8), at DateTime, day Date, picked1 String, rows UInt8) ENGINE = Memory")
		} else {
			b.run("CREATE TABLE t (score int, at timestamptz, day date, picked1 text, rows int)")
		}
		b.run("INSERT INTO " + b.place + ".t VALUES (9, '2026-03-29 00:30:00', '2026-03-29', 'a', 1), (9, '2026-03-30 00:30:00', '2026-03-29', 'a', 1)")
		columns := []Attribute{{Name: "score", Type: Number}, {Name: "at", Type: Moment}, {Name: "day", Type: Date}, {Name: "picked1", Type: Text}, {Name: "rows", Type: Number}}
		month := &Cut{Period: dates.Month, Zone: zoneOf(b, "Europe/Madrid"), Bounds: []time.Time{time.Unix(1700000000, 0)}}
		statement := Statement(g, []string{b.place, "t"}, columns, []Pick{{Column: 0}, {Column: 1, Cut: month}, {Column: 2, Cut: month}, {Column: 3}, {Column: 4}}, "rows_")
		got := ""
		if b.pg == nil {
			got = b.shard(0, statement+" FORMAT CSVWithNames")
		} else {
			var out strings.Builder
			if _, err := b.pg.CopyTo(b.Context(), &out, "COPY ("+statement+") TO STDOUT (FORMAT csv, HEADER)"); err != nil {
				b.Fatal(err)
			}
			got = out.String()
		}
		want := "score,at,day,picked1,rows,cxcalc_total,rows_\n9,2026-03-29T00:30:00Z,2026-03-29,a,1,2,2\n"
		if strings.ReplaceAll(got, `"`, "") != want {
			b.Errorf("%s\n%s\nwant %s", statement, got, want)
		}
	})
}
