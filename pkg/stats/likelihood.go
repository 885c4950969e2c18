package stats

import (
	"math"

	"gonum.org/v1/gonum/diff/fd"
	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/optimize"
)

// The search gives up after so many steps; those that end take a few hundred.
const likelihoodSteps = 20_000

// flat is the curvature of a log-likelihood, over the logarithms of its parameters, below which it counts
// as level: the standard error of a logarithm is then above 10, a factor of 20 000.
const flat = 0.01

// MaximumLikelihood returns the parameters, all above 0, at which a log-likelihood is highest, and its
// value there. The search is that of Nelder and Mead over the logarithms of the parameters, begins at
// start, and is the same every time. Where the log-likelihood does not exist it may return NaN.
//
// The error is ErrArgument where start is not above 0 or the log-likelihood does not exist there, and
// ErrNoMaximum where the search finds no maximum, or a level one.
// Source: Nelder & Mead 1965, as gonum has it.
func MaximumLikelihood(logLikelihood func(parameters []float64) float64, start []float64) (parameters []float64, highest float64, err error) {
	at := make([]float64, len(start))
	for i, p := range start {
		if !(p > 0) || math.IsInf(p, 1) {
			return nil, 0, impossible("the search cannot start at %v, want a number above 0", p)
		}
		at[i] = math.Log(p)
	}
	cost := func(x []float64) float64 {
		if l := logLikelihood(exponentials(x)); !math.IsNaN(l) {
			return -l
		}
		return math.Inf(1)
	}
	if len(at) == 0 || math.IsInf(cost(at), 0) {
		return nil, 0, impossible("the likelihood does not exist at %v", start)
	}
	at, ok := lowest(cost, at)
	if !ok || !curved(cost, at) {
		return nil, 0, ErrNoMaximum
	}
	return exponentials(at), -cost(at), nil
}

// lowest searches twice: a simplex that has grown thin can stop short of the lowest point, and a fresh
// one at the same place goes on.
func lowest(cost func([]float64) float64, at []float64) ([]float64, bool) {
	for range 2 {
		found, err := optimize.Minimize(optimize.Problem{Func: cost}, at, &optimize.Settings{
			Converger:       &optimize.FunctionConverge{Absolute: 1e-10, Iterations: 100},
			MajorIterations: likelihoodSteps,
		}, &optimize.NelderMead{SimplexSize: 0.5})
		if err != nil || found.Status == optimize.IterationLimit {
			return nil, false
		}
		at = found.X
	}
	return at, true
}

// curved tells whether a function bends upwards in every direction, enough to have its lowest point here.
func curved(cost func([]float64) float64, at []float64) bool {
	bends := mat.NewSymDense(len(at), nil)
	fd.Hessian(bends, cost, at, &fd.Settings{Formula: fd.Central, Step: 1e-3})
	for i := range at {
		bends.SetSym(i, i, bends.At(i, i)-flat)
	}
	var factors mat.Cholesky
	return factors.Factorize(bends)
}

func exponentials(x []float64) []float64 {
	out := make([]float64, len(x))
	for i, v := range x {
		out[i] = math.Exp(v)
	}
	return out
}
