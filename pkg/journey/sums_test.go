package journey

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/stats"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// Where everybody has answered all stages, the total experience is the mean of everybody's own means, with its interval.
func TestExperienceOfAll(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	stages, duos := make([]scores, 3), make([]duo, 3)
	var own []float64
	for range 50 {
		x := [3]float64{float64(random.IntN(5)), float64(random.IntN(5)) / 3, float64(random.IntN(11)) - 5}
		for a := range x {
			stages[a].add(tally.Fix(x[a]))
			for b := range a {
				duos[a*(a-1)/2+b].add(tally.Fix(x[b]), tally.Fix(x[a]))
			}
		}
		own = append(own, (x[0]+x[1]+x[2])/3)
	}
	e := experienced(stages, func(a, b int) duo { return duos[b*(b-1)/2+a] }, 50)
	counts := make([]float64, len(own))
	for i := range counts {
		counts[i] = 1
	}
	want := stats.SampleOfCounts(own, counts)
	limits, _ := want.Interval(0.95, 1)
	got, _ := e.limits(0.95)
	for _, x := range [][2]float64{{e.value, want.Mean}, {got.Low, limits.Low}, {got.High, limits.High}} {
		if math.Abs(x[0]-x[1]) > 1e-7 {
			t.Errorf("%v, want %v", x[0], x[1])
		}
	}
}

// Stages that nobody answered are left out of the mean, and one alone has no covariance.
func TestExperienceOfSome(t *testing.T) {
	stages := make([]scores, 2)
	for _, x := range []float64{3, 4, 5} {
		stages[1].add(tally.Fix(x))
	}
	e := experienced(stages, func(int, int) duo { return duo{} }, 3)
	limits, ok := e.limits(0.95)
	want, _ := stats.Sample{N: 3, Mean: 4, SD: 1}.Interval(0.95, 1)
	if e.value != 4 || e.stages != 1 || !ok || math.Abs(limits.Low-want.Low) > 1e-9 {
		t.Errorf("%+v, %v; want %v", e, limits, want)
	}
	if _, ok := experienced(nil, nil, 0).limits(0.95); ok {
		t.Error("nobody has limits")
	}
}
