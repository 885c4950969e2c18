package coverage

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/churn"
	"github.com/cxcalc/cxcalc/pkg/expansion"
	"github.com/cxcalc/cxcalc/pkg/revenue"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// persistent draws a year of n customers who each keep to a growth of their own: months of one customer
// are no witnesses of their own.
func persistent(r *rand.Rand, n int, sigma, growth, lost float64) *tally.Movement {
	const months = 12
	ms := tally.Movements{}
	var customers tally.Several
	for range n {
		s, rate := whole(amount(r, sigma)), math.Exp(growth*r.NormFloat64())
		var sums tally.CustomerSums
		for month := range months {
			m := ms.Of(tally.PeriodGroup{Period: month})
			sums.Start += s
			sums.Starts++
			if r.Float64() < lost {
				m.Lose(s, tally.CauseUnknown, nil)
				sums.Lost += s
				break
			}
			e := whole(float64(s) * rate)
			m.Stay(s, e)
			sums.Kept += min(s, e)
			sums.Gained += max(e-s, 0)
			sums.Close += e
			sums.Closes++
			s = e
		}
		customers.Add(sums)
	}
	all := ms.Together()
	all.Several.Merge(&customers)
	return all
}

// A truth is what a year of persistent comes to in the mean, in percent, and ARPA in minor units.
type truth struct{ nrr, grr, more, arpa float64 }

func truthOf(sigma, growth, lost float64) truth {
	var start, end, kept, heads float64
	const steps = 2000
	for i := range steps { // over the distribution of the growth
		rate := math.Exp(growth * -math.Sqrt2 * math.Erfcinv(2*(i2f(i)+0.5)/steps))
		for month := range 12 {
			there := math.Pow((1-lost), i2f(month)) * math.Pow(rate, i2f(month)) / steps
			start += there
			end += there * (1 - lost) * rate
			kept += there * (1 - lost) * min(rate, 1)
			heads += math.Pow(1-lost, i2f(month+1)) / steps
		}
	}
	return truth{100 * end / start, 100 * kept / start, 100 * (end - kept) / start, typical * math.Exp(sigma*sigma/2) * end / heads}
}

func i2f(i int) float64 { return float64(i) }

// Totals over twelve months of the same customers.
func TestCoverageTotals(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 4))
	for _, n := range []int{100, 400} {
		for _, sigma := range []float64{0.8, 1, 1.2} {
			for _, lost := range []float64{0, 0.02} {
				const growth = 0.02
				want := truthOf(sigma, growth, lost)
				var nrr, grr, more, arpa tallying
				for range runs(t, 500) {
					m := persistent(r, n, sigma, growth, lost)
					v, ok := revenue.NRRInterval(m, confidence)
					nrr.add(v, ok, want.nrr)
					v, ok = revenue.GRRInterval(m, confidence)
					grr.add(v, ok, want.grr)
					v, ok = expansion.Interval(m, confidence)
					more.add(v, ok, want.more)
					v, ok = revenue.ARPAInterval(m, confidence)
					arpa.add(v, ok, want.arpa)
				}
				nrr.atLeast(t, 93, "NRR of %d over 12 months, sigma %v, %v lost", n, sigma, lost)
				grr.atLeast(t, 93, "GRR of %d over 12 months, sigma %v, %v lost", n, sigma, lost)
				more.atLeast(t, 93, "expansion of %d over 12 months, sigma %v, %v lost", n, sigma, lost)
				arpa.atLeast(t, 93, "ARPA of %d over 12 months, sigma %v, %v lost", n, sigma, lost)
			}
		}
	}
}

// shocked draws periods of n customers of the same amount, in which the odds to leave have a luck of their
// own, normal on the logit.
func shocked(r *rand.Rand, n, periods int, lost, shock float64) *tally.Movement {
	ms := tally.Movements{}
	for period := range periods {
		p := logistic(logit(lost) + shock*r.NormFloat64())
		k := binomial(r, n, p)
		m := ms.Of(tally.PeriodGroup{Period: period})
		const amount = 100
		m.Customers = tally.Headcount{Opening: int64(n), Lost: k, Closing: int64(n) - k}
		m.Money = tally.Flow{Opening: int64(n) * amount, Churn: k * amount, Closing: (int64(n) - k) * amount}
		m.StartStart, m.LostLost, m.StartKept = squares(int64(n), amount), squares(k, amount), squares(int64(n)-k, amount)
		m.KeptKept, m.CloseClose = m.StartKept, m.StartKept
	}
	return ms.Together()
}

func squares(n, amount int64) (w tally.Wide) {
	w.AddProduct(n, amount*amount)
	return w
}

func logit(p float64) float64    { return math.Log(p / (1 - p)) }
func logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

// binomial draws how many of n have a chance p, from one hit to the next.
func binomial(r *rand.Rand, n int, p float64) (k int64) {
	for at := 0; ; k++ {
		at += 1 + int(math.Log(1-r.Float64())/math.Log1p(-p))
		if at > n {
			return k
		}
	}
}

// Churn of a year whose months have luck in common for all customers.
func TestCoverageChurnShocks(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 5))
	const shock = 0.5
	for _, n := range []int{200, 2000, 20000} {
		for _, lost := range []float64{0.025, 0.05} {
			var mean float64
			const steps = 20000
			for i := range steps {
				mean += 100 * logistic(logit(lost)-shock*math.Sqrt2*math.Erfcinv(2*(i2f(i)+0.5)/steps)) / steps
			}
			var customers, money, plain tallying
			start, _ := churn.DefinitionOf("start")
			for range runs(t, 1500) {
				m := shocked(r, n, 12, lost, shock)
				v, ok := start.Interval(m, confidence)
				customers.add(v, ok, mean)
				v, ok = churn.RevenueInterval(m, confidence)
				money.add(v, ok, mean)
				m.Several = nil // as if it were one period
				v, ok = start.Interval(m, confidence)
				plain.add(v, ok, mean)
			}
			customers.atLeast(t, 92, "churn of %d a month, %v lost", n, lost)
			money.atLeast(t, 92, "revenue lost of %d a month, %v lost", n, lost)
			if plain.covered() > 85 {
				t.Errorf("%d a month: without the dispersion the interval covers %s, so the test shows nothing", n, &plain)
			}
		}
	}
}
