package tally

import (
	"cmp"
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestWide(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		numbers := rapid.SliceOf(rapid.Int64Range(0, math.MaxInt64>>4)).Draw(t, "numbers")
		var sum, first, second Wide
		want := new(big.Int)
		for i, x := range numbers {
			y := numbers[len(numbers)-1-i]
			sum.AddProduct(x, y)
			if i%2 == 0 {
				first.AddProduct(x, y)
			} else {
				second.AddProduct(x, y)
			}
			want.Add(want, new(big.Int).Mul(big.NewInt(x), big.NewInt(y)))
		}
		first.Merge(second)
		if sum.Int().Cmp(want) != 0 || first != sum {
			t.Fatalf("got %s and merged %s, want %s", sum.Int(), first.Int(), want)
		}
	})
}

// An event is what happened to one customer.
type event struct {
	kind string
	s, e int64
	name string
	why  Cause
	cell PeriodGroup
}

func (ev event) tell(ms Movements) {
	m := ms.Of(ev.cell)
	switch ev.kind {
	case "stay":
		m.Stay(ev.s, ev.e)
	case "lose":
		m.Lose(ev.s, ev.why, []byte(ev.name))
	case "join":
		m.Join(ev.e)
	case "return":
		m.Return(ev.e)
	case "pass":
		m.Pass()
	case "revalue": // what is worth something else at the new rates
		m.Join(ev.e)
		m.Revalue(ev.s - ev.e)
	}
}

// Movements reconcile, and their parts merge into the whole in any order.
func TestMovementsMerge(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		amount := rapid.Int64Range(0, 1<<50)
		events := rapid.SliceOf(rapid.Custom(func(t *rapid.T) event {
			return event{rapid.SampledFrom([]string{"stay", "lose", "join", "return", "pass", "revalue"}).Draw(t, "kind"),
				amount.Draw(t, "s"), amount.Draw(t, "e"), rapid.StringN(0, 3, 3).Draw(t, "name"),
				Cause(rapid.IntRange(0, 3).Draw(t, "why")), PeriodGroup{rapid.IntRange(0, 2).Draw(t, "period"), ""}}
		})).Draw(t, "events")
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 5))
		whole, parts := Movements{}, []Movements{{}, {}, {}}
		for _, ev := range events {
			ev.tell(whole)
		}
		r.Shuffle(len(events), func(i, j int) { events[i], events[j] = events[j], events[i] })
		for _, ev := range events {
			ev.tell(parts[r.IntN(3)])
		}
		merged := Movements{}
		for _, i := range r.Perm(3) {
			for cell, m := range parts[i] {
				merged.Of(cell).Merge(m)
			}
		}
		if diff := gocmp.Diff(whole, merged); diff != "" {
			t.Fatalf("(-whole +merged):\n%s", diff)
		}
		for cell, m := range whole {
			if !m.Reconciles() {
				t.Fatalf("%v does not reconcile: %+v", cell, m)
			}
		}
		if pool := whole.Pool(); !pool.Reconciles() || len(whole.ByPeriod()) > 3 {
			t.Fatalf("the pool does not reconcile: %+v", pool)
		}
	})
}

func TestMovementOverflow(t *testing.T) {
	m := new(Movement)
	m.Join(math.MaxInt64)
	if m.Overflow || !m.Reconciles() {
		t.Error("the largest amount does not fit")
	}
	m.Join(1)
	if !m.Overflow || m.Reconciles() {
		t.Error("one cent more fits")
	}
	sum := new(Movement)
	sum.Merge(m)
	if !sum.Overflow {
		t.Error("the merge forgot the overflow")
	}
}

func TestReconcilesFindsALoss(t *testing.T) {
	m := new(Movement)
	m.Stay(100, 120)
	m.Money.Closing--
	if m.Reconciles() {
		t.Error("a lost cent went unseen")
	}
}

// The leavers are the largest, by amount and then by name, however they came in.
func TestLeavers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 3*LargestLosses).Draw(t, "leavers")
		largest := rapid.SampledFrom([]int64{0, 5, 1 << 40}).Draw(t, "largest")
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 6))
		var all []Leaver
		var whole Leavers
		parts := [2]Leavers{}
		for i := range n {
			l := Leaver{fmt.Sprint("c", r.IntN(1000), i), r.Int64N(largest + 1)}
			all = append(all, l)
			whole.Add(l.Amount, []byte(l.Customer))
			parts[r.IntN(2)].Add(l.Amount, []byte(l.Customer))
		}
		slices.SortFunc(all, func(a, b Leaver) int {
			return cmp.Or(cmp.Compare(b.Amount, a.Amount), cmp.Compare(a.Customer, b.Customer))
		})
		var want Leavers
		for i, l := range all {
			if i < NamedLeavers {
				want.Top = append(want.Top, l)
			}
			if i < LargestLosses {
				want.Losses = append(want.Losses, l.Amount)
			}
		}
		parts[0].Merge(&parts[1])
		for _, got := range []Leavers{whole, parts[0]} {
			if !slices.Equal(got.Top, want.Top) || !slices.Equal(got.Losses, want.Losses) {
				t.Fatalf("got %v, want %v", got.Top, want.Top)
			}
		}
	})
}

func TestCohortsMerge(t *testing.T) {
	make3 := func() *Cohorts { return &Cohorts{First: 10, Last: 12, Missing: []int{11}} }
	whole, a, b := make3(), make3(), make3()
	for i, cs := range []*Cohorts{a, b} {
		for _, into := range []*Cohorts{cs, whole} {
			c := into.Of(10, "g")
			c.Add(0, 5)
			c.Add(2, int64(i))
			c.Ended[2]++
			into.Of(11+i, "").Staying[0]++
		}
	}
	for key, c := range b.ByStart {
		if !a.Of(key.Period, key.Group).Merge(c) {
			t.Errorf("the money of %v does not fit", key)
		}
	}
	if diff := gocmp.Diff(whole, a); diff != "" {
		t.Errorf("(-whole +merged):\n%s", diff)
	}
	if !a.Observed(10, 0) || a.Observed(10, 1) || !a.Observed(10, 2) || a.Observed(10, 3) || a.Observed(9, 0) {
		t.Error("observed cells are wrong")
	}
	if c := a.Of(10, "g"); c.Add(0, math.MaxInt64) {
		t.Error("too much money fits")
	}
}

func TestOrdersMerge(t *testing.T) {
	histories := []History{
		{Orders: 3, Revenue: 900, Days: []int32{100, 110, 140}},
		{Orders: 2, Revenue: 500, Days: []int32{120}}, // two on one day
		{Orders: 0, Revenue: -50},                     // a refund of something older
		{Orders: 1, Revenue: 100, Days: []int32{150}},
	}
	var whole, a, b Orders
	for i := range histories {
		whole.Add(&histories[i], 150)
		[]*Orders{&a, &b}[i%2].Add(&histories[i], 150)
	}
	a.Merge(&b)
	if diff := gocmp.Diff(whole, a); diff != "" {
		t.Errorf("(-whole +merged):\n%s", diff)
	}
	want := Orders{Customers: 3, Orders: 6, Days: 5, Revenue: 1500,
		ByOrders: Histogram{3: 1, 2: 1, 1: 1}, ByDays: Histogram{3: 1, 1: 2}, Gaps: Histogram{10: 1, 30: 1}, Silence: Histogram{10: 1, 30: 1, 0: 1}}
	if diff := gocmp.Diff(want, whole); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	over := Orders{Revenue: math.MaxInt64}
	over.Add(&histories[3], 150)
	if !over.Overflow {
		t.Error("too much revenue fits")
	}
}

func TestHistogram(t *testing.T) {
	var h Histogram
	if _, ok := h.Mean(); ok {
		t.Error("a mean of nothing")
	}
	for _, x := range []int64{4, 1, 1, 10} {
		h.Add(x, 1)
	}
	check := func(what string, got, want float64) {
		t.Helper()
		if math.Abs(got-want) > 1e-12 {
			t.Errorf("%s: got %v, want %v", what, got, want)
		}
	}
	mean, _ := h.Mean()
	check("mean", mean, 4)
	check("above 3.5", float64(h.Above(3.5)), 2)
	check("above 4", float64(h.Above(4)), 1)
}
