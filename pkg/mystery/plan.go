package mystery

import (
	"math"
	"strconv"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/cases"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// A visitPlan is a question about visits that makes sense.
type visitPlan struct {
	*facts.Query
	scoreRules
	wide                   bool // a row is a visit
	bySource, branchSource bool // a source is a visit, or a branch
	maximum                float64
	naWords                map[string]string
	worth                  map[string]float64 // what part of the points words are worth, as --value says
	naBlank                bool
	subtotals              map[string]bool // sections that add up others
	template               *formTemplate
	store                  *cases.Book[itemMark]

	// What the tables have shown, each in the order of sources.
	sources []string
	columns []dataset.Columns
	sheets  []*formSheet
	// Where a row is an item: whether points are numbers, and whether they are percentages without a maximum.
	numbers, percents []bool
}

// planned understands the flags.
func planned(q *facts.Query) (facts.Intent, error) {
	p := &visitPlan{Query: q, store: cases.NewBook[itemMark](), naWords: make(map[string]string), subtotals: make(map[string]bool)}
	p.scoreRules = scoreRules{naZero: q.Own.Is("na-zero"), fails: q.Own.Is("critical-fails")}
	p.wide = len(q.Own.List("sections")) > 0
	p.bySource, p.branchSource = isSource(q.Own.Text("visit")), isSource(q.Own.Text("branch"))
	p.maximum, _ = numeral(q.Own.Text("max"))
	for _, word := range q.Own.List("na") {
		if word == naBlank {
			p.naBlank = true
		} else {
			p.naWords[word] = "na"
		}
	}
	for _, step := range []func() error{p.readLimit, p.readWorth, p.readForm, p.fitting} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// naBlank is the word that stands for blank cells, of --na.
const naBlank = "blank"

// isSource tells whether a flag names the source itself in place of a column.
func isSource(text string) bool { return text == dataset.SourceKey }

// isNone tells whether a flag says that no column is meant.
func isNone(text string) bool { return text == "none" }

// numeral reads a maximum that is a number and no column.
func numeral(text string) (x float64, ok bool) {
	x, err := strconv.ParseFloat(text, 64)
	return x, err == nil && x > 0 && x <= 1e9
}

func isNumeral(text string) bool { _, ok := numeral(text); return ok }

// readLimit reads the score from which a visit passes.
func (p *visitPlan) readLimit() (err error) {
	text := p.Own.Text("pass")
	p.limit, err = strconv.ParseFloat(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(text), "%")), 64)
	switch {
	case err != nil || !(p.limit >= 0 && p.limit <= 100):
		return problem.Usage("--pass %q is no score from 0 to 100", text)
	case problem.IsFraction(text, p.limit):
		return problem.Fraction("--pass "+text, p.limit)
	}
	return nil
}

// readWorth reads what words are worth.
func (p *visitPlan) readWorth() error {
	p.worth = make(map[string]float64)
	for _, text := range p.Own.List("value") {
		at := strings.LastIndex(text, "=")
		part := math.NaN()
		if at > 0 {
			if x, err := strconv.ParseFloat(text[at+1:], 64); err == nil {
				part = x
			}
		}
		if !(part >= 0 && part <= 1) {
			return problem.Usage("--value %q is not TEXT=N, where N is the part of its points that an item gets: 1 for all, 0 for none, 0.5 for half", text)
		}
		p.worth[answer.Normalise(text[:max(at, 0)])] = part
	}
	return nil
}

// readForm finds the form that --template names.
func (p *visitPlan) readForm() (err error) {
	name := p.Own.Text("template")
	if name == listForms {
		return problem.Usage("--template %s lists the forms, and reads no file", listForms)
	}
	p.template, err = named(name)
	return err
}

// fitting refuses flags that do not go together.
func (p *visitPlan) fitting() error {
	if !p.wide {
		return nil
	}
	for _, flag := range []string{"item", "section", "section-weight", "points", "answer", "critical"} {
		if p.Own.Text(flag) != "" {
			return problem.Usage("--%s is a column of rows about one item each, and --sections says that a row is a whole visit", flag)
		}
	}
	if text := p.Own.Text("max"); text != "" && p.maximum == 0 {
		return problem.Usage("--max %q: where a row is a whole visit, the maximum is a number, the same for all columns of --sections", text).
			Advise("other maxima stand in a row of their own, whose visit is called max")
	}
	return nil
}

// Define is the formula.
func (p *visitPlan) Define() string {
	text := "mean over visits of 100 × points / maximum"
	if p.weighted {
		text = "mean over visits of Σ weight · 100 · points / maximum over sections / Σ weight"
	}
	if p.naZero {
		text += ", not applicable = 0"
	}
	if p.fails {
		text += ", 0 where a critical item is missed"
	}
	return text
}

// Settings are what decided the numbers.
func (p *visitPlan) Settings() result.Object {
	o := result.Object{{Key: "pass", Value: p.limit}, {Key: "critical_fails", Value: p.fails}, {Key: "na_zero", Value: p.naZero}, {Key: "weighted", Value: p.weighted}}
	o.Add(p.maximum > 0, "max", p.maximum)
	o.Add(p.bySource, "visit", dataset.SourceKey)
	o.Add(p.branchSource, "branch", dataset.SourceKey)
	o.Add(len(p.Own.List("na")) > 0, "na", p.Own.List("na"))
	o.Add(len(p.worth) > 0, "words", p.Own.List("value"))
	o.Add(p.template != nil, "template", p.Own.Text("template"))
	return o
}

// Wants tells which columns matter. What is needed is asked for by Check, which knows the form of the table.
func (p *visitPlan) Wants(role dataset.Role) facts.Want {
	switch {
	case role == roleVisit && p.bySource, role == roleBranch && p.branchSource, role == roleMost && p.maximum > 0, role == roleSections,
		role == roleWeight && isNone(p.Own.Text("section-weight")):
		return facts.Unwanted
	case !p.wide, role == roleVisit, role == roleBranch, role == roleTime, role == roleFeedback:
		return facts.Welcome
	}
	return facts.Unwanted
}

// has tells whether some source has a column.
func (p *visitPlan) has(at int) bool {
	role := positions[at].Role
	for _, cs := range p.columns {
		if cs.Has(role) {
			return true
		}
	}
	return false
}

// fitsPoints tells how well values fit points: numbers, or words for all, nothing and not applicable.
func fitsPoints(t *dataset.Table, column int) (f dataset.Fit) {
	numbers, words, all := told(t, column)
	f.Never = all > 0 && 2*(numbers+words) < all
	f.Other = numbers == 0
	return f
}

// fitsNumbers tells how well values fit a maximum or a weight.
func fitsNumbers(t *dataset.Table, column int) (f dataset.Fit) {
	numbers, _, all := told(t, column)
	f.Never = all > 0 && 2*numbers < all
	return f
}

// fitsFilled tells how well values fit what most rows have to have.
func fitsFilled(t *dataset.Table, column int) (f dataset.Fit) {
	_, _, all := told(t, column)
	f.Never = 2*all < len(t.Rows)
	return f
}

// fitsNames tells how well values fit what names a visit or a branch, which is not yes or no.
func fitsNames(t *dataset.Table, column int) (f dataset.Fit) {
	f = fitsFilled(t, column)
	_, words, all := told(t, column)
	f.Never = f.Never || all > 0 && words == all
	return f
}

// fitsVisits tells whether values may tell visits apart: where nothing names items, so that a row may be a whole visit, a few words
// that stand again and again are of what kind a visit is.
func fitsVisits(t *dataset.Table, column int) (f dataset.Fit) {
	f = fitsNames(t, column)
	kinds := make(map[string]bool)
	rows := 0
	for _, text := range t.Sample(column) {
		if text = answer.Trim(text); text != "" {
			kinds[text] = true
			rows++
		}
		if strings.ContainsAny(text, "0123456789") {
			return f
		}
	}
	f.Never = f.Never || 2*len(kinds) <= rows && len(layout.Candidates("item", "mystery", t.Headers)) == 0
	return f
}

// told counts the sampled values that are numbers, that are words of an answer, and all that are not blank.
func told(t *dataset.Table, column int) (numbers, words, all int) {
	for _, text := range t.Sample(column) {
		text = strings.TrimSpace(strings.TrimSuffix(answer.Trim(text), "%"))
		if text == "" {
			continue
		}
		all++
		if _, err := answer.ParseNumber(text, t.Decimal); err == nil {
			numbers++
		} else if _, _, ok := outOf(text); ok {
			numbers++
		} else if layout.Meaning("na", text) != "" || layout.Meaning("points", text) != "" || layout.Meaning("yes", text) != "" {
			words++
		}
	}
	return numbers, words, all
}

// own lists the flags of the metric beyond those that name columns.
func own() []flags.Flag {
	return []flags.Flag{
		{Name: "pass", Default: "85", Group: flags.Figures, PerMetric: true, Usage: "a visit passes from the score `N`"},
		{Name: "critical-fails", Default: false, Group: flags.Figures, Usage: "a visit that misses a critical item has the score 0"},
		{Name: "na-zero", Default: false, Group: flags.Figures, Usage: "what is not applicable counts as nothing of its maximum, and does not leave it"},
		{Name: "na", Default: []string(nil), Group: flags.Rows, Usage: "`TEXT` means not applicable; blank stands for empty cells; repeatable"},
		{Name: "value", Default: []string(nil), Group: flags.Rows, PerMetric: true, Usage: "a word of points is worth a part of them, `TEXT=N`, from 0 for none to 1 for all; repeatable"},
		{Name: "template", Default: "", Group: flags.Input, PerMetric: true,
			Usage: "the form `NAME` gives sections, weights, maxima and critical items; without a source it is written as a blank form; list names the forms"},
	}
}
