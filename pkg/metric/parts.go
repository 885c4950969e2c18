package metric

import (
	"math"
	"math/big"

	"github.com/cxcalc/cxcalc/pkg/stats"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// EffectiveMethod names the interval of a Part, and of the difference of two.
const EffectiveMethod = "effective customers"

// OfOpening returns an amount of the revenue at the start, in percent; both in minor units. ok is false
// when there was none, and where a sum did not fit.
func OfOpening(m *tally.Movement, amount float64) (percent float64, ok bool) {
	if m.Money.Opening <= 0 || m.Overflow {
		return 0, false
	}
	return 100 * amount / float64(m.Money.Opening), true
}

// A Part is what the customers of the start gained, kept or shed of what they brought: sums over
// customers. Of several periods they are sums of what each customer adds up to in all of them, where that
// is known: a customer who grows every month is one witness and not twelve.
type Part struct {
	stats.RatioSums
	// Most is the largest share that the part can be: 1 unless it is gained.
	Most float64
	// Between is how far the periods differ beyond chance.
	Between stats.Dispersion
}

// Gained is what the customers of the start bring more at the end.
func Gained(m *tally.Movement) Part {
	over := func(p tally.Sums) stats.RatioSums { return part(p, m, m.Money.Expansion, p.SG.Int(), p.GG.Int()) }
	return Part{over(witnesses(m, m.Money.Expansion)), math.Inf(1), between(m, over(single(m)), func(w tally.PeriodLoss) int64 { return w.GainedMoney })}
}

// Gone is what the lost customers brought at the start. A customer is lost once, whatever the periods
// before: these sums are over customers and periods.
func Gone(m *tally.Movement) Part {
	x := part(single(m), m, m.Money.Churn, m.LostLost.Int(), m.LostLost.Int())
	x.N = m.Customers.Opening
	return Part{x, 1, between(m, x, func(w tally.PeriodLoss) int64 { return w.LostMoney })}
}

// Shed is what the customers of the start bring less at the end, with all that the lost ones brought.
func Shed(m *tally.Movement) Part {
	over := func(p tally.Sums) stats.RatioSums {
		cross, square := shed(p)
		return part(p, m, m.Money.Contraction+m.Money.Churn, cross, square)
	}
	return Part{over(witnesses(m, m.Money.Contraction+m.Money.Churn)), 1, between(m, over(single(m)), func(w tally.PeriodLoss) int64 { return w.ShedMoney })}
}

// shed returns Σ s·(s − kept) and Σ (s − kept)².
func shed(p tally.Sums) (cross, square *big.Int) {
	cross = new(big.Int).Sub(p.SS.Int(), p.SK.Int())
	square = new(big.Int).Add(cross, p.KK.Int())
	return cross, square.Sub(square, p.SK.Int())
}

// EffectiveCustomers returns how many customers of equal size would be as uneven as those of the start.
func EffectiveCustomers(m *tally.Movement) float64 {
	n := part(products(m), m, 0, new(big.Int), new(big.Int)).Effective()
	if m.Several != nil && !m.Several.ByCustomer() {
		return n / float64(max(len(m.Several.Waves), 1)) // they are counted once in each period
	}
	return n
}

// Term returns the part with its interval, as a share: the wider of what effective customers and t say,
// widened by the dispersion between periods. ok is false where there is neither.
func (p Part) Term(confidence float64) (stats.Term, bool) {
	ratio, ok := p.Ratio()
	limits, okLimits := p.PartInterval(confidence, p.Most, stats.Dispersion{Factor: p.Between.Factor})
	return stats.Term{Value: ratio.Value, Limits: limits}, ok && okLimits
}

// Percent returns the interval of Term in percent.
func (p Part) Percent(confidence float64) (stats.Interval, bool) {
	term, ok := p.Term(confidence)
	return term.Limits.Times(100), ok
}

// NetInterval returns the interval of what was gained less what was shed, in percent.
func NetInterval(m *tally.Movement, confidence float64) (stats.Interval, bool) {
	gained, less, p := Gained(m), Shed(m), products(m)
	joint := new(big.Int).Sub(p.SG.Int(), p.KG.Int()) // Σ gained·(s − kept): of several periods, a customer can do both
	return difference(gained, less, stats.Correlation(gained.RatioSums, less.RatioSums, joint), confidence)
}

// CoverInterval returns the interval of what was gained less what left with the lost customers, in percent.
func CoverInterval(m *tally.Movement, confidence float64) (stats.Interval, bool) {
	gained, p := Gained(m), products(m)
	lost := part(p, m, m.Money.Churn, p.SL.Int(), p.LL.Int())
	return difference(gained, Gone(m), stats.Correlation(gained.RatioSums, lost, p.GL.Int()), confidence)
}

func difference(a, b Part, correlation, confidence float64) (stats.Interval, bool) {
	gain, ok := a.Term(confidence)
	loss, okLoss := b.Term(confidence)
	return gain.Minus(loss, correlation).Times(100), ok && okLoss
}

// products returns the sums of products over customers; over customers and periods where those of the
// customers are not known.
func products(m *tally.Movement) tally.Sums {
	if m.Several.ByCustomer() {
		return m.Several.Sums
	}
	return single(m)
}

// witnesses returns the sums of products that a part of an amount stands on: those over customers, unless
// nobody gave a part, so that no part of a customer goes on over its periods.
func witnesses(m *tally.Movement, amount int64) tally.Sums {
	if amount == 0 {
		return single(m)
	}
	return products(m)
}

// single returns the sums of products over customers and periods. Within a period, who gains has kept all,
// and who is lost has neither kept nor gained anything.
func single(m *tally.Movement) tally.Sums {
	return tally.Sums{SS: m.StartStart, SK: m.StartKept, SG: m.StartGained, SL: m.LostLost,
		KK: m.KeptKept, KG: m.StartGained, GG: m.GainedGained, LL: m.LostLost}
}

func part(p tally.Sums, m *tally.Movement, amount int64, cross, square *big.Int) stats.RatioSums {
	n := m.Customers.Opening
	if m.Several.ByCustomer() {
		n = m.Several.Openers
	}
	return stats.RatioSums{N: n, S: big.NewInt(m.Money.Opening), SS: p.SS.Int(), E: big.NewInt(amount), SE: cross, EE: square}
}

// between returns the dispersion of a part between periods. each are its sums over customers and periods.
func between(m *tally.Movement, each stats.RatioSums, amount func(tally.PeriodLoss) int64) stats.Dispersion {
	size, ok := each.PartSize()
	if m.Several == nil || !ok || m.Money.Opening <= 0 {
		return stats.Dispersion{}
	}
	var waves []stats.Wave
	for _, w := range m.Several.Waves {
		units := stats.RatioSums{S: big.NewInt(w.OpeningMoney), SS: w.Squares.Int()}.Effective()
		if units > 0 {
			waves = append(waves, stats.Wave{N: units, K: float64(amount(w)) / float64(w.OpeningMoney) / size * units})
		}
	}
	whole, _ := each.E.Float64()
	d := stats.DispersionOf(whole/float64(m.Money.Opening)/size, waves)
	d.Customers = m.Several.Openers
	return d
}

// Between returns the dispersion of the customers lost between periods.
func Between(m *tally.Movement) stats.Dispersion {
	if m.Several == nil || m.Customers.Opening <= 0 {
		return stats.Dispersion{}
	}
	var waves []stats.Wave
	for _, w := range m.Several.Waves {
		waves = append(waves, stats.Wave{N: float64(w.Opening), K: float64(w.Lost)})
	}
	d := stats.DispersionOf(float64(m.Customers.Lost)/float64(m.Customers.Opening), waves)
	d.Customers = m.Several.Openers
	return d
}
