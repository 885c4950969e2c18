package stats_test

import (
	"fmt"

	"github.com/cxcalc/cxcalc/pkg/stats"
)

func ExampleTrinomial_Score() {
	answers := stats.Trinomial{Promoters: 90, Passives: 80, Detractors: 30}
	net, _ := answers.Net()
	interval, _ := answers.Score(stats.Z(0.95))
	points := interval.Times(100)
	fmt.Printf("%.0f (%.2f to %.2f)\n", 100*net, points.Low, points.High)
	// Output: 30 (19.76 to 39.53)
}

func ExampleFPC() {
	answers := stats.Trinomial{Promoters: 90, Passives: 80, Detractors: 30}
	fpc, err := stats.FPC(answers.N(), 500)
	if err != nil {
		fmt.Println(err)
		return
	}
	interval, _ := answers.Score(stats.Z(0.95) * fpc)
	fmt.Printf("%.3f to %.3f\n", interval.Low, interval.High)
	// Output: 0.221 to 0.375
}

func ExampleKish() {
	// Eight answers, six of them satisfied, with weights that sum to 12 and whose squares sum to 22.
	satisfied, n := 8.0/12, stats.Kish(12, 22)
	interval, _ := stats.Wilson(satisfied*n, n, stats.Z(0.95))
	fmt.Printf("%.2f answers: %.3f (%.3f to %.3f)\n", n, satisfied, interval.Low, interval.High)
	// Output: 6.55 answers: 0.667 (0.312 to 0.898)
}

func ExampleCompareShares() {
	may, june := stats.Share{K: 80, N: 100}, stats.Share{K: 150, N: 200}
	c, err := stats.CompareShares(may, june, 0.95)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%+.3f (%+.3f to %+.3f)\n", c.Difference, c.Interval.Low, c.Interval.High)
	// Output: -0.050 (-0.143 to +0.054)
}
