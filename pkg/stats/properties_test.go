package stats

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// What rounding may move a limit by.
const speck = 1e-9

var trinomials = rapid.Custom(func(t *rapid.T) Trinomial {
	group := rapid.OneOf(
		rapid.Float64Range(0, 1000),
		rapid.Map(rapid.IntRange(0, 12), func(n int) float64 { return float64(n) }),
		rapid.Map(rapid.IntRange(0, 1<<40), func(n int) float64 { return float64(n) }),
	)
	x := Trinomial{group.Draw(t, "promoters"), group.Draw(t, "passives"), group.Draw(t, "detractors")}
	if x.N() < 1e-6 {
		x.Passives = 1
	}
	return x
})

var shares = rapid.Custom(func(t *rapid.T) Share {
	n := rapid.OneOf(
		rapid.Float64Range(0.5, 1e6),
		rapid.Map(rapid.IntRange(1, 20), func(n int) float64 { return float64(n) }),
	).Draw(t, "n")
	if rapid.Bool().Draw(t, "few") {
		return Share{K: min(rapid.Float64Range(0, 1).Draw(t, "k"), n), N: n}
	}
	return Share{K: n * rapid.Float64Range(0, 1).Draw(t, "share"), N: n}
})

var levels = rapid.Float64Range(0.5, 0.999)

func TestNetIntervalsHoldTheEstimateAndStayInRange(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x, z := trinomials.Draw(t, "answers"), Z(levels.Draw(t, "confidence"))
		net, _ := x.Net()
		v, ok := x.Score(z)
		if !ok || !(v.Low <= net && net <= v.High) || v.Low < -1 || v.High > 1 {
			t.Fatalf("%v, %v about %v", v, ok, net)
		}
	})
}

func TestNetIntervalsMirror(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x, z := trinomials.Draw(t, "answers"), Z(levels.Draw(t, "confidence"))
		v, _ := x.Score(z)
		w, _ := x.mirrored().Score(z)
		if math.Abs(v.Low+w.High) > speck || math.Abs(v.High+w.Low) > speck {
			t.Fatalf("%v and mirrored %v", v, w)
		}
	})
}

func TestNetIntervalsNarrowWithMoreAnswersAndLessConfidence(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x, z := trinomials.Draw(t, "answers"), Z(levels.Draw(t, "confidence"))
		more := x.Resize(x.N() * rapid.Float64Range(1, 10).Draw(t, "times"))
		v, _ := x.Score(z)
		w, _ := more.Score(z)
		if w.Low < v.Low-speck || w.High > v.High+speck {
			t.Fatalf("%v, and %v of more answers", v, w)
		}
		w, _ = x.Score(z * rapid.Float64Range(0, 1).Draw(t, "narrower"))
		if w.Low < v.Low-speck || w.High > v.High+speck {
			t.Fatalf("%v, and %v of a smaller z", v, w)
		}
	})
}

// The limits are where the score statistic, as it is written in the papers, is z.
func TestScoreLimitsSolveTheirEquation(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		count := rapid.IntRange(1, 10000)
		r, p, d := float64(count.Draw(t, "r")), float64(count.Draw(t, "p")), float64(count.Draw(t, "d"))
		n := r + p + d
		statistic := func(D float64) float64 {
			a, b, c := 2*n, -d-r+(2*n-r+d)*D, -d*D*(1-D)
			q := (-b + math.Sqrt(b*b-4*a*c)) / (2 * a)
			return (r - d - n*D) / math.Sqrt(n*(2*q+D*(1-D)))
		}
		v, _ := Trinomial{r, p, d}.Score(z95)
		if math.Abs(statistic(v.Low)-z95) > 1e-6 || math.Abs(statistic(v.High)+z95) > 1e-6 {
			t.Fatalf("limits %v give %v and %v", v, statistic(v.Low), statistic(v.High))
		}
	})
}

func TestShareIntervals(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, level := shares.Draw(t, "share"), levels.Draw(t, "confidence")
		p := s.K / s.N
		wilson, _ := Wilson(s.K, s.N, Z(level))
		exact, _ := ClopperPearson(s.K, s.N, level)
		for _, v := range []Interval{wilson, exact} {
			if !(0 <= v.Low && v.Low <= p+speck && p-speck <= v.High && v.High <= 1) {
				t.Fatalf("%v about %v", v, p)
			}
		}
		mirrored, _ := Wilson(s.N-s.K, s.N, Z(level))
		if math.Abs(mirrored.Low+wilson.High-1) > speck || math.Abs(mirrored.High+wilson.Low-1) > speck {
			t.Fatalf("%v and mirrored %v", wilson, mirrored)
		}
	})
}

func TestComparisonsTurnRound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := trinomials.Draw(t, "a"), trinomials.Draw(t, "b")
		forth, err := CompareNets(a, b, 0.95)
		if err != nil {
			t.Fatal(err)
		}
		back, _ := CompareNets(b, a, 0.95)
		if math.Abs(forth.Interval.Low+back.Interval.High) > speck || math.Abs(forth.P-back.P) > 1e-6 {
			t.Fatalf("%+v and back %+v", forth, back)
		}
		agrees(t, "nets", forth)
	})
}

func TestShareComparisons(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := shares.Draw(t, "a"), shares.Draw(t, "b")
		c, err := CompareShares(a, b, 0.95)
		if err != nil {
			t.Fatal(err)
		}
		if !c.Interval.Contains(c.Difference) || c.Interval.Low < -1-speck || c.Interval.High > 1+speck {
			t.Fatalf("%v about %v", c.Interval, c.Difference)
		}
		agrees(t, "Newcombe", c)
	})
}

// agrees checks that the p-value says what the interval says.
func agrees(t *rapid.T, name string, c Comparison) {
	leavesOut := c.Interval.Low > speck || c.Interval.High < -speck
	holds := c.Interval.Low < -speck && c.Interval.High > speck
	if leavesOut && c.P > 0.05+1e-6 || holds && c.P < 0.05-1e-6 {
		t.Fatalf("%s: p %v and interval %v", name, c.P, c.Interval)
	}
}

func TestRakedWeightsMeetTheirMargins(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		counts := rapid.SliceOfN(rapid.Float64Range(1, 500), 6, 6).Draw(t, "counts")
		margins := []Margin{
			{Category: []int{0, 1, 2, 0, 1, 2}, Target: rapid.SliceOfN(rapid.Float64Range(0.1, 9), 3, 3).Draw(t, "rows")},
			{Category: []int{0, 0, 0, 1, 1, 1}, Target: rapid.SliceOfN(rapid.Float64Range(0.1, 9), 2, 2).Draw(t, "columns")},
		}
		weights, err := Rake(counts, margins)
		if err != nil {
			t.Fatal(err)
		}
		mass := make([]float64, len(counts))
		for i, k := range counts {
			mass[i] = k * weights[i]
		}
		for _, m := range margins {
			for c, got := range m.sums(mass) {
				want := m.Target[c] / sum(m.Target) * sum(counts)
				if math.Abs(got-want) > 1e-9*sum(counts) {
					t.Fatalf("category %d: %v, want %v", c, got, want)
				}
			}
		}
	})
}
