package board_test

import (
	"math/rand/v2"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/board"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/stats"
)

// Where all groups are the same, hardly a board claims that one is better or worse.
func TestFalseClaims(t *testing.T) {
	if testing.Short() {
		t.Skip("a simulation")
	}
	const boards, groups = 500, 20
	for name, make := range map[string]func(r *rand.Rand) boarded{"nps": equalNets, "csat": equalShares, "mean": equalMeans} {
		r, claims := rand.New(rand.NewPCG(11, 6)), 0
		for range boards {
			d := make(r)
			if _, err := (board.Board{Confidence: 0.95}).Rank(d.Document, d.pool); err != nil || d.Groups.Len() != groups {
				t.Fatal(err)
			}
			for _, g := range d.Groups.All() {
				if verdict, _ := g.Values.Get("verdict"); verdict != board.Same {
					claims++
					break
				}
			}
		}
		t.Logf("%s: %d of %d boards of equal groups claim something", name, claims, boards)
		if claims > boards*6/100 {
			t.Errorf("%s: %d of %d boards of equal groups claim something", name, claims, boards)
		}
	}
}

// size is how many answers a group has: from 10 to 200, most of them few.
func size(r *rand.Rand) int { return 10 + int(190*r.Float64()*r.Float64()) }

func equalNets(r *rand.Rand) boarded {
	var list []stats.Trinomial
	for range 20 {
		var g stats.Trinomial
		for range size(r) {
			switch x := r.Float64(); {
			case x < 0.45:
				g.Promoters++
			case x < 0.85:
				g.Passives++
			default:
				g.Detractors++
			}
		}
		list = append(list, g)
	}
	return nets(list...)
}

func equalShares(r *rand.Rand) boarded {
	var list [][2]float64
	for range 20 {
		n := size(r)
		hits := 0.0
		for range n {
			if r.Float64() < 0.8 {
				hits++
			}
		}
		list = append(list, [2]float64{hits, float64(n)})
	}
	return shares(false, list...)
}

func equalMeans(r *rand.Rand) boarded {
	weights := make([][]float64, 20)
	scores := []float64{1, 2, 3, 4, 5}
	for i := range weights {
		weights[i] = make([]float64, len(scores))
		for range size(r) {
			weights[i][min(int(6*r.Float64()), 4)]++
		}
	}
	return documentOf(len(weights), func(places []int) (metric.Evidence, error) {
		all := make([]float64, len(scores))
		for _, i := range places {
			for j, n := range weights[i] {
				all[j] += n
			}
		}
		sample := stats.SampleOfCounts(scores, all)
		return metric.Evidence{N: sample.N, Value: sample.Mean, Sample: &sample, Factor: 1}, nil
	})
}
