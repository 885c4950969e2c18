package main_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A drawn is a ledger of customers who each keep to a growth of their own, a row a month.
type drawn struct {
	customers, months, groups int
	growth, lost              float64 // how growths scatter; what is lost a month
	moving                    float64 // who is in two groups at once
}

func (d drawn) ledger(r *rand.Rand) string {
	var b strings.Builder
	b.WriteString("customer,month,mrr,plan\n")
	for c := range d.customers {
		amount, rate := 50*math.Exp(.8*r.NormFloat64()), math.Exp(d.growth*r.NormFloat64())
		plan, other := r.IntN(d.groups), r.IntN(d.groups)
		both := r.Float64() < d.moving
		for m := range d.months {
			if m > 0 && r.Float64() < d.lost {
				break
			}
			fmt.Fprintf(&b, "C%d,2026-%02d,%.2f,P%d\n", c, m+1, amount, plan)
			if both && other != plan {
				fmt.Fprintf(&b, "C%d,2026-%02d,%.2f,P%d\n", c, m+1, amount/2, other)
			}
			amount *= rate
		}
	}
	return b.String()
}

// claims tells in how many of so many ledgers a comparison claims a change.
func (d drawn) claims(t *testing.T, runs int, args ...string) float64 {
	t.Helper()
	name := filepath.Join(t.TempDir(), "ledger.csv")
	r := rand.New(rand.NewPCG(11, 4))
	claims := 0
	for range runs {
		if err := os.WriteFile(name, []byte(d.ledger(r)), 0o600); err != nil {
			t.Fatal(err)
		}
		text, stderr, status := inside(append(slices.Clone(args), "-q", "-o", "csv", name)...)
		if status != 0 {
			t.Fatalf("%v: exit status %d\n%s", args, status, stderr)
		}
		if strings.Contains(text, ",better,") || strings.Contains(text, ",worse,") {
			claims++
		}
	}
	return 100 * float64(claims) / float64(runs)
}

// Groups that do not differ, over months in which their customers keep growing or shrinking: hardly a table claims that
// one differs.
func TestEqualGroupsOfMonths(t *testing.T) {
	if testing.Short() {
		t.Skip("a simulation")
	}
	const runs = 60
	for _, d := range []drawn{
		{customers: 300, months: 6, groups: 2, growth: .03, lost: .01},
		{customers: 300, months: 6, groups: 3, growth: .03, lost: .01, moving: .3},
	} {
		for _, what := range [][]string{{"revenue"}, {"revenue", "--field", "arpa"}} {
			share := d.claims(t, runs, append([]string{"compare", "--by", "plan"}, what...)...)
			t.Logf("%+v %v: a false claim in %.1f %%", d, what, share)
			if share > 6+3*3.1 { // three standard errors of so many runs
				t.Errorf("%+v %v: a false claim in %.1f %% of the tables, want 6 %% at most", d, what, share)
			}
		}
	}
}

// Two halves of a business in which nothing changes: each customer brings what it did, more or less. With paired ledgers a
// claim is as seldom as without, and what each customer brings more shows where it would drown in how customers differ.
func TestPairedLedgersClaim(t *testing.T) {
	if testing.Short() {
		t.Skip("a simulation")
	}
	const runs = 60
	dir := t.TempDir()
	halves := func(r *rand.Rand, rise float64) (before, after string) {
		var sides [2]strings.Builder
		for i := range sides {
			sides[i].WriteString("customer,month,mrr\n")
		}
		for c := range 250 {
			usual := 50 * math.Exp(.8*r.NormFloat64())
			for m := range 5 {
				if m > 0 && r.Float64() < .02 {
					break
				}
				amount := usual * math.Exp(.1*r.NormFloat64())
				if m > 2 {
					amount *= rise
				}
				for i := range sides {
					if (m > 1 || i == 0) && (m < 3 || i == 1) { // both know the month between
						fmt.Fprintf(&sides[i], "C%d,2026-%02d,%.2f\n", c, m+1, amount)
					}
				}
			}
		}
		return sides[0].String(), sides[1].String()
	}
	claims := func(rise float64, args ...string) float64 {
		t.Helper()
		r := rand.New(rand.NewPCG(7, 9))
		names := []string{filepath.Join(dir, "before.csv"), filepath.Join(dir, "after.csv")}
		n := 0
		for range runs {
			before, after := halves(r, rise)
			for i, text := range []string{before, after} {
				if err := os.WriteFile(names[i], []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			text, stderr, status := inside(slices.Concat([]string{"compare"}, args, []string{"-q", "-o", "csv"}, names)...)
			if status != 0 {
				t.Fatalf("%v: exit status %d\n%s", args, status, stderr)
			}
			if strings.Contains(text, ",better,") || strings.Contains(text, ",worse,") {
				n++
			}
		}
		return 100 * float64(n) / runs
	}
	for _, what := range [][]string{{"revenue"}, {"revenue", "--field", "arpa"}, {"churn"}} {
		quiet := claims(1, append(what, "--paired")...)
		t.Logf("%v: a false claim in %.1f %%", what, quiet)
		if quiet > 6+3*3.1 { // three standard errors of so many runs
			t.Errorf("%v: a false claim in %.1f %%, want 6 %% at most", what, quiet)
		}
	}
	alone, paired := claims(1.1, "revenue", "--field", "arpa"), claims(1.1, "revenue", "--field", "arpa", "--paired")
	t.Logf("a rise of 10 %%: found in %.1f %% alone and %.1f %% paired", alone, paired)
	if paired < 90 || alone > 50 {
		t.Errorf("a rise of 10 %%: found in %.1f %% alone and %.1f %% paired", alone, paired)
	}
}
