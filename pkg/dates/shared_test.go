package dates

import (
	"encoding/csv"
	"os"
	"strings"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/internal/shared"
)

// column reads one column of a reference file.
func column(t *testing.T, comma rune, name string, elem ...string) []string {
	t.Helper()
	data, err := os.ReadFile(shared.Dir(t, append([]string{"data"}, elem...)...))
	if err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(data), "\ufeff")))
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = comma, true, -1
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var cells []string
	for at, head := range rows[0] {
		if head != name {
			continue
		}
		for _, row := range rows[1:] {
			cells = append(cells, row[at])
		}
		return cells
	}
	t.Fatalf("no column %q in %q", name, rows[0])
	return nil
}

// parseColumn reads all cells that are not blank in an order.
func parseColumn(t *testing.T, o DayOrder, cells []string) []Instant {
	t.Helper()
	r, err := NewReader(Writing{Order: o})
	if err != nil {
		t.Fatal(err)
	}
	var all []Instant
	for _, cell := range cells {
		if cell == "" {
			continue
		}
		at, _, ok := r.Parse([]byte(cell))
		if !ok {
			t.Errorf("%q is not read", cell)
		}
		all = append(all, at)
	}
	return all
}

func TestRealOrders(t *testing.T) {
	check := func(want DayOrder, filled int, first, last string, cells []string) {
		t.Helper()
		got, err := gather(t, 0, Unknown, cells...).Decide()
		if err != nil || got != want {
			t.Errorf("order is %v (%v), want %v", got, err, want)
		}
		all := parseColumn(t, got, cells)
		if len(all) != filled || all[0] != instantOf(t, first) || all[len(all)-1] != instantOf(t, last) {
			t.Errorf("%d values from %s to %s", len(all), Day.Label(Day.Index(all[0], nil)), Day.Label(Day.Index(all[len(all)-1], nil)))
		}
	}
	// SOURCE.md of each folder; counts, first and last value by the csv module of Python 3.11.
	check(MonthFirst, 364, "2023-08-04T11:50:34Z", "2023-08-29T12:39:38Z",
		column(t, ';', "Marca temporal", "restaurant-survey-es", "encuesta.csv"))
	check(DayFirst, 7440, "2018-04-30T00:00:00Z", "2022-12-31T00:00:00Z",
		column(t, ',', "month_end_date", "employee-turnover", "input_01.csv"))
	check(Unknown, 15653, "2016-03-29T21:23:43Z", "2016-05-02T19:12:44Z",
		column(t, ',', "Submit Date (UTC)", "typeform-fcc2016", "part1.csv"))
	check(MonthFirst, 3087, "2016-05-11T00:00:00Z", "2016-05-18T00:00:00Z",
		column(t, ',', "INTDATE", "sfo-survey-2016", "2016_SFO_Customer_Survey_20250817.csv"))
}

// The two files of this folder hold the same answers, written 11/1/2019 8:51:12 and
// 2019-11-01 08:51:12.402. All days are 1 to 4 November, so the first file does not decide.
func TestSameTimesInTwoForms(t *testing.T) {
	slashes := column(t, ',', "Timestamp", "sudzilla-nps", "input_01.csv")
	iso := column(t, ',', "Timestamp", "sudzilla-nps", "input_02.csv")
	if _, err := gather(t, 0, Unknown, slashes...).Decide(); err == nil {
		t.Error("the order was decided, want an error")
	}
	a, b := parseColumn(t, MonthFirst, slashes), parseColumn(t, Unknown, iso)
	if len(a) != 39 || len(b) != 39 {
		t.Fatalf("%d and %d times, want 39", len(a), len(b))
	}
	for i := range a {
		if a[i] != b[i]-b[i]%1e6 {
			t.Errorf("%q is not %q", slashes[i], iso[i])
		}
	}
}

func TestCompactDates(t *testing.T) {
	data, err := os.ReadFile(shared.Dir(t, "data", "cdnow", "CDNOW_sample.txt"))
	if err != nil {
		t.Fatal(err)
	}
	r, err := NewReader(Writing{})
	if err != nil {
		t.Fatal(err)
	}
	months := map[string]int{}
	for line := range strings.Lines(string(data)) {
		fields := strings.Fields(line)
		if len(fields) != 5 {
			continue
		}
		at, _, ok := r.Parse([]byte(fields[2]))
		if !ok {
			t.Errorf("%q is not read", fields[2])
		}
		months[Month.Label(Month.Index(at, nil))]++
	}
	if len(months) != 18 || months["1997-01"] == 0 || months["1998-06"] == 0 {
		t.Errorf("months are %v, want 1997-01 to 1998-06", months)
	}
}
