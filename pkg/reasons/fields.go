package reasons

import (
	"math"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/stats"
	"github.com/cxcalc/cxcalc/pkg/tags"
)

// A standpoint is how an outcry is looked at.
type standpoint struct {
	grading
	names      []tags.ReasonName
	confidence float64
	minN       int64
	scored     bool
	priced     bool
	topical    bool
	follow     int32       // the reason that is followed, noReason for none
	words      []wordCount // of the texts without a topic; nil for a group
	periods    []*outcry   // one after the other; nil for a group, and where nobody asks
}

// A wordCount is in how many texts a word stands.
type wordCount struct {
	word  string
	texts int64
}

// An upshot is an outcry as it is told.
type upshot struct {
	*outcry
	standpoint
	ranked []ranked
	vital  int
	enough bool

	growths []growth // of the ranked reasons; nil where there is no trend
}

func found(o *outcry, s standpoint) upshot {
	f := upshot{outcry: o, standpoint: s}
	f.ranked, f.vital, f.enough = o.rank(s.names)
	f.growths = growths(s.periods, f.ranked)
	return f
}

func declared() []result.Field { list, _ := fields(); return list }

// fields are those of a group, in the order of documents.
func fields() ([]result.Field, metric.Compute[*outcry, standpoint]) {
	return metric.Fields(found, headFields(), followFields(), scoreFields(), listFields(), textFields())
}

func headFields() []metric.Figure[upshot] {
	return []metric.Figure[upshot]{
		{Field: result.Field{Name: "n", Title: "people", Kind: result.Count, Doc: "Number of people who name a reason; without --respondent every row is one."},
			Of: func(f upshot) any { return f.named.all() }},
		{Field: result.Field{Name: "value", Title: "vital few", Kind: result.Count, Doc: "Fewest reasons that together have 80 % of all mentions, without the one that is called other; null where the others never have so many. With --follow, the share of people with a reason who name that one, in percent."},
			Of: func(f upshot) any { return f.value() }},
		{Field: result.Field{Name: "low", Title: "low", Kind: result.Percent, Extra: true, Doc: "Lower end of the interval of value; null without --follow."},
			Of: func(f upshot) any { return f.limits().LowerEnd() }},
		{Field: result.Field{Name: "high", Title: "high", Kind: result.Percent, Extra: true, Doc: "Upper end of the interval of value; null without --follow."},
			Of: func(f upshot) any { return f.limits().UpperEnd() }},
		{Field: result.Field{Name: "vital_few", Title: "which", Kind: result.Text, Extra: true, Doc: "Those reasons, the most frequent first; only where there are some."},
			Of: func(f upshot) any { return f.few() }},
		{Field: result.Field{Name: "reasons_n", Title: "reasons", Kind: result.Count, Doc: "Number of different reasons."},
			Of: func(f upshot) any { return int64(len(f.ranked)) }},
		{Field: result.Field{Name: "mentions", Title: "mentions", Kind: result.Count, Doc: "How often reasons are named: by a row each of its reasons once."},
			Of: func(f upshot) any { return f.mentions }},
		{Field: result.Field{Name: "mentions_each", Title: "a person", Kind: result.Mean, Spare: 1, Doc: "Mentions for each person who names a reason."},
			Of: func(f upshot) any {
				n := float64(f.named.all())
				return metric.Optional(float64(f.mentions)/n, n > 0)
			}},
		{Field: result.Field{Name: "all", Title: "of all", Kind: result.Count, Doc: "Number of all people, also those who name no reason."},
			Of: func(f upshot) any { return f.everybody.all() }},
		{Field: result.Field{Name: "amount", Title: "amount", Kind: result.Number, IfTold: true, Doc: "Sum of the amounts of rows with a reason; only with --amount."},
			Of: func(f upshot) any { return metric.If(f.priced, f.amount.sum()) }},
	}
}

// scoreLimits are the ends of the interval of the score.
func (f upshot) scoreLimits() metric.Bounds {
	if f.everybody.scored() == 0 {
		return metric.Bounds{}
	}
	return metric.Bound(f.grading.evidence(f.everybody).Limits(f.confidence))
}

// few names the vital few.
func (f upshot) few() any {
	if !f.enough {
		return metric.Absent{}
	}
	var names []string
	for _, r := range f.ranked {
		if r.Vital {
			names = append(names, r.Shown)
		}
	}
	return strings.Join(names, ", ")
}

func scoreFields() []metric.Figure[upshot] {
	return []metric.Figure[upshot]{
		{Field: result.Field{Name: "score", Title: "score", Kind: result.Number, IfTold: true, Doc: "Score of all people who have one: the NPS in points on its scale of eleven steps, on any other the share that is happy, in percent; only with --score."},
			Of: func(f upshot) any { return metric.If(f.scored, metric.Optional(f.grading.score(f.everybody))) }},
		{Field: result.Field{Name: "score_low", Title: "low", Kind: result.Number, Extra: true, Doc: "Lower end of the interval of score; only with --score."},
			Of: func(f upshot) any { return metric.If(f.scored, f.scoreLimits().LowerEnd()) }},
		{Field: result.Field{Name: "score_high", Title: "high", Kind: result.Number, Extra: true, Doc: "Upper end of the interval of score; only with --score."},
			Of: func(f upshot) any { return metric.If(f.scored, f.scoreLimits().UpperEnd()) }},
		{Field: result.Field{Name: "scored", Title: "with a score", Kind: result.Count, IfTold: true, Spare: 2, Doc: "Number of people with a score; only with --score."},
			Of: func(f upshot) any { return metric.If(f.scored, f.everybody.scored()) }},
		{Field: result.Field{Name: "unhappy", Title: "unhappy", Kind: result.Count, IfTold: true, Spare: 2, Doc: "Number of people who are unhappy by their score; only with --score."},
			Of: func(f upshot) any { return metric.If(f.scored, f.everybody[unhappy]) }},
	}
}

// followed are the people who name the reason that is followed, among those who name any.
func (f upshot) followed() stats.Share {
	s := stats.Share{N: float64(f.named.all())}
	if f.follow >= 0 && int(f.follow) < len(f.causes) {
		s.K = float64(f.causes[f.follow].voices.all())
	}
	return s
}

// value is how many reasons are the vital few, or the share that names the reason that is followed.
func (f upshot) value() any {
	switch {
	case f.follow != noReason:
		return metric.Percent(f.followed().K, f.followed().N)
	case !f.enough:
		return nil
	}
	return int64(f.vital)
}

func followFields() []metric.Figure[upshot] {
	return []metric.Figure[upshot]{
		{Field: result.Field{Name: "followed", Title: "name it", Kind: result.Count, Extra: true, Doc: "Number of people who name the reason of --follow."},
			Of: func(f upshot) any { return metric.If(f.follow != noReason, int64(f.followed().K)) }},
	}
}

// limits are those of the share that names the followed reason: how many reasons have most mentions has none.
func (f upshot) limits() metric.Bounds {
	if f.follow == noReason {
		return metric.Bounds{}
	}
	return metric.Wilson(f.followed(), f.confidence)
}

func listFields() []metric.Figure[upshot] {
	return []metric.Figure[upshot]{
		{Field: result.Field{Name: "reasons", Title: "Reasons", Kind: result.Listing, Chart: result.ChartPareto, Rows: reasonRows(),
			Doc: "The reasons, the most frequent first; what is called other comes last."},
			Of: func(f upshot) any { return f.rows() }},
	}
}

func textFields() []metric.Figure[upshot] {
	return []metric.Figure[upshot]{
		{Field: result.Field{Name: "unmatched", Title: "no topic", Kind: result.Count, IfTold: true, Doc: "Number of people whose text has no word of a topic; only with --topics."},
			Of: func(f upshot) any { return metric.If(f.topical, f.unmatched) }},
		{Field: result.Field{Name: "unmatched_pct", Title: "no topic", Kind: result.Percent, Extra: true, Doc: "Their share of the people with a text, in percent; only with --topics."},
			Of: func(f upshot) any {
				return metric.If(f.topical, metric.Percent(float64(f.unmatched), float64(f.unmatched+f.named.all())))
			}},
		{Field: result.Field{Name: "unmatched_words", Title: "Words of texts without a topic", Kind: result.Listing, Extra: true, Rows: []result.Field{
			{Name: "word", Title: "word", Kind: result.Text, Names: true, Doc: "The word."},
			{Name: "texts", Title: "texts", Kind: result.Count, Doc: "Number of texts without a topic that have it."},
		}, Doc: "The most frequent words of texts without a topic, at most 50; only with --topics, and of all texts together."},
			Of: func(f upshot) any { return metric.If(f.words != nil, f.unmatchedWords()) }},
	}
}

func (f upshot) unmatchedWords() []result.Object {
	out := []result.Object{}
	for _, w := range f.words {
		out = append(out, result.Object{{Key: "word", Value: w.word}, {Key: "texts", Value: w.texts}})
	}
	return out
}

// reasonRows are the fields of a reason. Those that need a score, or an amount, are null without.
func reasonRows() []result.Field {
	return []result.Field{
		{Name: "reason", Title: "reason", Kind: result.Text, Names: true, Doc: "The reason, in its most frequent form."},
		{Name: "mentions", Title: "mentions", Kind: result.Count, Doc: "How often it is named."},
		{Name: "mentions_pct", Title: "of mentions", Kind: result.Percent, Drawn: true, Doc: "Its share of all mentions, in percent."},
		{Name: "cumulative_pct", Title: "so far", Kind: result.Percent, Doc: "Share of it and of those before it, in percent of all mentions."},
		{Name: "vital", Title: "vital", Kind: result.Flag, Spare: 5, Doc: "Whether it is one of the vital few."},
		{Name: "people", Title: "people", Kind: result.Count, Spare: 2, Doc: "Number of people who name it."},
		{Name: "share_pct", Title: "of people", Kind: result.Percent, Doc: "Share of the people with a reason who name it, in percent."},
		{Name: "share_low", Title: "low", Kind: result.Percent, Doc: "Lower end of the interval of share_pct."},
		{Name: "share_high", Title: "high", Kind: result.Percent, Doc: "Upper end of the interval of share_pct."},
		{Name: "all_pct", Title: "of all", Kind: result.Percent, Spare: 6, Doc: "Share of all people who name it, also of those who name no reason, in percent."},
		{Name: "unhappy_pct", Title: "of unhappy", Kind: result.Percent, IfTold: true, Spare: 3, Doc: "Share of the unhappy who name it, in percent; only with --score."},
		{Name: "others_pct", Title: "of others", Kind: result.Percent, IfTold: true, Spare: 3, Doc: "Share of the others with a score who name it, in percent; only with --score."},
		{Name: "lift", Title: "lift", Kind: result.Number, IfTold: true, Doc: "How many times as often the unhappy name it; null where nobody else does, and without --score."},
		{Name: "p", Title: "p", Kind: result.Probability, IfTold: true, Spare: 4, Doc: "p-value of Fisher's exact test that both name it as often, two-sided; only with --score."},
		{Name: "p_adjusted", Title: "p adjusted", Kind: result.Probability, IfTold: true, Doc: "The same for so many reasons, by Benjamini and Hochberg; only with --score."},
		{Name: "impact", Title: "impact", Kind: result.Number, IfTold: true, Doc: "Score of all less the score of those who do not name it, in the unit of score; null where everybody names it, and without --score."},
		{Name: "value", Title: "amount", Kind: result.Number, IfTold: true, Doc: "Sum of the amounts of rows that name it; only with --amount."},
		{Name: "value_pct", Title: "of amount", Kind: result.Percent, IfTold: true, Spare: 1, Doc: "Its share of the amounts of rows with a reason, in percent; a row with several reasons counts for each of them; only with --amount."},
		{Name: "trend", Title: "a period", Kind: result.Number, IfTold: true, Doc: "Points by which share_pct grows from period to period, on average; only with --period, of all groups together, over three periods and more."},
		{Name: "trend_p", Title: "p of trend", Kind: result.Probability, IfTold: true, Spare: 4, Doc: "p-value of the test of Cochran and Armitage that it does not move, two-sided; null where fewer than 10 people name it, or do not."},
		{Name: "trend_p_adjusted", Title: "p of trend adjusted", Kind: result.Probability, IfTold: true, Doc: "The same for so many reasons, by Benjamini and Hochberg."},
		{Name: "few", Title: "few", Kind: result.Flag, Spare: 7, Doc: "Whether fewer than 30 people name it."},
	}
}

// fewPeople is how many people have to name a reason for its figures to stand on more than little.
const fewPeople = 30

// rows lists the reasons.
func (f upshot) rows() []result.Object {
	p, adjusted, tested := []float64(nil), []float64(nil), false
	if f.scored {
		p, adjusted, tested = f.tests(f.ranked)
	}
	out := []result.Object{}
	for i, r := range f.ranked {
		row := f.pareto(r)
		if tested {
			row = append(row, f.contrasted(r, p[i], adjusted[i])...)
		} else {
			row = append(row, f.contrasted(r, math.NaN(), math.NaN())...)
		}
		row = append(row, f.costs(r)...)
		row = append(row, f.moves(i)...)
		row = append(row, result.Member{Key: "few", Value: r.voices.all() < fewPeople})
		out = append(out, f.held(r, row))
	}
	return out
}

// held is a row without its figures where so few people name the reason that they are held back.
func (f upshot) held(r ranked, row result.Object) result.Object {
	if r.voices.all() >= f.minN {
		return row
	}
	for i := range row {
		if !slices.Contains([]string{"reason", "few"}, row[i].Key) {
			row[i].Value = nil
		}
	}
	return row
}

// pareto is how often a reason is named.
func (f upshot) pareto(r ranked) result.Object {
	people := stats.Share{K: float64(r.voices.all()), N: float64(f.named.all())}
	limits := metric.Wilson(people, f.confidence)
	return result.Object{
		{Key: "reason", Value: r.Shown},
		{Key: "mentions", Value: r.Mentions},
		{Key: "mentions_pct", Value: metric.Percent(float64(r.Mentions), float64(f.mentions))},
		{Key: "cumulative_pct", Value: metric.Percent(float64(r.Cumulative), float64(f.mentions))},
		{Key: "vital", Value: r.Vital},
		{Key: "people", Value: r.voices.all()},
		{Key: "share_pct", Value: metric.Percent(people.K, people.N)},
		{Key: "share_low", Value: limits.LowerEnd()},
		{Key: "share_high", Value: limits.UpperEnd()},
		{Key: "all_pct", Value: metric.Percent(people.K, float64(f.everybody.all()))},
	}
}

// contrasted is how a reason divides the unhappy from the others.
func (f upshot) contrasted(r ranked, p, adjusted float64) result.Object {
	if !f.scored {
		return result.Object{{Key: "unhappy_pct"}, {Key: "others_pct"}, {Key: "lift"}, {Key: "p"}, {Key: "p_adjusted"}, {Key: "impact"}}
	}
	c := f.contrast(r.voices)
	return result.Object{
		{Key: "unhappy_pct", Value: metric.Percent(c.unhappy.K, c.unhappy.N)},
		{Key: "others_pct", Value: metric.Percent(c.others.K, c.others.N)},
		{Key: "lift", Value: metric.Optional(c.lift())},
		{Key: "p", Value: metric.Optional(p, !math.IsNaN(p))},
		{Key: "p_adjusted", Value: metric.Optional(adjusted, !math.IsNaN(adjusted))},
		{Key: "impact", Value: metric.Optional(f.impact(f.everybody, r.voices))},
	}
}

// moves is how the share of a reason moves over the periods.
func (f upshot) moves(i int) result.Object {
	var g growth
	if f.growths != nil {
		g = f.growths[i]
	}
	return result.Object{{Key: "trend", Value: metric.Optional(g.points, g.known)}, {Key: "trend_p", Value: metric.Optional(g.p, g.known)},
		{Key: "trend_p_adjusted", Value: metric.Optional(g.adjusted, g.known)}}
}

// costs is what a reason is worth.
func (f upshot) costs(r ranked) result.Object {
	if !f.priced {
		return result.Object{{Key: "value"}, {Key: "value_pct"}}
	}
	return result.Object{{Key: "value", Value: r.amount.sum()}, {Key: "value_pct", Value: metric.Percent(r.amount.sum(), f.amount.sum())}}
}
