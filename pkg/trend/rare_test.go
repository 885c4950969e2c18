package trend

import (
	"math/rand/v2"
	"testing"
)

// signalled is the share of tables of a steady chance that have a signal.
func signalled(tables, periods, n int, chance float64) float64 {
	r := rand.New(rand.NewPCG(1, 2))
	some := 0
	for range tables {
		var points []Point
		for i := range periods {
			k := 0
			for range n {
				if r.Float64() < chance {
					k++
				}
			}
			points = append(points, Point{At: int64(i), N: float64(n), Value: 100 * float64(k) / float64(n)})
		}
		if l, ok := Shares(points, 100); ok && len(Signals(points, l)) > 0 {
			some++
		}
	}
	return float64(some) / float64(tables)
}

// Small counts of a steady chance hardly ever have a signal; with the rules for runs more than half of these tables had one.
func TestSmallCountsMakeNoRuns(t *testing.T) {
	for _, c := range []struct {
		n      int
		chance float64
	}{{5, 0.03}, {20, 0.02}, {20, 0.1}, {60, 0.04}, {10, 0.95}, {3, 0.5}} {
		if got := signalled(1000, 24, c.n, c.chance); got > 0.06 {
			t.Errorf("%d at %v: %.1f %% of the tables have a signal", c.n, c.chance, 100*got)
		}
	}
	if got := signalled(300, 24, 200, 0.2); got < 0.05 || got > 0.5 {
		t.Errorf("200 at 0.2: %.1f %% of the tables have a signal, which eight rules make in 24 periods now and then", 100*got)
	}
}

// A count that chance seldom makes is told though it is small, and runs go up to a period of few and not over it.
func TestRareSignals(t *testing.T) {
	points := row(0, 5, 0, 0, 5, 0, 0, 0, 50, 0)
	for i := range points {
		points[i].N = 20
	}
	l, _ := Shares(points, 100)
	if s := Signals(points, l); len(s) != 1 || s[0].Rule != 1 || s[0].Last != 8 || l.rares() != 10 {
		t.Errorf("ten of 20 lost at once: %+v of %d small counts", s, l.rares())
	}
	for i := range points {
		points[i].N, points[i].Value = 1000, 10
	}
	points[9].Value = 11
	if l, _ = Shares(points, 100); l.rares() != 0 || len(Signals(points, l)) != 1 {
		t.Errorf("nine of ten below the center: %d small counts", l.rares())
	}
	points[4].N = 10
	if l, _ = Shares(points, 100); l.rares() != 1 || len(Signals(points, l)) != 0 {
		t.Errorf("a small period within the run: %d small counts, %+v", l.rares(), Signals(points, l))
	}
}

// Figures of which most are the same have no runs, and still have limits.
func TestSameFiguresMakeNoRuns(t *testing.T) {
	points := row(100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 97, 100, 95)
	if l, _ := Single(points, Boundless()); len(Signals(points, l)) > 0 && Signals(points, l)[0].Rule != 1 || !l.alike {
		t.Errorf("%+v", Signals(points, l))
	}
	points = row(1, 2, 1, 2, 1, 3, 2, 3, 2, 9, 8, 9, 8, 9, 8, 9, 8, 9)
	if l, _ := Single(points, Boundless()); l.alike || len(Signals(points, l)) == 0 {
		t.Errorf("a level that rose: %+v", Signals(points, l))
	}
}
