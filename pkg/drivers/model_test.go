package drivers

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/stats"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// explainedBy is R² of some columns, by the normal equations with an intercept, in plain floats: the slow, obvious way.
func explainedBy(score []float64, drivers [][]float64) float64 {
	k := len(drivers) + 1
	columns := append([][]float64{slices.Repeat([]float64{1}, len(score))}, drivers...)
	a := make([][]float64, k)
	for i := range a {
		a[i] = make([]float64, k+1)
		for r := range score {
			for j := range k {
				a[i][j] += columns[i][r] * columns[j][r]
			}
			a[i][k] += columns[i][r] * score[r]
		}
	}
	for i := range a { // Gauss and Jordan
		top := i
		for r := i; r < k; r++ {
			if math.Abs(a[r][i]) > math.Abs(a[top][i]) {
				top = r
			}
		}
		a[i], a[top] = a[top], a[i]
		for r := range a {
			if r != i {
				f := a[r][i] / a[i][i]
				for c := range a[r] {
					a[r][c] -= f * a[i][c]
				}
			}
		}
	}
	mean, left, all := 0.0, 0.0, 0.0
	for _, y := range score {
		mean += y / float64(len(score))
	}
	for r, y := range score {
		fit := 0.0
		for i := range k {
			fit += a[i][k] / a[i][i] * columns[i][r]
		}
		left += (y - fit) * (y - fit)
		all += (y - mean) * (y - mean)
	}
	return 1 - left/all
}

// overOrders is what each driver adds on average over all orders, one by one.
func overOrders(score []float64, drivers [][]float64) []float64 {
	out, orders := make([]float64, len(drivers)), 0.0
	var next func(in []int)
	next = func(in []int) {
		if len(in) == len(drivers) {
			orders++
			var columns [][]float64
			before := 0.0
			for _, i := range in {
				columns = append(columns, drivers[i])
				after := explainedBy(score, columns)
				out[i] += after - before
				before = after
			}
			return
		}
		for i := range drivers {
			if !slices.Contains(in, i) {
				next(append(slices.Clone(in), i))
			}
		}
	}
	next(nil)
	for i := range out {
		out[i] /= orders
	}
	return out
}

// answers makes answers of drivers that hang together, and of a score.
func answers(r *rand.Rand, rows, k int) (score []float64, drivers [][]float64) {
	drivers = make([][]float64, k)
	for range rows {
		mood, sum := r.NormFloat64(), 0.0
		for i := range drivers {
			x := min(max(math.Round(3+mood*float64(i%3)/2+r.NormFloat64()), 1), 5)
			drivers[i] = append(drivers[i], x)
			sum += x * float64(i-1)
		}
		score = append(score, math.Round(sum/3+r.NormFloat64()*2))
	}
	return score, drivers
}

func summed(score []float64, drivers [][]float64) *yield {
	t := &driverTerms{method: byShapley, oneUnit: true}
	for range drivers {
		t.names, t.scales, t.bounds = append(t.names, "x"), append(t.scales, metric.Scale{Min: 1, Max: 5}), append(t.bounds, outskirts{2, 4})
	}
	y := newYield(t)
	for r := range score {
		row := []tally.Fixed{tally.Fix(score[r])}
		for _, d := range drivers {
			row = append(row, tally.Fix(d[r]))
		}
		y.add(row, 1)
	}
	return y
}

func TestAgainstAllOrders(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 14))
	for range 4 {
		score, drivers := answers(r, 40+r.IntN(60), 6) // 720 orders
		want := overOrders(score, drivers)
		m := summed(score, drivers).model([]int{0, 1, 2, 3, 4, 5})
		got, sum := m.shapley(), 0.0
		for i := range want {
			sum += got[i]
			if math.Abs(got[i]-want[i]) > 1e-9 {
				t.Errorf("driver %d adds %v, want %v", i, got[i], want[i])
			}
		}
		if whole := explainedBy(score, drivers); math.Abs(sum-whole) > 1e-9 || math.Abs(m.explained()-whole) > 1e-9 {
			t.Errorf("R² is %v, the parts add up to %v, want %v", m.explained(), sum, whole)
		}
	}
}

// The weights of Johnson add up to R², and those of independent drivers are Shapley's.
func TestJohnson(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 71))
	score, drivers := answers(r, 200, 15)
	y := summed(score, drivers)
	var all []int
	for i := range drivers {
		all = append(all, i)
	}
	m, sum := y.model(all), 0.0
	for _, part := range m.johnson() {
		if part < 0 {
			t.Errorf("a weight is %v", part)
		}
		sum += part
	}
	if math.Abs(sum-m.explained()) > 1e-9 {
		t.Errorf("the weights add up to %v, want %v", sum, m.explained())
	}
	apart := model{k: 2, matrix: [][]float64{{1, 0, 0.6}, {0, 1, -0.3}, {0.6, -0.3, 1}}}
	for i, part := range apart.johnson() {
		if want := apart.shapley()[i]; math.Abs(part-want) > 1e-12 {
			t.Errorf("an independent driver weighs %v, want %v", part, want)
		}
	}
}

// A driver that stands twice shares what it explains, by both methods; the regression is not told.
func TestCollinear(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 9))
	score, drivers := answers(r, 80, 3)
	twice := append(slices.Clone(drivers), drivers[1])
	m, once := summed(score, twice).model([]int{0, 1, 2, 3}), summed(score, drivers).model([]int{0, 1, 2})
	if math.Abs(m.explained()-once.explained()) > 1e-9 {
		t.Errorf("R² is %v, want %v", m.explained(), once.explained())
	}
	for name, parts := range map[string][]float64{byShapley: m.shapley(), byJohnson: m.johnson()} {
		if math.Abs(parts[1]-parts[3]) > 1e-9 {
			t.Errorf("%s: the same driver has %v and %v", name, parts[1], parts[3])
		}
	}
	if _, ok := m.regression(80, stats.StudentP); ok || !m.follows(1) || !m.follows(3) || m.follows(0) {
		t.Error("a driver that stands twice has a coefficient")
	}
}

// Sums of parts are those of the whole, in any order, and figures of both the same bits.
func TestMerge(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 1))
	score, drivers := answers(r, 300, 4)
	for i := range score {
		score[i] /= 3
	}
	whole := summed(score, drivers)
	cut := func(from, to int) *yield {
		var part [][]float64
		for _, d := range drivers {
			part = append(part, d[from:to])
		}
		return summed(score[from:to], part)
	}
	parts := newYield(whole.terms)
	for _, ends := range [][2]int{{200, 300}, {0, 7}, {7, 200}} {
		parts.merge(cut(ends[0], ends[1]))
	}
	a, b := whole.account(), parts.account()
	if a.r2 != b.r2 || whole.alike != parts.alike || whole.n != parts.n {
		t.Errorf("R² is %v of the parts and %v of the whole", b.r2, a.r2)
	}
	for i := range a.drivers {
		if a.drivers[i] != b.drivers[i] {
			t.Errorf("driver %d is %+v of the parts and %+v of the whole", i, b.drivers[i], a.drivers[i])
		}
	}
}

// A row that stands for three is three rows.
func TestCount(t *testing.T) {
	score, drivers := answers(rand.New(rand.NewPCG(5, 6)), 50, 3)
	once, times := newYield(summed(score, drivers).terms), newYield(summed(score, drivers).terms)
	for r := range score {
		row := []tally.Fixed{tally.Fix(score[r]), tally.Fix(drivers[0][r]), tally.Fix(drivers[1][r]), tally.Fix(drivers[2][r])}
		times.add(row, 3)
		for range 3 {
			once.add(row, 1)
		}
	}
	if a, b := once.account(), times.account(); once.n != times.n || a.r2 != b.r2 || !slices.Equal(a.drivers, b.drivers) {
		t.Errorf("R² is %v of rows and %v of counts", a.r2, b.r2)
	}
}

// A score that is computed from drivers leaves nothing to test a coefficient against, and no figure is NaN.
func TestComputedScore(t *testing.T) {
	_, drivers := answers(rand.New(rand.NewPCG(4, 4)), 60, 3)
	var score []float64
	for i := range drivers[0] {
		score = append(score, drivers[0][i]+2*drivers[1][i])
	}
	v := summed(score, drivers).account()
	if v.r2 != 1 || v.adjusted != 1 {
		t.Errorf("R² is %v, adjusted %v", v.r2, v.adjusted)
	}
	for i, d := range v.drivers {
		if math.IsNaN(d.share+d.beta+d.p+d.inflation) || d.tested || !d.regressed {
			t.Errorf("driver %d: %+v", i, d)
		}
	}
}
