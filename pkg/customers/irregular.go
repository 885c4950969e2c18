package customers

import (
	"fmt"
	"math"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// irregularOrders asks after how long without an order a customer is lost, where the orders themselves say that it is not a
// month: most customers have none in the next one, or many of those come again. Whoever pays every month is not asked about, nor
// who says of which time the figures are.
func (s *audit) irregularOrders(t *dataset.Table, cs columns) error {
	losses := s.Metric.Losses && s.Metric.Cohorts == nil // what cohorts buy again is asked in any rhythm
	if s.shape != ledger.Transaction || !s.found || !losses || s.InactiveAfter != "" || s.Period != "" {
		return nil
	}
	const few = 8 // a chance may be behind less
	r := s.rhythm(t, cs)
	often := r.again >= 2 && 4*r.again >= r.all-r.next
	if r.all < few || !often && 2*r.next >= r.all {
		return nil
	}
	e := problem.Usage("%s: %d of %d times customers ordered in a %s, and not in the next one, and %d of those came again later: say with --inactive-after after how long without an order a customer is lost",
		t.Name, r.all-r.next, r.all, s.Cut, r.again)
	spans := []string{"1 " + string(s.Cut)}
	for _, days := range []int64{90, 180, 365} {
		if r.days > 2*days { // in less, hardly anybody can be lost
			spans = append(spans, fmt.Sprintf("%d days", days))
		}
	}
	for _, span := range spans {
		e.Senses = append(e.Senses, problem.Sense{Says: "if who orders nothing for " + span + " is lost", Flags: []string{"--inactive-after", span}})
	}
	return e
}

// A returning counts periods in which customers ordered, with the periods behind them: those that have orders in the next one,
// and those that have some later only. The days are those from the first order to the last one.
type returning struct {
	all, next, again int
	days             int64
}

// rhythm follows customers through the first rows. Where those are not all, the last period has more orders than they tell.
func (s *audit) rhythm(t *dataset.Table, cs columns) (r returning) {
	reader, err := s.readerOf(t, cs.at(ledger.Time))
	if err != nil {
		return r // reading tells of it
	}
	orders := make(map[string][]int64)
	var days []int64
	last := int64(math.MinInt64)
	for _, row := range s.meeting(t, cs) {
		at, _, ok := reader.Parse([]byte(cellOf(row, cs.at(ledger.Time))))
		who := cellOf(row, cs.at(ledger.Customer))
		if !ok || who == "" {
			continue
		}
		period := s.Cut.Index(at, s.Zone)
		orders[who], days, last = append(orders[who], period), append(days, dates.Day.Index(at, s.Zone)), max(last, period)
	}
	if len(days) > 0 {
		r.days = slices.Max(days) - slices.Min(days)
	}
	if !t.Complete() {
		last--
	}
	for _, periods := range orders {
		slices.Sort(periods)
		periods = slices.Compact(periods)
		for i, period := range periods {
			switch later := i+1 < len(periods); {
			case period >= last:
				continue
			case later && periods[i+1] == period+1:
				r.next++
			case later:
				r.again++
			}
			r.all++
		}
	}
	return r
}
