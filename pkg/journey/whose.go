package journey

import (
	"slices"
	"strconv"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// mostWhose is how many columns are proposed at most.
const mostWhose = 4

// whose asks whose journeys are meant, where columns name people, sessions or orders: each of them makes others. Columns
// that name somebody in every row come first: one that is filled after a login only loses what was before it.
func (p *itinerary) whose(t *dataset.Table) error {
	f := t.Find(dataset.Search{Role: "case", Kind: p.Metric.Name, Fit: func(i int) dataset.Fit { return noTimes(t, i) }})
	if !f.Unsure || len(f.Columns) == 0 {
		return nil
	}
	e := t.Unclear("--case", "case", f)
	e.Senses, e.Guessed = nil, false
	fits := slices.DeleteFunc(slices.Clone(f.Columns), func(i int) bool { return counts(t, i, f.Columns) })
	if len(fits) == 0 {
		fits = f.Columns
	}
	slices.SortStableFunc(fits, func(a, b int) int { return blanks(t, a) - blanks(t, b) })
	for _, i := range fits[:min(len(fits), mostWhose)] {
		says := "if each " + t.Header(i) + " has a journey of its own"
		if blanks(t, i) > 0 {
			says += ", and rows that name none count for nobody"
		}
		e.Senses = append(e.Senses, problem.Sense{Says: says, Flags: []string{"--case", t.Reference(i)}})
	}
	return e
}

// blanks is how many of the first rows have nothing in a column.
func blanks(t *dataset.Table, column int) (n int) {
	for _, text := range t.Sample(column) {
		if answer.Trim(text) == "" {
			n++
		}
	}
	return n
}

// longestCount is the highest number that still counts the sessions of somebody.
const longestCount = 1000

// counts tells whether a column counts what another one has, as the first and second session of each device are counted,
// so that its numbers name nobody: most of the others have a 1, and some of them several numbers.
func counts(t *dataset.Table, column int, of []int) bool {
	for _, text := range t.Sample(column) {
		if n, err := strconv.Atoi(answer.Trim(text)); answer.Trim(text) != "" && (err != nil || n < 0 || n > longestCount) {
			return false
		}
	}
	return slices.ContainsFunc(of, func(other int) bool { return other != column && countsOf(t, column, other) })
}

func countsOf(t *dataset.Table, column, other int) bool {
	numbers := make(map[string]map[string]bool)
	for _, row := range t.Rows {
		if column >= len(row) || other >= len(row) || answer.Trim(row[other]) == "" {
			continue
		}
		if numbers[row[other]] == nil {
			numbers[row[other]] = make(map[string]bool)
		}
		numbers[row[other]][answer.Trim(row[column])] = true
	}
	first, several := 0, false
	for _, met := range numbers {
		if met["1"] || met["0"] {
			first++
		}
		several = several || len(met) > 1
	}
	return several && first > 1 && 2*first > len(numbers)
}

// noTimes takes columns for cases that hold no times, nor what is told of a customer: a rating, an age.
func noTimes(t *dataset.Table, column int) dataset.Fit {
	header := t.Headers[column]
	told := layout.IsScore(header) || layout.Speaks(layout.ApieceWord, header)
	return dataset.Fit{Never: told || t.HoldsTimes(column, dates.Writing{Order: dates.DayFirst}), Share: float64(len(t.Sample(column)) - blanks(t, column))}
}

// fewStages is from how many columns of times on a row holds the times of all its stages.
const fewStages = 3

// wide refuses a table whose rows hold the times of all stages of a case, each in a column of its own.
func (p *itinerary) wide(t *dataset.Table) error {
	if p.Own.Text("step") != "" || p.Own.Text("time") != "" || len(layout.Candidates("step", p.Metric.Name, t.Headers)) > 0 {
		return nil
	}
	times := t.Those(func(i int) bool { return t.HoldsTimes(i, dates.Writing{Order: dates.DayFirst}) })
	if len(times) < fewStages {
		return nil
	}
	e := problem.Usage("%s: %d columns hold times, and none a step: a row seems to tell when each stage was reached, and journey reads a row for each step\n%s", t.Name, len(times), t.List(times))
	e.Hint = "write a row for each stage that was reached first, with whose it is, the stage and its time"
	if p.Own.Text("case") != "" || p.Own.Text("funnel") != "" { // of which the other metric has none
		return e.Advise(e.Hint + "; cxcalc time " + layout.ShellQuote(t.Name) + " tells how long two of them lie apart")
	}
	e.Senses = []problem.Sense{{Says: "the metric time tells how long two of them lie apart", Instead: "time"}}
	return e
}

// changes asks for the steps of a history of fields, whose rows say which field became what.
func (p *itinerary) changes(t *dataset.Table) error {
	field, to := layout.Candidates("change_field", p.Metric.Name, t.Headers), layout.Candidates("change_to", p.Metric.Name, t.Headers)
	if len(field) != 1 || len(to) != 1 {
		return nil
	}
	e := problem.Usage("%s: rows tell which field became what: the steps are the values of column %s, where column %s names the field", t.Name, t.Header(to[0]), t.Header(field[0]))
	for _, text := range t.Sample(field[0]) {
		name := answer.Trim(text)
		_, states := layout.RatingOf(layout.Status, "subscription", name)
		steps := len(layout.Candidates("step", p.Metric.Name, []string{name})) > 0
		says := "if changes of " + answer.Quote(name, 40) + " are the steps"
		if !states && !steps || slices.ContainsFunc(e.Senses, func(s problem.Sense) bool { return s.Says == says }) {
			continue
		}
		e.Senses = append(e.Senses, problem.Sense{Says: says, Flags: []string{"--step", t.Reference(to[0]), "--where", t.Reference(field[0]) + "=" + name}})
	}
	if e.Senses == nil {
		return nil
	}
	return e
}

// sorts proposes columns of words that come again, below headers of what sort a touch was or on which way: they may be the steps.
func (p *itinerary) sorts(t *dataset.Table) error {
	fits := t.Those(func(i int) bool {
		different, all := make(map[string]bool), 0
		for _, text := range t.Sample(i) {
			if text = answer.Trim(text); text != "" {
				different[text], all = true, all+1
			}
		}
		return layout.IsAsideHeader(layout.SortHeader, t.Headers[i]) && len(different) > 1 && all > len(different) && !numeric(t, i) &&
			p.Own.Text("channel") != t.Headers[i]
	})
	if len(fits) == 0 || len(fits) > mostWhose || len(layout.Candidates("step", p.Metric.Name, t.Headers)) > 0 {
		return nil
	}
	e := problem.Usage("%s: no header tells which column holds the step; choose one with --step\n%s", t.Name, t.List(fits))
	e.Guessed = true
	e.Senses = t.Offer("if the steps are in ", "--step", fits)
	return e
}

// A few rows without a case are mistakes; from this part of all on it is said that they are left out.
const manyNameless = 0.05

// instead notes the column that names a case in every row, where the one that was chosen does not.
func (p *itinerary) instead(t *dataset.Table, column int) {
	if p.other != "" || blanks(t, column) == 0 {
		return
	}
	for i, header := range t.Headers {
		if _, names := layout.RatingOf("case", p.Metric.Name, header); names && i != column && blanks(t, i) == 0 && !counts(t, i, []int{column}) {
			p.other = t.Reference(i)
			return
		}
	}
}

// nameless says that rows name no case, and which other column names one in every row.
func (g *logbook) nameless(h facts.Heard) []result.Warning {
	column := h.Columns[0].Header("case")
	switch {
	case g.nobodys > 0 && g.plan.other != "":
		return []result.Warning{result.Warn("no_case", "%s no case in column %s, and the steps are left out; another column names one there: --case %s", naming(g.nobodys), column, g.plan.other)}
	case float64(g.nobodys) > manyNameless*float64(g.nobodys+g.taken):
		return []result.Warning{result.Warn("no_case", "%s no case in column %s, and the steps are left out", naming(g.nobodys), column)}
	}
	return nil
}

func naming(n int64) result.Phrase {
	if n == 1 {
		return result.Say("%s names", many(n, "row"))
	}
	return result.Say("%s name", many(n, "row"))
}
