package catalog_test

import (
	"math/rand/v2"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/catalog"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// surveys are shares of the scores of a scale, by its steps, lowest first, in percent: from a service that
// angers most to one that most love.
var surveys = map[int][][]float64{
	11: { // nps
		{30, 8, 8, 8, 7, 11, 8, 7, 6, 3, 4},    // −73
		{14, 5, 6, 7, 7, 13, 11, 13, 12, 5, 7}, // −51
		{8, 3, 4, 5, 5, 12, 10, 15, 17, 9, 12},
		{4, 1, 2, 3, 3, 9, 8, 15, 22, 14, 19},
		{1, 0, 1, 1, 1, 2, 2, 6, 14, 22, 50}, // +64
	},
	5: { // csat
		{38, 24, 18, 12, 8}, // 20 %
		{22, 18, 22, 22, 16},
		{12, 11, 20, 32, 25},
		{6, 6, 14, 38, 36},
		{3, 4, 9, 34, 50}, // 84 %
	},
	7: { // ces
		{22, 15, 14, 13, 14, 12, 10}, // 36 %
		{12, 10, 11, 14, 20, 19, 14},
		{6, 6, 8, 11, 21, 26, 22},
		{3, 4, 5, 8, 18, 29, 33},
		{2, 2, 3, 5, 13, 30, 45}, // 88 %
	},
}

// often is how many of a hundred surveys are like each of those above.
var often = []int{2, 8, 20, 35, 35}

// Of surveys on the right scale with 20 answers and more, at most one in a thousand is refused wrongly; of
// smaller ones some are, and --scale says that they are right. docs/statistics.md has the figures.
func TestFalseDoubts(t *testing.T) {
	if testing.Short() {
		t.Skip("a simulation: go test ./... runs it")
	}
	const runs = 4000
	for _, m := range catalog.Of(metric.OfAnswers) {
		profiles, ok := surveys[m.Scale.Steps()]
		if !ok {
			t.Errorf("%s: no surveys to try", m.Name)
			continue
		}
		for _, n := range []int{5, 10, 20, 50, 200} {
			r := rand.New(rand.NewPCG(8, uint64(n)))
			refused := make([]float64, len(profiles))
			for i, profile := range profiles {
				for range runs {
					a := draw(r, n, profile, m.Scale.Min)
					if d := m.Doubt(a, metric.Inquiry{Scale: m.Scale}); d != nil && d.Sure && !d.Short {
						refused[i] += 1.0 / runs
					}
				}
			}
			share := 0.0
			for i, of := range often {
				share += float64(of) / 100 * refused[i]
			}
			t.Logf("%s, %d answers: %.3f %% refused, of the worst %.2f %%", m.Name, n, 100*share, 100*refused[0])
			if n >= 20 && share > 0.001 || share > 0.05 {
				t.Errorf("%s: %.3f %% of the surveys of %d answers are refused", m.Name, 100*share, n)
			}
		}
	}
}

// draw takes n answers of a survey whose shares vary about a profile.
func draw(r *rand.Rand, n int, profile []float64, min float64) tally.Answers {
	shares, sum := make([]float64, len(profile)), 0.0
	for i, p := range profile {
		shares[i] = p * (0.5 + r.Float64())
		sum += shares[i]
	}
	var a tally.Answers
	for range n {
		at, score := r.Float64()*sum, 0
		for at >= shares[score] && score < len(shares)-1 {
			at -= shares[score]
			score++
		}
		a.Add(tally.Scored{Score: min + float64(score), N: 1, W: 1, W2: 1})
	}
	return a
}
