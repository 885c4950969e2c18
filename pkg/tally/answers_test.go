package tally

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

func TestAnswers(t *testing.T) {
	var a Answers
	a.Add(Scored{Score: 9, N: 2, W: 3, W2: 5})
	a.Add(Scored{Score: 0, N: 1, W: 1, W2: 1})
	a.Add(Scored{Score: 8.5, N: 4, W: 2, W2: 1})
	a.Add(Scored{Score: 9, N: 1, W: 0.5, W2: 0.25})
	want := []Scored{{0, 1, 1, 1}, {8.5, 4, 2, 1}, {9, 3, 3.5, 5.25}}
	if diff := cmp.Diff(want, a.Scores); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(Scored{N: 8, W: 6.5, W2: 7.25}, a.All()); diff != "" || a.N() != 8 {
		t.Errorf("all (-want +got):\n%s", diff)
	}
	high := a.Share(func(score float64) bool { return score > 8 })
	if diff := cmp.Diff(Scored{N: 7, W: 5.5, W2: 6.25}, high); diff != "" {
		t.Errorf("above 8 (-want +got):\n%s", diff)
	}
	if mean, ok := a.Mean(); !ok || mean != (8.5*2+9*3.5)/6.5 { // by hand
		t.Errorf("mean %v", mean)
	}
}

func TestFromCounts(t *testing.T) {
	want := []Scored{{1, 40, 40, 40}, {3, 15, 15, 15}}
	if diff := cmp.Diff(want, FromCounts(1, 40, 0, 15, 0).Scores); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestNoMean(t *testing.T) {
	if _, ok := (Answers{}).Mean(); ok {
		t.Error("no answers have a mean")
	}
	weightless := Answers{Scores: []Scored{{Score: 5, N: 3}}, Weighted: true}
	if _, ok := weightless.Mean(); ok {
		t.Error("answers that weigh nothing have a mean")
	}
}

// The order in which scores come in does not matter: with weights of few bits not even to rounding.
func TestAnswersOrder(t *testing.T) {
	scored := rapid.Custom(func(t *rapid.T) Scored {
		w := float64(rapid.IntRange(0, 64).Draw(t, "w")) / 8
		return Scored{Score: float64(rapid.IntRange(0, 20).Draw(t, "score")) / 2, N: rapid.Int64Range(0, 9).Draw(t, "n"), W: w, W2: w * w}
	})
	rapid.Check(t, func(t *rapid.T) {
		all := rapid.SliceOf(scored).Draw(t, "scores")
		var one, two Answers
		for _, s := range all {
			one.Add(s)
		}
		for _, s := range rapid.Permutation(all).Draw(t, "shuffled") {
			two.Add(s)
		}
		if diff := cmp.Diff(one, two, cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("(-one +two):\n%s", diff)
		}
	})
}
