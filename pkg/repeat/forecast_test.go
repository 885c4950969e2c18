package repeat

import (
	"errors"
	"math"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/stats"
)

// cdnow is the model of the paper, in weeks.
var cdnow = BGNBD{R: 0.243, Alpha: 4.414, A: 0.793, B: 2.426}

func TestAlive(t *testing.T) {
	check := func(m BGNBD, p Purchases, want float64) {
		t.Helper()
		if got, ok := m.Alive(p); !ok || !(math.Abs(got-want) <= 1e-9) {
			t.Errorf("%+v: got %v, %v, want %v", p, got, ok, want)
		}
	}
	check(cdnow, Purchases{Again: 2, Last: 30.43, Until: 38.86}, 0.726578570081) // golden ltv-002
	check(cdnow, Purchases{Until: 38.86}, 1)                                     // nobody leaves before a second purchase
	even := BGNBD{R: 1, Alpha: 1, A: 1, B: 1}
	check(even, Purchases{Again: 1, Last: 3, Until: 3}, 1./2) // 1 / (1 + 1/1)
	check(even, Purchases{Again: 1, Last: 1, Until: 3}, 1./5) // 1 / (1 + (4/2)²)
	check(even, Purchases{Again: 2000, Last: 1, Until: 3000}, 0)
}

func TestExpected(t *testing.T) {
	check := func(m BGNBD, p Purchases, time, want, tolerance float64) {
		t.Helper()
		if got, ok := m.Expected(p, time); !ok || !(math.Abs(got-want) <= tolerance*max(1, want)) {
			t.Errorf("%+v, %+v in %v: got %v, %v, want %v", m, p, time, got, ok, want)
		}
	}
	last := Purchases{Again: 2, Last: 30.43, Until: 38.86}
	check(cdnow, last, 39, 1.22602817477, 1e-9) // golden ltv-002; the paper prints 1.226
	check(cdnow, last, 0, 0, 0)
	once, often := Purchases{Until: 10}, Purchases{Again: 120, Last: 38, Until: 39}
	for _, m := range []BGNBD{
		cdnow, {R: 0.5, Alpha: 3, A: 2.5, B: 4}, {R: 1, Alpha: 1, A: 1, B: 1}, {R: 2, Alpha: 5, A: 1 + 1e-6, B: 2},
		{R: 0.5, Alpha: 3, A: 0.4, B: 0.6}, {R: 0.5, Alpha: 3, A: 0.3, B: 0.2}, {R: 30, Alpha: 40, A: 0.1, B: 8},
	} {
		for _, time := range []float64{0.5, 12, 300} {
			check(m, once, time, integral(m, once, time), 1e-6)
			check(m, last, time, integral(m, last, time), 1e-6)
			check(m, often, time, integral(m, often, time), 1e-6)
		}
	}
}

// integral computes what Expected does in another way. A customer alive, with a gamma rate of shape r + x
// and rate α + T, and a beta chance θ to leave with a and b + x, makes (1 − exp(−λ · θ · time)) / θ more
// purchases; over λ the exponential is (1 + θ · time / (α + T))^−(r + x). What remains is taken over θ by
// the midpoint rule, on steps that grow fine towards both ends, where the beta density can be steep.
func integral(m BGNBD, p Purchases, time float64) float64 {
	const steps = 20_000
	shape, rate, stay := m.R+p.Again, m.Alpha+p.Until, m.B+p.Again
	var sum, weights float64
	for i := range steps {
		u := (float64(i) + 0.5) / steps
		low, high := math.Pow(u, 12), math.Pow(1-u, 12)
		leave, remain := low/(low+high), high/(low+high)
		weight := math.Pow(leave, m.A) * math.Pow(remain, stay) / (u * (1 - u)) // density · dθ/du
		sum += weight * -math.Expm1(-shape*math.Log1p(leave*time/rate)) / leave
		weights += weight
	}
	alive, _ := m.Alive(p)
	return alive * sum / weights
}

func TestForecastRefused(t *testing.T) {
	good := Purchases{Again: 2, Last: 30.43, Until: 38.86}
	check := func(m BGNBD, p Purchases) {
		t.Helper()
		if v, ok := m.Alive(p); ok || v != 0 {
			t.Errorf("%+v, %+v: alive %v", m, p, v)
		}
		if v, ok := m.Expected(p, 10); ok || v != 0 {
			t.Errorf("%+v, %+v: expected %v", m, p, v)
		}
	}
	for _, m := range []BGNBD{{}, {R: 1, Alpha: 1, A: 1}, {R: -1, Alpha: 1, A: 1, B: 1}, {R: 1, Alpha: math.NaN(), A: 1, B: 1}, {R: 1, Alpha: 1, A: math.Inf(1), B: 1}} {
		check(m, good)
	}
	for _, p := range []Purchases{
		{Again: -1, Until: 3}, {Again: 1.5, Last: 1, Until: 3}, {Again: math.NaN(), Until: 3}, // no count
		{Again: 1, Until: 3}, {Last: 1, Until: 3}, {Again: 1, Last: -1, Until: 3}, // a last purchase that does not fit
		{Again: 1, Last: 4, Until: 3}, {Until: math.Inf(1)}, {Until: math.NaN()}, // watched for no such time
	} {
		check(cdnow, p)
	}
	for _, time := range []float64{-1, math.NaN(), math.Inf(1)} {
		if v, ok := cdnow.Expected(good, time); ok {
			t.Errorf("%v purchases in %v", v, time)
		}
	}
}

func TestLogLikelihood(t *testing.T) {
	even := BGNBD{R: 1, Alpha: 1, A: 1, B: 1}
	check := func(want float64, customers ...Purchases) {
		t.Helper()
		if got := likelihood(t, even, customers); !(math.Abs(got-want) <= 1e-12) {
			t.Errorf("%+v: got %v, want %v", customers, got, want)
		}
	}
	once, twice := Purchases{Until: 3}, Purchases{Again: 1, Last: 1, Until: 3}
	check(math.Log(1./4), once) // ∫ exp(−3λ) exp(−λ) dλ
	// ∫ λ exp(−λ) (½ exp(−3λ) + ½ exp(−λ)) dλ = ½ · 1/16 + ½ · 1/4: stayed, or left at once
	check(math.Log(5./32), twice)
	check(2*math.Log(5./32)+math.Log(1./4), twice, once, twice)
}

func likelihood(t *testing.T, m BGNBD, customers []Purchases) float64 {
	t.Helper()
	all, err := crowdOf(counted(customers))
	if err != nil {
		t.Fatal(err)
	}
	return m.logLikelihood(all)
}

func counted(customers []Purchases) map[Purchases]int64 {
	counts := make(map[Purchases]int64)
	for _, p := range customers {
		counts[p]++
	}
	return counts
}

func TestFitBGNBD(t *testing.T) {
	var customers []Purchases
	add := func(n int, p Purchases) {
		for range n {
			customers = append(customers, p)
		}
	}
	add(60, Purchases{Until: 39})
	add(15, Purchases{Again: 1, Last: 5, Until: 38})
	add(8, Purchases{Again: 2, Last: 12, Until: 37})
	add(6, Purchases{Again: 4, Last: 30, Until: 36})
	add(3, Purchases{Again: 9, Last: 20, Until: 39})
	add(2, Purchases{Again: 12, Last: 38, Until: 39})
	m, l, err := FitBGNBD(counted(customers))
	if err != nil {
		t.Fatal(err)
	}
	if at := likelihood(t, m, customers); math.Abs(at-l) > 1e-9 {
		t.Errorf("log-likelihood %v, but %v at the model", l, at)
	}
	for _, f := range []float64{0.99, 1.01} { // lower on all sides
		for _, near := range []BGNBD{{m.R * f, m.Alpha, m.A, m.B}, {m.R, m.Alpha * f, m.A, m.B}, {m.R, m.Alpha, m.A * f, m.B}, {m.R, m.Alpha, m.A, m.B * f}} {
			if at := likelihood(t, near, customers); !(at < l) {
				t.Errorf("%+v: %v, no lower than %v at %+v", near, at, l, m)
			}
		}
	}
	for i, p := range customers { // days, not weeks
		customers[i] = Purchases{Again: p.Again, Last: 7 * p.Last, Until: 7 * p.Until}
	}
	days, _, err := FitBGNBD(counted(customers))
	if err != nil || math.Abs(days.Alpha/m.Alpha/7-1) > 1e-3 || math.Abs(days.R/m.R-1) > 1e-3 || math.Abs(days.B/m.B-1) > 1e-3 {
		t.Errorf("in days %+v, %v, in weeks %+v", days, err, m)
	}
}

func TestFitBGNBDRefused(t *testing.T) {
	check := func(what string, want error, customers ...Purchases) {
		t.Helper()
		m, _, err := FitBGNBD(counted(customers))
		if !errors.Is(err, want) || m != (BGNBD{}) {
			t.Errorf("%s: got %+v, %v, want %v", what, m, err, want)
		}
	}
	check("nobody", stats.ErrNoData)
	check("nobody came again", stats.ErrNoMaximum, Purchases{Until: 39}, Purchases{Until: 20})
	check("nobody was watched", stats.ErrNoMaximum, Purchases{})
	check("one customer", stats.ErrNoMaximum, Purchases{Again: 2, Last: 30.43, Until: 38.86})
	check("impossible", stats.ErrArgument, Purchases{Until: 39}, Purchases{Again: 1, Last: 40, Until: 39})
}
