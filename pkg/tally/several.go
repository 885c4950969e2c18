package tally

import (
	"maps"
	"slices"
)

// Several is what the periods of a pooled Movement say together, and their sums do not: where the first
// begins and the last ends, how much each of them lost, and what each customer adds up to over all of
// them. A customer who is there for twelve months is one customer and not twelve.
type Several struct {
	// Waves are the periods, in the order of time.
	Waves []PeriodLoss
	// Opening is the start of the first period, Closing the end of the last.
	Opening, Closing End
	// Openers and Closers count the customers that were there at the start, and at the end, of any of
	// the periods.
	Openers, Closers int64
	// Founders count the customers that were there at the start of the first period, and Fallen those of them that were
	// lost in any of the periods: each customer once, and all of them watched for the same time.
	Founders, Fallen int64
	// Sums are products of the customers' own sums; all zero where they are not known.
	Sums Sums
}

// A PeriodLoss is what one of several periods lost of what it began with.
type PeriodLoss struct {
	Opening, Lost           int64 // customers
	OpeningMoney, LostMoney int64 // minor units
	GainedMoney             int64 // what customers that stayed bring more
	ShedMoney               int64 // what they bring less, and what the lost ones brought
	// Squares is Σ s² of the money at the start, as StartStart of the period.
	Squares Wide
}

// An End is how many customers are there at one moment, and what they bring in minor units.
type End struct{ Customers, Money int64 }

// Sums are sums of products, over customers, of what each brought in all periods together: S at the
// starts, K = Σ min(start, end) kept, G gained, L lost, C at the ends; T is at how many starts it was there,
// and M at how many ends.
type Sums struct {
	SS, SK, SG, SL Wide
	KK, KG, KL     Wide
	GG, GL, LL     Wide
	CC, CM, MM     Wide
	ST, TT         Wide
}

// CustomerSums is what one customer adds up to over the periods, in minor units.
type CustomerSums struct {
	Start, Kept, Gained, Lost, Close int64
	// Starts and Closes count the periods at whose start, and at whose end, the customer was there; Losses those in
	// which it was lost.
	Starts, Closes, Losses int64
	// Founder says that it was there at the start of the first period.
	Founder bool
}

// Summed is what all customers of a movement add up to.
func (m *Movement) Summed() CustomerSums {
	f, n := &m.Money, &m.Customers
	return CustomerSums{Start: f.Opening, Kept: f.Opening - f.Contraction - f.Churn, Gained: f.Expansion, Lost: f.Churn, Close: f.Closing,
		Starts: n.Opening, Closes: n.Closing, Losses: n.Lost}
}

// AddStart adds a period at whose start the customer brought so much, of which kept is left at the end, with a gain.
func (c *CustomerSums) AddStart(start, kept, gained int64) {
	c.Start += start
	c.Kept += kept
	c.Gained += gained
	c.Starts++
}

// AddLost adds a period in which the customer was lost with what it brought.
func (c *CustomerSums) AddLost(start int64) {
	c.Start += start
	c.Lost += start
	c.Starts++
	c.Losses++
}

// AddClose adds a period at whose end the customer brings so much.
func (c *CustomerSums) AddClose(end int64) {
	c.Close += end
	c.Closes++
}

// Known is how many customers there are at least: those at the start of any of the periods, or where that was not
// counted, of the one with most of them.
func (s *Several) Known() int64 {
	most := s.Openers
	for _, w := range s.Waves {
		most = max(most, w.Opening)
	}
	return most
}

// Add adds a customer.
func (s *Several) Add(c CustomerSums) {
	if c.Starts > 0 {
		s.Openers++
	}
	if c.Closes > 0 {
		s.Closers++
	}
	if c.Founder {
		s.Founders++
		s.Fallen += min(c.Losses, 1)
	}
	p := &s.Sums
	p.SS.AddProduct(c.Start, c.Start)
	p.SK.AddProduct(c.Start, c.Kept)
	p.KK.AddProduct(c.Kept, c.Kept)
	if c.Gained != 0 {
		p.SG.AddProduct(c.Start, c.Gained)
		p.KG.AddProduct(c.Kept, c.Gained)
		p.GG.AddProduct(c.Gained, c.Gained)
		p.GL.AddProduct(c.Gained, c.Lost)
	}
	if c.Lost != 0 {
		p.SL.AddProduct(c.Start, c.Lost)
		p.KL.AddProduct(c.Kept, c.Lost)
		p.LL.AddProduct(c.Lost, c.Lost)
	}
	p.ST.AddProduct(c.Start, c.Starts)
	p.TT.AddProduct(c.Starts, c.Starts)
	p.CC.AddProduct(c.Close, c.Close)
	p.CM.AddProduct(c.Close, c.Closes)
	p.MM.AddProduct(c.Closes, c.Closes)
}

// Merge adds other customers of the same periods. Waves and ends are of all customers and stay as they
// are.
func (s *Several) Merge(o *Several) {
	s.Openers += o.Openers
	s.Closers += o.Closers
	s.Founders += o.Founders
	s.Fallen += o.Fallen
	for i, sum := range o.Sums.all() {
		s.Sums.all()[i].Merge(*sum)
	}
}

// all lists the sums.
func (p *Sums) all() [15]*Wide {
	return [...]*Wide{&p.SS, &p.SK, &p.SG, &p.SL, &p.KK, &p.KG, &p.KL, &p.GG, &p.GL, &p.LL, &p.CC, &p.CM, &p.MM, &p.ST, &p.TT}
}

// ByCustomer tells whether the customers' own sums are known.
func (s *Several) ByCustomer() bool { return s != nil && (s.Openers > 0 || s.Closers > 0) }

// Together adds the movements of all periods and groups, as Pool does, and says of several periods what
// they say together, the customers' own sums excepted.
func (ms Movements) Together() *Movement {
	all := ms.Pool()
	byPeriod := ms.ByPeriod()
	if len(byPeriod) < 2 {
		return all
	}
	all.Several = new(Several)
	cells := slices.SortedFunc(maps.Keys(byPeriod), func(a, b PeriodGroup) int { return a.Period - b.Period })
	for _, cell := range cells {
		m := byPeriod[cell]
		f := &m.Money
		all.Several.Waves = append(all.Several.Waves, PeriodLoss{Opening: m.Customers.Opening, Lost: m.Customers.Lost, OpeningMoney: f.Opening,
			LostMoney: f.Churn, GainedMoney: f.Expansion, ShedMoney: f.Contraction + f.Churn, Squares: m.StartStart})
	}
	all.Several.Opening = byPeriod[cells[0]].Begin()
	all.Several.Closing = byPeriod[cells[len(cells)-1]].Finish()
	return all
}
