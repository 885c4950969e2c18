package repeat

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/mathext"

	"github.com/cxcalc/cxcalc/pkg/stats"
)

// A BGNBD forecasts how often customers come again who tell nobody when they leave for good. While a
// customer is alive its purchases come by chance at a rate of its own, and after each it may leave with a
// chance of its own. The rates are spread over the customers as a gamma distribution with shape R and rate
// Alpha, the chances as a beta distribution with A and B. All four are above 0.
//
// Source: Fader, Hardie & Lee, "'Counting Your Customers' the Easy Way: An Alternative to the Pareto/NBD
// Model", Marketing Science 24, 2005: the beta-geometric/NBD model.
type BGNBD struct {
	R     float64 // shape of the purchase rates; R / Alpha is their mean
	Alpha float64 // in the unit of time of the purchases
	A     float64 // A / (A + B) is the mean chance to leave after a purchase
	B     float64
}

// Purchases is what the model needs of a customer. Times are counted from its first purchase, in one unit
// for all, such as weeks.
type Purchases struct {
	Again float64 // purchases after the first, the frequency; those of one day are one as a rule
	Last  float64 // time of the last purchase, the recency; 0 without a second purchase
	Until float64 // time until which the customer was watched, not before Last
}

// Check returns stats.ErrArgument when the figures of a customer cannot be.
func (p Purchases) Check() error {
	switch {
	case !(p.Again >= 0) || p.Again != math.Trunc(p.Again) || math.IsInf(p.Again, 1):
		return fmt.Errorf("%w: %v purchases after the first, want a whole number from 0", stats.ErrArgument, p.Again)
	case !(p.Last >= 0) || (p.Again == 0) != (p.Last == 0):
		return fmt.Errorf("%w: last of %v further purchases at %v, want a time above 0, and 0 without any", stats.ErrArgument, p.Again, p.Last)
	case !(p.Until >= p.Last) || math.IsInf(p.Until, 1):
		return fmt.Errorf("%w: watched until %v, want no less than the last purchase at %v", stats.ErrArgument, p.Until, p.Last)
	}
	return nil
}

// Alive returns the probability, from 0 to 1, that a customer has not left for good when last watched:
//
//	1 / (1 + a / (b + x − 1) · ((α + T) / (α + t))^(r + x))
//
// for x further purchases, the last at t, watched until T. Without a second purchase it is 1, since the
// model lets customers leave only after one. ok is false for impossible parameters or purchases.
// Source: Fader, Hardie & Lee 2005; Fader & Hardie, "Computing P(alive) Using the BG/NBD Model", 2008.
func (m BGNBD) Alive(p Purchases) (probability float64, ok bool) {
	if !m.valid() || p.Check() != nil {
		return 0, false
	}
	return m.alive(p), true
}

func (m BGNBD) alive(p Purchases) float64 {
	if p.Again == 0 {
		return 1
	}
	return 1 / (1 + m.A/(m.B+p.Again-1)*math.Pow((m.Alpha+p.Until)/(m.Alpha+p.Last), m.R+p.Again))
}

// Expected returns how many purchases a customer is expected to make in the time after it was last
// watched, 0 or more:
//
//	P(alive) · (a + b + x − 1) / (a − 1) · (1 − ((α + T) / (α + T + time))^(r + x) · ₂F₁(r + x, b + x; a + b + x − 1; time / (α + T + time)))
//
// ok is false for impossible parameters or purchases, a time below 0, and where the hypergeometric
// function cannot be computed.
// Source: Fader, Hardie & Lee 2005.
func (m BGNBD) Expected(p Purchases, time float64) (purchases float64, ok bool) {
	if !m.valid() || p.Check() != nil || !(time >= 0) || math.IsInf(time, 1) {
		return 0, false
	}
	purchases = m.alive(p) * m.whileAlive(p, time)
	if math.IsNaN(purchases) || math.IsInf(purchases, 0) {
		return 0, false
	}
	return max(purchases, 0), true
}

// poleGap is how near to a pole of the formula whileAlive goes: the nearer, the more digits cancel.
const poleGap = 1e-4

// whileAlive is what Expected expects of a customer who has not left. The formula is 0 / 0 where a or
// a + b + x is 1, but what it stands for runs on there smoothly: a straight line over the gap is exact to
// the square of poleGap.
func (m BGNBD) whileAlive(p Purchases, time float64) float64 {
	for _, pole := range []float64{1, 1 - m.B - p.Again} {
		if low, high := pole-poleGap, pole+poleGap; low < m.A && m.A < high && low > 0 {
			return (m.formula(low, p, time)*(high-m.A) + m.formula(high, p, time)*(m.A-low)) / (high - low)
		}
	}
	return m.formula(m.A, p, time)
}

func (m BGNBD) formula(a float64, p Purchases, time float64) float64 {
	begin, end := m.Alpha+p.Until, m.Alpha+p.Until+time
	rate, stay, both := m.R+p.Again, m.B+p.Again, a+m.B+p.Again-1
	return both / (a - 1) * (1 - math.Pow(begin/end, rate)*mathext.Hypergeo(rate, stay, both, time/end))
}

func (m BGNBD) valid() bool {
	for _, v := range []float64{m.R, m.Alpha, m.A, m.B} {
		if !(v > 0) || math.IsInf(v, 1) {
			return false
		}
	}
	return true
}

// FitBGNBD returns the model that makes the purchases of the customers most likely, and its
// log-likelihood. customers counts those with the same purchases.
//
// The error is stats.ErrNoData without customers; stats.ErrArgument for purchases that cannot be; and
// stats.ErrNoMaximum where the data do not determine the four parameters: when nobody came again, when
// the customers are too few, or when nothing shows that any of them left.
func FitBGNBD(customers map[Purchases]int64) (m BGNBD, logLikelihood float64, err error) {
	all, err := crowdOf(customers)
	if err != nil {
		return m, 0, err
	}
	unit := all.meanUntil() // the search starts at the same place whatever the unit of time
	if unit == 0 {
		return m, 0, stats.ErrNoMaximum
	}
	at := func(p []float64) BGNBD { return BGNBD{R: p[0], Alpha: p[1] * unit, A: p[2], B: p[3]} }
	best, logLikelihood, err := stats.MaximumLikelihood(func(p []float64) float64 {
		return at(p).logLikelihood(all)
	}, []float64{1, 1, 1, 1})
	if err != nil {
		return m, 0, err
	}
	return at(best), logLikelihood, nil
}

// A crowd is the customers of a fit, those with the same purchases together, in an order that depends on
// nothing but them.
type crowd struct {
	alike []alike
	times []float64 // all times that occur, rising: their logarithms are what a fit would spend its time on
	logs  []float64 // room for them
}

// alike is customers with the same purchases. Most of a ledger came once, on one of few days.
type alike struct {
	Purchases
	customers   float64
	last, until int // places in times
}

func crowdOf(customers map[Purchases]int64) (*crowd, error) {
	if len(customers) == 0 {
		return nil, stats.ErrNoData
	}
	all := &crowd{alike: make([]alike, 0, len(customers))}
	for p, n := range customers {
		if err := p.Check(); err != nil {
			return nil, err
		}
		all.alike = append(all.alike, alike{Purchases: p, customers: float64(n)})
		all.times = append(all.times, p.Last, p.Until)
	}
	slices.SortFunc(all.alike, func(a, b alike) int {
		return cmp.Or(cmp.Compare(a.Again, b.Again), cmp.Compare(a.Last, b.Last), cmp.Compare(a.Until, b.Until))
	})
	slices.Sort(all.times)
	all.times = slices.Compact(all.times)
	all.logs = make([]float64, len(all.times))
	for i := range all.alike {
		one := &all.alike[i]
		one.last, _ = slices.BinarySearch(all.times, one.Last)
		one.until, _ = slices.BinarySearch(all.times, one.Until)
	}
	return all, nil
}

func (all *crowd) meanUntil() float64 {
	var sum, n float64
	for _, c := range all.alike {
		sum += c.customers * c.Until
		n += c.customers
	}
	return sum / n
}

// logLikelihood returns the natural logarithm of how likely the model makes the purchases of the
// customers. A customer with x further purchases, the last at t, watched until T, adds
//
//	log Γ(r + x) / Γ(r) + r · log α + log B(a, b + x) / B(a, b)
//	+ log ((α + T)^−(r + x) + [x > 0] · a / (b + x − 1) · (α + t)^−(r + x))
//
// It is the logarithm of a density over times: it can be above 0, and another unit of time adds a constant.
// Source: Fader, Hardie & Lee 2005, and their "Implementing the BG/NBD Model for Customer
// Base Analysis in Excel", 2005.
func (m BGNBD) logLikelihood(all *crowd) (sum float64) {
	none, _ := math.Lgamma(m.R)
	each := m.R*math.Log(m.Alpha) - none - mathext.Lbeta(m.A, m.B)
	for i, t := range all.times {
		all.logs[i] = math.Log(m.Alpha + t)
	}
	again, ofAgain, leave := -1., 0., 0. // what only the number of purchases decides
	for _, c := range all.alike {
		if c.Again != again {
			again = c.Again
			purchases, _ := math.Lgamma(m.R + again)
			ofAgain = each + purchases + mathext.Lbeta(m.A, m.B+again)
			leave = math.Log(m.A / (m.B + again - 1))
		}
		sum += c.customers * (ofAgain + m.logTimes(again, leave, all.logs[c.last], all.logs[c.until]))
	}
	return sum
}

// logTimes adds the ways in which the times came about: the customer is still there, or left after the
// last purchase. The powers can be too small for a float, so it stays with their logarithms.
func (m BGNBD) logTimes(again, leave, last, until float64) float64 {
	there := -(m.R + again) * until
	if again == 0 {
		return there
	}
	left := leave - (m.R+again)*last
	return max(there, left) + math.Log1p(math.Exp(-math.Abs(there-left)))
}
