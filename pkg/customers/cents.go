package customers

import (
	"cmp"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/money"
)

// vendorCents decides whether amounts are in cents where the layout is known for it. What was exported by hand has the
// same headers and amounts in units: decimals show it. Where most amounts would be less than a unit of money, or are
// written in a way that no API has, it asks.
func (s *audit) vendorCents(t *dataset.Table, cs columns) error {
	var n struct{ whole, small, fraction, odd int }
	for _, text := range t.Sample(cs.at(ledger.Amount)) {
		a, _, err := money.Parse([]byte(answer.Trim(text)), cmp.Or(s.Decimal, t.Decimal), 2)
		switch text = strings.TrimLeft(answer.Trim(text), "-"); {
		case err != nil || a == 0: // a row that describes the columns, or nothing
		case strings.Trim(text, "0123456789") == "":
			if n.whole++; len(strings.TrimLeft(text, "0")) < 3 {
				n.small++
			}
		case isFraction(text):
			n.fraction++
		default:
			n.odd++
		}
	}
	switch {
	case n.fraction > 0:
		return nil
	case n.odd > 0, 2*n.small > n.whole && !s.undivided(t, cs):
		return s.askMinor(t, cs)
	}
	s.minor = true
	return nil
}

// isFraction tells whether an amount ends in decimals that a whole number has not: two of them, or one that is not zero, since
// whole numbers become 500.0 on their way through other programs.
func isFraction(text string) bool {
	at := strings.LastIndexAny(text, ".,")
	if at < 1 {
		return false
	}
	decimals := text[at+1:]
	return strings.Trim(decimals, "0123456789") == "" && (len(decimals) == 2 || len(decimals) == 1 && decimals != "0")
}

// signsOfAPI tells whether amounts that would all be a unit of money and more stand beside what programs write for each other, and
// people do not: codes of currencies in small letters, seconds since 1970, or a column that says which payments were tests.
func (s *audit) signsOfAPI(t *dataset.Table, cs columns) bool {
	codes := sampleOf(t, cs, ledger.Currency)
	if first(codes) == "" || !hundreds(t.Sample(cs.at(ledger.Amount))) {
		return false
	}
	return smallCodes(codes) || unixTimes(t, cs) || slices.ContainsFunc(t.Headers, func(header string) bool {
		_, live := layout.RatingOf(layout.Live, "", header)
		test, tests := layout.RatingOf(layout.Test, "", header)
		return live || tests && test.Rank == 1
	})
}

// besideCents tells whether a column of cents holds the same numbers as that of the amounts, in all sampled rows.
func (s *audit) besideCents(t *dataset.Table, cs columns) bool {
	at := cs.at(ledger.Amount)
	return !s.units.Minor && slices.ContainsFunc(t.Those(func(i int) bool { return i != at && layout.UnitsOf(t.Headers[i]).Minor }), func(cents int) bool {
		some := false
		for _, row := range t.Rows {
			a, ok := moneyOf(cellOf(row, at), t.Decimal)
			b, too := moneyOf(cellOf(row, cents), t.Decimal)
			if ok != too || a != b || isFraction(cellOf(row, at)) {
				return false
			}
			some = some || a != 0
		}
		return some
	})
}
