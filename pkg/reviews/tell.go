package reviews

import (
	"maps"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/stats"
)

// What is printed of a group: figures as far as there are columns for them.
type printed struct {
	pile
	holdings
	confidence float64
}

// Holdings say which columns there are.
type holdings struct {
	timed, worded, verified bool
	marked                  bool // only verified reviews are marked
}

// A verdict of reviews is Told.
type opinions struct {
	*facts.Pools[pile]
	repeated []int64
}

// Repeated tells how many rows of each group a later one of the same review replaces.
func (o opinions) Repeated() []int64 { return o.repeated }

func (c *critique) told(total pile, groups []pile, repeated []int64, l *letters, h facts.Heard) facts.Told {
	t := holdings{timed: c.has["time"], worded: c.has["text"], verified: c.has["verified"], marked: total.unverified == 0}
	_, compute := fields()
	return opinions{repeated: repeated, Pools: &facts.Pools[pile]{
		Total: total, Groups: groups, Pool: pooled,
		Compute: func(s pile, confidence float64, _ bool) result.Object { return compute(s, asking{t, confidence}) },
		Stands: func(s pile, field string) (metric.Evidence, bool) {
			switch field {
			case "value":
				return metric.ShareEvidence(s.positive().N, percent(s.positive()), s.positive()), true
			case "mean":
				return metric.MeanEvidence(s.answers(), metric.Inquiry{}), true
			case "verified_pct":
				share := s.sure(t.marked)
				return metric.ShareEvidence(share.N, percent(share), share), t.verified
			}
			return metric.Evidence{}, false
		},
		Weigh: func(s pile, field string) (float64, bool) {
			return map[string]float64{"value": s.positive().N, "mean": s.positive().N, "verified_pct": s.sure(t.marked).N}[field], true
		},
		Warnings: append(again(repeated), c.doubts(t, total, l, h)...),
	}}
}

func percent(s stats.Share) float64 { return 100 * s.K / s.N }

// again tells of reviews that stand several times.
func again(repeated []int64) []result.Warning {
	rows := int64(0)
	for _, n := range repeated {
		rows += n
	}
	if rows == 0 {
		return nil
	}
	return []result.Warning{result.Warn("repeated_reviews", "rows of reviews that stand again, as they do when they are changed: %d; of each review the row that was written last counts, and --review none counts all", rows)}
}

// doubts say what is not told, and what looks made up.
func (c *critique) doubts(t holdings, total pile, l *letters, h facts.Heard) (out []result.Warning) {
	var lacks any
	for _, x := range []struct {
		has  bool
		what result.Word
	}{{t.timed || c.undate != nil, result.Word("bursts (--time)")}, {t.worded, result.Word("repeated texts (--text)")}, {t.verified, result.Word("verified reviews (--verified)")}} {
		switch {
		case x.has:
		case lacks == nil:
			lacks = x.what
		default:
			lacks = result.Say("%s, of %s", lacks, x.what)
		}
	}
	if lacks != nil {
		out = append(out, result.Warn("not_told", "no column tells of %s", lacks))
	}
	if c.undate != nil {
		out = append(out, result.Warn("relative_dates", "no bursts: the dates tell no day: %s", strings.Join(c.undate, ", ")))
	}
	if l.undated > 0 {
		texts := slices.SortedFunc(maps.Keys(l.relative), func(a, b string) int {
			if l.relative[a] != l.relative[b] {
				return int(l.relative[b] - l.relative[a])
			}
			return strings.Compare(a, b)
		})
		out = append(out, result.Warn("undated", "reviews whose date tells no day are in no week: %d, such as %s", l.undated, strings.Join(shown(texts), ", ")))
	}
	if t.marked && total.untold > 0 && t.verified {
		out = append(out, result.Warn("only_verified", "column %s marks only verified reviews: a blank is taken for one that is not", h.Columns[0].Header("verified")))
	}
	if n := total.repeated(); n > 0 && t.worded {
		out = append(out, result.Warn("repeated_texts", "of %d reviews with a text of %d words or more %d say what another one said before", len(total.texts), leastWords, n))
	}
	if list := total.bursts(); len(list) > 0 && t.timed {
		out = append(out, result.Warn("bursts", "more reviews than chance makes of the mean of all weeks came in %s", answer.Trim(weeksOf(list))))
	}
	return out
}

// weeksOf names weeks.
func weeksOf(list []burst) string {
	const most = 4
	var names []string
	for _, b := range list[:min(len(list), most)] {
		names = append(names, dates.Week.Label(b.week))
	}
	if len(list) > most {
		names = append(names, "…")
	}
	return strings.Join(names, ", ")
}
