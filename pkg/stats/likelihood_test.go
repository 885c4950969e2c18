package stats_test

import (
	"errors"
	"math"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/stats"
)

func TestMaximumLikelihood(t *testing.T) {
	// Normal data 1, 2, 6: the mean is 3, the variance 14/3, and the log-likelihood at them
	// −3/2 · (ln(2π · 14/3) + 1).
	normal := func(p []float64) float64 {
		var l float64
		for _, x := range []float64{1, 2, 6} {
			l -= (math.Log(2*math.Pi*p[1]) + (x-p[0])*(x-p[0])/p[1]) / 2
		}
		return l
	}
	at, highest, err := stats.MaximumLikelihood(normal, []float64{1, 1})
	if err != nil || math.Abs(at[0]-3) > 1e-4 || math.Abs(at[1]-14./3) > 1e-4 {
		t.Errorf("got %v, %v, want 3 and 14/3", at, err)
	}
	if want := -1.5 * (math.Log(2*math.Pi*14/3) + 1); math.Abs(highest-want) > 1e-8 {
		t.Errorf("highest %v, want %v", highest, want)
	}
	again, _, _ := stats.MaximumLikelihood(normal, []float64{1, 1})
	if again[0] != at[0] || again[1] != at[1] {
		t.Errorf("the second search found %v, the first %v", again, at)
	}
}

func TestMaximumLikelihoodRefused(t *testing.T) {
	check := func(what string, logLikelihood func([]float64) float64, start []float64, want error) {
		t.Helper()
		if at, _, err := stats.MaximumLikelihood(logLikelihood, start); !errors.Is(err, want) || at != nil {
			t.Errorf("%s: got %v, %v, want %v", what, at, err, want)
		}
	}
	peak := func(p []float64) float64 { return -100 * (p[0] - 1) * (p[0] - 1) }
	check("start at 0", peak, []float64{0}, stats.ErrArgument)
	check("start without bound", peak, []float64{math.Inf(1)}, stats.ErrArgument)
	check("no parameter", peak, nil, stats.ErrArgument)
	check("not there at the start", func([]float64) float64 { return math.NaN() }, []float64{1}, stats.ErrArgument)
	check("level", func([]float64) float64 { return 1 }, []float64{1}, stats.ErrNoMaximum)
	check("rising to a limit", func(p []float64) float64 { return -1 / (1 + p[0]) }, []float64{1}, stats.ErrNoMaximum)
	check("rising for ever", func(p []float64) float64 { return p[0] }, []float64{1}, stats.ErrNoMaximum)
	check("a ridge: only the product is known", func(p []float64) float64 { return -100 * math.Pow(math.Log(p[0]*p[1]), 2) },
		[]float64{2, 2}, stats.ErrNoMaximum)
}
