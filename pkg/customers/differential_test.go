package customers_test

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/customers"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// differentialLedgers is how many random ledgers each rule is tried on.
func differentialLedgers() int {
	if testing.Short() {
		return 3
	}
	return 30
}

// TestDifferential holds the program to the reference, shape by shape and rule by rule, on random ledgers. Where
// they differ it looks for a smaller ledger on which they do, and shows that.
func TestDifferential(t *testing.T) {
	for _, f := range differentialFeatures {
		t.Run(string(f.shape)+"/"+strings.ReplaceAll(f.rule, " ", "_"), func(t *testing.T) {
			t.Parallel()
			folder := t.TempDir()
			tried := 0
			for seed := 1; tried < differentialLedgers(); seed++ {
				if seed > 20*differentialLedgers() {
					t.Fatalf("only %d ledgers of which the rules tell everything", tried)
				}
				d := dice{rand.New(rand.NewPCG(uint64(seed), uint64(len(f.rule))))}
				l := f.make(d)
				l.shape, l.period = f.shape, cmp.Or(l.period, dates.Month)
				if !l.mend() {
					continue
				}
				tried++
				if diffs := l.differ(t, folder); len(diffs) > 0 {
					l, diffs = l.shrink(t, folder, diffs)
					t.Fatalf("rule: %s (seed %d)\n%s\n%s%s\n%s", f.rule, seed, l.flags(), l.csv(), l.ratesNote(), strings.Join(diffs, "\n"))
				}
			}
		})
	}
}

func (l *refLedger) ratesNote() string {
	if l.rates == nil {
		return ""
	}
	return "rates.csv:\n" + l.ratesCSV()
}

// shrink drops rows, and then bounds, as long as the program and the reference differ.
func (l *refLedger) shrink(t *testing.T, folder string, diffs []string) (*refLedger, []string) {
	t.Helper()
	tries := 300
	keep := func(c *refLedger) bool {
		tries--
		if tries < 0 || !c.decided() {
			return false
		}
		d := c.differ(t, folder)
		if len(d) == 0 {
			return false
		}
		l, diffs = c, d
		return true
	}
	for size := (len(l.rows) + 1) / 2; size > 0; size /= 2 {
		for at := 0; at+size <= len(l.rows); {
			c := *l
			c.rows = slices.Delete(slices.Clone(l.rows), at, at+size)
			if !keep(&c) {
				at += size
			}
		}
	}
	for _, drop := range []func(*refLedger){
		func(c *refLedger) { c.since = 0 }, func(c *refLedger) { c.until = 0 }, func(c *refLedger) { c.asOf = 0 },
		func(c *refLedger) { c.zone = "" }, func(c *refLedger) { c.by = false }, func(c *refLedger) { c.window = refSpan{} },
	} {
		c := *l
		drop(&c)
		keep(&c)
	}
	return l, diffs
}

// A refKey names a row of results.
type refKey struct {
	definition, group, period string
	age                       int
}

func (k refKey) String() string {
	return fmt.Sprintf("%s[%s %q %d]", k.period, k.definition, k.group, k.age)
}

// A refDocument is a JSON document, as a program would read it.
type refDocument struct {
	Rows  map[string]float64 `json:"rows"`
	Total map[string]any     `json:"total"`
	Rest  []map[string]any   `json:"groups"`
}

func keyOf(group map[string]any) (k refKey) {
	by, _ := group["by"].(map[string]any)
	k.definition, _ = by["definition"].(string)
	k.group, _ = by["plan"].(string)
	k.period, _ = group["period"].(string)
	age, _ := group["age"].(float64)
	k.age = int(age)
	return k
}

// run asks a metric, and reads the document of the answer. ok is false where there is no figure to tell.
func (l *refLedger) run(t *testing.T, r customers.Brief) (d refDocument, err error) {
	t.Helper()
	a, err := answered(context.Background(), r)
	if err != nil {
		return d, err
	}
	readDocument(t, a.Document, &d)
	return d, nil
}

// readDocument reads what a document looks like in JSON.
func readDocument(t *testing.T, d *result.Document, into *refDocument) {
	t.Helper()
	b, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, into); err != nil {
		t.Fatal(err)
	}
}

// A refAnswer is what the reference says: the total, and every row of results.
type refAnswer struct {
	total refFigures
	rows  map[refKey]refFigures
}

// ask compares the answer of a metric with that of the reference.
func (l *refLedger) ask(t *testing.T, metric string, r customers.Brief, want refAnswer) (diffs []string) {
	t.Helper()
	d, err := l.run(t, r)
	if err != nil {
		if x, ok := want.total["value"]; !ok || x.low != x.low { // there is no such figure
			return nil
		}
		return []string{fmt.Sprintf("%s: %v", metric, err)}
	}
	diffs = append(diffs, differences(metric+" total", d.Total, want.total)...)
	have := make(map[refKey]map[string]any)
	for _, group := range d.Rest {
		k := keyOf(group)
		have[k] = group
		if _, ok := want.rows[k]; !ok {
			diffs = append(diffs, fmt.Sprintf("%s %s: such a row is not to be", metric, k))
		}
	}
	for k, f := range want.rows {
		if have[k] == nil && f.nothing() {
			continue
		}
		diffs = append(diffs, differences(fmt.Sprintf("%s %s", metric, k), have[k], f)...)
	}
	diffs = append(diffs, l.accounted(metric, d.Rows)...)
	slices.Sort(diffs)
	return diffs
}

// nothing tells whether a row of results has only zeros, and need not be there.
func (f refFigures) nothing() bool {
	for _, x := range f {
		if x.high != 0 && x.high == x.high {
			return false
		}
	}
	return true
}

// accounted compares the account of the rows. Rows outside the bounds are left out where a row tells a state or an
// order, and known all the same.
func (l *refLedger) accounted(metric string, rows map[string]float64) []string {
	filtered := 0
	for _, r := range l.rows {
		if l.stock() && !l.within(r.day) {
			filtered++
		}
	}
	want := refFigures{"read": count(len(l.rows)), "filtered": count(filtered), "counted": count(len(l.rows) - filtered)}
	have := make(map[string]any)
	for k, v := range rows {
		have[k] = v
	}
	return differences(metric+" rows", have, want)
}

// differences compares the fields of a row of results.
func differences(where string, have map[string]any, want refFigures) (diffs []string) {
	for name, x := range want {
		key, sub, nested := strings.Cut(name, ".")
		v := have[key]
		if nested {
			in, _ := v.(map[string]any)
			v = in[sub]
		}
		got, ok := v.(float64)
		if !ok && optional[name] {
			ok = true
		}
		if v == nil && ifThere[name] {
			continue
		}
		slack := 1e-9 * max(1, x.high, -x.high)
		switch {
		case x.low != x.low && !ok:
		case x.low != x.low || !ok || got < x.low-slack || got > x.high+slack:
			diffs = append(diffs, fmt.Sprintf("%s: %s is %v, want %v", where, name, v, x))
		}
	}
	return diffs
}

// String writes a figure for people.
func (x refFigure) String() string {
	switch {
	case x.low != x.low:
		return "null"
	case x.low != x.high:
		return fmt.Sprintf("%v to %v", x.low, x.high)
	}
	return fmt.Sprint(x.low)
}

// differ asks every metric of the shape.
func (l *refLedger) differ(t *testing.T, folder string) (diffs []string) {
	t.Helper()
	l.write(t, folder)
	if l.shape == ledger.Status {
		return l.differStatus(t, folder)
	}
	if l.shape == ledger.Transaction {
		diffs = append(diffs, l.differRepeat(t, folder)...)
	}
	if l.onlyRepeat {
		return diffs
	}
	b := l.book()
	periods := b.periods()
	diffs = append(diffs, l.differChurn(t, folder, periods)...)
	diffs = append(diffs, l.ask(t, "expansion", l.request(t, "expansion", folder), answerOf(l, periods, expanded))...)
	diffs = append(diffs, l.differRevenue(t, folder, periods)...)
	return append(diffs, l.differCohorts(t, folder, b)...)
}
