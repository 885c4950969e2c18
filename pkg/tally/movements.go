package tally

import "math"

// A Cause is why a customer left, where the export says so.
type Cause uint8

// The causes of a loss.
const (
	CauseUnknown   Cause = iota // the export does not say
	CauseVoluntary              // the customer cancelled
	CausePayment                // a payment failed
	CauseFixedEnd               // the agreed term was over
	causes
)

// A Movement is what happened between the start and the end of one period in one group. All
// amounts are minor units of one currency and never negative, except Rates; so that
//
//	Opening + New + Reactivation + Expansion + MovedIn − Contraction − Churn − MovedOut + Rates = Closing
//
// holds exactly for the money, and for the customers
//
//	Opening + New + Reactivated + MovedIn − Lost − MovedOut = Closing
//
// Of several periods pooled, the openings and closings add up, too: Begin and Finish are those of the
// bridge.
type Movement struct {
	Customers Headcount
	Money     Flow

	// Sums of products, over the customers that were there at the start: s is a customer's amount
	// at the start, kept is min(s, end), gained is end − kept, and lost is s of those who left.
	StartStart   Wide // Σ s²
	StartKept    Wide // Σ s·kept
	KeptKept     Wide // Σ kept²
	StartGained  Wide // Σ s·gained
	GainedGained Wide // Σ gained²
	LostLost     Wide // Σ lost²
	// CloseClose is Σ end² over all customers that are there at the end.
	CloseClose Wide

	// Several is what the periods say together where there are several; nil for one.
	Several *Several
	// Leavers are the customers that took most money with them; nil where nobody left or nobody asks.
	Leavers *Leavers
	// Tolls are the customers that left by what the data say why; nil where nobody left or nobody asks.
	Tolls Tolls
	// Overflow tells that a sum of money did not fit and the figures are void.
	Overflow bool
}

// A Headcount counts customers.
type Headcount struct {
	Opening     int64 // there at the start
	New         int64 // there at the end and never before
	Reactivated int64 // there at the end, not at the start, but earlier
	Expanded    int64 // bring more at the end than at the start
	Contracted  int64 // bring less, but something
	Lost        int64 // there at the start, not at the end
	MovedIn     int64 // there at the end, and at the start in other groups only
	MovedOut    int64 // there at the start, and at the end in other groups only
	Closing     int64 // there at the end

	// Passing came and left within the period. They are in none of the other counts.
	Passing int64
	// LostBy splits Lost by cause, indexed by Cause.
	LostBy [causes]int64
}

// A Flow is money in minor units.
type Flow struct {
	Opening      int64 // at the start
	New          int64 // of new customers
	Reactivation int64 // of reactivated customers
	Expansion    int64 // more from customers that stayed
	Contraction  int64 // less from customers that stayed
	Churn        int64 // of lost customers, what they brought at the start
	MovedIn      int64 // of customers that stayed, from other groups
	MovedOut     int64 // of customers that stayed, to other groups
	Closing      int64 // at the end
	Rates        int64 // what a change of exchange rates did to the closing, of either sign
}

// Stay counts a customer that is there at the start with s and at the end with e.
func (m *Movement) Stay(s, e int64) {
	kept := min(s, e)
	gained := e - kept
	m.Customers.Opening++
	m.Customers.Closing++
	m.add(&m.Money.Opening, s)
	m.add(&m.Money.Closing, e)
	m.open(s)
	switch {
	case e > s:
		m.Customers.Expanded++
		m.add(&m.Money.Expansion, gained)
		m.StartGained.AddProduct(s, gained)
		m.GainedGained.AddProduct(gained, gained)
	case e < s:
		m.Customers.Contracted++
		m.add(&m.Money.Contraction, s-e)
	}
	m.StartKept.AddProduct(s, kept)
	m.KeptKept.AddProduct(kept, kept)
	m.CloseClose.AddProduct(e, e)
}

// StayPart counts what a group has of a customer that stays: s at the start and e at the end, where was and is
// tell that it is there. movedOut went to other groups and movedIn came from them; what remains of the change
// is expansion or contraction. What moves leaves the retention of the group alone: it counts as kept.
func (m *Movement) StayPart(s, e int64, was, is bool, movedOut, movedIn int64) {
	change := e - s + movedOut - movedIn
	gained, less := max(change, 0), max(-change, 0)
	m.moveHeads(was, is, change)
	m.add(&m.Money.Opening, s)
	m.add(&m.Money.Closing, e)
	m.add(&m.Money.MovedOut, movedOut)
	m.add(&m.Money.MovedIn, movedIn)
	m.add(&m.Money.Expansion, gained)
	m.add(&m.Money.Contraction, less)
	kept := max(s-less, 0)
	m.open(s)
	m.StartKept.AddProduct(s, kept)
	m.KeptKept.AddProduct(kept, kept)
	m.StartGained.AddProduct(s, gained)
	m.GainedGained.AddProduct(gained, gained)
	m.CloseClose.AddProduct(e, e)
}

func (m *Movement) moveHeads(start, end bool, change int64) {
	c := &m.Customers
	if start {
		c.Opening++
	}
	if end {
		c.Closing++
	}
	switch {
	case start && !end:
		c.MovedOut++
	case end && !start:
		c.MovedIn++
	}
	switch {
	case change > 0:
		c.Expanded++
	case change < 0:
		c.Contracted++
	}
}

// Lose counts a customer that is there at the start with s and not at the end. It is among the leavers when
// it has a name.
func (m *Movement) Lose(s int64, why Cause, name []byte) {
	m.Customers.Opening++
	m.Customers.Lost++
	m.Customers.LostBy[why]++
	m.add(&m.Money.Opening, s)
	m.add(&m.Money.Churn, s)
	m.open(s)
	m.LostLost.AddProduct(s, s)
	if name != nil {
		m.leavers().Add(s, name)
	}
}

// Join counts a customer that is there at the end with e for the first time.
func (m *Movement) Join(e int64) {
	m.Customers.New++
	m.add(&m.Money.New, e)
	m.close(e)
}

// Return counts a customer that is there at the end with e, not at the start, but earlier.
func (m *Movement) Return(e int64) {
	m.Customers.Reactivated++
	m.add(&m.Money.Reactivation, e)
	m.close(e)
}

// Pass counts a customer that came and left within the period.
func (m *Movement) Pass() { m.Customers.Passing++ }

// Revalue adds what a change of exchange rates did to the amount of a customer at the end, who was
// counted before.
func (m *Movement) Revalue(by int64) {
	rates, closing := m.Money.Rates+by, m.Money.Closing+by
	if (rates > m.Money.Rates) != (by > 0) || closing < 0 {
		m.Overflow = true
		return
	}
	m.Money.Rates, m.Money.Closing = rates, closing
}

func (m *Movement) open(s int64) { m.StartStart.AddProduct(s, s) }

func (m *Movement) close(e int64) {
	m.Customers.Closing++
	m.add(&m.Money.Closing, e)
	m.CloseClose.AddProduct(e, e)
}

// add adds an amount that is not negative. Because sums only grow, whether one overflows does not
// depend on the order.
func (m *Movement) add(sum *int64, amount int64) {
	if *sum > math.MaxInt64-amount {
		m.Overflow = true
		return
	}
	*sum += amount
}

// Merge adds another movement: another part of the same period and group, or another period when
// periods are pooled.
func (m *Movement) Merge(o *Movement) {
	for i, n := range o.Customers.all() {
		*m.Customers.all()[i] += *n
	}
	for i, amount := range o.Money.amounts() {
		m.add(m.Money.amounts()[i], *amount)
	}
	rates := m.Money.Rates + o.Money.Rates
	m.Overflow = m.Overflow || o.Overflow || (rates > m.Money.Rates) != (o.Money.Rates > 0)
	m.Money.Rates = rates
	for i, sum := range o.products() {
		m.products()[i].Merge(*sum)
	}
	if o.Several != nil {
		if m.Several == nil {
			m.Several = new(Several)
		}
		m.Several.Merge(o.Several)
	}
	if o.Leavers != nil {
		m.leavers().Merge(o.Leavers)
	}
	m.Tolls.Merge(o.Tolls)
}

func (m *Movement) leavers() *Leavers {
	if m.Leavers == nil {
		m.Leavers = new(Leavers)
	}
	return m.Leavers
}

// all lists the counts.
func (h *Headcount) all() [14]*int64 {
	return [...]*int64{&h.Opening, &h.New, &h.Reactivated, &h.Expanded, &h.Contracted, &h.Lost, &h.MovedIn, &h.MovedOut, &h.Closing, &h.Passing,
		&h.LostBy[CauseUnknown], &h.LostBy[CauseVoluntary], &h.LostBy[CausePayment], &h.LostBy[CauseFixedEnd]}
}

// products lists the sums of products.
func (m *Movement) products() [7]*Wide {
	return [...]*Wide{&m.StartStart, &m.StartKept, &m.KeptKept, &m.StartGained, &m.GainedGained, &m.LostLost, &m.CloseClose}
}

// amounts lists the sums of money that only grow: all but Rates.
func (f *Flow) amounts() [9]*int64 {
	return [...]*int64{&f.Opening, &f.New, &f.Reactivation, &f.Expansion, &f.Contraction, &f.Churn, &f.MovedIn, &f.MovedOut, &f.Closing}
}

// Begin is the start of the movement: of the first period where there are several.
func (m *Movement) Begin() End {
	if m.Several != nil {
		return m.Several.Opening
	}
	return End{m.Customers.Opening, m.Money.Opening}
}

// Finish is the end of the movement: of the last period where there are several.
func (m *Movement) Finish() End {
	if m.Several != nil {
		return m.Several.Closing
	}
	return End{m.Customers.Closing, m.Money.Closing}
}

// Moved tells whether anybody moved between groups.
func (m *Movement) Moved() bool {
	c, f := &m.Customers, &m.Money
	return c.MovedIn != 0 || c.MovedOut != 0 || f.MovedIn != 0 || f.MovedOut != 0
}

// Reconciles tells whether opening and movements give the closing, in customers and in money.
func (m *Movement) Reconciles() bool {
	c, f, begin, finish := &m.Customers, &m.Money, m.Begin(), m.Finish()
	return !m.Overflow &&
		begin.Customers+c.New+c.Reactivated+c.MovedIn-c.Lost-c.MovedOut == finish.Customers &&
		begin.Money+f.New+f.Reactivation+f.Expansion+f.MovedIn-f.Contraction-f.Churn-f.MovedOut+f.Rates == finish.Money
}

// A PeriodGroup names one entry of Movements.
type PeriodGroup struct {
	// Period is the index of the period.
	Period int
	// Group is the key of the group: the customer's group at the start of the period, or at its end
	// for those who come. It is "" without groups.
	Group string
}

// Movements holds the movements of every period and group.
type Movements map[PeriodGroup]*Movement

// Of returns the movement of a cell, for adding to it.
func (ms Movements) Of(c PeriodGroup) *Movement {
	m, ok := ms[c]
	if !ok {
		m = new(Movement)
		ms[c] = m
	}
	return m
}

// Moved tells whether anybody moved between groups.
func (ms Movements) Moved() bool {
	for _, m := range ms {
		if m.Moved() {
			return true
		}
	}
	return false
}

// Pool adds the movements of all periods and groups.
func (ms Movements) Pool() *Movement {
	all := new(Movement)
	for _, m := range ms {
		all.Merge(m)
	}
	return all
}

// ByPeriod adds the movements of all groups, one entry per period.
func (ms Movements) ByPeriod() Movements {
	out := make(Movements, len(ms))
	for c, m := range ms {
		out.Of(PeriodGroup{Period: c.Period}).Merge(m)
	}
	return out
}
