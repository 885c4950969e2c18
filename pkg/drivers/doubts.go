package drivers

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/ratings"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/stats"
)

// From where on figures are doubted: R² that is little, and so much that the score is likely computed from the drivers; and
// the part of the rows that answer alike.
const (
	littleExplained = 0.1
	allExplained    = 0.99
	manyAlike       = 0.05
)

// doubts are about what the rows tell.
func (p *driverPlan) doubts(g *driverGatherer, total *yield, h facts.Heard) (out []result.Warning) {
	doubt := func(applies bool, code, format string, args ...any) {
		if applies {
			out = append(out, result.Warn(code, format, args...))
		}
	}
	v, k := total.account(), int64(total.k())
	if most := total.losers(); total.left > 0 {
		t := total.terms
		doubt(true, "left_out", "%s left out, since an answer is missing; %s misses most, %s", rowsWere(total.left), answer.Quote(t.columnOf(most[0]), 60), rows(total.lost[most[0]]))
	}
	out = append(out, coded(append(g.scores.Coded(h), g.answers.Coded(h)...))...)
	doubt(total.n > 0 && !total.varies(0), "constant_score", "column %s has the same answer in all rows, so that nothing moves it", answer.Quote(p.scoreName, 60))
	doubt(total.n > 0 && v.toldNothing(total), "too_few_rows", "%s for %d drivers, which explain any score of so few; there have to be more rows than that", rows(total.n), k)
	doubt(v.told && v.r2 < littleExplained, "explains_little", "the drivers explain little of the score, R² %.2g: what moves it is likely something else", v.r2)
	doubt(v.told && v.r2 > allExplained, "computed_score", "the drivers explain all of the score, R² %.4g: it is likely computed from them", v.r2)
	doubt(v.told && total.n < rowsPerDriver*k, "few_rows", "%s for %d drivers; below %d rows a driver, shares are chance in large part", rows(total.n), k, rowsPerDriver)
	doubt(total.n > 0 && float64(total.alike) > manyAlike*float64(total.n), "straight_liners", "%s give all drivers the same answer, which makes all drivers look alike", ofAll(total.alike, total.n))
	doubt(v.told && twoValues(g.scores.Soundings(h)[0]), "binary_score", "the score has two values, so that shares are those of a linear probability model")
	out = append(out, p.ofDrivers(total, v)...)
	for _, name := range p.sizes {
		doubt(true, "uncounted", "column %s may say how many answers a row stands for, or what it weighs; every row counts once, and --count COL takes whole numbers", answer.Quote(name, 60))
	}
	if p.grouping != nil && len(p.grouping.none) > 0 {
		doubt(true, "no_group", "in no group of --group: %s", listed(p.grouping.none))
	}
	return append(out, p.adopted...)
}

// toldNothing tells whether rows that vary are too few for the drivers.
func (v *verdictOf) toldNothing(y *yield) bool {
	for _, d := range v.drivers {
		if d.varies && y.varies(0) && !v.told {
			return true
		}
	}
	return false
}

// ofDrivers are doubts about single drivers.
func (p *driverPlan) ofDrivers(y *yield, v *verdictOf) (out []result.Warning) {
	doubt := func(code, format string, has func(i int, d *driverFigures) (string, bool)) {
		var names []string
		for i := range v.drivers {
			if more, ok := has(i, &v.drivers[i]); ok {
				names = append(names, y.terms.names[i]+more)
			}
		}
		if len(names) > 0 {
			out = append(out, result.Warn(code, format, listed(names)))
		}
	}
	plain := func(is func(*driverFigures) bool) func(int, *driverFigures) (string, bool) {
		return func(_ int, d *driverFigures) (string, bool) { return "", y.n > 0 && is(d) }
	}
	doubt("constant_driver", "the same answer in all rows, so left out of the model: %s", plain(func(d *driverFigures) bool { return !d.varies }))
	doubt("collinear", "drivers that follow from others, so that there are no coefficients: %s", plain(func(d *driverFigures) bool { return d.followsOther }))
	doubt("suppressor", "with the others held these move the score the other way than alone, which is their sign: %s", plain((*driverFigures).turned))
	doubt("against", "a higher answer surely goes with a lower score: %s; where low numbers are the good ones, or a high score is bad, quadrants, penalties and rewards are turned around",
		plain(func(d *driverFigures) bool {
			limits, ok := stats.FisherZ(d.r, float64(y.n), p.Confidence)
			return d.correlated && ok && limits.High < 0
		}))
	doubt("few_contrast", "penalty or reward stand on fewer than 5 bad, middle or good rows, bad / good: %s", func(_ int, d *driverFigures) (string, bool) {
		few := d.contrast.few()
		return fmt.Sprintf(" (%d / %d)", d.contrast.low.n, d.contrast.high.n), few != ""
	})
	doubt("open_scale", "the end of a scale that nobody reached, or that is unusual, was guessed for the penalty and the reward; --scale COL=MIN-MAX tells it: %s",
		func(i int, _ *driverFigures) (string, bool) {
			return " " + y.terms.scales[i].Flag(), slices.Contains(y.terms.guessed, i)
		})
	if !y.terms.oneUnit {
		doubt("several_scales", "drivers have several scales, so that performance is the mean from 0 to 100 of each; --scale COL=MIN-MAX tells another: %s",
			func(i int, _ *driverFigures) (string, bool) { return " " + y.terms.scales[i].Flag(), true })
	}
	return out
}

// coded says which numbers were taken for no answer.
func coded(of []ratings.Sounding) []result.Warning {
	var told []string
	for _, s := range of {
		for _, x := range s.Different() {
			told = append(told, fmt.Sprintf("%s: %v (%d)", answer.Quote(s.Header, 40), x, s.Rows(x)))
		}
	}
	if told == nil {
		return nil
	}
	return []result.Warning{result.Warn("no_answer", "taken for no answer: %s; --value TEXT=N gives a text a score", listed(told))}
}

func twoValues(s ratings.Sounding) bool { return !s.Many() && len(s.Different()) == 2 }

func rows(n int64) result.Heap { return result.Heap{N: n, Thing: "row"} }

func rowsWere(n int64) result.Phrase {
	if n == 1 {
		return result.Say("%s was", rows(n))
	}
	return result.Say("%s were", rows(n))
}

func ofAll(n, all int64) result.Phrase { return result.Say("%d of %s", n, rows(all)) }

// namesShown is how many names a warning lists.
const namesShown = 12

func listed(names []string) string {
	text := strings.Join(names[:min(len(names), namesShown)], ", ")
	if len(names) > namesShown {
		text += ", …"
	}
	return text
}
