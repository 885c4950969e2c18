package reasons

import (
	"math"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/tags"
)

func names(of ...string) (out []tags.ReasonName) {
	for _, name := range of {
		out = append(out, tags.Called(name))
	}
	return out
}

func outcryOf(counts ...int64) (*outcry, []tags.ReasonName) {
	o := &outcry{}
	var names []tags.ReasonName
	for i, n := range counts {
		o.at(int32(i)).mentions = n
		o.mentions += n
		names = append(names, tags.ReasonName{Shown: string(rune('a' + i))})
	}
	return o, names
}

// The vital few are the fewest with 80 % of all mentions, and "other" is never one of them.
func TestVitalFew(t *testing.T) {
	check := func(o *outcry, names []tags.ReasonName, want int, wantOK bool) {
		t.Helper()
		ranked, vital, ok := o.rank(names)
		if ok != wantOK || ok && vital != want {
			t.Errorf("%d, %v, want %d, %v", vital, ok, want, wantOK)
		}
		for i, r := range ranked {
			if r.Vital != (ok && i < vital) {
				t.Errorf("%s is vital: %v", r.Shown, r.Vital)
			}
		}
	}
	o, names := outcryOf(42, 28, 15, 10, 5)
	check(o, names, 3, true)
	o, names = outcryOf(80, 20) // just enough
	check(o, names, 1, true)
	o, names = outcryOf(79, 20, 1)
	check(o, names, 2, true)
	o, names = outcryOf(20, 50, 30)
	names[0].Other = true
	check(o, names, 2, true) // 50 and 30, and other behind them
	o, names = outcryOf(21, 50, 29)
	names[0].Other = true
	check(o, names, 0, false) // the others never have 80 of 100
	check(&outcry{}, nil, 0, false)
}

func TestImpact(t *testing.T) {
	net := grading{min: 0, max: 10, unhappyTo: 6, happyFrom: 9, net: true}
	check := func(g grading, all, with voices, want float64, wantOK bool) {
		t.Helper()
		if got, ok := g.impact(all, with); ok != wantOK || ok && math.Abs(got-want) > 1e-9 {
			t.Errorf("%v, %v, want %v", got, ok, want)
		}
	}
	// 100 people, NPS 30; of 80 who do not name it 50 are promoters and 10 detractors, NPS 50.
	check(net, voices{unhappy: 22, neither: 26, happy: 52}, voices{unhappy: 12, neither: 6, happy: 2}, 30-50, true)
	check(net, voices{unhappy: 5}, voices{unhappy: 5}, 0, false) // everybody names it
	check(net, voices{}, voices{}, 0, false)
	half := grading{min: 1, max: 5, happyFrom: 4, rest: true}
	check(half, voices{unhappy: 50, happy: 50}, voices{unhappy: 30, happy: 10}, 50-100*40.0/60, true)
}

func TestMoods(t *testing.T) {
	check := func(g grading, score float64, want mood, wantOK bool) {
		t.Helper()
		if got, ok := g.mood(score); got != want || ok != wantOK {
			t.Errorf("%v is %d, %v, want %d, %v", score, got, ok, want, wantOK)
		}
	}
	net := grading{min: 0, max: 10, unhappyTo: 6, happyFrom: 9, net: true}
	for score, want := range []mood{unhappy, unhappy, unhappy, unhappy, unhappy, unhappy, unhappy, neither, neither, happy, happy} {
		check(net, float64(score), want, true)
	}
	check(net, 11, unscored, false)
	check(net, 6.5, neither, true)
	satisfied := grading{min: 1, max: 5, unhappyTo: 3, happyFrom: 4, rest: true}
	check(satisfied, 3.5, unhappy, true) // who is not satisfied
	check(satisfied, 4, happy, true)
	points := grading{min: 0, max: 100, unhappyTo: 85, happyFrom: 0}
	check(points, 85, unhappy, true)
	check(points, 86, happy, true)
}

// The sum of amounts of both signs is that of the amounts.
func TestPurse(t *testing.T) {
	var p, q purse
	p.put(65.6)
	p.put(-4)
	q.put(25)
	p.add(&q)
	if got := p.sum(); math.Abs(got-86.6) > 1e-12 {
		t.Errorf("%v", got)
	}
}
