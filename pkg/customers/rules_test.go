package customers_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cxcalc/cxcalc/pkg/customers"
)

// A rule is a small ledger on which a rule decides, how it is asked about, and what has to come of it.
type rule struct {
	name, metric string
	ask          func(t *testing.T, r *customers.Brief)
	csv          string // the ledger, or the name of a file of the reference data
	total        fields
	rows         map[string]fields // by group and period or age, such as "basic 2026-06" and "2026-02 @1"
	not          []string          // rows that must not be there
	warned       []string          // words of warnings
	check        func(t *testing.T, d refDocument)
}

// fields are numbers by name; null is none.
type fields map[string]float64

var null = math.NaN()

// run asks about a ledger, and compares.
func (x *rule) run(t *testing.T, file string) {
	t.Helper()
	r := request(t, x.metric, file)
	if x.ask != nil {
		x.ask(t, &r)
	}
	a := answer(t, r)
	var d refDocument
	readDocument(t, a.Document, &d)
	checkFields(t, "total", d.Total, x.total)
	have := make(map[string]map[string]any)
	for _, group := range d.Rest {
		have[rowName(group)] = group
	}
	for name, want := range x.rows {
		if have[name] == nil {
			t.Errorf("no row %q, there are %q", name, names(have))
			continue
		}
		checkFields(t, name, have[name], want)
	}
	for _, name := range x.not {
		if have[name] != nil {
			t.Errorf("there is a row %q", name)
		}
	}
	for _, words := range x.warned {
		found := false
		for _, w := range a.Document.Warnings {
			found = found || strings.Contains(w.Code+": "+w.Text, words)
		}
		if !found {
			t.Errorf("no warning says %q: %v", words, a.Document.Warnings)
		}
	}
	if x.check != nil {
		x.check(t, d)
	}
}

func names(rows map[string]map[string]any) (out []string) {
	for name := range rows {
		out = append(out, name)
	}
	return out
}

// rowName names a row of results: its groups, its period, and its age.
func rowName(group map[string]any) string {
	var words []string
	by, _ := group["by"].(map[string]any)
	for _, v := range by {
		words = append(words, fmt.Sprint(v))
	}
	if period, _ := group["period"].(string); period != "" {
		words = append(words, period)
	}
	if age, ok := group["age"].(float64); ok {
		words = append(words, fmt.Sprintf("@%v", age))
	}
	return strings.Join(words, " ")
}

// checkFields compares the fields of a row of results, to a thousandth.
func checkFields(t *testing.T, where string, have map[string]any, want fields) {
	t.Helper()
	for name, x := range want {
		got, ok := have[name].(float64)
		if have[name] == nil && optional[name] {
			ok = true
		}
		if x != x && !ok || ok && math.Abs(got-x) <= 0.0005*max(1, math.Abs(x)/1000) {
			continue
		}
		t.Errorf("%s: %s is %v, want %v", where, name, have[name], x)
	}
}

// flag makes a question with settings.
func flag(set func(r *customers.Brief)) func(*testing.T, *customers.Brief) {
	return func(_ *testing.T, r *customers.Brief) { set(r) }
}

// inEUR asks for euros by a file of rates, in a zone.
func inEUR(rates, zone string) func(*testing.T, *customers.Brief) {
	return func(t *testing.T, r *customers.Brief) {
		t.Helper()
		if !strings.HasSuffix(rates, ".csv") {
			rates = file(t, "rates.csv", rates)
		}
		at, err := time.LoadLocation(zone)
		if err != nil {
			t.Fatal(err)
		}
		r.CurrencyCode, r.RatesFile, r.Zone, r.ZoneName = "EUR", rates, at, zone
	}
}

// Every rule on a ledger of its own, with figures worked out by hand.
func TestRules(t *testing.T) {
	for _, x := range slices.Concat(movementRules(), groupRules(), otherRules()) {
		t.Run(x.name, func(t *testing.T) { x.run(t, file(t, "ledger.csv", x.csv)) })
	}
}
