package catalog

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/tally"
	"github.com/cxcalc/cxcalc/pkg/texts"
)

// Every metric of the catalog keeps the promises, over random tallies of every kind.
func TestPromises(t *testing.T) {
	if testing.Short() {
		t.Skip("figures of tallies, in one goroutine: go test ./... tries them without the race detector")
	}
	keeps := func(s subject) {
		t.Helper()
		for seed := range uint64(2) {
			for _, text := range brokenPromises(s, seed, 60) {
				t.Errorf("%s, seed %d: %s", s.name, seed, text)
			}
		}
	}
	for _, m := range Of(metric.OfAnswers) {
		for _, weighted := range []bool{false, true} {
			keeps(ofAnswers(t, m, weighted, metric.Inquiry{Confidence: 0.95}))
		}
		keeps(ofAnswers(t, m, false, metric.Inquiry{Confidence: 0.5, Population: 1000, Reverse: m.Has("reverse")}))
	}
	for _, m := range Of(metric.OfCustomers) {
		for _, q := range accounts(m) {
			keeps(ofLedger(m, q))
		}
	}
}

// accounts are ways to ask for a metric: every definition, with and without money, and what else there is.
func accounts(m metric.Metric) []metric.Account {
	plain := metric.Account{Confidence: 0.95, Decimals: 2, Priced: true, PerYear: 12, Grace: 1}
	unpriced, gap, other := plain, plain, plain
	unpriced.Priced = false
	gap.Step, gap.PerYear = 1.5, 4
	other.Confidence, other.Decimals, other.PerYear = 0.8, 0, 0
	other.Cycle, other.Grace, other.Own = 30, 1.5, flags.Values{"margin": "80%", "discount": 0.01, "top": 3}
	list := []metric.Account{plain, unpriced, gap, other}
	for _, d := range m.Definitions {
		for _, q := range []metric.Account{plain, unpriced, other} {
			q.Definition = d.Name
			list = append(list, q)
		}
	}
	return list
}

// An opinion is one answer as a file has it.
type opinion struct {
	text   string
	weight float64
}

// ofAnswers asks a metric on its own scale.
func ofAnswers(t *testing.T, m metric.Metric, weighted bool, q metric.Inquiry) subject {
	q.Scale = m.Scale
	q, err := m.Settle(q)
	if err != nil {
		t.Fatal(err)
	}
	classifier, err := answer.New(answer.Rules{Min: m.Scale.Min, Max: m.Scale.Max, Fractional: true, Decimal: '.'})
	if err != nil {
		t.Fatal(err)
	}
	s := subject{name: fmt.Sprintf("%s, weighted %v, %+v", m.Name, weighted, q), fields: m.Fields}
	s.draw = func(r *rand.Rand) []row {
		low := r.IntN(m.Scale.Steps()) // only scores from here to there are given
		few := 1 + r.IntN(m.Scale.Steps()-low)
		return draw(r, 200, func() row {
			text := strconv.FormatFloat(m.Scale.Min+float64(low+r.IntN(few)), 'f', -1, 64)
			switch r.IntN(20) {
			case 0:
				text = ""
			case 1:
				text += ".5" // off the scale at its end
			}
			return opinion{text, float64(r.IntN(4)) * 0.35}
		})
	}
	s.print = func(parts [][]row) []result.Object {
		all := tally.NewScores(1000)
		for _, part := range parts {
			if err := all.Merge(scores(t, part, weighted)); err != nil {
				t.Fatal(err)
			}
		}
		tallies := &texts.Tallies{Groups: []texts.Combination{{Scores: all}}, Void: tally.NewScores(1)}
		return []result.Object{m.Compute(texts.Judge(tallies, classifier, weighted).Total, q)}
	}
	return s
}

func scores(t *testing.T, part []row, weighted bool) *tally.Scores {
	out := tally.NewScores(1000)
	for _, x := range part {
		o := x.(opinion)
		c, err := out.Of([]byte(o.text))
		if err != nil {
			t.Fatal(err)
		}
		c.N++
		c.Rows++
		if weighted {
			c.AddWeight(1, o.weight)
		}
	}
	return out
}

// draw makes up to n rows, often few.
func draw(r *rand.Rand, n int, one func() row) []row {
	n = int(math.Pow(float64(n), r.Float64()))
	rows := make([]row, n)
	for i := range rows {
		rows[i] = one()
	}
	return rows
}

// ofLedger asks a metric of whichever tally it reads.
func ofLedger(m metric.Metric, q metric.Account) subject {
	s := subject{name: fmt.Sprintf("%s, %+v", m.Name, q), fields: m.Fields}
	switch {
	case m.Movement != nil:
		s.draw, s.print = drawMoves, func(parts [][]row) []result.Object {
			all := new(tally.Movement)
			for _, part := range parts {
				all.Merge(moved(part))
			}
			return []result.Object{m.Movement(all, q.Of(all))}
		}
	case m.Cohorts != nil:
		s.draw, s.print = drawLives, func(parts [][]row) []result.Object {
			all := &tally.Cohorts{Last: lastPeriod, Missing: []int{4}}
			for _, part := range parts {
				for key, c := range lived(part).ByStart {
					all.Of(key.Period, key.Group).Merge(c)
				}
			}
			total, groups := m.Cohorts(all, "", q)
			out := []result.Object{total}
			for _, g := range groups {
				out = append(out, g.Values)
			}
			return out
		}
	case m.Orders != nil:
		s.draw, s.print = drawOrders, func(parts [][]row) []result.Object {
			all := new(tally.Orders)
			for _, part := range parts {
				all.Merge(ordered(part))
			}
			return []result.Object{m.Orders(all, q)}
		}
	}
	return s
}

// A move is what one customer did in a period.
type move struct {
	what       int
	start, end int64
	why        tally.Cause
	name       string
}

func drawMoves(r *rand.Rand) []row {
	scale := []int64{1, 100, 10_000, math.MaxInt64 / 300}[r.IntN(4)] // the last may pass what an amount can be
	kinds := 1 + r.IntN(7)
	i := 0
	return draw(r, 150, func() row {
		i++
		return move{r.IntN(kinds), r.Int64N(3 * scale), r.Int64N(3 * scale), tally.Cause(r.IntN(4)), fmt.Sprint("C", i)}
	})
}

func moved(part []row) *tally.Movement {
	m := new(tally.Movement)
	for _, x := range part {
		switch x := x.(move); x.what {
		case 0:
			m.Stay(x.start, x.end)
		case 1:
			m.Lose(x.start, x.why, []byte(x.name))
		case 2:
			m.Join(x.end)
		case 3:
			m.Return(x.end)
		case 4:
			m.Pass()
		case 5:
			m.Stay(x.start, x.start)
			m.Revalue(x.end / 10)
		default:
			m.Lose(x.start, tally.CauseUnknown, []byte(x.name))
		}
	}
	return m
}

// lastPeriod is the last of those that lives are watched in, from 0.
const lastPeriod = 8

// A life is the periods in which a customer was there.
type life struct {
	start, ages int // it is missing at the age ages for the first time
	amount      int64
}

func drawLives(r *rand.Rand) []row {
	first := r.IntN(lastPeriod + 1)
	return draw(r, 150, func() row {
		start := first + r.IntN(lastPeriod+1-first)
		return life{start, 1 + r.IntN(lastPeriod+1-start), r.Int64N(100_00)}
	})
}

func lived(part []row) *tally.Cohorts {
	cs := &tally.Cohorts{Last: lastPeriod, Missing: []int{4}}
	for _, x := range part {
		x := x.(life)
		c := cs.Of(x.start, "")
		for age := range x.ages {
			c.Add(age, x.amount)
		}
		if x.start+x.ages > lastPeriod {
			c.Staying[lastPeriod-x.start]++
		} else {
			c.Ended[x.ages]++
		}
	}
	return cs
}

func drawOrders(r *rand.Rand) []row {
	i := 0
	return draw(r, 100, func() row {
		i++
		h := &tally.History{Customer: fmt.Sprint("C", i)}
		days := make([]int32, r.IntN(6))
		for j := range days {
			days[j] = r.Int32N(300)
		}
		slices.Sort(days)
		for _, day := range days {
			h.Take(tally.HistoryRow{Day: day, Amount: r.Int64N(200_00), Refund: false})
		}
		return h
	})
}

func ordered(part []row) *tally.Orders {
	o := new(tally.Orders)
	for _, x := range part {
		o.Add(x.(*tally.History), 300)
	}
	return o
}
