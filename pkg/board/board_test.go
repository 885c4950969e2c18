package board_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cxcalc/cxcalc/pkg/board"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/stats"
)

// boarded is a document of groups, and what any of them stand on together.
type boarded struct {
	*result.Document
	pool board.Pooling
}

// documentOf makes a document of n groups; together tells what some of them stand on.
func documentOf(n int, together board.Pooling) boarded {
	var groups []result.Group
	for i := range n {
		e, _ := together([]int{i})
		groups = append(groups, result.Group{By: result.Object{{Key: "agent", Value: string(rune('a' + i))}},
			Values: result.Object{{Key: "n", Value: int64(e.N)}, {Key: "value", Value: e.Value}}})
	}
	fields := []result.Field{{Name: "n"}, {Name: "value", Kind: result.Percent}, {Name: "low"}, {Name: "high"}, {Name: "mean"}}
	return boarded{&result.Document{Groups: result.List(groups...), Fields: fields}, together}
}

// shares has groups of so many hits of so many answers.
func shares(lowerIsBetter bool, groups ...[2]float64) boarded {
	return documentOf(len(groups), func(places []int) (metric.Evidence, error) {
		var s stats.Share
		for _, i := range places {
			s.K, s.N = s.K+groups[i][0], s.N+groups[i][1]
		}
		e := metric.ShareEvidence(s.N, 100*s.K/s.N, s)
		e.LowerIsBetter = lowerIsBetter
		return e, nil
	})
}

// ranked puts the groups in their order and returns them as "name rank verdict".
func (d boarded) ranked(t *testing.T, b board.Board) (lines []string, order []int) {
	t.Helper()
	order, err := b.Rank(d.Document, d.pool)
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range d.Groups.All() {
		rank, _ := g.Values.Get("rank")
		verdict, _ := g.Values.Get("verdict")
		lines = append(lines, fmt.Sprint(g.By[0].Value, " ", rank, " ", verdict))
	}
	return lines, order
}

// Many good answers stand above few perfect ones, and the order tells where each group stood.
func TestRank(t *testing.T) {
	d := shares(false, [2]float64{3, 3}, [2]float64{170, 200}, [2]float64{9, 10}, [2]float64{40, 50}, [2]float64{40, 50})
	lines, order := d.ranked(t, board.Board{Confidence: 0.95, Prior: &board.Beforehand{Mean: new(80.0), Weight: 20}})
	// (k + 16)/(n + 20): a 19/23, b 186/220, c 25/30, d and e 56/70
	if diff := cmp.Diff([]string{"b 1 ~", "c 2 ~", "a 3 ~", "d 4 ~", "e 4 ~"}, lines); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]int{1, 2, 0, 3, 4}, order); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	var names []string
	for _, f := range d.Fields {
		names = append(names, f.Name)
	}
	if got := strings.Join(names, " "); got != "n value low high rank shrunk shrunk_low shrunk_high p p_adjusted verdict mean" {
		t.Errorf("fields %s", got)
	}
}

// A group that is held back, or has no figure, has no place, and stays in the rest.
func TestHeldBack(t *testing.T) {
	d := shares(false, [2]float64{2, 3}, [2]float64{150, 200}, [2]float64{190, 200}, [2]float64{152, 200}, [2]float64{148, 200})
	d.Groups = d.Groups.Map(func(i int, g result.Group) result.Group {
		if i == 0 {
			g.Values, g.Reason = result.Object{{Key: "n", Value: int64(3)}, {Key: "value", Value: nil}}, result.ReasonFew
		}
		return g
	})
	lines, _ := d.ranked(t, board.Board{Confidence: 0.95})
	if lines[0] != "c 1 better" || lines[4] != "a <nil> <nil>" {
		t.Errorf("got %q", lines)
	}
}

// Where lower is better the lowest comes first, and is the better one.
func TestLowerIsBetter(t *testing.T) {
	lines, _ := shares(true, [2]float64{20, 200}, [2]float64{22, 200}, [2]float64{60, 200}, [2]float64{19, 200}).ranked(t, board.Board{Confidence: 0.95})
	if first, last := lines[0], lines[3]; first != "d 1 better" || last != "c 4 worse" {
		t.Errorf("got %q", lines)
	}
}

// Below four groups nothing is drawn, and that is said; of none, nothing is told.
func TestFewGroups(t *testing.T) {
	d := shares(false, [2]float64{90, 100}, [2]float64{10, 10}, [2]float64{80, 100})
	d.ranked(t, board.Board{Confidence: 0.95})
	if shrunk, _ := d.Groups.At(0).Values.Number("shrunk"); shrunk != 100 || len(d.Warnings) != 1 || d.Warnings[0].Code != "board_not_drawn" {
		t.Errorf("drawn to %v, warnings %v", shrunk, d.Warnings)
	}
	if lines, order := shares(false).ranked(t, board.Board{Confidence: 0.95}); lines != nil || order != nil {
		t.Errorf("%q of no group", lines)
	}
	one := shares(false, [2]float64{90, 100})
	if lines, _ := one.ranked(t, board.Board{Confidence: 0.95}); lines[0] != "a 1 ~" {
		t.Errorf("one group: %q", lines)
	}
}

// nets has groups of answers to a net score.
func nets(groups ...stats.Trinomial) boarded {
	return documentOf(len(groups), func(places []int) (metric.Evidence, error) {
		var all stats.Trinomial
		for _, i := range places {
			g := groups[i]
			all.Promoters, all.Passives, all.Detractors = all.Promoters+g.Promoters, all.Passives+g.Passives, all.Detractors+g.Detractors
		}
		net, _ := all.Net()
		return metric.Evidence{N: all.N(), Value: 100 * net, Counts: &all, Factor: 100}, nil
	})
}

// The limits of a net score stay within its scale, also where few answers all agree.
func TestNetWithinScale(t *testing.T) {
	d := nets(stats.Trinomial{Promoters: 11}, stats.Trinomial{Promoters: 20, Passives: 10, Detractors: 20}, stats.Trinomial{Detractors: 12})
	d.ranked(t, board.Board{Confidence: 0.95})
	for _, g := range d.Groups.All() {
		low, _ := g.Values.Number("shrunk_low")
		value, _ := g.Values.Number("shrunk")
		high, _ := g.Values.Number("shrunk_high")
		if low < -100 || high > 100 || value < low || value > high {
			t.Errorf("%v: %v from %v to %v", g.By, value, low, high)
		}
	}
}

// What has an interval alone is drawn with one of the same form, which does not pass 0 where the figures do not.
func TestDrawnLimits(t *testing.T) {
	own := []stats.Interval{{Low: 400, High: 1100}, {Low: 1900, High: 9600}, {Low: 600, High: 1500}, {Low: 700, High: 1800}, {Low: 20, High: 4000}}
	values := []float64{700, 4200, 950, 1100, 300}
	of := func(n int) boarded {
		return documentOf(n, func(places []int) (metric.Evidence, error) {
			i := places[0]
			return metric.Evidence{N: 100, Value: values[i], Factor: 1, Limits: func(float64) (stats.Interval, bool) { return own[i], true }}, nil
		})
	}
	for _, n := range []int{3, 5} {
		d := of(n)
		order, err := (board.Board{Confidence: 0.95}).Rank(d.Document, d.pool)
		if err != nil {
			t.Fatal(err)
		}
		for i, g := range d.Groups.All() {
			low, _ := g.Values.Number("shrunk_low")
			value, _ := g.Values.Number("shrunk")
			high, _ := g.Values.Number("shrunk_high")
			if low < 0 || value < low || high-value <= value-low {
				t.Errorf("of %d: %v from %v to %v", n, value, low, high)
			}
			if o := own[order[i]]; n == 3 && (low != o.Low || high != o.High) {
				t.Errorf("not drawn: %v from %v to %v", value, low, high)
			}
		}
	}
}

// Amounts that differ by factors are drawn by factors: equal intervals on the logarithm are drawn alike.
func TestDrawnInProportion(t *testing.T) {
	values := []float64{10, 100, 1000, 10000, 100000}
	d := documentOf(len(values), func(places []int) (metric.Evidence, error) {
		v := values[places[0]]
		return metric.Evidence{N: 50, Value: v, Factor: 1, Form: result.Money, Limits: func(float64) (stats.Interval, bool) { return stats.Interval{Low: v / 4, High: v * 4}, true }}, nil
	})
	d.ranked(t, board.Board{Confidence: 0.95})
	var nearer []float64
	for _, g := range d.Groups.All() {
		value, _ := g.Values.Number("value")
		shrunk, _ := g.Values.Number("shrunk")
		low, _ := g.Values.Number("shrunk_low")
		high, _ := g.Values.Number("shrunk_high")
		if !(low > 0) || math.Abs(shrunk/low-high/shrunk) > 1e-6*high/shrunk {
			t.Errorf("%v: %v from %v to %v", value, shrunk, low, high)
		}
		nearer = append(nearer, math.Log(shrunk/1000)/math.Log(value/1000))
	}
	if math.Abs(nearer[0]-nearer[4]) > 1e-9 || math.Abs(nearer[0]-nearer[1]) > 1e-9 || !(nearer[0] < 1) {
		t.Errorf("drawn to %v of the distance", nearer)
	}
}

func TestTooManyGroups(t *testing.T) {
	d := shares(false, make([][2]float64, 1001)...)
	if _, err := (board.Board{Confidence: 0.95}).Rank(d.Document, d.pool); err == nil || !strings.Contains(err.Error(), "at most 1000 groups") {
		t.Errorf("got %v", err)
	}
}

// What is left of answers without a part of them is what the other parts add up to; of weighted answers nothing tells.
func TestWithout(t *testing.T) {
	whole, part := metric.ShareEvidence(300, 80, stats.Share{K: 240, N: 300}), metric.ShareEvidence(100, 90, stats.Share{K: 90, N: 100})
	rest, ok := board.Without(whole, part)
	if !ok || *rest.Share != (stats.Share{K: 150, N: 200}) || rest.Value != 75 || rest.N != 200 {
		t.Errorf("got %+v, %v", rest, ok)
	}
	whole.Share.N = 250 // effective answers
	if _, ok := board.Without(whole, part); ok {
		t.Error("weighted answers were taken away")
	}
	if _, ok := board.Without(metric.Evidence{N: 10}, metric.Evidence{N: 3}); ok {
		t.Error("limits were taken away")
	}
}

func TestParsePrior(t *testing.T) {
	check := func(text string, mean, weight float64) {
		t.Helper()
		p, err := board.ParsePrior(text)
		switch {
		case weight == 0 && err == nil && (p != nil || text != "" && text != "auto"):
			t.Errorf("%q is understood: %+v", text, p)
		case weight > 0 && (err != nil || p.Weight != weight || math.IsNaN(mean) != (p.Mean == nil) || p.Mean != nil && *p.Mean != mean):
			t.Errorf("%q: %+v, %v", text, p, err)
		}
	}
	nothing := math.NaN()
	check("20", nothing, 20)
	check("80:20", 80, 20)
	check("-12.5:2.5", -12.5, 2.5)
	for _, text := range []string{"auto", "", "0", "-3", "80:0", "80:", ":20", "x:20", "80:x", "1:2:3", "NaN", "Inf", "80:Inf", "NaN:3"} {
		check(text, nothing, 0)
	}
}

// What is known beforehand has to be a figure that there can be.
func TestImpossiblePrior(t *testing.T) {
	for _, d := range []boarded{shares(false, [2]float64{9, 10}, [2]float64{40, 50}), nets(stats.Trinomial{Promoters: 9, Detractors: 3}, stats.Trinomial{Promoters: 4, Passives: 7})} {
		if _, err := (board.Board{Confidence: 0.95, Prior: &board.Beforehand{Mean: new(101.0), Weight: 5}}).Rank(d.Document, d.pool); err == nil {
			t.Error("101 beforehand")
		}
	}
}
