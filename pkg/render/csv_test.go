package render

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cxcalc/cxcalc/pkg/internal/shared"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// named returns a document with one group of this name.
func named(name string) *result.Document {
	d := npsTotal()
	d.By = []string{"region"}
	g := d.Total
	g.By = result.Object{{Key: "region", Value: name}}
	d.Groups = result.List(g)
	return d
}

// parsed reads CSV back with the standard library.
func parsed(t *testing.T, text string) [][]string {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatalf("encoding/csv cannot read %q: %v", text, err)
	}
	return rows
}

// corpus reads a list of texts, each behind its id and class.
func corpus(t *testing.T, suite string) (list [][]string) {
	t.Helper()
	b, err := os.ReadFile(shared.Dir(t, "conformance", suite, "strings.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, &list); err != nil {
		t.Fatal(err)
	}
	return list
}

func TestGuard(t *testing.T) {
	check := func(s, want string) {
		t.Helper()
		if got := guarded(s, false); got != want {
			t.Errorf("guarded(%q) = %q, want %q", s, got, want)
		}
		if got := guarded(s, true); got != s {
			t.Errorf("raw %q became %q", s, got)
		}
	}
	// OWASP, CSV Injection: the characters = + - @ tab and carriage return.
	check("=1+1", "'=1+1")
	check("+1", "'+1")
	check("-1", "'-1")
	check("@SUM(A1)", "'@SUM(A1)")
	check("\tx", "'\tx")
	check("\rx", "'\rx")
	check("\nx", "'\nx")
	check("  =1", "'  =1") // imports strip blanks
	check("\u00a0=1", "'\u00a0=1")
	check("\ufeff=1", "'\ufeff=1")
	check("\x00=1", "'\x00=1")
	check(`"=1"`, `'"=1"`) // and quotes
	check("＝1", "'＝1")     // Excel narrows full-width signs
	check("＠x", "'＠x")
	check("|calc", "'|calc")
	check(`DDE ("cmd";"/C calc")`, `'DDE ("cmd";"/C calc")`)
	check("EU", "EU")
	check("", "")
	check("  ", "  ")
	check("a=b", "a=b")
	check("Ddefoe", "Ddefoe")
	check("'=1", "'=1") // already a text
	check("<b>", "<b>")
}

// The guard against every formula of the reference data. What only looks like one behind a
// separator is quoted, so that no spreadsheet splits it.
func TestGuardCorpus(t *testing.T) {
	danger := regexp.MustCompile(`^[\s\x00-\x20"\x{a0}\x{feff}]*[=+\-@|%＝＋－＠]`)
	formulas, others := 0, 0
	for _, c := range corpus(t, "injection-strings") {
		id, class, s := c[0], c[1], c[2]
		text := written(t, "csv", named(s), Options{})
		cell := parsed(t, text)[1][0]
		want := strings.ReplaceAll(s, "\r\n", "\n") // encoding/csv reads line breaks so
		guard := strings.HasPrefix(cell, "'") && cell[1:] == CSVText("x"+want, false)[1:]
		switch {
		case class == "formula" || danger.MatchString(s):
			formulas++
			if !guard {
				t.Errorf("%s: %q is written as %q, without a guard", id, s, cell)
			}
		case strings.ContainsFunc(s, disturbs):
			if strings.ContainsFunc(cell, disturbs) {
				t.Errorf("%s: %q is written with control characters: %q", id, s, cell)
			}
			others++
		case cell != want:
			t.Errorf("%s: %q became %q", id, s, cell)
		default:
			others++
		}
		if strings.ContainsAny(s, ";\t,") && !strings.Contains(text, "\n\"") {
			t.Errorf("%s: %q holds a separator and is not quoted", id, s)
		}
	}
	if formulas < 20 || others < 300 {
		t.Errorf("%d formulas and %d other texts: the reference data has more", formulas, others)
	}
}

// Without the guard every text comes back as it was, through CSV and through JSON.
func TestNaughtyStrings(t *testing.T) {
	for _, c := range corpus(t, "naughty-strings") {
		id, s := c[0], c[1]
		want := strings.ReplaceAll(s, "\r\n", "\n")
		if got := parsed(t, written(t, "csv", named(s), Options{Raw: true}))[1][0]; got != want {
			t.Errorf("%s: %q came back from CSV as %q", id, s, got)
		}
		var doc struct {
			Groups []struct{ By map[string]string }
		}
		if err := json.Unmarshal([]byte(written(t, "json", named(s), Options{})), &doc); err != nil {
			t.Errorf("%s: %v", id, err)
		} else if got := doc.Groups[0].By["region"]; got != s {
			t.Errorf("%s: %q came back from JSON as %q", id, s, got)
		}
	}
}

func TestCSVColumns(t *testing.T) {
	check := func(d *result.Document, want string) {
		t.Helper()
		header := parsed(t, written(t, "csv", d, Options{}))[0]
		if diff := cmp.Diff(want, strings.Join(header, " ")); diff != "" {
			t.Errorf("header (-want +got):\n%s", diff)
		}
	}
	own := "n value low high promoters passives detractors promoters_pct passives_pct detractors_pct mean"
	check(npsTotal(), own+" target met proven")
	check(npsByRegion(), "region period "+own+" target met proven")
	check(everythingCounted(), own+" n_effective target met proven") // extra fields where they are present
	twice := named("EU")
	twice.By = []string{"n", "n", "n_2", "period"}
	twice.Period = "month"
	check(twice, "n_2 n_3 n_2_2 period_2 period "+own+" target met proven")
	odd := named("EU")
	odd.By = []string{"a,omitempty,-"}
	check(odd, "a,omitempty,- "+own+" target met proven")
}

func TestCSVCells(t *testing.T) {
	rows := parsed(t, written(t, "csv", npsByRegion(), Options{}))
	want := [][]string{
		{"Asia-Pacific", "2026-06", "10", "-90", "-98.21", "-52.44", "0", "1", "9", "0", "10", "90", "4.2", "0", "false", "true"},
		{"", "2026-06", "0", "", "", "", "0", "0", "0", "", "", "", "", "", "", ""},
	}
	if diff := cmp.Diff(want, [][]string{rows[2], rows[5]}); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
	d := npsByRegion()
	d.Groups = result.Groups{} // asked for, none found: a header without rows, and not the total
	if rows := parsed(t, written(t, "csv", d, Options{})); len(rows) != 1 {
		t.Errorf("%d rows without groups, want the header", len(rows))
	}
}

// The same number has the same digits in CSV and in JSON.
func TestCSVDigits(t *testing.T) {
	for _, v := range []any{0.1 + 0.2, 1e21, 1e-7, 100.0 / 3, int64(9007199254740993), -0.5} {
		got, err := csvDialects[""].cellText(v, false)
		if err != nil {
			t.Fatal(err)
		}
		b, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(b) {
			t.Errorf("%v is %s in CSV and %s in JSON", v, got, b)
		}
	}
}

// Where a list is the answer, CSV has its rows, those of each group behind its name, and only a header where there are none.
func TestCSVOfAList(t *testing.T) {
	check := func(d *result.Document, list string, want ...string) {
		t.Helper()
		d.Listed = list
		got := strings.Split(strings.TrimSpace(written(t, "csv", d, Options{})), "\n")
		if len(got) < len(want) {
			t.Fatalf("%s: %q", list, got)
		}
		for i, line := range want {
			if !strings.HasPrefix(got[i], line) {
				t.Errorf("%s: line %d is %q, want %q", list, i, got[i], line)
			}
		}
	}
	check(withLists(), "steps", "step,n,of_first_pct,of_first_pct_low,of_first_pct_high,of_previous_pct,dropped", "visit,1240,100,", "basket,980,")
	check(listsByChannel(), "steps", "channel,step,n,", "app,visit,700,", "app,basket,600,", "app,", "app,", "\"'=shop|<b>\",visit,540,")
	check(withLists(), "left_out", "name")
	check(withLists(), "", "n,value,low,high,cases,target")
}
