package reviews

import (
	"cmp"
	"context"
	"fmt"
	"hash/maphash"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/cases"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// A critique is a question about reviews that makes sense.
type critique struct {
	*facts.Query
	seed   maphash.Seed
	book   *cases.Book[posted]
	states map[string]string
	has    map[dataset.Role]bool
	undate []string        // dates that are none, of a column that was left out for them
	others []problem.Sense // the other columns that hold stars
}

func planned(q *facts.Query) (facts.Intent, error) {
	c := &critique{Query: q, seed: maphash.MakeSeed(), book: cases.NewBook[posted](), states: make(map[string]string), has: make(map[dataset.Role]bool)}
	if text := strings.ReplaceAll(q.Own.Text("scale"), "–", "-"); text != "" && text != "1-5" {
		e := problem.Usage("--scale %q: reviews are of 1 to 5 stars", q.Own.Text("scale"))
		e.Instead = "csat"
		return nil, e
	}
	if err := starsMeant(q.Target); err != nil {
		return nil, err
	}
	for _, text := range q.Own.List("verified-is") {
		at := strings.LastIndex(text, "=")
		if at < 0 || !slices.Contains([]string{"yes", "no"}, text[at+1:]) {
			return nil, problem.Usage("--verified-is %q is not TEXT=yes or TEXT=no", text)
		}
		c.states[text[:at]] = text[at+1:]
	}
	return c, nil
}

// starsMeant asks where a target lies among the stars: it is one of the share of reviews, in percent.
func starsMeant(target *float64) error {
	if target == nil || *target < 1 || *target > 5 {
		return nil
	}
	e := problem.Usage("--target %v is %v %% of the reviews with 4 or 5 stars, and no mean of stars", *target, *target)
	e.Senses = []problem.Sense{
		{Says: "if the mean of the stars is meant", Flags: []string{"--threshold", fmt.Sprintf("mean>=%v", *target)}, Drop: []string{"--target"}},
		{Says: "if the share of reviews is", Flags: []string{"--threshold", fmt.Sprintf("value>=%v", *target)}, Drop: []string{"--target"}}}
	return e
}

// Define is the formula.
func (c *critique) Define() string {
	return "100 × reviews of 4 and 5 stars / reviews of 1 to 5 stars"
}

// Settings show what decided the numbers.
func (c *critique) Settings() result.Object {
	return result.Object{{Key: "scale", Value: "1-5"}, {Key: "positive_from", Value: int64(positiveStars)}, {Key: "repeated_words", Value: int64(leastWords)},
		{Key: "burst_chance", Value: hardly}}
}

// Wants needs the stars.
func (c *critique) Wants(role dataset.Role) facts.Want {
	switch {
	case role == "score":
		return facts.Needed
	case role == "review" && isNone(c.Own.Text("review")):
		return facts.Unwanted
	}
	return facts.Welcome
}

// Check refuses dates that tell no day, and asks for a column of marks that several may be.
func (c *critique) Check(t *dataset.Table, cs dataset.Columns) error {
	if i := cs.At("time"); i != dataset.None && !t.Blank(i) && !t.HoldsTimes(i, c.Writing(dates.DayFirst)) {
		list := shown(t.Sample(i))
		if c.Own.Text("time") != "" || c.Cut != "" || c.From != nil || c.To != nil {
			return problem.Usage("%s: column %s holds no dates: %s; a date that counts from another day tells none", t.Name, t.Header(i), strings.Join(list, ", ")).
				Advise("without --time, --period, --since and --until the other figures are told")
		}
		c.undate = list
		cs.Set("time", dataset.None)
	}
	if at := cs.At("score"); c.Own.Text("score") == "" && layout.IsOthersMark(t.Headers[at]) {
		return t.Ask("--score", "no header tells which column holds the score", []int{at})
	}
	stars := func(row []string) (x, rounded float64, ok bool) {
		kind, x, _ := judge(row[cs.At("score")], t.Decimal)
		return x, dataset.Rounded(row[cs.At("score")]), kind == answer.Counted || kind == answer.OutOfRange
	}
	if err := cmp.Or(c.Asked(t, cs, cs.At("score")), c.counted(t, cs), c.halves(t, cs), c.reversed(t, cs), c.Totals(t, cs, "reviews", stars)); err != nil {
		return err
	}
	c.others = others(t, cs)
	for _, p := range columns() {
		c.has[p.Role] = c.has[p.Role] || cs.Has(p.Role)
	}
	return cmp.Or(c.summed(t, cs), c.mingled(t, cs))
}

// mingled asks where a column tells stars from scores on a longer scale, as other sites have them.
func (c *critique) mingled(t *dataset.Table, cs dataset.Columns) error {
	read := func(row []string) (float64, bool) {
		kind, x, _ := judge(row[cs.At("score")], t.Decimal)
		return x, kind == answer.Counted || kind == answer.OutOfRange
	}
	free := func(i int) bool { return !cs.Taken(i) && !cs.Settled(i) }
	mix, ok := t.Mixed(c.KeptRows(t, cs), mostStars, read, free)
	if !ok || c.Own.Text("scale") != "" {
		return nil
	}
	e := problem.Usage("%s: column %s: scores go up to %v, and column %s tells those of 1 to 5 stars from the others; reviews are of 1 to 5 stars", t.Name,
		cs.Header("score"), mix.Highest, t.Header(mix.Column))
	e.Senses = []problem.Sense{{Says: "of those of 1 to 5 stars", Flags: []string{"--where", dataset.Among(t.Reference(mix.Column), mix.Within)}}}
	return e
}

// summed refuses rows that are units, such as stores, each with its own figure and the number of its reviews.
func (c *critique) summed(t *dataset.Table, cs dataset.Columns) error {
	free := func(i int) bool { return !cs.Taken(i) && !slices.Contains(cs.By, i) && !cs.Settled(i) }
	ofMeans := func(i int) bool { return free(i) || i == cs.At("time") }
	if unit := t.MeansBy(c.KeptRows(t, cs), "csat", cs.At("score"), ofMeans); unit != dataset.None && !cs.Has("text") && !isNone(c.Own.Text("review")) {
		return problem.Failure("%s: the header of column %s says that it holds means, one of each of column %s: a mean is no review", t.Name,
			t.Header(cs.At("score")), t.Header(unit)).Advise("export the reviews themselves; --review none says that every row is a review")
	}
	s, ok := t.Summed(t.Rows, "csat", cs.At("score"), free)
	if !ok || cs.Has("text") {
		return nil
	}
	return problem.Failure("%s: a row is one of column %s, with a figure in column %s and in column %s of how many reviews it is: such a figure is no review", t.Name,
		t.Header(s.Unit), t.Header(cs.At("score")), t.Header(s.Count)).
		Advise("export the reviews themselves; --where " + layout.ShellQuote(t.Reference(s.Count)+"~.*") + " takes every row for a review all the same")
}

// shown quotes the first different texts.
func shown(texts []string) (out []string) {
	const most = 4
	for _, text := range texts {
		q := answer.Quote(answer.Trim(text), 30)
		if answer.Trim(text) == "" || slices.Contains(out, q) {
			continue
		}
		if len(out) == most {
			return append(out, "…")
		}
		out = append(out, q)
	}
	return out
}

// Gatherer returns a desk without reviews.
func (c *critique) Gatherer() facts.Gatherer {
	return &letters{plan: c, store: c.book.Store(), words: facts.NewLexicon("verified", c.states), judged: make(map[string]judgement),
		off: make(map[float64]int64), relative: make(map[string]int64)}
}

// Tell adds the reviews up.
func (c *critique) Tell(ctx context.Context, from facts.Gatherer, h facts.Heard) (facts.Told, error) {
	l := from.(*letters)
	groups := make([]pile, h.Groups)
	repeated := make([]int64, h.Groups)
	for i, s := range l.groups {
		groups[i].add(s)
	}
	parts, err := cases.Walk(ctx, l.store, h.Workers, func(a, b posted) int { return a.at.Compare(b.at) },
		func() *keeper { return &keeper{plan: c} }, (*keeper).review)
	if err != nil {
		return nil, err
	}
	for _, k := range parts {
		for i, s := range k.groups {
			groups[i].add(s)
			repeated[i] += k.repeated[i]
		}
	}
	total := pooled(groups)
	if err := c.misfit(total, l, h); err != nil {
		return nil, err
	}
	if list, rows := l.words.Unknown(); len(list) > 0 {
		e := problem.Usage("%s: column %s: %q says neither verified nor not; %s of %d rows have such words", h.Set.Names(), h.Columns[0].Header("verified"),
			list[0], fmt.Sprint(rows), h.Rows.Read)
		for _, word := range []string{"yes", "no"} {
			says := map[string]string{"yes": "%q is verified", "no": "%q is not"}[word]
			e.Senses = append(e.Senses, problem.Sense{Says: fmt.Sprintf(says, list[0]), Flags: []string{"--verified-is", list[0] + "=" + word}})
		}
		return nil, e
	}
	return c.told(total, groups, repeated, l, h), nil
}

// misfit refuses stars that look as if they were on another scale.
func (c *critique) misfit(total pile, l *letters, h facts.Heard) error {
	traits := &metric.AnswerTraits{Scale: metric.Scale{Min: fewestStars, Max: mostStars}, Breaks: []metric.Break{{Flag: "satisfied-from", Default: positiveStars}},
		Rivals: func(metric.Inquiry) []metric.Rival {
			return []metric.Rival{metric.YesNo(), metric.ThreeSteps(), metric.OneShort(metric.Scale{Min: fewestStars, Max: mostStars - 1})}
		}}
	q := metric.Inquiry{Scale: traits.Scale}
	m := traits.Beyond(total.n(), l.numbers(), q)
	beyond := m != nil
	if m == nil && c.Own.Text("scale") == "" {
		if m = traits.Doubt(total.answers(), q); m != nil && !m.Sure {
			m = nil
		}
	}
	if m == nil {
		return nil
	}
	e := problem.Failure("%s: column %s: %s; reviews are of 1 to 5 stars", h.Set.Names(), h.Columns[0].Header("score"), m.Found)
	e.Read = true
	if s := m.Scale; s.Max > s.Min && s.Max > mostStars {
		flags := []string{"--scale", s.Flag(), "--score", h.Columns[0].Name("score", 0)}
		if e.Senses = c.others; len(e.Senses) == 0 {
			e.Instead, e.Flags = "csat", flags
			return e
		}
		e.Senses = append(e.Senses, problem.Sense{Says: "how many " + h.Columns[0].Header("score") + " says are satisfied", Instead: "csat", Flags: flags})
		return e
	}
	switch {
	case unrated(l.numbers()):
		e.Senses = []problem.Sense{{Says: "if 0 means no stars were given", Flags: []string{"--missing", "0"}}}
	case total.n() == 0 && tens(l.numbers()):
		flags := []string{"--score", h.Set.Tables[0].Reference(h.Columns[0].At("score"))}
		for _, x := range l.numbers() {
			flags = append(flags, "--value", fmt.Sprintf("%v=%v", x.Value, x.Value/10))
		}
		e.Senses = []problem.Sense{{Says: "how many are satisfied, if ten is a star", Instead: "csat", Flags: flags}}
	case beyond:
		e.Hint = "csat --scale MIN-MAX tells another scale"
	default:
		e.Hint = "--scale 1-5 says that they are, csat --scale MIN-MAX tells another scale"
	}
	return e
}

// unrated tells whether the only number that is none of stars is 0.
func unrated(off []metric.Number) bool { return len(off) == 1 && off[0].Value == 0 }

// tens tells whether numbers are stars times ten, as some sites write them.
func tens(off []metric.Number) bool {
	return len(off) > 1 && !slices.ContainsFunc(off, func(x metric.Number) bool {
		stars := x.Value / 10
		return stars != float64(int(stars)) || stars < fewestStars || stars > mostStars
	})
}

// others are the columns that surely ask how satisfied people are, and hold nothing but stars.
func others(t *dataset.Table, cs dataset.Columns) (senses []problem.Sense) {
	for _, i := range t.Those(func(i int) bool { return !cs.Taken(i) && !slices.Contains(cs.By, i) && !t.Blank(i) }) {
		r, ok := layout.RatingOf(layout.Score, "csat", t.Headers[i])
		if off := func(text string) bool {
			kind, _, _ := judge(text, t.Decimal)
			return kind != answer.Counted && answer.Trim(text) != ""
		}; ok && r.Sure && !slices.ContainsFunc(t.Sample(i), off) {
			senses = append(senses, problem.Sense{Says: "of " + t.Header(i), Flags: []string{"--score", t.Reference(i)}})
		}
	}
	return senses
}

func pooled(groups []pile) (sum pile) {
	for _, s := range groups {
		sum.add(s)
	}
	return sum
}
