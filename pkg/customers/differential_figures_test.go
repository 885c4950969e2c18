package customers_test

import "math"

// A refFigure is what a field has to be: a number, NaN for none, within a tolerance of more or less.
type refFigure struct{ low, high float64 }

func exactly(x float64) refFigure { return refFigure{x, x} }

func count(n int) refFigure { return exactly(float64(n)) }

func cents(c int64) refFigure { return exactly(float64(c) / 100) }

// about100 returns cents that may be some off.
func about100(c, slack int64) refFigure {
	return refFigure{float64(c-slack) / 100, float64(c+slack) / 100}
}

// ratio divides; without a base there is none.
func ratio(part, whole float64) refFigure {
	if whole <= 0 {
		return exactly(math.NaN())
	}
	return exactly(part / whole)
}

func percent(part, whole int64) refFigure { return ratio(100*float64(part), float64(whole)) }

// A refTotal is the movements of several periods: its ends are those of the first and the last, all else is added
// up.
type refTotal struct{ first, last, sum refFlow }

func one(f refFlow) refTotal { return refTotal{f, f, f} }

func pool(periods []refPeriod) (t refTotal) {
	for i, p := range periods {
		if i == 0 {
			t.first = p.all
		}
		t.last = p.all
		t.sum.add(p.all)
	}
	return t
}

type refFigures map[string]refFigure

// churned are the fields of churn by its default definition.
func churned(t refTotal) refFigures {
	return refFigures{
		"value":            percent(int64(t.sum.cLost), int64(t.sum.cOpening)),
		"customers_start":  count(t.first.cOpening),
		"customer_periods": count(t.sum.cOpening),
		"customers_lost":   count(t.sum.cLost),
		"revenue_start":    cents(t.first.opening),
		"revenue_lost":     cents(t.sum.churn),
		"revenue_lost_pct": percent(t.sum.churn, t.sum.opening),
		"passing":          count(t.sum.passing),
	}
}

// defined returns the churn of every definition.
func defined(f refFlow) map[string]refFigure {
	ends := int64(f.cLost + f.passing)
	voluntary := percent(0, int64(f.cOpening))
	if f.cLost > 0 {
		voluntary = exactly(math.NaN()) // no ledger here says why
	}
	return map[string]refFigure{
		"start":                   percent(int64(f.cLost), int64(f.cOpening)),
		"all-ends":                percent(ends, int64(f.cOpening)),
		"start-and-new":           percent(ends, int64(f.cOpening+f.cNew+f.cReactivated+f.passing)),
		"average":                 percent(2*ends, int64(f.cOpening+f.cClosing)),
		"voluntary":               voluntary,
		"revenue":                 percent(f.churn, f.opening),
		"gross-revenue":           percent(f.churn+f.contraction, f.opening),
		"net-revenue":             percent(f.churn+f.contraction-f.expansion, f.opening),
		"net-revenue-reactivated": percent(f.churn+f.contraction-f.expansion-f.reactivation, f.opening),
	}
}

func expanded(t refTotal) refFigures {
	s := t.sum
	f := refFigures{
		"revenue_start":       cents(t.first.opening),
		"revenue_expansion":   about100(s.expansion, s.slack),
		"revenue_lost":        cents(s.churn),
		"revenue_contraction": about100(s.contraction, s.slack),
	}
	if s.slack == 0 {
		f["value"] = percent(s.expansion, s.opening)
		f["cover_ratio"] = ratio(float64(s.expansion), float64(s.churn))
		f["net_pct"] = percent(s.expansion-s.churn, s.opening)
	}
	return f
}

func bridged(t refTotal) refFigures {
	s := t.sum
	f := refFigures{
		"opening":               cents(t.first.opening),
		"new":                   cents(s.fresh),
		"reactivation":          cents(s.reactivation),
		"expansion":             about100(s.expansion, s.slack),
		"contraction":           about100(s.contraction, s.slack),
		"churn":                 cents(s.churn),
		"moved_in":              about100(s.movedIn, s.slack),
		"moved_out":             about100(s.movedOut, s.slack),
		"rates":                 cents(s.rates),
		"closing":               cents(t.last.closing),
		"arpa":                  ratio(float64(s.closing)/100, float64(s.cClosing)),
		"customers_opening":     count(t.first.cOpening),
		"customers_new":         count(s.cNew),
		"customers_reactivated": count(s.cReactivated),
		"customers_expanded":    {float64(s.cExpanded), float64(s.cExpandedMost)},
		"customers_contracted":  {float64(s.cContracted), float64(s.cContractedMost)},
		"customers_lost":        count(s.cLost),
		"customers_moved_in":    count(s.cMovedIn),
		"customers_moved_out":   count(s.cMovedOut),
		"customers_closing":     count(t.last.cClosing),
	}
	if s.slack == 0 {
		f["quick_ratio"] = ratio(float64(s.fresh+s.expansion), float64(s.contraction+s.churn))
	}
	if s.slack == 0 && s.movedIn == 0 && s.movedOut == 0 { // where money moves, the rules leave NRR and GRR of a group open
		f["nrr"] = percent(s.opening+s.expansion-s.contraction-s.churn, s.opening)
		f["value"] = f["nrr"]
		f["grr"] = percent(s.opening-s.contraction-s.churn, s.opening)
	}
	return f
}

// optional are the fields that a document leaves out where they are 0.
var optional = map[string]bool{"passing": true, "rates": true, "moved_in": true, "moved_out": true, "customers_moved_in": true, "customers_moved_out": true}

// ifThere are fields of totals over several periods that rows of one period leave out.
var ifThere = map[string]bool{"customer_periods": true}
