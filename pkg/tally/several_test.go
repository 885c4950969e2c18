package tally

import (
	"math/big"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// The bridge of several periods goes from the first opening to the last closing.
func TestTogether(t *testing.T) {
	ms := Movements{}
	first, second := ms.Of(PeriodGroup{Period: 3}), ms.Of(PeriodGroup{Period: 4})
	first.Stay(100, 120)
	first.Lose(50, CauseUnknown, nil)
	first.Join(30)
	second.Stay(120, 90)
	second.Lose(30, CauseUnknown, nil)
	all := ms.Together()
	want := &Several{Opening: End{2, 150}, Closing: End{1, 90},
		Waves: []PeriodLoss{{2, 1, 150, 50, 20, 50, first.StartStart}, {2, 1, 150, 30, 0, 60, second.StartStart}}}
	if diff := gocmp.Diff(want, all.Several); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if !all.Reconciles() || all.Customers.Opening != 4 {
		t.Errorf("the bridge does not close: %+v", all)
	}
	all.Several.Closing.Money++
	if all.Reconciles() {
		t.Error("a cent too much went unseen")
	}
	if one := (Movements{{Period: 3}: first}).Together(); one.Several != nil {
		t.Error("one period is several")
	}
}

// Every product is that of its names, and parts of the customers merge into the whole.
func TestSeveralMerge(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		amount := rapid.Int64Range(0, 1<<40)
		var whole, a, b Several
		want := map[string]*big.Int{}
		for i := range rapid.IntRange(0, 9).Draw(t, "customers") {
			c := CustomerSums{amount.Draw(t, "s"), amount.Draw(t, "k"), amount.Draw(t, "g"), amount.Draw(t, "l"),
				amount.Draw(t, "c"), rapid.Int64Range(0, 3).Draw(t, "starts"), rapid.Int64Range(0, 3).Draw(t, "m"), rapid.Int64Range(0, 2).Draw(t, "losses"), rapid.Bool().Draw(t, "founder")}
			whole.Add(c)
			[]*Several{&a, &b}[i%2].Add(c)
			values := map[byte]int64{'S': c.Start, 'K': c.Kept, 'G': c.Gained, 'L': c.Lost, 'C': c.Close, 'M': c.Closes}
			for _, pair := range []string{"SS", "SK", "SG", "SL", "KK", "KG", "KL", "GG", "GL", "LL", "CC", "CM", "MM"} {
				if want[pair] == nil {
					want[pair] = new(big.Int)
				}
				want[pair].Add(want[pair], new(big.Int).Mul(big.NewInt(values[pair[0]]), big.NewInt(values[pair[1]])))
			}
		}
		a.Merge(&b)
		if diff := gocmp.Diff(whole, a); diff != "" {
			t.Fatalf("(-whole +merged):\n%s", diff)
		}
		p := &whole.Sums
		for pair, got := range map[string]Wide{"SS": p.SS, "SK": p.SK, "SG": p.SG, "SL": p.SL, "KK": p.KK, "KG": p.KG, "KL": p.KL,
			"GG": p.GG, "GL": p.GL, "LL": p.LL, "CC": p.CC, "CM": p.CM, "MM": p.MM} {
			if w := want[pair]; w != nil && got.Int().Cmp(w) != 0 {
				t.Fatalf("%s: got %s, want %s", pair, got.Int(), w)
			}
		}
	})
}

// A customer moves from one plan to another and pays more: the bridges of both plans close, and neither
// plan has lost anybody.
func TestStayPart(t *testing.T) {
	var from, to Movement
	from.StayPart(100, 0, true, false, 100, 0)
	to.StayPart(0, 130, false, true, 0, 100)
	to.StayPart(50, 20, true, true, 0, 0)
	if diff := gocmp.Diff(Headcount{Opening: 1, MovedOut: 1}, from.Customers); diff != "" {
		t.Errorf("from (-want +got):\n%s", diff)
	}
	if diff := gocmp.Diff(Headcount{Opening: 1, MovedIn: 1, Expanded: 1, Contracted: 1, Closing: 2}, to.Customers); diff != "" {
		t.Errorf("to (-want +got):\n%s", diff)
	}
	if diff := gocmp.Diff(Flow{Opening: 50, Expansion: 30, MovedIn: 100, Contraction: 30, Closing: 150}, to.Money); diff != "" {
		t.Errorf("to (-want +got):\n%s", diff)
	}
	if !from.Reconciles() || !to.Reconciles() {
		t.Error("a bridge does not close")
	}
	if from.KeptKept != from.StartStart || to.KeptKept.Int().Int64() != 400 {
		t.Errorf("what moves is not kept: %v, %v", from.KeptKept, to.KeptKept)
	}
	var part, whole Movement // without moves, a part is a whole
	part.StayPart(70, 90, true, true, 0, 0)
	whole.Stay(70, 90)
	part.StayPart(70, 10, true, true, 0, 0)
	whole.Stay(70, 10)
	if diff := gocmp.Diff(whole, part); diff != "" {
		t.Errorf("(-whole +part):\n%s", diff)
	}
}
