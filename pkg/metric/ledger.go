package metric

import (
	"math"

	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/stats"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// LedgerTraits are what metrics of customer ledgers declare beside what every metric does: of what happened
// between periods, of the cohorts, or of the orders. Exactly one of Movement, Cohorts and Orders is set, and says
// which tally the metric reads.
type LedgerTraits struct {
	// Definitions are the competing definitions that --definition chooses from, the default first;
	// empty where there is only one.
	Definitions []Definition
	// Monthly says that Target is of a month: what happened in another length of time is compared by its
	// rate of a month.
	Monthly bool
	// Money says that the metric cannot do without amounts.
	Money bool
	// Changes says that the metric asks how what customers bring changes, which a ledger of statuses does
	// not tell.
	Changes bool
	// Periods says that the metric is of a length of time, which a ledger of statuses does not tell: it says
	// who left, and not over how long.
	Periods bool
	// Past says that the metric tells who comes for the first time from who comes back, or follows customers from
	// when they came, so that all that lies before the bounds matters.
	Past bool
	// Losses says that the figure is about customers who leave, so it has none where a ledger cannot show them.
	Losses bool
	// Reasons says that the metric tells why customers left, where a column is named that does.
	Reasons bool
	// Triangle says which fields make a triangle of cohorts; nil for metrics without.
	Triangle *result.Triangle
	// Formula returns the definition in one line, as the question asks for it.
	Formula func(q Account) string
	// Check understands the metric's own flags, or says what is wrong with them; nil where there is nothing to
	// understand.
	Check func(q Account) (Account, error)
	// Movement returns the fields of the movements of one period or of several pooled.
	Movement Compute[*tally.Movement, Account]
	// Cohorts returns one group per cohort and age of one --by value, and the fields of the total.
	Cohorts func(c *tally.Cohorts, group string, q Account) (total result.Object, groups []CohortGroup)
	// Orders returns the fields of the orders of a group.
	Orders Compute[*tally.Orders, Account]
	// Shares tell what the value stands on where it is a share of customers, with Wilson's interval; ok is false for a
	// value that is none, and nil for metrics without.
	Shares func(m *tally.Movement, q Account) (share stats.Share, ok bool)
	// Stakes returns what a customer adds to the part and to the whole of a field that is a ratio of sums over
	// customers, nil for other fields; nil for metrics that have no such ratio.
	Stakes func(field string, q Account) func(c tally.CustomerSums) (part, whole int64)
	// Fifths returns the score of each value of a measure over all customers, from 1 to 5, for metrics that
	// score them; nil for others.
	Fifths func(values tally.Histogram) map[int64]int
	// NoValue says why customers that are there may have no value, "" where it does not know; nil for never.
	NoValue func(q Account) string
	// Judge replaces the comparison of value with Target, where the verdict compares two figures of
	// the metric itself; nil for the usual one.
	Judge func(group result.Object) *result.Verdict
	// Shown fits the fields to the tables of one question, or brings in what is there only where it is asked for;
	// nil where they are always the same.
	Shown func(fields []result.Field, q Account) []result.Field
	// Settings tell what of the metric's own flags decided the numbers; nil where nothing does.
	Settings func(q Account) result.Object
	// Doubts are the warnings about what the figures of a document tell; nil where there are none.
	Doubts func(d *result.Document, q Account) []result.Warning
	// Instead is what a total tells where it has no value; nil where it tells nothing.
	Instead func(total result.Object) []result.Warning
}

// A CohortGroup is one cell of the triangle of cohorts.
type CohortGroup struct {
	Start  int // index of the period in which the cohort came
	Age    int
	Values result.Object
}

// An Account is how figures of a ledger are asked for.
type Account struct {
	// Confidence is the confidence level of the intervals, 0.95 for 95 %.
	Confidence float64
	// Exact asks for limits that never hold the truth less often than they say, where the metric knows such:
	// far out in the tails, as verdicts of many groups need them, the usual ones claim too much.
	Exact bool
	// Method is how the interval is made, where the metric has several ways.
	Method Chosen
	// Decimals is the number of digits of the currency's minor unit.
	Decimals int
	// Priced says that the ledger has amounts.
	Priced bool
	// PerYear is the number of periods in a year, 12 for months; 0 when there are no periods.
	PerYear float64
	// Unit names the period, "month"; "" when there are none.
	Unit string
	// Step is how many periods lie between the start and the end of a movement, for several on average: more
	// than 1 where the data do not tell of those in between; 0 for 1.
	Step float64
	// Flow says that amounts are what was paid in a period; otherwise they are rates of a month, in a ledger of
	// any period.
	Flow bool
	// Moves says that customers move between the groups, so that every group tells what moved.
	Moves bool
	// Periods is how many periods a movement pools; 0 or 1 for one.
	Periods int
	// NothingToLose says that the data cannot tell of a loss, so nothing is met or missed.
	NothingToLose bool
	// Open says that a period of the movement may not be over, so what it will tell is not met or missed yet.
	Open bool
	// Definition is the name of the chosen definition, "" for the default.
	Definition string
	// Cycle is how many days a product lasts, for repeat; 0 when that is not known. Grace stretches it
	// before a customer is overdue; 1 for not at all.
	Cycle, Grace float64
	// CycleFile names a file that tells how long each product lasts, in place of Cycle; "" for none.
	CycleFile string
	// Ahead is for how many days orders are forecast; 0 for not at all.
	Ahead int64
	// Followed asks for the cohorts beside the movements. Cohorts are then those of all customers, in the account of
	// the total; nil in others.
	Followed bool
	Cohorts  *tally.Cohorts
	// Leavers says that those who left are listed by name.
	Leavers bool
	// Because takes a cell that says why a customer left apart into the names of reasons; nil where nobody asks.
	Because func(cell string) []string
	// MinN is how few customers may give a reason before its figures are held back; 0 for none.
	MinN int64
	// Own are the metric's own flags.
	Own flags.Values
}

// Of returns the account of a movement: how many periods it pools, and of money whose sum did not fit,
// nothing is told.
func (q Account) Of(m *tally.Movement) Account {
	q.Priced = q.Priced && !m.Overflow
	if m.Several != nil {
		q.Periods = len(m.Several.Waves)
	}
	return q
}

// Overdue tells whether a customer that ordered so many days ago should have come again. The limit
// itself is still in time.
func (q Account) Overdue(days int64) bool { return float64(days) > q.Cycle*q.Grace }

// Z returns the two-sided normal quantile of the confidence.
func (q Account) Z() float64 { return stats.Z(q.Confidence) }

// OnePeriod brings a share that is lost over Step periods to one of them, from 0 to 1.
func (q Account) OnePeriod(share float64) float64 {
	if q.Step == 0 || q.Step == 1 {
		return share
	}
	return -math.Expm1(math.Log1p(-share) / q.Step)
}

// Month brings a percentage that is lost between the start and the end of a movement to a month, at most
// 100:
//
//	1 − (1 − c)^(periods of a month / Step)
func (q Account) Month(percent float64) float64 {
	months := q.PerYear / 12 / max(q.Step, 1)
	if months == 1 {
		return percent
	}
	return 100 * -math.Expm1(months*math.Log1p(-min(percent, 100)/100))
}

// AmountPeriods is how many periods pass in the time that amounts are of: as many as a month has where they are
// rates of a month, and one where they were paid in the period, or where there are no periods.
func (q Account) AmountPeriods() float64 {
	if q.Flow || q.PerYear == 0 {
		return 1
	}
	return q.PerYear / 12
}

// Money turns minor units into the currency's unit, for averages; see Price for amounts.
func (q Account) Money(minor int64) float64 {
	return float64(minor) / math.Pow10(q.Decimals)
}
