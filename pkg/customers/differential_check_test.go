package customers_test

import (
	"cmp"
	"math/rand/v2"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/ledger"
)

// The reference keeps its own promises: every bridge closes, of all and of each group, groups add up to all, and a
// closing is the next opening.
func TestReferenceAgreesWithItself(t *testing.T) {
	for _, f := range differentialFeatures {
		if f.shape == ledger.Status {
			continue
		}
		moved := false
		for seed := uint64(1); seed <= 8; seed++ {
			l := f.make(dice{rand.New(rand.NewPCG(seed, 99))})
			l.shape, l.period = f.shape, cmp.Or(l.period, dates.Month)
			if !l.mend() {
				continue
			}
			periods := l.book().periods()
			for i, p := range periods {
				sum := refFlow{}
				for group, g := range p.groups {
					sum.add(g)
					moved = moved || g.movedIn > 0
					if !g.closes() {
						t.Fatalf("%s, seed %d, %s %q: the bridge does not close: %+v\n%s", f.rule, seed, p.label, group, g, l.csv())
					}
					if i > 0 && (g.opening != periods[i-1].groups[group].closing || g.cOpening != periods[i-1].groups[group].cClosing) {
						t.Fatalf("%s, seed %d, %s %q: opens with %+v, after %+v\n%s", f.rule, seed, p.label, group, g, periods[i-1].groups[group], l.csv())
					}
				}
				if !p.all.closes() || p.all.movedIn+p.all.movedOut > 0 {
					t.Fatalf("%s, seed %d, %s: the bridge does not close: %+v", f.rule, seed, p.label, p.all)
				}
				if sum.opening != p.all.opening || sum.closing != p.all.closing || sum.fresh != p.all.fresh || sum.churn != p.all.churn ||
					sum.expansion-p.all.expansion > sum.slack || p.all.expansion-sum.expansion > sum.slack {
					t.Fatalf("%s, seed %d, %s: groups add up to %+v, all is %+v\n%s", f.rule, seed, p.label, sum, p.all, l.csv())
				}
			}
		}
		if f.rule == "each group keeps its money" && !moved {
			t.Errorf("%s of %s: nothing ever moves", f.rule, f.shape)
		}
	}
}

// closes tells whether the steps of a flow lead from its opening to its closing, in money and customers.
func (f refFlow) closes() bool {
	return f.opening+f.fresh+f.reactivation+f.expansion+f.movedIn+f.rates-f.contraction-f.churn-f.movedOut == f.closing &&
		f.cOpening+f.cNew+f.cReactivated+f.cMovedIn-f.cLost-f.cMovedOut == f.cClosing
}
