package link

import (
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// cameBy is the set of words that say that a customer came by the word of another one.
const cameBy = "came"

// earned tells how much of its revenue a business has earned, where the labels say how customers came:
//
//	earned growth = NRR + new revenue by referral / revenue at the start − 100 %
//
// All keys are null, with a reason, where nothing tells who came by referral. Source: Reichheld, Darnell & Burns, "Net
// Promoter 3.0", HBR, November 2021.
func (p *couple) earned(d *result.Document) result.Object {
	total := d.Total.Values
	nrr, ok := total.Number("nrr")
	fresh, okNew := total.Number("new")
	start, okStart := total.Number("revenue_periods") // of all periods, where there are several
	if !okStart {
		start, okStart = total.Number("opening")
	}
	if !ok || !okNew || !okStart || start <= 0 {
		return nil
	}
	out := result.Object{{Key: earnedNew}, {Key: earnedNewPct}, {Key: earnedGrowth}}
	words := p.referrals()
	switch {
	case len(words) == 0:
		d.Warnings = append(d.Warnings, result.Warn("no_earned_growth", "no earned growth: no label says who came by referral; --earned LABEL names one, where labels are a column of how customers came"))
		return out
	case p.few():
		return out
	}
	d.Settings = append(d.Settings, result.Member{Key: "earned", Value: words})
	sum, known := 0.0, 0.0
	for _, g := range d.Groups.All() {
		amount, _ := g.Values.Number("new")
		label := g.By[0].Value.(string)
		if label != "" {
			known += amount
		}
		if slices.Contains(words, label) {
			sum += amount
		}
	}
	out[0].Value, out[1].Value, out[2].Value = sum, 100*sum/start, nrr+100*sum/start-100
	if share := 1 - known/fresh; fresh > 0 && share > 1e-9 {
		d.Warnings = append(d.Warnings, result.Warn("earned_at_least", "of %.3g %% of the new revenue nothing says how its customers came, and none of it is taken for earned: earned growth is more if some is", 100*share))
	}
	return out
}

// referrals are the labels of those who came by the word of another customer.
func (p *Joining) referrals() (words []string) {
	if len(p.Earned) > 0 {
		return p.Earned
	}
	if p.Label.Column == "" {
		return nil
	}
	for _, word := range p.enrolled.Roll.Words() {
		if layout.Meaning(cameBy, word) == "earned" {
			words = append(words, word)
		}
	}
	return words
}

// unearned refuses labels that nobody has, and outcomes of which nothing is earned.
func (p *Joining) unearned(outcome *Side) error {
	for _, word := range p.Earned {
		if words := p.enrolled.Roll.Words(); !slices.Contains(words, word) {
			return problem.Usage("--earned %q is none of the labels, which are %s", word, strings.Join(words[:min(len(words), labelsShown)], ", "))
		}
	}
	if len(p.Earned) > 0 && outcome.Metric.Name != "revenue" {
		return problem.Usage("--earned is about new revenue, and %s tells of none", outcome.Metric.Name).Advise("ask " + strings.Join(outcome.Sources, " ") + "=revenue")
	}
	return nil
}

// labelsShown is how many labels a message names.
const labelsShown = 20
