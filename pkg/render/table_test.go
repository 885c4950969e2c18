package render

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/result"
)

// No line is wider than the terminal, whatever it shows.
func TestTableWidths(t *testing.T) {
	for name, d := range samples() {
		for limit := 40; limit <= 200; limit++ {
			for _, line := range strings.Split(written(t, "table", d, Options{Width: limit, Color: limit%2 == 0}), "\n") {
				if w := width(line); w > limit {
					t.Fatalf("%s at %d columns has a line of %d:\n%s", name, limit, w, line)
				}
			}
		}
	}
}

// Colours add nothing but colours, and numbers are whole in every width.
func TestTableSaysTheSame(t *testing.T) {
	sgr := regexp.MustCompile(`\x1b\[[0-9;]*m`)
	for name, d := range samples() {
		for _, limit := range []int{0, 40, 80, 120} {
			plain := written(t, "table", d, Options{Width: limit})
			if got := sgr.ReplaceAllString(written(t, "table", d, Options{Width: limit, Color: true}), ""); got != plain {
				t.Errorf("%s at %d columns reads differently with colours:\n%s\n%s", name, limit, got, plain)
			}
			for _, line := range strings.Split(plain, "\n") {
				if line != strings.TrimRight(line, " ") {
					t.Errorf("%s at %d columns ends a line with blanks: %q", name, limit, line)
				}
			}
		}
	}
	narrow := written(t, "table", npsByRegion(), Options{Width: 40})
	for _, number := range []string{"-11.76", "-43.02 to  21.18", "19.76 to 39.53", "207 read"} {
		if !strings.Contains(narrow, number) {
			t.Errorf("%q is not in the narrow table:\n%s", number, narrow)
		}
	}
}

// A long name is cut on a terminal only, and a column that has no room is named.
func TestTableCuts(t *testing.T) {
	d := bySegment()
	name := "I decide about the purchase of software and sign the contracts"
	if got := written(t, "table", d, Options{}); !strings.Contains(got, name) || strings.Contains(got, "…") {
		t.Errorf("cut without a terminal:\n%s", got)
	}
	got := written(t, "table", d, Options{Width: 80})
	if !strings.Contains(got, "I decide about") || strings.Contains(got, name) {
		t.Errorf("not cut at 80 columns:\n%s", got)
	}
	if !strings.Contains(got, "not shown for lack of room: mean; -o csv has every column") {
		t.Errorf("the column without room is not named:\n%s", got)
	}
}

// A terminal shows the first groups and says how to get the others.
func TestTableCap(t *testing.T) {
	d := npsTotal()
	d.By = []string{"store"}
	for i := range 1500 {
		g := d.Total
		g.By = result.Object{{Key: "store", Value: fmt.Sprintf("store %d", i)}}
		d.Groups.Add(g)
	}
	got := written(t, "table", d, Options{Width: 80})
	if n := strings.Count(got, "\nstore "); n != shownGroups+1 { // and the heading
		t.Errorf("%d rows on a terminal, want %d", n-1, shownGroups)
	}
	if !strings.Contains(got, "1,300 more groups are not shown; -o csv writes them all") {
		t.Error("the table does not say that groups are left out")
	}
	if n := strings.Count(written(t, "table", d, Options{}), "\nstore "); n != 1501 {
		t.Errorf("%d rows in a pipe, want 1500", n-1)
	}
}

// Nothing from the data reaches a terminal or a page as a command.
func TestNoControls(t *testing.T) {
	if testing.Short() {
		t.Skip("one goroutine: go test ./... does it without the detector")
	}
	list := corpus(t, "injection-strings")
	for _, c := range list {
		s := c[len(c)-1]
		d := named(s)
		d.Sources[0].Name, d.Columns[0].Value, d.By = s, s, []string{s}
		g := d.Groups.At(0)
		g.Period, d.Period = s, "month"
		d.Groups = result.List(g)
		d.Warnings = []result.Warning{{Text: s, Source: s, Line: 1}}
		d.Thresholds = []result.Threshold{{Expression: s}}
		for _, format := range []string{"table", "markdown", "json", "ndjson"} {
			got := written(t, format, d, Options{Width: 80})
			if i := strings.IndexFunc(got, func(r rune) bool { return r != '\n' && obeyed(r) || r < 0x20 && r != '\n' }); i >= 0 {
				t.Errorf("%s: %q puts %q into the %s", c[0], s, got[i], format)
			}
		}
	}
	if len(list) < 300 {
		t.Errorf("%d texts: the reference data has more", len(list))
	}
}

func TestSources(t *testing.T) {
	d := npsTotal()
	for i := range 11 {
		d.Sources = append(d.Sources, result.Source{Name: fmt.Sprintf("part-%02d.csv", i)})
	}
	if got := written(t, "table", d, Options{Width: 80}); !strings.Contains(got, "part-01.csv and 9 more") {
		t.Errorf("12 sources on a terminal:\n%s", got)
	}
	d.Warnings = nil
	if got := written(t, "table", d, Options{}); !strings.Contains(got, "part-10.csv") || strings.Contains(got, " and 9") {
		t.Errorf("12 sources in a pipe:\n%s", got)
	}
}

func TestCurrency(t *testing.T) {
	d := churnByMonth()
	d.Unit, d.Fields[1].Kind, d.Fields[1].Share = "currency", result.Number, ""
	d.Settings = append(d.Settings, result.Member{Key: "currency", Value: "EUR"})
	d.Total.Values[1].Value = 1234.5
	d.Total.Verdict = nil
	if got := written(t, "table", d, Options{}); !strings.HasPrefix(got, "Customer churn   1,234.5 EUR   0.98 to 1.30\n") {
		t.Errorf("an amount:\n%s", got)
	}
}
