package customers

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/money"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// The measures of recency, frequency and money, in their order.
var measures = [...]string{"recency", "frequency", "money"}

// values are the three measures of a customer. Silence has a minus, so that more is better in all.
type values [len(measures)]int64

func valuesOf(h *tally.History, asOf int32) values {
	return values{-h.Silence(asOf), h.Orders, h.Revenue}
}

// A fifthKey is the customers of a group of --by with one score in one measure.
type fifthKey struct {
	group          string
	measure, score int
}

// A fifth is their orders, and the span of the measure among them.
type fifth struct {
	orders   tally.Orders
	from, to int64
}

type segment struct {
	customers, revenue int64
}

// fifths are the customers by their scores, as one worker counts them.
type fifths struct {
	asOf     int32
	measures int // 3, or 2 without amounts
	scores   [len(measures)]map[int64]int
	of       map[fifthKey]*fifth
	segments map[string]segment
}

// countFifths scores the customers of a closed ledger: once through all of them for the fifths, and once
// more for who is in each.
func (s *audit) countFifths(ctx context.Context, c *ledger.Closing) (*fifths, error) {
	asOf, _ := c.OrdersAsOf()
	type histograms [len(measures)]tally.Histogram
	spread, err := walk(ctx, s, c, func() *histograms { return new(histograms) },
		func(all *histograms, part int) {
			c.Histories(part, func(h *tally.History) {
				for i, value := range valuesOf(h, asOf) {
					all[i].Add(value, 1)
				}
			})
		},
		func(all, other *histograms) {
			for i := range all {
				all[i].Merge(other[i])
			}
		})
	if err != nil {
		return nil, err
	}
	begin := fifths{asOf: asOf, measures: len(measures)}
	if !s.priced() {
		begin.measures--
	}
	for i, values := range spread {
		begin.scores[i] = s.Metric.Fifths(values)
	}
	return walk(ctx, s, c, begin.empty, func(f *fifths, part int) { c.Histories(part, f.count) }, (*fifths).merge)
}

// empty returns fifths with the same scores and nobody in them.
func (f fifths) empty() *fifths {
	f.of, f.segments = make(map[fifthKey]*fifth), make(map[string]segment)
	return &f
}

func (f *fifths) count(h *tally.History) {
	var name []byte
	for i, value := range valuesOf(h, f.asOf) {
		if i == f.measures {
			break
		}
		score := f.scores[i][value]
		name = strconv.AppendInt(name, int64(score), 10)
		k := fifthKey{h.Group, i, score}
		x := f.of[k]
		if x == nil {
			x = &fifth{from: value, to: value}
			f.of[k] = x
		}
		x.orders.Add(h, f.asOf)
		x.from, x.to = min(x.from, value), max(x.to, value)
	}
	x := f.segments[string(name)]
	f.segments[string(name)] = segment{x.customers + 1, x.revenue + h.Revenue}
}

func (f *fifths) merge(o *fifths) {
	for k, x := range o.of {
		mine := f.of[k]
		if mine == nil {
			f.of[k] = x
			continue
		}
		mine.orders.Merge(&x.orders)
		mine.from, mine.to = min(mine.from, x.from), max(mine.to, x.to)
	}
	for name, x := range o.segments {
		mine := f.segments[name]
		f.segments[name] = segment{mine.customers + x.customers, mine.revenue + x.revenue}
	}
}

// byScore makes a group of every score of every measure, the best first, in every group of --by, and shows
// the segments in the total.
func (s *audit) byScore(d *result.Document, f *fifths, groups map[string]*tally.Orders, q metric.Account) {
	keys := slices.SortedFunc(maps.Keys(f.of), func(a, b fifthKey) int {
		return cmp.Or(s.compare(a.group, b.group), cmp.Compare(a.measure, b.measure), cmp.Compare(b.score, a.score))
	})
	s.among(d, len(keys), q, func(i int, q metric.Account) result.Group {
		k := keys[i]
		x := f.of[k]
		g := s.judged(s.Metric.Orders(&x.orders, q), q)
		g.By = s.byObject(d, append(slices.Clone(s.values(k.group)), measures[k.measure], strconv.Itoa(k.score)))
		g.Values = append(g.Values, x.span(k.measure, q)...)
		if q.Priced && !x.orders.Overflow {
			g.Values = append(g.Values, result.Member{Key: "revenue_pct", Value: metric.Percent(float64(x.orders.Revenue), float64(groups[k.group].Revenue))})
		}
		return g
	})
	s.segments(d, f, q)
}

// segments tells the segments in the total, but for those of fewer customers than may be told.
func (s *audit) segments(d *result.Document, f *fifths, q metric.Account) {
	customers, revenue := result.Object{}, result.Object{}
	held, theirs := 0, int64(0)
	for _, name := range slices.SortedFunc(maps.Keys(f.segments), func(a, b string) int { return cmp.Compare(b, a) }) {
		x := f.segments[name]
		if x.customers < s.Groups.MinN {
			held, theirs = held+1, theirs+x.customers
			continue
		}
		customers = append(customers, result.Member{Key: name, Value: x.customers})
		revenue = append(revenue, result.Member{Key: name, Value: q.Price(x.revenue)})
	}
	var told, brought any = customers, revenue
	if held > 0 {
		d.Warnings = append(d.Warnings, result.Warn("held_back", "%d of %d segments have fewer than %d customers, so they are held back", held, len(f.segments), s.Groups.MinN))
		if held == 1 || theirs < s.Groups.MinN { // the total less the others tells theirs
			told, brought = nil, nil
		}
	}
	d.Total.Values = append(d.Total.Values, result.Member{Key: "segments", Value: told})
	if q.Priced {
		d.Total.Values = append(d.Total.Values, result.Member{Key: "segments_revenue", Value: brought})
	}
}

// span tells between which values of the measure the customers lie: days, orders or money.
func (x *fifth) span(measure int, q metric.Account) result.Object {
	from, to, text := any(x.from), any(x.to), kind.HowMany(x.to, "order").String()
	switch measures[measure] {
	case "recency":
		from, to, text = -x.to, -x.from, kind.HowMany(-x.from, "day").String()
	case "money":
		from, to, text = q.Price(x.from), q.Price(x.to), money.Format(money.Amount(x.to), q.Decimals)
	}
	if first := fmt.Sprint(from); x.from != x.to {
		if measures[measure] == "money" {
			first = money.Format(money.Amount(x.from), q.Decimals)
		}
		text = first + " to " + text
	}
	return result.Object{{Key: "from", Value: from}, {Key: "to", Value: to}, {Key: "span", Value: text}}
}
