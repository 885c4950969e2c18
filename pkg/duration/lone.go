package duration

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// lone says that fewer than two columns hold times, so that there is nothing to choose from. Of a log, whose cases have a row for
// each step, a journey tells how long they take.
func (p *watch) lone(t *dataset.Table) error {
	times := t.Those(func(i int) bool { return p.holdsMoments(t, i) })
	clocks := t.Those(func(i int) bool { return ofDay(t, i) })
	may := func(i int) bool {
		beside := len(clocks) == 1 && i == clocks[0] // the time of that day
		return !slices.Contains(times, i) && !beside && p.mayTell(t, i)
	}
	if len(times) > 1 || len(t.Those(may)) > 0 {
		return nil
	}
	what := "no column holds times"
	if len(times) == 1 {
		what = "column " + t.Header(times[0]) + " alone holds times"
	}
	e := problem.Usage("%s: %s, and how long something took lies between two; --duration names a column of lengths, --from and --to others of times\n%s",
		t.Name, what, t.List(t.Every()))
	if len(times) == 1 && isLog(t) {
		e.Senses = []problem.Sense{{Says: "how long cases take from the first of their rows to the last", Instead: "journey"}}
	}
	return e
}

// mayTell tells whether a column may hold times all the same: its header says so, or it holds numbers that may be of days or moments.
func (p *watch) mayTell(t *dataset.Table, column int) bool {
	return p.tellsWhen(t.Headers[column]) || ofDay(t, column) || slices.ContainsFunc(t.Sample(column), func(text string) bool {
		text = answer.Trim(text)
		day := len(text) == len("20260131") && (text[:2] == "19" || text[:2] == "20")
		moment := (len(text) == len("1700000000") || len(text) == len("1700000000000")) && text[:1] == "1"
		return answer.IsNumber(text) && (day || moment)
	})
}

// isLog tells whether rows are steps of cases that have several each.
func isLog(t *dataset.Table) bool {
	whose, step := t.Find(dataset.Search{Role: layout.Case, Kind: "journey"}), t.Find(dataset.Search{Role: layout.Stop, Kind: "journey"})
	if !whose.Sure || !step.Sure {
		return false
	}
	again, _ := dataset.Again(t.Rows, whose.Columns[0])
	return again > 0
}
