// Package cohort follows the customers who came in the same period: how many are still there, and
// what they bring, at each age.
package cohort

import (
	"github.com/cxcalc/cxcalc/pkg/stats"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// A Cell is a cohort at an age. Its own first period, age 0, is 100 %.
type Cell struct {
	Start     int   // index of the period in which the customers came
	Age       int   // in periods
	Customers int64 // of the cohort: all who came, also those who were gone before the period was over
	Active    int64 // still, or again, there; at age 0 all who came
	Opening   int64 // money at the end of the period of age 0, minor units
	Amount    int64 // money at the end of that of this age
	// Unknown says that the customers may have come before that period, since the data begin with it: ages
	// count from there, and are too low.
	Unknown bool
	// Open says that the data do not tell: the period is not over, or is missing. Active and Amount
	// then mean nothing, which is not the same as 0.
	Open bool
}

// Percent returns the share of the cohort that is there, in percent. ok is false for open cells.
func (c Cell) Percent() (percent float64, ok bool) {
	if c.Open || c.Customers == 0 {
		return 0, false
	}
	return 100 * float64(c.Active) / float64(c.Customers), true
}

// Interval returns the Wilson interval of Percent; z is the normal quantile. At age 0 there is nothing
// to estimate.
func (c Cell) Interval(z float64) (limits stats.Interval, ok bool) {
	if c.Open || c.Age == 0 {
		return stats.Interval{}, false
	}
	limits, ok = stats.Wilson(float64(c.Active), float64(c.Customers), z)
	return limits.Times(100), ok
}

// MoneyPercent returns the money of the cohort, of what it brought at age 0, in percent. It can pass
// 100. ok is false for open cells and without money.
func (c Cell) MoneyPercent() (percent float64, ok bool) {
	if c.Open || c.Opening <= 0 {
		return 0, false
	}
	return 100 * float64(c.Amount) / float64(c.Opening), true
}

// Triangle returns the cohorts of a group by start, each with its cells by age until the end of the data.
func Triangle(cs *tally.Cohorts, group string) [][]Cell {
	var rows [][]Cell
	for start := cs.First; start <= cs.Last; start++ {
		c, ok := cs.ByStart[tally.PeriodGroup{Period: start, Group: group}]
		if !ok {
			continue
		}
		row := make([]Cell, len(c.Active))
		for age := range row {
			row[age] = Cell{Start: start, Age: age, Customers: c.Active[0], Active: c.Active[age],
				Opening: c.Amount[0], Amount: c.Amount[age], Open: !cs.Observed(start, age), Unknown: !cs.KnownStart(start)}
		}
		rows = append(rows, row)
	}
	return rows
}

// Pool adds the cells of one age: Σ active / Σ customers over the cohorts that reached it. Cohorts that
// everybody left count like any other; those whose beginning is unknown do not, since their ages are
// not known. Start is that of the first cohort; the cell is open when no cohort reached the age.
func Pool(rows [][]Cell, age int) Cell {
	pool := Cell{Age: age, Open: true}
	for _, row := range rows {
		if age >= len(row) || row[age].Open || row[age].Unknown {
			continue
		}
		if pool.Open {
			pool.Start, pool.Open = row[age].Start, false
		}
		pool.Customers += row[age].Customers
		pool.Active += row[age].Active
		pool.Opening += row[age].Opening
		pool.Amount += row[age].Amount
	}
	return pool
}

// Curve returns the Kaplan-Meier curve of how long the customers of a group stayed before they were
// missing for the first time, with log-log limits; z is the normal quantile. Ages are in periods. Who came
// and left within a period is lost at age 1.
//
// Customers whose beginning is unknown are left out: they may have come long before, and a curve that
// counts them from the beginning of the data takes old customers for new ones.
func Curve(cs *tally.Cohorts, group string, z float64) stats.Curve {
	return stats.KaplanMeier(Lifetimes(cs, group), z)
}

// Lifetimes returns what Curve is estimated from.
func Lifetimes(cs *tally.Cohorts, group string) []stats.Lifetime {
	ended, staying := cs.Lives(group, cs.Last)
	lives := make([]stats.Lifetime, len(ended))
	for age := range lives {
		lives[age] = stats.Lifetime{Age: float64(age), Ended: float64(ended[age]), Open: float64(staying[age])}
	}
	return lives
}
