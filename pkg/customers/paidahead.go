package customers

import (
	"fmt"
	"slices"
	"strconv"
	"unicode"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// monthsIn is how many months a period has.
func monthsIn(p dates.Period) float64 {
	return map[dates.Period]float64{dates.Day: 12. / 365, dates.Week: 12. / 52, dates.Month: 1, dates.Quarter: 3, dates.Year: 12}[p]
}

// A prepaid is what the sampled rows say of how long each of them is paid for.
type prepaid struct {
	long         []string        // the texts of more than a period
	most         float64         // months of the longest
	short        bool            // some rows are of no more than a period
	mixed        bool            // some customers have rows of both
	ahead, alone int             // rows of more than a period with periods behind them, and those whose customer has no row in the next one
	from, until  dates.Instant   // of all rows
	told         map[string]bool // by customer, whether a row of it is long
}

// paidAhead asks what payments are where a column says for how long each was made, and that some are for more than the periods
// of the figures. Whoever has a row in every period all the same is not asked about.
func (s *audit) paidAhead(t *dataset.Table, cs columns) error {
	for _, i := range t.Every() {
		months := s.monthsRead(t, cs, i)
		if months == nil {
			continue
		}
		p := s.prepaidBy(t, cs, i, months)
		if len(p.long) == 0 || p.alone == 0 || 2*p.alone < p.ahead {
			continue
		}
		e := problem.Usage("%s: column %s says that some rows are paid for more than a %s, such as %s: who has paid for that time has not left in the next %s; say with --where which of them count, with --period of which time the figures are, or with --inactive-after after how long without a row a customer is lost",
			t.Name, t.Header(i), s.Cut, answer.Quote(p.long[0], 40), s.Cut)
		e.Senses = s.aheadSenses(t.Reference(i), p)
		return e
	}
	return nil
}

// monthsRead returns what tells of a text of a column how many months it speaks of; nil where at least half of the texts have
// to and do not. Words such as "annual" tell under any header, numbers only where that speaks of billing: a guarantee has months too.
func (s *audit) monthsRead(t *dataset.Table, cs columns, column int) func(string) (float64, bool) {
	h, shape := t.Headers[column], string(s.shape)
	read := func(text string) (float64, bool) {
		if len(text) < 4 || !allLetters(text) {
			return 0, false
		}
		return ledger.MonthsOf(text)
	}
	switch {
	case speaksOf(layout.CoveredMonths, shape, h):
		read = func(text string) (float64, bool) {
			n, err := strconv.ParseFloat(text, 64)
			return n, err == nil && slices.Contains(usualTerms, n)
		}
	case speaksOf(layout.Interval, shape, h):
		read = ledger.MonthsOf
	case speaksOf(layout.Plan, shape, h):
		read = ledger.MonthsWithin
	}
	known, all := 0, 0
	for _, row := range s.meeting(t, cs) {
		if text := cellOf(row, column); text != "" {
			if all++; ledger.IsInterval(text) {
				known++
			} else if _, ok := read(text); ok {
				known++
			}
		}
	}
	if known == 0 || 2*known < all {
		return nil
	}
	return read
}

func allLetters(text string) bool {
	for _, r := range text {
		if !unicode.IsLetter(r) && r != '-' && r != ' ' {
			return false
		}
	}
	return true
}

// prepaidBy gathers what a column says of how long rows are paid for.
func (s *audit) prepaidBy(t *dataset.Table, cs columns, column int, months func(string) (float64, bool)) (p prepaid) {
	reader, err := s.readerOf(t, cs.at(ledger.Time))
	if err != nil {
		return p
	}
	type paid struct {
		who    string
		period int64
	}
	var long []paid
	seen, last := make(map[paid]bool), int64(0)
	p.told = make(map[string]bool)
	for _, row := range s.meeting(t, cs) {
		at, _, ok := reader.Parse([]byte(cellOf(row, cs.at(ledger.Time))))
		if !ok {
			continue
		}
		if p.from == 0 {
			p.from, p.until = at, at
		}
		p.from, p.until = min(p.from, at), max(p.until, at)
		x := paid{cellOf(row, cs.at(ledger.Customer)), s.Cut.Index(at, s.Zone)}
		seen[x], last = true, max(last, x.period)
		text := cellOf(row, column)
		n, _ := months(text)
		isLong := 2*n > 3*monthsIn(s.Cut)
		before, known := p.told[x.who]
		p.mixed, p.short = p.mixed || known && before != isLong, p.short || !isLong
		p.told[x.who] = isLong
		if isLong {
			long, p.most = append(long, x), max(p.most, n)
			if !slices.Contains(p.long, text) {
				p.long = append(p.long, text)
			}
		}
	}
	for _, x := range long {
		if x.period == last {
			continue
		}
		if p.ahead++; !seen[paid{x.who, x.period + 1}] {
			p.alone++
		}
	}
	return p
}

// aheadSenses are the ways to count payments of several lengths, as far as the rows can answer each.
func (s *audit) aheadSenses(column string, p prepaid) (senses []problem.Sense) {
	const most = 5
	if p.short && !p.mixed && len(p.long) <= most {
		var without []string
		for _, text := range p.long {
			without = append(without, "--where", column+"!="+text)
		}
		senses = append(senses, problem.Sense{Says: fmt.Sprintf("if only who pays for no more than a %s counts", s.Cut), Flags: without})
	}
	for _, period := range []dates.Period{dates.Quarter, dates.Year} {
		if s.Period == "" && monthsIn(period) >= p.most && period.Index(p.until, s.Zone) > period.Index(p.from, s.Zone) {
			senses = append(senses, problem.Sense{Says: fmt.Sprintf("if who has no row in a %s is lost", period), Flags: []string{"--period", string(period)}})
			break
		}
	}
	if n := int64(p.most); !s.Metric.Money && dates.Month.Index(p.until, s.Zone)-dates.Month.Index(p.from, s.Zone) > n {
		senses = append(senses, problem.Sense{Says: fmt.Sprintf("if who has no row for %d months is lost", n), Flags: []string{"--inactive-after", fmt.Sprintf("%d months", n)}})
	}
	return senses
}
