package history

import (
	"fmt"
	"testing"
	"time"

	"github.com/cxcalc/cxcalc/pkg/result"
)

func record(digest string, value float64, run string) string {
	return fmt.Sprintf(`{"schema":%q,"metric":"nps","run":%q,"sources":[{"name":"a","digest":%q}],"settings":{"tz":"UTC"},"period":null,"total":{"n":1,"value":%v}}`,
		Schema, run, digest, value)
}

// A record is added once, whenever it was written, and behind what is whole.
func TestAdd(t *testing.T) {
	const monday, tuesday = "2026-06-01T08:00:00Z", "2026-06-02T08:00:00Z"
	one, two := record("sha256:1", 30, monday), record("sha256:2", 30, monday)
	check := func(held, want string, records ...string) {
		t.Helper()
		p, err := Read([]byte(held), "h")
		if err != nil {
			t.Fatal(err)
		}
		var list [][]byte
		for _, r := range records {
			list = append(list, []byte(r))
		}
		add, err := p.Add([]byte(held), list)
		if got := held[:p.Whole] + string(add); err != nil || got != want {
			t.Errorf("%q and %q give %q, %v, want %q", held, records, got, err, want)
		}
	}
	check("", one+"\n", one)
	check(one+"\n", one+"\n", record("sha256:1", 30, tuesday))
	check(one+"\n", one+"\n"+two+"\n", two, two)
	check(one, one+"\n"+two+"\n", two)                                                              // no end of the line, but whole
	check(one, one, one)                                                                            // as it was
	check(one+"\n"+two[:50], one+"\n"+two+"\n", two)                                                // torn
	check(one[:50], two+"\n", two)                                                                  // the first of all is torn
	check(one+"\n\x00\x00\x00", one+"\n"+two+"\n", two)                                             // as a file system leaves it when the power goes
	check(one+"\n", one+"\n"+record("sha256:1", 31, tuesday)+"\n", record("sha256:1", 31, tuesday)) // another program says another figure
	for _, other := range []string{"score\n9\n", "9", `{"metric":"nps"}`, one[:50] + "\n", "[]\n" + one} {
		if p, err := Read([]byte(other), "h"); err == nil {
			t.Errorf("%q is read as a history: %v", other, p)
		}
	}
}

// A figure is of the period that its bounds enclose, or of the only one of a ledger.
func TestPeriodOf(t *testing.T) {
	bounds := func(want, since, until string) {
		t.Helper()
		if got := periodOf(result.Object{{Key: "since", Value: since}, {Key: "until", Value: until}}); got != want {
			t.Errorf("from %s to %s is %q, want %q", since, until, got, want)
		}
	}
	bounds("2026-06", "2026-06-01", "2026-07-01")
	bounds("2026-06", "2026-06", "2026-07")
	bounds("2026-06-30", "2026-06-30", "2026-07-01")
	bounds("2026-W23", "2026-06-01", "2026-06-08")
	bounds("2026-Q2", "2026-04-01", "2026-07-01")
	bounds("2026", "2026", "2027-01-01")
	bounds("", "2026-06-01", "2026-07-02")
	bounds("", "2026-06-01T01:00", "2026-07-01")
	bounds("", "2026-06-01", "")
	bounds("", "", "2026-06-01")
	span := func(want, from, to string) {
		t.Helper()
		o := result.Object{{Key: "span", Value: result.Object{{Key: "from", Value: from}, {Key: "to", Value: to}}}, {Key: "since", Value: "2026-06"}, {Key: "until", Value: "2026-07"}}
		if got := periodOf(o); got != want {
			t.Errorf("%s to %s is %q, want %q", from, to, got, want)
		}
	}
	span("2026-05", "2026-05", "2026-05")
	span("", "2026-05", "2026-06")
}

// What is written is read again.
func TestOf(t *testing.T) {
	d := &result.Document{Metric: "nps", Unit: "points", Sources: []result.Source{{Name: "a<b.csv"}}, Settings: result.Object{{Key: "tz", Value: "UTC"}},
		Columns: result.Object{}, Total: result.Group{Values: result.Object{{Key: "n", Value: int64(3)}, {Key: "value", Value: 0.1}}}}
	text, err := Of("", d, []string{"sha256:1"}, time.Date(2026, 6, 1, 10, 0, 0, 0, time.FixedZone("", 7200)))
	if err != nil {
		t.Fatal(err)
	}
	p, err := Read(text, "h")
	if err != nil {
		t.Fatal(err)
	}
	of := p.Of("nps")
	if len(of) != 1 || p.Of("csat") != nil {
		t.Fatalf("%s is read as %+v", text, p.Records)
	}
	if last := of[0]; last.Total["value"] != 0.1 || last.Run.Format(time.RFC3339) != "2026-06-01T08:00:00Z" || last.Period != nil || !Is(text) {
		t.Errorf("%s is read as %+v", text, last)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(record("sha256:1", 30, "2026-06-01T08:00:00Z") + "\n{\"schema\":"))
	f.Fuzz(func(t *testing.T, text []byte) {
		p, err := Read(text, "h")
		if err != nil {
			return
		}
		add, err := p.Add(text, [][]byte{[]byte(record("sha256:2", 1, "2026-06-01T08:00:00Z"))})
		if err != nil {
			return
		}
		if again, err := Read(append(text[:p.Whole:p.Whole], add...), "h"); err != nil || again.Torn > 0 {
			t.Errorf("%q cannot be read after an addition: %v", text, err)
		}
	})
}
