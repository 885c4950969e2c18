package duration

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// The stages of deals, as far as they tell whether a deal is over.
type stages struct {
	won, lost bool     // some deal was, with a word of deals
	over      []string // what stands there for those that were won or lost
	open      []string // and for others that have an end all the same
	lack      []string // for those that are over and have none
}

// deals asks where rows are deals: the day on which one is closed is a plan until then, and one that was lost is over though no
// such day is told. As they stand, they would count as ended by the plan, and as open.
func (p *watch) deals(t *dataset.Table, cs dataset.Columns) error {
	_, closes := layout.RatingOf(layout.Closed, "", t.Headers[cs.At("to")])
	for _, i := range layout.Candidates(layout.Stages, "", t.Headers) {
		if cs.Taken(i) || p.KeepsAll(t, cs, i) {
			continue
		}
		switch s := stagesOf(p.KeptRows(t, cs), i, cs.At("to")); {
		case closes && len(s.open) > 0 && (s.won || s.lost):
			return p.askOver(t, cs, i, s, problem.Usage("%s: the rows are deals, and column %s says that some are neither won nor lost, such as %s: the day on which they are to be closed would count as their end",
				t.Name, t.Header(i), answer.Quote(s.open[0], 40)))
		case s.won && len(s.lack) > 0:
			return p.askOver(t, cs, i, s, problem.Usage("%s: rows without an end would count as still open, and some of them are over: column %s has %s there",
				t.Name, t.Header(i), answer.Quote(s.lack[0], 40)))
		}
	}
	return nil
}

func stagesOf(rows [][]string, stage, end int) (s stages) {
	add := func(to *[]string, text string) {
		if !slices.Contains(*to, text) {
			*to = append(*to, text)
		}
	}
	for _, row := range rows {
		text, ended := answer.Trim(row[stage]), answer.Trim(row[end]) != ""
		won, lost := layout.Meaning("deal", text) == "won", layout.Meaning("deal", text) == "lost"
		s.won, s.lost = s.won || won, s.lost || lost
		switch over := won || lost || layout.Meaning("lost", text) != ""; {
		case text == "":
		case !over && ended:
			add(&s.open, text)
		case over:
			add(&s.over, text)
			if !ended {
				add(&s.lack, text)
			}
		}
	}
	return s
}

// askOver shows the conditions that leave what is over and has an end.
func (p *watch) askOver(t *dataset.Table, cs dataset.Columns, column int, s stages, e *problem.Error) error {
	standing(e, t, column, "count as they stand")
	if !s.won { // with a word that nobody knows
		e.Hint += "; keep those that are over with --where"
		return e
	}
	e.Senses = []problem.Sense{{Says: "if only those count that are over and have an end",
		Flags: []string{"--where", dataset.InWhere(t.Reference(column)) + "~" + dataset.OneOf(s.over), "--where", dataset.InWhere(t.Reference(cs.At("to"))) + "~."}}}
	return e
}

// unclosed asks where a column of yes and no says of rows with an end that they are not closed.
func (p *watch) unclosed(t *dataset.Table, cs dataset.Columns) error {
	rows := p.KeptRows(t, cs)
	isClosed := func(header string) bool { return layout.IsAsideHeader(layout.ClosedHeader, header) }
	for i := range p.beside(t, cs, isClosed) {
		yes, no := "", ""
		for _, row := range rows {
			switch text := answer.Trim(row[i]); layout.Meaning("yes", text) {
			case "yes":
				yes = text
			case "no":
				if answer.Trim(row[cs.At("to")]) != "" {
					no = text
				}
			}
		}
		if yes == "" || no == "" {
			continue
		}
		e := problem.Usage("%s: column %s says %s of some rows that have an end all the same, which would count: it may be when they are to be closed", t.Name, t.Header(i), answer.Quote(no, 40))
		standing(e, t, i, "count as they stand")
		e.Senses = []problem.Sense{{Says: "if only those count that are closed", Flags: []string{"--where", dataset.InWhere(t.Reference(i)) + "=" + yes}}}
		return e
	}
	return nil
}
