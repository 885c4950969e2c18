package customers

import (
	"fmt"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// A charge is what one row of a customer asked for.
type charge struct {
	period int64
	amount string
	failed bool
}

// failedCharges asks where charges failed in a period in which their customer paid nothing, and the same was paid before and after
// it: such a customer would have left and come back, though nobody left.
func (s *audit) failedCharges(t *dataset.Table, cs columns) error {
	if s.shape == ledger.Balance {
		return s.failedBeside(t, cs)
	}
	if s.shape != ledger.Transaction || s.Metric.Orders != nil || s.InactiveAfter != "" || !cs.has(ledger.StatusOf) || s.asksOf(t, cs.at(ledger.StatusOf)) {
		return nil
	}
	n := 0
	for _, charges := range s.charges(t, cs) {
		n += bridged(charges)
	}
	if n == 0 {
		return nil
	}
	e := problem.Usage("%s: column %s: the charges of %s failed in a %s in which a customer paid nothing else, and paid the same before and after it: say with --inactive-after whether that customer had left",
		t.Name, cs.header(ledger.StatusOf), kind.HowMany(int64(n), "row"), s.Cut)
	e.Senses = []problem.Sense{
		{Says: fmt.Sprintf("if who pays again within 2 %ss never left", s.Cut), Flags: []string{"--inactive-after", fmt.Sprintf("2 %ss", s.Cut)}},
		{Says: "if such a customer left, and came back", Flags: []string{"--inactive-after", fmt.Sprintf("1 %s", s.Cut)}}}
	return e
}

// charges are those of each customer in the first rows, whether they failed or not.
func (s *audit) charges(t *dataset.Table, cs columns) map[string][]charge {
	reader, err := s.readerOf(t, cs.times()...)
	if err != nil {
		return nil // reading tells of it
	}
	all := make(map[string][]charge)
	for _, row := range t.Rows {
		at, _, dated := reader.Parse([]byte(cellOf(row, cs.at(ledger.Time))))
		who, status := cellOf(row, cs.at(ledger.Customer)), cellOf(row, cs.at(ledger.StatusOf))
		if failed := ledger.IsFailedPayment(status); dated && who != "" && (failed || !s.refunds.IsUnpaid(status)) {
			all[who] = append(all[who], charge{s.Cut.Index(at, s.Zone), cellOf(row, cs.at(ledger.Amount)), failed})
		}
	}
	return all
}

// bridged counts the charges of a customer that failed in a period in which nothing was paid, between two of the same amount that
// were.
func bridged(charges []charge) (n int) {
	for _, c := range charges {
		paid := func(is func(period int64) bool) bool {
			return slices.ContainsFunc(charges, func(o charge) bool { return !o.failed && o.amount == c.amount && is(o.period) })
		}
		same := slices.ContainsFunc(charges, func(o charge) bool { return !o.failed && o.period == c.period })
		if c.failed && !same && paid(func(p int64) bool { return p < c.period }) && paid(func(p int64) bool { return p > c.period }) {
			n++
		}
	}
	return n
}

// failedBeside asks where a row of a balance is a charge that failed, beside another one of its customer and date: both would
// add up.
func (s *audit) failedBeside(t *dataset.Table, cs columns) error {
	key := func(row []string) [2]string {
		return [2]string{cellOf(row, cs.at(ledger.Customer)), cellOf(row, cs.at(ledger.Time))}
	}
	rows := s.meeting(t, cs)
	times := make(map[[2]string]int)
	for _, row := range rows {
		times[key(row)]++
	}
	for i := range t.Headers {
		if cs.Taken(i) || s.asksOf(t, i) {
			continue
		}
		n, texts := 0, []string(nil)
		for _, row := range rows {
			if text := answer.Trim(row[i]); ledger.IsFailedPayment(text) {
				texts = append(texts, text)
				if times[key(row)] > 1 {
					n++
				}
			}
		}
		if n == 0 {
			continue
		}
		texts = different(texts)
		slices.Sort(texts)
		e := problem.Usage("%s: column %s says %s of %s beside another one of the same customer and date: a charge that failed and was tried again would add up with it",
			t.Name, t.Header(i), dataset.Shortly(texts), kind.HowMany(int64(n), "row"))
		return t.AskOfValues(i, texts, "without those that failed", e)
	}
	return nil
}
