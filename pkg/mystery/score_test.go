package mystery

import (
	"math"
	"testing"
)

func marked(section int32, weight, points, most float64) itemMark {
	return itemMark{section: section, weight: weight, points: points, most: most, branch: none}
}

func notApplicable(section int32, weight, most float64) itemMark {
	return itemMark{section: section, weight: weight, most: most, what: notAsked, branch: none}
}

func TestJudge(t *testing.T) {
	check := func(r scoreRules, want float64, marks ...itemMark) {
		t.Helper()
		v := r.judge(marks)
		if got := v.score; v.counts != !math.IsNaN(want) || v.counts && math.Abs(got-want) > 1e-12 {
			t.Errorf("%+v: %v, %v, want %v", r, got, v.counts, want)
		}
	}
	form := []itemMark{marked(0, 20, 8, 10), marked(1, 30, 9, 15), marked(2, 30, 10, 10), notApplicable(3, 20, 5)}
	check(scoreRules{weighted: true}, 80, form...)                    // (20·80 + 30·60 + 30·100) / 80
	check(scoreRules{weighted: true, naZero: true}, 64, form...)      // the same / 100
	check(scoreRules{}, 100*27./35, form...)                          // points / maximum
	check(scoreRules{naZero: true}, 100*27./40, form...)              // n/a keeps its maximum
	check(scoreRules{}, math.NaN(), notApplicable(0, 1, 5))           // nothing counts
	check(scoreRules{naZero: true}, 0, notApplicable(0, 1, 5))        // unless n/a is 0
	check(scoreRules{weighted: true}, math.NaN(), marked(0, 0, 5, 5)) // no weights at all
	blank := itemMark{most: 5, what: unanswered}
	check(scoreRules{naZero: true}, 100, marked(0, 0, 5, 5), blank) // blank is not n/a

	item := marked(0, 0, 0, 5)
	item.critical = true
	check(scoreRules{}, 80, marked(0, 0, 10, 10), item, marked(0, 0, 10, 10))
	check(scoreRules{fails: true}, 0, marked(0, 0, 10, 10), item, marked(0, 0, 10, 10))
	item.what = notAsked
	check(scoreRules{fails: true}, 100, marked(0, 0, 10, 10), item)
	item.what, item.points = scored, 4
	if v := (scoreRules{}).judge([]itemMark{item}); !v.missed {
		t.Error("some points of a critical item are no miss")
	}
}

// 85 is reached by a score that only rounding keeps below it.
func TestPasses(t *testing.T) {
	v := scoreRules{weighted: true}.judge([]itemMark{marked(0, 0.1, 1, 1), marked(1, 0.2, 1, 1), marked(2, 0.7, 55, 70)})
	if !v.passes(scoreRules{limit: 85}) {
		t.Errorf("%.20f does not reach 85", v.score)
	}
	if v.passes(scoreRules{limit: 85.001}) {
		t.Error("85 reaches 85.001")
	}
}

// Rows without a branch belong to the one before, and numbers that begin again in another branch are other visits.
func TestBranchesOfVisits(t *testing.T) {
	marks := make([]itemMark, 5)
	for i, branch := range []int32{none, 0, none, 1, none} {
		marks[i] = itemMark{branch: branch, points: float64(i)}
	}
	var w walkedVisits
	w.add(marks)
	if len(w.visits) != 2 || len(w.visits[0]) != 3 || len(w.visits[1]) != 2 || w.shared.n != 1 {
		t.Errorf("%+v", w)
	}
	w = walkedVisits{}
	w.add(marks[:3])
	if len(w.visits) != 1 || w.shared.n != 0 {
		t.Errorf("%+v", w)
	}
}
