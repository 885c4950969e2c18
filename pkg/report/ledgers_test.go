package report

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/cxcalc/cxcalc/pkg/catalog"
	"github.com/cxcalc/cxcalc/pkg/customers"
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// A billed is a question about a ledger.
type billed struct {
	metric string
	set    flags.Values
}

func (b billed) ask(t *testing.T, source string) kind.Question {
	t.Helper()
	all := catalog.Metrics()
	m := all[slices.IndexFunc(all, func(m metric.Metric) bool { return m.Name == b.metric })]
	v := flags.Defaults(flags.Join(kind.Flags(), customers.Flags(), m.Flags))
	for flag, value := range b.set {
		v[flag] = value
	}
	r, err := customers.Asked(m, v)
	if err != nil {
		t.Fatal(err)
	}
	r.Sources, r.Workers = []string{source}, 2
	return r
}

// Questions about one ledger share it where they read its rows in the same way: it is filled and closed once, and what each
// of them says is what it says alone.
func TestLedgersAreShared(t *testing.T) {
	source := filepath.Join(t.TempDir(), "ledger.csv")
	text := "customer,month,mrr,plan\na,2026-03,10,x\nb,2026-03,20,y\nc,2026-03,40,y\na,2026-04,15,x\nb,2026-04,20,y\nd,2026-04,5,x\n" +
		"a,2026-05,15,y\nc,2026-05,30,y\nd,2026-05,5,x\n"
	if err := os.WriteFile(source, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	all := []billed{{metric: "churn"}, {metric: "revenue"}, {metric: "expansion"}, {metric: "ltv"}, {metric: "cohort"},
		{"ltv", flags.Values{"model": "sbg"}}, {"churn", flags.Values{"confidence": .9}},
		{"churn", flags.Values{"by": []string{"plan"}}}, {"cohort", flags.Values{"by": []string{"plan"}}},
		{"churn", flags.Values{"top": int64(2)}}, {"revenue", flags.Values{"period": "quarter"}}, {"revenue", flags.Values{"where": []string{"plan=y"}}}}
	questions := func() (list []kind.Question) {
		for _, b := range all {
			list = append(list, b.ask(t, source))
		}
		return list
	}
	r := begin(context.Background(), questions())
	defer r.set.Close()
	r.each(func(x *asked) (err error) {
		x.counts, err = x.session.Counts()
		return err
	})
	counts(r.waiting(), true)
	var places []int
	for _, x := range r.asked {
		places = append(places, x.places...)
	}
	if diff := cmp.Diff([]int{0, 0, 0, 0, 0, 0, 0, 1, 1, 2, 3, 4}, places); diff != "" {
		t.Errorf("shared (-want +got):\n%s", diff)
	}
	together := RunAll(context.Background(), questions())
	for i, q := range questions() {
		alone, err := Run(context.Background(), q)
		if err != nil || together[i].Err != nil {
			t.Errorf("%v: alone %v, together %v", all[i], err, together[i].Err)
			continue
		}
		groups := cmp.Transformer("all", func(g result.Groups) (out []result.Group) {
			for _, one := range g.All() {
				out = append(out, one)
			}
			return out
		})
		if diff := cmp.Diff(alone.Document, together[i].Document, groups); diff != "" {
			t.Errorf("%v (-alone +together):\n%s", all[i], diff)
		}
	}
}

// A ledger of more days than cohorts can have tells the rest.
func TestLedgerWithoutCohorts(t *testing.T) {
	var text strings.Builder
	text.WriteString("customer,day,mrr\n")
	for day := range 1600 {
		at := time.Date(2020, 1, 1+day, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
		fmt.Fprintf(&text, "a,%s,10\nb,%s,20\n", at, at)
	}
	source := filepath.Join(t.TempDir(), "days.csv")
	if err := os.WriteFile(source, []byte(text.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	set := flags.Values{"period": "day", "shape": "balance", "time": "day"}
	both := RunAll(context.Background(), []kind.Question{billed{"churn", set}.ask(t, source), billed{"cohort", set}.ask(t, source)})
	if err := both[0].Err; err != nil {
		t.Errorf("churn: %v", err)
	}
	if err := both[1].Err; err == nil || !strings.Contains(err.Error(), "too many for cohorts") {
		t.Errorf("cohort: %v", err)
	}
}
