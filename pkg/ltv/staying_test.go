package ltv

import (
	"errors"
	"math"
	"slices"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/stats"
)

func TestShiftedBetaGeometric(t *testing.T) {
	near := func(what string, got float64, want float64) {
		t.Helper()
		if !(math.Abs(got-want) <= 1e-12) {
			t.Errorf("%s: got %v, want %v", what, got, want)
		}
	}
	// With alpha and beta 1 the chances to leave are spread evenly: S(t) = ∫ (1 − θ)ᵗ dθ = 1 / (t + 1).
	even := ShiftedBetaGeometric{Alpha: 1, Beta: 1}
	for age, want := range []float64{1, 1. / 2, 1. / 3, 1. / 4} {
		s, ok := even.Survival(age)
		near("survival", s, want)
		if !ok {
			t.Errorf("no survival at age %d", age)
		}
	}
	// 10 customers, of whom 4 leave at age 1 (P = 1/2), 1 at age 2 (P = 1/6), and 5 stay (S = 1/3)
	near("log-likelihood", even.logLikelihood([]watched{{4, 6}, {1, 5}}), 4*math.Log(1./2)+math.Log(1./6)+5*math.Log(1./3))
	// nobody is left: 10 at age 1 and none after
	near("log-likelihood of nobody", even.logLikelihood([]watched{{10, 0}, {}}), 10*math.Log(1./2))
	s, _ := ShiftedBetaGeometric{Alpha: 0.704, Beta: 1.182}.Survival(1)
	near("first survival", s, 1.182/(0.704+1.182))
}

func TestShiftedBetaGeometricRefused(t *testing.T) {
	for _, m := range []ShiftedBetaGeometric{{}, {Alpha: 1}, {Alpha: -1, Beta: 1}, {Alpha: math.NaN(), Beta: 1}, {Alpha: 1, Beta: math.Inf(1)}} {
		if s, ok := m.Survival(1); ok || s != 0 {
			t.Errorf("%v survives with %v", m, s)
		}
	}
	even := ShiftedBetaGeometric{Alpha: 1, Beta: 1}
	if _, ok := even.Survival(-1); ok {
		t.Error("survival before the beginning")
	}
}

func TestFitShiftedBetaGeometric(t *testing.T) {
	check := func(survivors []int64, alpha, beta float64) {
		t.Helper()
		m, l, err := FitShiftedBetaGeometric(livesOf(survivors))
		if err != nil || !(math.Abs(m.Alpha/alpha-1) < 1e-4) || !(math.Abs(m.Beta/beta-1) < 1e-4) {
			t.Errorf("%v: got %v, %v, want %v and %v", survivors, m, err, alpha, beta)
		}
		if steps, _ := stepsOf(livesOf(survivors)); m.logLikelihood(steps) != l {
			t.Errorf("%v: log-likelihood %v, but another at the model", survivors, l)
		}
	}
	check([]int64{1000, 631, 468, 382, 326, 289, 262, 241}, 0.704077020328, 1.18204245523) // golden ltv-001
	check([]int64{27720, 13860, 9240, 6930, 5544, 4620, 3960}, 1, 1)                       // exactly 1 / (t + 1)
	// Two ages are met exactly: 6/10 = α / (α + β) and 1/4 = α / (α + β + 1), so α + β = 5/7.
	check([]int64{1000, 400, 300}, 3./7, 2./7)
}

func TestFitShiftedBetaGeometricRefused(t *testing.T) {
	check := func(what string, survivors []int64, want error) {
		t.Helper()
		m, _, err := FitShiftedBetaGeometric(livesOf(survivors))
		if !errors.Is(err, want) || m != (ShiftedBetaGeometric{}) {
			t.Errorf("%s: got %v, %v, want %v", what, m, err, want)
		}
	}
	check("no cohort", nil, stats.ErrNoData)
	check("no age but 0", []int64{10}, stats.ErrNoData)
	check("nobody came", []int64{0, 0}, stats.ErrNoData)
	check("more than before", []int64{10, 5, 6}, stats.ErrArgument)
	check("below 0", []int64{10, 5, -1}, stats.ErrArgument)
	check("all survive", []int64{1000, 1000, 1000}, stats.ErrNoMaximum)
	check("no survivors", []int64{1000, 0}, stats.ErrNoMaximum)
	check("losses at age 1 only", []int64{1000, 600, 600, 600}, stats.ErrNoMaximum)
	check("one age", []int64{1000, 600}, stats.ErrNoMaximum)
	check("the same share each time", []int64{1024, 512, 256, 128, 64}, stats.ErrNoMaximum)
	check("a share that rises", []int64{1000, 900, 700, 300}, stats.ErrNoMaximum)
	check("nobody left at the end", []int64{1000, 500, 0}, stats.ErrNoMaximum)
	check("one customer", []int64{1, 1, 0}, stats.ErrNoMaximum)
}

// livesOf are those of one cohort, of which so many were there at ages 0, 1, 2 …
func livesOf(survivors []int64) (lives []stats.Lifetime) {
	for age, n := range survivors {
		l := stats.Lifetime{Age: float64(age)}
		if age > 0 {
			l.Ended = float64(survivors[age-1] - n)
		}
		if age == len(survivors)-1 {
			l.Open = float64(n)
		}
		lives = append(lives, l)
	}
	return lives
}

// Cohorts of several ages are fitted together: those who stayed count as far as they have come.
func TestFitTogether(t *testing.T) {
	old, young := livesOf([]int64{1000, 631, 468, 382, 326}), livesOf([]int64{500, 320, 240})
	steps, err := stepsOf(append(old, young...))
	if want := []watched{{549, 951}, {243, 708}, {86, 382}, {56, 326}}; err != nil || !slices.Equal(steps, want) {
		t.Errorf("got %v, %v, want %v", steps, err, want)
	}
}

func TestAhead(t *testing.T) {
	check := func(m ShiftedBetaGeometric, age, horizon int, discount, want float64) {
		t.Helper()
		if got, ok := m.Ahead(age, horizon, discount); !ok || !(math.Abs(got/want-1) < 1e-8) {
			t.Errorf("%+v at %d, %d ahead at %v: got %v, %v, want %v", m, age, horizon, discount, got, ok, want)
		}
	}
	even := ShiftedBetaGeometric{Alpha: 1, Beta: 1} // S(t) = 1 / (t + 1)
	check(even, 0, 3, 0, 1./2+1./3+1./4)
	check(even, 1, 2, 0, 2./3+2./4)
	check(even, 0, 2, 0.25, 0.8/2+0.64/3)
	check(even, 0, 0, 0.25, math.Log(5)/0.8-1) // Σ vᵗ / (t + 1) = −log(1 − v) / v
	check(ShiftedBetaGeometric{Alpha: 3, Beta: 4}, 0, 0, 0, 2)
	check(ShiftedBetaGeometric{Alpha: 3, Beta: 4}, 6, 0, 0, 5)
	for _, refused := range []struct {
		age, horizon int
		discount     float64
	}{{0, 0, 0}, {0, 0, 1e-9}, {-1, 1, 0}, {0, -1, 0}, {0, 1, -0.1}, {0, 1, math.NaN()}} {
		if got, ok := even.Ahead(refused.age, refused.horizon, refused.discount); ok {
			t.Errorf("%+v: got %v", refused, got)
		}
	}
}
