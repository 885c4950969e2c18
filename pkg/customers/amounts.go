package customers

import (
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/money"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

func (s *audit) decimal() byte {
	switch {
	case s.Decimal != 0:
		return s.Decimal
	case s.mark != 0:
		return s.mark
	}
	return s.set.Tables[0].Decimal
}

// weigh takes the decimal mark from the sampled amounts. Other columns do not decide it: 05.2026 is a month. Where
// the sample does not tell, the amounts are weighed while they are read.
func (s *audit) weigh() {
	if s.Decimal != 0 || !s.priced() {
		return
	}
	var m ledger.MarkCounts
	for i, t := range s.set.Tables {
		for _, text := range t.Sample(s.columns[i].at(ledger.Amount)) {
			m.Weigh([]byte(text), money.Currency{}, &ledger.Row{})
		}
		if s.openMark == nil {
			s.unsettle(i)
		}
	}
	if s.openMark != nil {
		s.weighing = ledger.WeighAll
		return
	}
	points, commas := m.Sure[0].Rows, m.Sure[1].Rows
	switch {
	case points > commas:
		s.mark = '.'
	case commas > points:
		s.mark = ','
	case points > 0: // as many of both: the file has to tell
	case m.Doubtful[0].Rows+m.Doubtful[1].Rows > 0:
		s.weighing = ledger.WeighAll
	default:
		s.weighing = ledger.WeighOdd
	}
}

// doubtfulMark asks where no amount tells whether its mark stands before decimals or between thousands, and both are
// usual.
func (s *audit) doubtfulMark(h *harvest) error {
	m := h.found.Marks
	decided := s.decimal()
	if err := s.unsettledMark(&m); err != nil {
		return err
	}
	if sure := m.Sure[ledger.Mark(decided)]; m.Grouped.Rows > 0 && sure.Rows > 0 && s.weighing != ledger.WeighNone {
		return s.askMark(m.Grouped, sure)
	}
	for i, doubtful := range m.Doubtful {
		if doubtful.Rows == 0 || m.Sure[ledger.Mark(decided)].Rows > 0 || !s.readsBothWays(i, doubtful) {
			continue
		}
		return s.askMark(doubtful, m.Sure[1-ledger.Mark(decided)])
	}
	return nil
}

// An openMark is an amount that has a point that may as well stand between thousands, in a file in which points are usual before decimals.
type openMark struct {
	source, column int
	text           string
}

// unsettle notes the first such amount of a source.
func (s *audit) unsettle(source int) {
	columns := []int{s.columns[source].at(ledger.Amount)}
	if s.wide != nil && source < len(s.wide) {
		columns = nil
		for _, cell := range s.wide[source].cells {
			columns = append(columns, cell.column)
		}
	}
	t := s.set.Tables[source]
	text := t.Undecided(columns)
	if text == "" {
		return
	}
	for _, column := range columns {
		if slices.ContainsFunc(t.Sample(column), func(cell string) bool { return strings.TrimSpace(cell) == text }) {
			s.openMark = &openMark{source, column, text}
			return
		}
	}
}

// unsettledMark asks for the mark of such an amount, unless others tell it: of currencies without decimals and of those with three,
// and further down in a text, all of whose numbers are written by one hand.
func (s *audit) unsettledMark(m *ledger.MarkCounts) error {
	u := s.openMark
	if u == nil || m.Doubtful[0].Rows == 0 || m.Doubtful[0].Thousandth || m.Sure[1].Rows > 0 {
		return nil
	}
	t := s.set.Tables[u.source]
	if sure := m.Sure[0]; sure.Rows > 0 && t.Spells(sure.Text) {
		return nil
	}
	return kind.Mark(t.Name+": column "+t.Header(u.column), u.text, "")
}

// readsBothWays tells whether the mark of an amount may be either in its file.
func (s *audit) readsBothWays(mark int, doubtful ledger.MarkCount) bool {
	source := doubtful.First.Source
	return kind.TwoMarks(".,"[mark], s.set.Tables[source].Between(s.columns[source].at(ledger.Amount)), doubtful.Thousandth)
}

// askMark asks for the mark, and proposes that of the other amounts, where some tell.
func (s *audit) askMark(doubtful, other ledger.MarkCount) error {
	return kind.Mark(s.set.At(doubtful.First)+": column "+s.columns[doubtful.First.Source].header(ledger.Amount),
		doubtful.Text, other.Text)
}

// contradicted refuses amounts in another currency than the header of their column names, unless --report-currency
// says that it is known.
func (s *audit) contradicted(c *ledger.Closing) error {
	if s.CurrencyCode != "" || !s.priced() {
		return nil
	}
	for i := range s.columns {
		t := s.set.Tables[i]
		code := headerCurrency(t.Headers[s.columns[i].at(ledger.Amount)]).Code
		if code == "" || c.CanBe(code) {
			continue
		}
		e := problem.Failure("%s: column %s names %s, and its amounts are in %s", t.Name, s.columns[i].header(ledger.Amount), code, c.Money())
		e.Read, e.Hint = true, "where the header is wrong, --report-currency names the currency of the amounts"
		if s.columns[i].has(ledger.Currency) && s.Currency == "" {
			e.Senses = []problem.Sense{{Says: "the header is right, and the currencies are those of something else", Flags: []string{"--currency", noColumn}}}
		}
		return e
	}
	return nil
}

// besideFees passes over fees that were found for the amount, where anything else may be it: they are what the amount costs.
func besideFees(t *dataset.Table, search dataset.Search, f dataset.Found) dataset.Found {
	isFee := func(i int) bool { // and not what is charged for a month
		return layout.UnitsOf(t.Headers[i]).Per == "" && isHeader(layout.Fee, layout.WithoutUnit(t.Headers[i], isCurrencyWord))
	}
	if slices.ContainsFunc(f.Columns, func(i int) bool { return !isFee(i) }) {
		return f
	}
	free := search.Free
	search.Free = func(i int) bool { return free(i) && !isFee(i) }
	search.Spell = func(header string) string { return layout.WithoutUnit(header, isCurrencyWord) }
	if others := t.Find(search); len(others.Columns) > 0 {
		return others
	}
	return f
}
