// Package board ranks the groups of a document: each figure is drawn towards those of the others as far as it stands on
// little, and said to be better or worse only where it differs from the rest.
package board

import (
	"cmp"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/stats"
)

// LeastN is the n below which a board holds a group back, unless somebody says otherwise.
const LeastN = 10

// most is the largest number of groups of a board: each is compared with all the others.
const most = 1000

// Pooling returns what the groups at some places of a document stand on together.
type Pooling func(places []int) (metric.Evidence, error)

// A Board says how groups are ranked.
type Board struct {
	// Prior is what is known of a group beforehand; nil to learn it from the groups.
	Prior *Beforehand
	// Confidence is that of the intervals and of the verdicts.
	Confidence float64
}

// Words of the verdict of a group against the rest.
const (
	Better = "better"
	Worse  = "worse"
	Same   = "~" // chance alone would make such a difference
)

// A standing is what a board says about a group.
type standing struct {
	place     int // of the group in the document
	evidence  metric.Evidence
	pulled    stats.Pulled
	change    metric.Change // against the rest
	compared  bool          // there is a change
	rank      int64
	pAdjusted float64
}

// Rank puts the groups of a document in their order, with what the board says about each. Those that are held
// back come last, and stay in the rest that the others are compared with. order tells where each of them stood before.
func (b Board) Rank(d *result.Document, pool Pooling) (order []int, err error) {
	if n := d.Groups.Len(); n > most {
		return nil, problem.Usage("--board ranks at most %d groups, and there are %d: a coarser --by makes fewer", most, n)
	}
	list, other, err := b.stand(d, pool)
	if err != nil {
		return nil, err
	}
	drawn, err := b.draw(list, pool)
	if err != nil {
		return nil, err
	}
	b.order(list)
	b.adjust(list)
	said := make(map[int]result.Object)
	for _, s := range list {
		order, said[s.place] = append(order, s.place), b.values(s)
	}
	order = append(order, other...)
	d.Groups = d.Groups.Pick(order).Map(func(i int, g result.Group) result.Group {
		g.Values, g.Verdict = append(slices.Clone(g.Values), said[order[i]]...), nil
		return g
	})
	b.tell(d, list, drawn)
	return order, nil
}

// tell says in the document how it was ranked.
func (b Board) tell(d *result.Document, list []*standing, drawn result.Object) {
	value := slices.IndexFunc(d.Fields, func(f result.Field) bool { return f.Name == "value" })
	high := slices.IndexFunc(d.Fields, func(f result.Field) bool { return f.Name == "high" })
	d.Fields = slices.Insert(slices.Clone(d.Fields), max(high, value)+1, Fields(d.Fields[value])...)
	for _, s := range list {
		if s.compared {
			method := s.change.Method
			if _, _, ok := s.evidence.Spread(); ok {
				method += " and pooled-z, the larger p"
			}
			drawn.Add(true, "comparison", method)
			break
		}
	}
	drawn.Add(true, "correction", "benjamini-hochberg")
	d.Settings = append(d.Settings, result.Member{Key: "board", Value: drawn})
	if n := len(list); b.Prior == nil && n > 0 && n < stats.FewPulled {
		d.Warnings = append(d.Warnings, result.Warn("board_not_drawn", "%d groups do not tell how far groups differ, so none is drawn to the others: it takes %d, or --prior N", n, stats.FewPulled))
	}
	if held := d.Groups.Len() - len(list); held > 0 && len(list) == 0 {
		d.Warnings = append(d.Warnings, result.Warn("board_of_none", "no group can be ranked: all are held back, or have no figure"))
	}
}

// stand lists the groups that can be ranked, and the places of the others.
func (b Board) stand(d *result.Document, pool Pooling) (list []*standing, other []int, err error) {
	all := make([]int, d.Groups.Len())
	for i := range all {
		all[i] = i
	}
	if len(all) == 0 {
		return nil, nil, nil
	}
	whole, err := pool(all)
	if err != nil {
		return nil, nil, err
	}
	for i, g := range d.Groups.All() {
		if _, ok := g.Values.Number("value"); !ok || g.Reason != "" {
			other = append(other, i)
			continue
		}
		s := &standing{place: i}
		if s.evidence, err = pool([]int{i}); err != nil {
			return nil, nil, err
		}
		rest, ok := Without(whole, s.evidence)
		if !ok && len(all) > 1 {
			if rest, err = pool(slices.Delete(slices.Clone(all), i, i+1)); err != nil {
				return nil, nil, err
			}
		}
		var failed error
		s.change, failed = s.evidence.Compare(rest, b.Confidence)
		s.change.P = max(s.change.P, s.evidence.Alike(rest, whole))
		s.compared = failed == nil
		list = append(list, s)
	}
	return list, other, nil
}

// Without takes a part from what answers stand on. ok is false where it cannot be taken away again: weighted answers
// count as their effective number, and limits do not tell what they are made of.
func Without(whole, part metric.Evidence) (rest metric.Evidence, ok bool) {
	rest = metric.Evidence{N: whole.N - part.N, Factor: whole.Factor, LowerIsBetter: whole.LowerIsBetter, Form: whole.Form}
	switch {
	case whole.Counts != nil && part.Counts != nil && whole.Counts.N() == whole.N && part.Counts.N() == part.N:
		c := stats.Trinomial{Promoters: whole.Counts.Promoters - part.Counts.Promoters, Passives: whole.Counts.Passives - part.Counts.Passives,
			Detractors: whole.Counts.Detractors - part.Counts.Detractors}
		net, ok := c.Net()
		rest.Counts, rest.Value = &c, net*whole.Factor
		return rest, ok
	case whole.Share != nil && part.Share != nil && whole.Share.N == whole.N && part.Share.N == part.N:
		s := stats.Share{K: whole.Share.K - part.Share.K, N: whole.Share.N - part.Share.N}
		rest.Share, rest.Value = &s, s.K/s.N*whole.Factor
		return rest, s.N > 0 && s.K >= 0 && s.K <= s.N
	}
	return metric.Evidence{}, false
}

// order sorts by the figure as it was drawn, the best first, and then by what was observed. Equal ones share a rank.
func (b Board) order(list []*standing) {
	compare := func(x, y *standing) int { return cmp.Compare(y.pulled.Value, x.pulled.Value) }
	observed := func(x, y *standing) int { return cmp.Compare(y.evidence.Value, x.evidence.Value) }
	sign := 1
	if len(list) > 0 && list[0].evidence.LowerIsBetter {
		sign = -1
	}
	slices.SortStableFunc(list, func(x, y *standing) int { return sign * cmp.Or(compare(x, y), observed(x, y)) })
	for i, s := range list {
		if s.rank = int64(i + 1); i > 0 && compare(list[i-1], s) == 0 {
			s.rank = list[i-1].rank
		}
	}
}

// adjust makes the claims of the whole board hold: of those that are better or worse, no more are wrong on average
// than the confidence leaves.
func (b Board) adjust(list []*standing) {
	var ps []float64
	for _, s := range list {
		if s.compared {
			ps = append(ps, s.change.P)
		}
	}
	ps = stats.BenjaminiHochberg(ps)
	for _, s := range list {
		if s.compared {
			s.pAdjusted, ps = ps[0], ps[1:]
		}
	}
}

// Verdict says whether a change that is adjusted for others is good or bad, or may be chance.
func Verdict(c metric.Change, pAdjusted, confidence float64, lowerIsBetter bool) string {
	switch {
	case !(pAdjusted < 1-confidence) || c.Change == 0:
		return Same
	case c.Change > 0 == lowerIsBetter:
		return Worse
	}
	return Better
}

// values are the fields that a board adds to a group.
func (b Board) values(s *standing) (o result.Object) {
	o = result.Object{{Key: "rank", Value: s.rank}, {Key: "shrunk", Value: s.pulled.Value},
		{Key: "shrunk_low", Value: s.pulled.Interval.Low}, {Key: "shrunk_high", Value: s.pulled.Interval.High}}
	o.Add(s.compared, "p", s.change.P)
	o.Add(s.compared, "p_adjusted", s.pAdjusted)
	verdict := Same
	if s.compared {
		verdict = Verdict(s.change, s.pAdjusted, b.Confidence, s.evidence.LowerIsBetter)
	}
	o.Add(true, "verdict", verdict)
	return o
}

// Fields are those that a board adds to the groups of a metric; value is the field that it ranks.
func Fields(value result.Field) []result.Field {
	figure := func(name, title, doc string) result.Field {
		return result.Field{Name: name, Title: title, Kind: value.Kind, Decimals: value.Decimals, Extra: true, Only: "groups", Doc: doc}
	}
	p := func(name, doc string) result.Field {
		return result.Field{Name: name, Title: name, Kind: result.Probability, Extra: true, Doc: doc}
	}
	return []result.Field{
		{Name: "rank", Title: "rank", Kind: result.Count, Extra: true, Only: "groups", Doc: "Place on the board, by shrunk; only with --board."},
		figure("shrunk", "shrunk", "Value drawn towards those of the other groups, as far as it stands on little; only with --board."),
		figure("shrunk_low", "from", "Lower end of the interval of shrunk."),
		figure("shrunk_high", "to", "Upper end of the interval of shrunk."),
		p("p", "p-value of the difference from all the other groups together."),
		p("p_adjusted", "p adjusted for all groups of the board."),
		{Name: "verdict", Title: "than the rest", Kind: result.Text, Extra: true, Only: "groups",
			Doc: "On a board: better, worse, or ~ where the group does not differ from the rest beyond chance."},
	}
}
