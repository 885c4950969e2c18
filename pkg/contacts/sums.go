package contacts

import (
	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/pass"
)

// takeSum counts a row that stands for many contacts.
func (x *exchange) takeSum(r *facts.Fact) pass.Became {
	k, of := r.Text(count), r.Text(all)
	if len(k) == 0 || len(of) == 0 {
		column := count
		if len(k) > 0 {
			column = all
		}
		return r.Wrong("blank", column, "counts nothing")
	}
	r.Weigh(count, 0, k)
	r.Weigh(all, 0, of)
	n, err := answer.ParseCount(string(of), r.Decimal())
	if err != nil {
		return r.Wrong("invalid", all, "is no whole number from 0")
	}
	missed, err := answer.ParseCount(string(k), r.Decimal())
	switch {
	case err != nil:
		return r.Wrong("invalid", count, "is no whole number from 0")
	case missed > n:
		return r.Wrong("out_of_range", count, "is more than all inbound contacts")
	case n > mostContacts:
		return r.Wrong("out_of_range", all, "is too large")
	}
	if out, ok := x.when(r, new(contact)); !ok && out.Account == "filtered" {
		return out
	}
	g, row := x.group(r.Group), part(missed, n)
	g.inbound += n
	g.missed += missed
	g.sum(row, 1)
	r.Adds(row.K, row.N)
	if r.Has(agent) {
		x.byAgent(g, r, row)
	}
	return facts.Counted()
}

// mostContacts keeps sums of rows far from what an int64 holds.
const mostContacts = 1 << 40
