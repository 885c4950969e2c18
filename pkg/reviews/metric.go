package reviews

import (
	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/metric"
)

// The columns, in the order of documents.
const (
	starsOf = iota
	writtenAt
	textOf
	verifiedOf
	reviewNo
)

// Declare declares the metric and what its rows stand for.
func Declare() facts.Declaration {
	return facts.Declare("Answers", metric.Metric{
		Name:  "reviews",
		Title: "Reviews",
		Short: "Reviews of one to five stars: how many are good, and which look made up?",
		Long: `The share of reviews with 4 or 5 stars, of all with 1 to 5, in percent; mean is their plain mean.

Sites weigh otherwise: Trustpilot lets newer reviews count more and adds seven of 3.5 stars, which keeps a few
reviews from saying much. Here every review counts as it is, and the interval says how much they tell. Other scales
are for csat --scale.

verified_pct is the share of reviews that are marked as verified. A column that marks only those leaves the others
blank, and there a blank is not verified.

repeated_texts counts the reviews whose text another one had before, letter case and blanks apart. Texts of one or two words
do not count, since "very good" repeats by nature; nor do texts in scripts without blanks between words.

bursts are the ISO weeks in which more reviews came than chance makes: more than the 99.9 % quantile of a Poisson number with
the mean of all weeks from the first to the last. A campaign makes one as well as a purchase of reviews does, and a
shop that grows makes them at its end. Dates such as "2 months ago" are refused: they tell no week.

--review names the column of the review itself, such as its id, where one that was changed stands again: the row that was
written last counts. Rows without it count each for itself, and --review none counts every row.`,
		Examples: []metric.Example{
			{Says: "Stars, verified reviews, repeated texts and bursts", Command: "cxcalc reviews stars.csv"},
			{Says: "By branch", Command: "cxcalc reviews --by branch stars.csv"},
		},
		Unit:     "percent",
		Sizeable: true,
		Interval: "wilson",
		Sources:  []string{"Interval: Wilson 1927", "Bursts: the upper tail of Poisson's distribution, at 99.9 %"},
		Fields:   declared(),
		Gist:     []string{"{positive} of {n} with 4 or 5 stars"},
		Flags: []flags.Flag{
			{Name: "scale", Default: "", Group: flags.Figures, PerMetric: true, Usage: "`1-5` says that the stars are on it, though hardly any are at its ends"},
			{Name: "verified-is", Default: []string(nil), Group: flags.Rows, PerMetric: true, Usage: "a `TEXT=yes` or TEXT=no of --verified; repeatable"},
		},
	}, facts.Traits{Columns: columns(), Plan: planned})
}

// columns are the roles of columns.
func columns() []facts.Position {
	return []facts.Position{
		starsOf:    {Role: "score", Flag: "score", Usage: "the `COL` with the stars", Fit: starred},
		writtenAt:  {Role: "time", Flag: "time", Usage: "the `COL` that tells when a review was written", Times: true, Fit: written},
		textOf:     {Role: "text", Flag: "text", Usage: "the `COL` with the text", Fit: worded, Shared: true},
		verifiedOf: {Role: "verified", Flag: "verified", Usage: "the `COL` that says whether a review is verified", Shared: true},
		reviewNo:   {Role: "review", Flag: "review", Usage: "the `COL` with the review, of which the keeper row counts; none counts every row", Aside: isNone, Fit: keyed},
	}
}

// starred takes columns in which most texts hold a number, or stars. One of several that are named by stars counts how many gave
// so many.
func starred(t *dataset.Table, column int) dataset.Fit {
	const steps = 3
	named := func(i int) bool { _, ok := layout.StarsOf(t.Headers[i]); return ok }
	if named(column) && len(t.Those(named)) >= steps {
		return dataset.Fit{Never: true}
	}
	all, fit := 0, 0
	for _, text := range t.Sample(column) {
		if answer.Trim(text) == "" {
			continue
		}
		all++
		kind, _, _ := judge(text, t.Decimal)
		x, err := answer.ParseNumber(bare(text), t.Decimal)
		between := err == nil && x >= fewestStars && x <= mostStars // which is asked about
		if kind == answer.Counted || kind == answer.OutOfRange || kind == answer.Blank || between {
			fit++
		}
	}
	return dataset.Fit{Never: all > 0 && 2*fit < all, Share: float64(fit)}
}

// written takes any column with values, since those that are no times have to be refused.
func written(t *dataset.Table, column int) dataset.Fit {
	return dataset.Fit{Never: t.Blank(column), Other: !t.HoldsTimes(column, dates.Writing{Order: dates.DayFirst})}
}

// worded takes columns with values that are no numbers.
func worded(t *dataset.Table, column int) dataset.Fit {
	numbers := 0
	texts := t.Sample(column)
	for _, text := range texts {
		if answer.IsNumber(text) {
			numbers++
		}
	}
	return dataset.Fit{Never: t.Blank(column) || 2*numbers > len(texts)}
}

// isNone tells whether a flag says that no column is meant.
func isNone(text string) bool { return text == "none" }

// keyed takes columns whose texts hardly repeat: a name of what is reviewed repeats all the time.
func keyed(t *dataset.Table, column int) dataset.Fit {
	seen, all := make(map[string]bool), 0
	for _, text := range t.Sample(column) {
		if text = answer.Trim(text); text != "" {
			seen[text] = true
			all++
		}
	}
	return dataset.Fit{Never: all == 0 || 2*len(seen) <= all}
}
