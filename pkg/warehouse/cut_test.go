package warehouse

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/cxcalc/cxcalc/pkg/dates"
)

// cutZones change their clocks by an hour, before and after midnight in UTC, and by half an hour.
var cutZones = []string{"UTC", "Europe/Madrid", "America/New_York", "Australia/Lord_Howe", "America/Sao_Paulo", "Asia/Kathmandu"}

func zoneOf(t testing.TB, name string) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

// momentsOf lists moments around the changes of the clocks, and some between two years.
func momentsOf(t testing.TB, from, until int) (found []time.Time) {
	t.Helper()
	for _, name := range cutZones {
		for at := time.Date(2017, 1, 1, 0, 0, 0, 0, zoneOf(t, name)); ; {
			_, change := at.ZoneBounds()
			if change.IsZero() || change.Year() > 2026 {
				break
			}
			for step := -8; step <= 8; step++ {
				found = append(found, change.UTC().Add(time.Duration(step)*15*time.Minute), change.UTC().Add(time.Duration(step)*15*time.Minute-time.Second))
			}
			at = change
		}
	}
	random := rand.New(rand.NewPCG(1, 2))
	since, end := time.Date(from, 1, 1, 0, 0, 0, 0, time.UTC).Unix(), time.Date(until, 1, 1, 0, 0, 0, 0, time.UTC).Unix()
	for range 500 {
		found = append(found, time.Unix(since+random.Int64N(end-since), 0).UTC())
	}
	return found
}

func cutsOf(t testing.TB) (cuts []*Cut) {
	bounds := []time.Time{
		time.Date(2026, 3, 29, 1, 0, 0, 0, time.UTC), time.Date(2026, 10, 25, 0, 30, 0, 0, time.UTC), time.Date(2026, 11, 1, 5, 30, 0, 123456789, time.UTC),
		time.Date(2026, 4, 4, 15, 10, 0, 0, time.UTC), time.Date(2018, 11, 4, 3, 0, 0, 0, time.UTC), time.Date(2025, 12, 31, 23, 0, 0, 0, time.UTC),
	}
	for _, zone := range cutZones {
		loc := zoneOf(t, zone)
		for _, period := range append([]dates.Period{"", Hour}, dates.Periods()...) {
			cuts = append(cuts, &Cut{Period: period, Zone: loc}, &Cut{Period: period, Zone: loc, Bounds: bounds[:2+len(cuts)%5]})
		}
	}
	return append(cuts, &Cut{Period: dates.Month, Zone: time.FixedZone("nowhere", 5400)})
}

// tallied is what an answer has to add up to: the rows of each period on each side of the bounds.
func (c *Cut) tallied(t testing.TB, texts []string, counts []int) map[string]int {
	t.Helper()
	reader, err := dates.NewReader(dates.Writing{Zone: c.Zone})
	if err != nil {
		t.Fatal(err)
	}
	found := make(map[string]int)
	for i, text := range texts {
		at, _, ok := reader.Parse([]byte(text))
		key := "none"
		if ok {
			key = ""
			switch c.Period {
			case "":
			case Hour:
				key = time.UnixMicro(at).In(c.Zone).Format("2006-01-02 15")
			default:
				key = c.Period.Label(c.Period.Index(at, c.Zone))
			}
			for _, bound := range c.Bounds {
				key += fmt.Sprint(" ", !time.UnixMicro(at).Before(bound))
			}
		}
		found[key] += counts[i]
	}
	return found
}

// checkCuts compares what a server puts together with what the calendar of dates says of every row.
func checkCuts(b *bench, r *Relation, column int, texts []string) {
	b.Helper()
	each := slices.Repeat([]int{1}, len(texts))
	there := make(map[string]bool)
	for _, text := range texts {
		there[text] = true
	}
	for i, cut := range cutsOf(b) {
		if cut.Zone.String() == "nowhere" && i%2 == 1 && r.columns[column].Type == Moment {
			continue
		}
		var earliest []string
		var counts []int
		rows, err := answer(b.Context(), r, Pick{column, cut})
		if err != nil {
			b.Errorf("%s: %s in %s: %v", r.columns[column].Name, cut.Period, cut.Zone, err)
			continue
		}
		for _, row := range rows {
			n, _ := strconv.Atoi(row[1])
			earliest, counts = append(earliest, row[0]), append(counts, n)
			if !there[row[0]] {
				b.Errorf("%s is not there", row[0])
			}
		}
		want, got := cut.tallied(b, texts, each), cut.tallied(b, earliest, counts)
		for key, n := range want {
			if got[key] != n {
				b.Errorf("%s: %s in %s with %d bounds: %q has %d rows, want %d\n%s", r.columns[column].Name, cut.Period, cut.Zone, len(cut.Bounds), key, got[key], n, r.Statement([]Pick{{column, cut}}))
				break
			}
		}
		most := len(want)
		if cut.Period == Hour {
			most *= 4
		}
		if len(rows) > most+4*len(cut.Bounds)+1 && cut.Zone.String() != "nowhere" {
			b.Errorf("%s: %s in %s with %d bounds: %d rows, want %d", r.columns[column].Name, cut.Period, cut.Zone, len(cut.Bounds), len(rows), len(want))
		}
	}
}

func TestCutsClickHouse(t *testing.T) {
	b := clickHouseBench(t)
	b.run("CREATE TABLE " + b.place + ".t (t DateTime, d Date, n Nullable(DateTime)) ENGINE = Memory")
	var values, moments, days []string
	for _, at := range momentsOf(t, 1971, 2037) {
		values = append(values, at.Format("('2006-01-02 15:04:05', '2006-01-02', '2006-01-02 15:04:05')"))
		moments, days = append(moments, at.Format(time.RFC3339)), append(days, at.Format(time.DateOnly))
	}
	values = append(values, "('2026-01-01 00:00:00', '2026-01-01', NULL)")
	b.run("INSERT INTO " + b.place + ".t VALUES " + strings.Join(values, ", "))
	r := b.open("t", Access{})
	checkCuts(b, r, 0, append(moments, "2026-01-01T00:00:00Z"))
	checkCuts(b, r, 1, append(days, "2026-01-01"))
	checkCuts(b, r, 2, append(moments, ""))
}

func TestCutsPostgreSQL(t *testing.T) {
	b := postgreSQLBench(t)
	b.run("CREATE TABLE t (t timestamptz, w timestamp, d date)")
	var values, moments, clocks, days []string
	for i, at := range momentsOf(t, 1972, 2037) {
		at = at.Add(time.Duration(i%3) * 250 * time.Millisecond)
		values = append(values, at.Format("('2006-01-02 15:04:05.999999+00', '2006-01-02 15:04:05.999999', '2006-01-02')"))
		moments, clocks, days = append(moments, at.Format(time.RFC3339Nano)), append(clocks, at.Format("2006-01-02 15:04:05.999999")), append(days, at.Format(time.DateOnly))
	}
	b.run("INSERT INTO t VALUES " + strings.Join(values, ", ") + ", (NULL, NULL, NULL), ('infinity', '-infinity', 'infinity')")
	r := b.open("t", Access{})
	checkCuts(b, r, 0, append(moments, "", "infinity"))
	checkCuts(b, r, 1, append(clocks, "", "-infinity"))
	checkCuts(b, r, 2, append(days, "", "infinity"))
}
