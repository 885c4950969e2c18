package customers

import (
	"time"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
)

// An agreedTerm is a row of a subscription that has a start and an end.
type agreedTerm struct {
	row         []string
	from, until dates.Instant
}

// renewedWithin is how far from the end of a term the next one of its customer begins.
const renewedWithin = dates.Instant(32 * 24 * time.Hour / time.Microsecond)

// lastTerms lists the terms that no other one of their customer follows; ok is false where dates cannot be read yet.
func (s *audit) lastTerms(t *dataset.Table, cs columns) (last []agreedTerm, ok bool) {
	reader, err := s.readerOf(t, cs.times()...)
	if err != nil {
		return nil, false
	}
	var all []agreedTerm
	starts := make(map[string][]dates.Instant)
	for _, row := range s.meeting(t, cs) {
		from, _, began := reader.Parse([]byte(cellOf(row, cs.at(ledger.Start))))
		until, _, ends := reader.Parse([]byte(cellOf(row, cs.at(ledger.End))))
		if who := cellOf(row, cs.at(ledger.Customer)); began && who != "" {
			starts[who] = append(starts[who], from)
		}
		if ends {
			all = append(all, agreedTerm{row, from, until})
		}
	}
	for _, x := range all {
		followed := false
		for _, next := range starts[cellOf(x.row, cs.at(ledger.Customer))] {
			followed = followed || next > x.from && next >= x.until-renewedWithin && next <= x.until+renewedWithin
		}
		if !followed {
			last = append(last, x)
		}
	}
	return last, true
}

// severalTerms tells whether customers have several rows, and whether of all of them the last row says by its status that they
// left just where every other one does.
func (s *audit) severalTerms(t *dataset.Table, cs columns, status int) (several, agree bool) {
	reader, err := s.readerOf(t, cs.times()...)
	if err != nil {
		return false, true
	}
	type told struct {
		from      dates.Instant
		last, all bool // whether the last row says lost, and all do
	}
	seen := make(map[string]told)
	for _, row := range s.meeting(t, cs) {
		who := cellOf(row, cs.at(ledger.Customer))
		from, _, _ := reader.Parse([]byte(cellOf(row, cs.at(ledger.Start))))
		left := s.saysLeft(t, status, cellOf(row, status))
		x, again := seen[who]
		if several = several || again && who != ""; !again {
			x = told{from, left, true}
		}
		if from >= x.from {
			x.from, x.last = from, left
		}
		x.all = x.all && left
		seen[who] = x
	}
	for _, x := range seen {
		if x.last != x.all {
			return several, false
		}
	}
	return several, true
}

// saysLeft tells whether a status says that a customer left, as --shape status reads it.
func (s *audit) saysLeft(t *dataset.Table, status int, text string) bool {
	if len(s.Lost) > 0 {
		return (&finder{audit: s}).saysGone(text)
	}
	lost, _ := ledger.IsLost(answer.Trim(text), speaksOf(layout.Active, "", t.Headers[status]))
	return lost
}
