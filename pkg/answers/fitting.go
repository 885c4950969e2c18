package answers

import (
	"fmt"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// askFitting asks for one of the columns whose values fit, and proposes the only one that surely does.
func (s *item) askFitting(t *dataset.Table, columns, sure []int) *problem.Error {
	e := t.Ask("--score", fmt.Sprintf("no header tells which column holds the answers, and the values of %d fit", len(columns)), columns)
	if len(sure) == 1 {
		e.Flags = []string{"--score", t.Reference(sure[0])}
		if s.headedByData(t, sure[0]) {
			e.Flags = []string{"--header-rows", "0", "--score", fmt.Sprintf("#%d", sure[0]+1)}
		}
	} else {
		e.Flags = nil // to propose one would be a guess
	}
	return e
}

// spokenFor are those of some columns whose values fit for which anything else speaks: their headers ask something, or there are words
// of answers in them. Without such they are all of them where the numbers of one reach over the scale, in a file that tells otherwise
// that people were asked. Counts, places and codes fit as well.
func (s *item) spokenFor(t *dataset.Table, columns []int) []int {
	asks := slices.DeleteFunc(slices.Clone(columns), func(i int) bool {
		_, whole := wholeNumbersOf(t, i)
		return whole && !layout.AsksPeople(t.Headers[i]) && !s.headedByData(t, i)
	})
	if len(asks) > 0 || !slices.ContainsFunc(columns, func(i int) bool { return s.reaches(t, i) }) {
		return asks
	}
	return columns
}

// reaches tells whether whole numbers go up to the end of the scale, beside columns that say that people were asked.
func (s *item) reaches(t *dataset.Table, column int) bool {
	numbers, whole := wholeNumbersOf(t, column)
	return whole && slices.Max(numbers) == s.question.Scale.Max && slices.Min(numbers) >= s.question.Scale.Min &&
		s.surelyFits(t, column) && layout.PolledBeside(t.Headers, column)
}

// noneFits says that there is nothing to choose from, and which columns are of the question of another metric.
func (s *item) noneFits(t *dataset.Table) error {
	e := problem.Usage("%s: no column holds answers on %s, the scale of %s, as headers and values tell; --score names one that does\n%s",
		t.Name, s.question.Scale, s.Metric.Name, t.List(t.Every()))
	for i, header := range t.Headers {
		if of := layout.MetricOf(header); of != "" && of != s.Metric.Name {
			e.Senses = append(e.Senses, problem.Sense{Says: "what " + t.Header(i) + " asks", Instead: of, Flags: []string{"--score", t.Reference(i)}})
		}
	}
	return e
}

// noneSpeaks says that numbers lie on the scale and nothing tells that anybody was asked for them. It proposes none of them.
func (s *item) noneSpeaks(t *dataset.Table, columns []int) error {
	columns = slices.DeleteFunc(columns, func(i int) bool { return s.fit(t, i).Share < 1 })
	if len(columns) == 0 {
		return s.noneFits(t)
	}
	return problem.Usage("%s: no header speaks of answers, and numbers on %s, the scale of %s, may as well be counts, places or codes; --score names the column of answers, if there is one\n%s",
		t.Name, s.question.Scale, s.Metric.Name, t.List(columns))
}
