package tally

import "slices"

// A Cohort is the customers of one group that came in the same period.
type Cohort struct {
	// Active counts the customers that are there at each age in periods; Active[0] is all who came, also
	// those who were gone before their first period was over.
	Active []int64
	// Amount is their money at the end of the period of each age, in minor units. At age 0 it is that of
	// those who were still there then.
	Amount []int64
	// Ended counts the customers by the age at which they were missing for the first time, from 1.
	Ended []int64
	// Staying counts the customers that never left, by their age when the data end.
	Staying []int64
	// Passed counts the customers that came and left within the first period. They are in Active[0] and,
	// where the data reach age 1, in Ended[1].
	Passed int64
}

// Cohorts holds the cohorts of every group. Periods are counted by their index.
type Cohorts struct {
	// First and Last are the indexes of the first and the last period that the data tell about.
	First, Last int
	// Missing lists the periods in between that the data do not tell about, in order.
	Missing []int
	// KnownFirst tells that the customers of the first period are known to have come in it, as where rows
	// tell when each began. Otherwise they may have come long before the data begin.
	KnownFirst bool
	// ByStart holds the cohorts by group and by the period in which their customers came; not every
	// period has one.
	ByStart map[PeriodGroup]*Cohort
	// Overflow tells that a sum of money did not fit and the amounts are void.
	Overflow bool
}

// NewCohort returns a cohort of nobody that can be watched at the given number of ages.
func NewCohort(ages int) *Cohort {
	block := make([]int64, 4*ages)
	return &Cohort{
		Active: block[:ages:ages], Amount: block[ages : 2*ages : 2*ages],
		Ended: block[2*ages : 3*ages : 3*ages], Staying: block[3*ages:],
	}
}

// Add counts a customer that is there at an age with an amount; it returns false when the sum of
// money does not fit.
func (c *Cohort) Add(age int, amount int64) bool {
	c.Active[age]++
	sum := c.Amount[age] + amount
	if sum < c.Amount[age] {
		return false
	}
	c.Amount[age] = sum
	return true
}

// Pass counts a customer that came and left within the first period of the cohort: it came, brings nothing
// at the end of that period, and is lost on the way from age 0 to 1.
func (c *Cohort) Pass() {
	c.Active[0]++
	c.Passed++
	if len(c.Ended) > 1 {
		c.Ended[1]++
	}
}

// Merge adds another cohort of the same start; it returns false when a sum of money does not fit.
func (c *Cohort) Merge(o *Cohort) (ok bool) {
	ok = true
	c.Passed += o.Passed
	for age := range o.Active {
		c.Active[age] += o.Active[age]
		c.Ended[age] += o.Ended[age]
		c.Staying[age] += o.Staying[age]
		sum := c.Amount[age] + o.Amount[age]
		ok = ok && sum >= c.Amount[age]
		c.Amount[age] = sum
	}
	return ok
}

// Of returns the cohort of a group that came in a period, for adding to it.
func (cs *Cohorts) Of(start int, group string) *Cohort {
	if cs.ByStart == nil {
		cs.ByStart = make(map[PeriodGroup]*Cohort)
	}
	key := PeriodGroup{Period: start, Group: group}
	c, ok := cs.ByStart[key]
	if !ok {
		c = NewCohort(cs.Last - start + 1)
		cs.ByStart[key] = c
	}
	return c
}

// KnownStart tells whether the customers of a cohort are known to have come in its period.
func (cs *Cohorts) KnownStart(start int) bool { return cs.KnownFirst || start != cs.First }

// Observed tells whether the data say who of a cohort is there at an age.
func (cs *Cohorts) Observed(start, age int) bool {
	at := start + age
	return at >= cs.First && at <= cs.Last && !slices.Contains(cs.Missing, at)
}

// Lives counts the customers of a group whose beginning is known, as of the end of a period: those who had
// left by then, by the age at which they were missing for the first time, and those who had not, by their age.
func (cs *Cohorts) Lives(group string, last int) (ended, staying []int64) {
	ages := max(last-cs.First+1, 0)
	ended, staying = make([]int64, ages), make([]int64, ages)
	for key, c := range cs.ByStart {
		if key.Group != group || key.Period > last || !cs.KnownStart(key.Period) {
			continue
		}
		oldest := last - key.Period
		for age := range c.Ended {
			if age <= oldest {
				ended[age] += c.Ended[age]
			} else {
				staying[oldest] += c.Ended[age]
			}
			staying[min(age, oldest)] += c.Staying[age]
		}
	}
	return ended, staying
}
