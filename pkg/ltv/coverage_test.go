package ltv_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/ltv"
	"github.com/cxcalc/cxcalc/pkg/stats"
)

// How often the interval holds the true worth: customers bring lognormal amounts, each leaves with the same
// chance in every month, and another takes its place. The rule asks for 93 % where 95 % are named.
func TestCoverageLTV(t *testing.T) {
	if testing.Short() {
		t.Skip("simulates for some seconds")
	}
	const runs = 1500
	for _, months := range []int{1, 12} {
		for _, customers := range []int{100, 400, 2000} {
			for _, sigma := range []float64{1, 1.5} {
				for _, churn := range []float64{0.02, 0.05} {
					name := fmt.Sprintf("%d months of %d customers, sigma %v, churn %v", months, customers, sigma, churn)
					r := rand.New(rand.NewPCG(uint64(months), uint64(customers)))
					inside, all := 0, 0
					for range runs {
						v := simulate(r, months, customers, sigma, churn)
						limits, ok := v.Interval(0.95)
						if v.Lost == 0 {
							continue // there is no figure
						}
						all++
						if ok && limits.Contains(math.Exp(sigma*sigma/2)/churn) {
							inside++
						}
					}
					covers := 100 * float64(inside) / float64(all)
					t.Logf("%s: %.1f %%", name, covers)
					if covers < 93 {
						t.Errorf("%s: the interval covers %.1f %%, want 93 or more", name, covers)
					}
				}
			}
		}
	}
}

// A life is what one customer brings in each of the months that it is there.
type life struct{ amount, months float64 }

func simulate(r *rand.Rand, months, customers int, sigma, churn float64) ltv.Value {
	there := make([]life, customers)
	for i := range there {
		there[i].amount = math.Exp(sigma * r.NormFloat64())
	}
	v := ltv.Value{Margin: 1}
	var lives []life
	lost := make([]float64, months)
	for month := range months {
		for i := range there {
			there[i].months++
			v.Base++
			if r.Float64() < churn {
				lost[month]++
				lives = append(lives, there[i])
				there[i] = life{amount: math.Exp(sigma * r.NormFloat64())}
			}
		}
		v.Lost += lost[month]
	}
	v.Limits = between(lost, float64(customers), v.Lost/v.Base)
	v.ARPA, v.ARPAError, v.Effective = perLife(append(lives, there...))
	return v
}

// between is Wilson's interval, widened by the dispersion between months where there are several: φ of the
// variance, and t with months − 1 degrees of freedom.
func between(lost []float64, base, share float64) stats.Interval {
	months := float64(len(lost))
	if months == 1 {
		v, _ := stats.Wilson(lost[0], base, stats.Z(0.95))
		return v
	}
	var square float64
	for _, k := range lost {
		square += (k - base*share) * (k - base*share) / (base * share * (1 - share))
	}
	phi := max(1, square/(months-1))
	v, _ := stats.Wilson(share*base*months/phi, base*months/phi, stats.T(0.95, months-1))
	return v
}

// perLife is the average a month, its error with every customer once, and Kish's effective customers.
func perLife(lives []life) (mean, err, effective float64) {
	var starts, sums []float64
	var months, sum, squares float64
	for _, l := range lives {
		if l.months > 0 {
			months += l.months
			starts, sums = append(starts, l.months), append(sums, l.months*l.amount)
			sum += l.months * l.amount
			squares += l.months * l.amount * l.months * l.amount
		}
	}
	mean = sum / months
	var residuals float64
	for i, s := range starts {
		residuals += (sums[i] - mean*s) * (sums[i] - mean*s)
	}
	n := float64(len(starts))
	return mean, math.Sqrt(n/(n-1)*residuals) / months, sum * sum / squares
}
