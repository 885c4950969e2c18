package customers

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// recordRank is the rank from which on a time of orders may be that of the record alone, such as created_at.
const recordRank = 2

// wonOn takes the day on which deals were closed for that of the orders, where only deals that were won are counted: the day on
// which somebody made the record is none on which something was sold.
func (s *audit) wonOn(t *dataset.Table, cs columns) bool {
	closed := closedOf(t)
	if s.shape != ledger.Transaction || closed == none || cs.Taken(closed) || !t.HoldsTimes(closed, dates.Writing{}) || !s.onlyWon(t, cs) {
		return false
	}
	for _, at := range layout.Candidates(layout.Time, string(ledger.Transaction), t.Headers) {
		if r, ok := layout.RatingOf(layout.Time, string(ledger.Transaction), t.Headers[at]); ok && at != closed && r.Rank < recordRank {
			return false
		}
	}
	cs.set(ledger.Time, closed)
	s.because("time: deals that were won bring money on the day on which they were closed")
	return true
}

// closedOf returns the column that tells when deals were closed; none where there is none, or more than one.
func closedOf(t *dataset.Table) int {
	if closed := layout.Candidates(layout.Closed, "", t.Headers); len(closed) == 1 {
		return closed[0]
	}
	return none
}

// onlyWon tells whether all rows that count are deals that were won.
func (s *audit) onlyWon(t *dataset.Table, cs columns) bool {
	rows := s.meeting(t, cs)
	return len(rows) > 0 && slices.ContainsFunc(layout.Candidates(layout.Stages, "", t.Headers), func(stage int) bool {
		return !slices.ContainsFunc(rows, func(row []string) bool { return !isWon(t, row[stage]) })
	})
}

// wonTerms asks where deals that were won are read as subscriptions, which would begin when somebody made the record and end on
// the day on which they were bought.
func (s *audit) wonTerms(t *dataset.Table, cs columns) error {
	closed := closedOf(t)
	if s.End != "" || closed == none || cs.at(ledger.End) != closed || !s.onlyWon(t, cs) {
		return nil
	}
	return problem.Usage("%s: the rows are deals that were won, and column %s says when each was, not when what was bought is over; name the column with their ends with --end, and with --start that with their starts",
		t.Name, t.Header(closed)).Advise("the metric repeat counts who bought again")
}

// isWon tells whether a text says that a deal was won. Some words say it only where other columns show that the rows are deals.
func isWon(t *dataset.Table, text string) bool {
	text = answer.Trim(text)
	return layout.Meaning("deal", text) == "won" || layout.Meaning("dealt", text) == "won" && hasDealHeader(t)
}

// hasDealHeader tells whether a column is one that only deals have.
func hasDealHeader(t *dataset.Table) bool {
	return slices.ContainsFunc(t.Headers, func(h string) bool { return layout.IsAsideHeader(layout.DealHeader, h) })
}

// unknownDeals asks which deals were won, where other columns show that the rows are deals and no word of the stages is known.
func (s *audit) unknownDeals(t *dataset.Table, stage int) error {
	texts := different(t.Sample(stage))
	known := func(text string) bool { return layout.Meaning("deal", text) != "" }
	if !hasDealHeader(t) || slices.ContainsFunc(texts, known) {
		return nil
	}
	return problem.Usage("%s: the rows are deals, and column %s has %s, and no known word for those that were won: the others have brought nothing; keep those that were won with --where",
		t.Name, t.Header(stage), dataset.Shortly(texts)).Advise("share --score " + layout.ShellQuote(t.Reference(stage)) + " tells what share of them has a word, as the win rate")
}

// unknownStages returns a column that says how far deals have come in words of which none is known as that of those that were
// won; none where nothing else shows that the rows are deals.
func unknownStages(t *dataset.Table) int {
	stages := layout.Candidates(layout.Stages, "", t.Headers)
	at := slices.IndexFunc(stages, func(i int) bool {
		texts := different(t.Sample(i))
		return len(texts) > 0 && fewWords(t.Sample(i)) && !slices.ContainsFunc(texts, func(text string) bool { return isWon(t, text) })
	})
	if at < 0 || !hasDealHeader(t) {
		return none
	}
	return stages[at]
}

// withoutSellers leaves those who sell out of several columns that could hold the customers of deals: the user of a program that
// keeps deals is one of the house.
func withoutSellers(t *dataset.Table, f dataset.Found) dataset.Found {
	if f.Sure || len(f.Columns) < 2 || !hasDealHeader(t) {
		return f
	}
	others := slices.DeleteFunc(slices.Clone(f.Columns), func(i int) bool { return layout.IsAsideHeader(layout.SellerHeader, t.Headers[i]) })
	if len(others) == 0 || len(others) == len(f.Columns) {
		return f
	}
	return dataset.Found{Columns: others, Sure: len(others) == 1, Why: "its header, since the rows are deals, whose users are those who sell"}
}
