package dates

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cxcalc/cxcalc/pkg/tally"
)

// gather reads a column of texts, one a line, with a Reader of an order.
func gather(t *testing.T, source int, o DayOrder, texts ...string) *OrderEvidence {
	t.Helper()
	r, err := NewReader(Writing{Order: o})
	if err != nil {
		t.Fatal(err)
	}
	e := &OrderEvidence{}
	for i, text := range texts {
		_, reading, _ := r.Parse([]byte(text))
		e.Add(reading, []byte(text), tally.Place{Source: source, Line: int64(i + 2)})
	}
	return e
}

func TestDecide(t *testing.T) {
	check := func(want DayOrder, complaint string, texts ...string) {
		t.Helper()
		for _, o := range []DayOrder{Unknown, DayFirst, MonthFirst} { // the evidence does not depend on it
			got, err := gather(t, 0, o, texts...).Decide()
			said := ""
			if err != nil {
				said = err.Error()
			}
			if got != want || said != complaint {
				t.Errorf("%v: %v, %q, want %v, %q", texts, got, said, want, complaint)
			}
		}
	}
	check(Unknown, "")
	check(Unknown, "", "2026-06-01", "", "n/a", "3/3/2026", "13.4.2026")
	check(DayFirst, "", "3/4/2026", "25/12/2026", "4/3/2026")
	check(MonthFirst, "", "3/4/2026", "12/25/2026")
	check(Unknown, `line 3: "03/04/2026" is 3 April 2026 (day first) or 4 March 2026 (month first), and no value of the column decides`,
		"2026-01-01", " 03/04/2026 ", "5/6/2026")
	check(Unknown, `line 4: "25/12/2026" has the day first, but line 2: "12/25/2026" has the month first`,
		"12/25/2026", "3/4/2026", "25/12/2026", "26/12/2026", "12/26/2026")
}

func TestMergeEvidence(t *testing.T) {
	whole := gather(t, 0, Unknown, "3/4/2026", "5/6/2026", "25/12/2026", "26/12/2026")
	later := gather(t, 1, Unknown, "1/2/2026", "12/25/2026")
	for _, parts := range [][]*OrderEvidence{{whole, later}, {later, whole}} {
		e := &OrderEvidence{}
		for _, part := range parts {
			e.Merge(part)
		}
		if !e.Has(Either) || !e.Has(MustBeDayFirst) || !e.Has(MustBeMonthFirst) || e.Has(Plain) {
			t.Errorf("readings are missing: %+v", e)
		}
		_, err := e.Decide()
		var contradiction *ContradictionError
		if !errors.As(err, &contradiction) {
			t.Fatalf("error is %v, want a contradiction", err)
		}
		want := &ContradictionError{Sighting{"25/12/2026", tally.Place{Line: 4}}, Sighting{"12/25/2026", tally.Place{Source: 1, Line: 3}}}
		if diff := cmp.Diff(want, contradiction); diff != "" {
			t.Errorf("(-want +got)\n%s", diff)
		}
	}
}

func TestUndecidable(t *testing.T) {
	_, err := gather(t, 0, DayFirst, "03/04/2026 10:00").Decide()
	var undecidable *UndecidableError
	if !errors.As(err, &undecidable) {
		t.Fatalf("error is %v", err)
	}
	if day, month := undecidable.Spell(DayFirst), undecidable.Spell(MonthFirst); day != "3 April 2026" || month != "4 March 2026" {
		t.Errorf("spelled %q and %q", day, month)
	}
}
