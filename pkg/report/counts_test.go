package report

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/texts"
)

// What is counted in the same way is counted once: the same columns, keys and rule, and where other cells matter,
// the same answers.
func TestCounts(t *testing.T) {
	count := func(column int, most float64, change func(*texts.Judging)) *asked {
		classifier, err := answer.New(answer.Rules{Max: most})
		if err != nil {
			t.Fatal(err)
		}
		rule := &texts.Judging{Dedup: texts.DedupNone, Classifier: classifier, Plain: true}
		if change != nil {
			change(rule)
		}
		now := int64(1)
		seats := pass.Seats{Roles: map[dataset.Role]int{texts.Score: column}}
		return &asked{counts: []pass.Counting{{Rule: rule, Columns: []pass.Seats{seats}, Dates: dates.Writing{}.Happened(&now)}}}
	}
	looks := func(r *texts.Judging) { r.Plain = false }
	dedup := func(r *texts.Judging) { r.Dedup = texts.DedupFirst }
	all := []*asked{count(1, 10, nil), count(1, 5, nil), count(2, 10, nil), count(1, 10, looks), count(1, 5, looks), count(1, 5, looks),
		count(1, 5, dedup), count(1, 5, dedup)}
	places := func(share bool) (out []int) {
		counts(all, share)
		for _, x := range all {
			out = append(out, x.places...)
		}
		return out
	}
	if diff := cmp.Diff([]int{0, 0, 1, 0, 2, 2, 3, 4}, places(true)); diff != "" {
		t.Errorf("shared (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]int{0, 1, 2, 3, 4, 5, 6, 7}, places(false)); diff != "" {
		t.Errorf("where rows are told (-want +got):\n%s", diff)
	}
}
