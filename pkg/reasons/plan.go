package reasons

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"

	"github.com/cxcalc/cxcalc/pkg/cases"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/ratings"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/tags"
)

// An inquest is what people ask of reasons.
type inquest struct {
	*facts.Query
	grading
	collapse *regexp.Regexp
	topics   *topicWords            // nil where reasons are tags
	columns  []tagColumns           // by source
	answers  *ratings.Questions     // the column of scores
	named    []string               // the columns that may tell whose a row is, where nobody has said it
	lookout  *cases.Book[uint64]    // for people in several rows, where nobody has said whose a row is
	adopted  []result.Warning       // that a column was taken which no header of reasons tells
	rare     bool                   // what was found to stand between reasons has parts that hardly come again
	book     *cases.Book[statement] // nil where a row is a person
}

// planned understands the flags.
func planned(q *facts.Query) (facts.Intent, error) {
	p := &inquest{Query: q, answers: &ratings.Questions{Role: roleScore, Column: scoreAt, Missing: q.Missing, YesNo: true, Codes: true}}
	if len(q.Own.List("respondent")) > 0 {
		p.book = cases.NewBook[statement]()
	} else {
		p.lookout = cases.NewBook[uint64]()
	}
	for _, step := range []func() error{q.Unweighted, p.sources, p.readCollapse, p.readScale, p.readUnhappy, p.readValues} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return p, nil
}

func (p *inquest) ofTexts() bool { return p.Own.Text("topics") != "" }

// scored tells whether somebody's score is asked for.
func (p *inquest) scored() bool { return p.Own.Text("score") != "" }

// sources holds that reasons come from tags or from texts.
func (p *inquest) sources() error {
	own := p.Own
	switch {
	case own.Text("text") != "" && !p.ofTexts():
		return problem.Usage("--text %q holds texts, and nothing says which words of them tell a reason", own.Text("text")).
			Advise("--topics FILE names a CSV file of topic,word")
	case p.ofTexts() && len(own.List("tags")) > 0:
		return problem.Usage("--tags names reasons, and --topics finds them in texts: leave out one of them")
	case p.ofTexts() && (own.Text("separator") != "" || own.Text("collapse") != ""):
		return problem.Usage("--separator and --collapse are about reasons in cells, and --topics finds them in texts")
	case own.Text("ticked") != "" && (p.ofTexts() || own.Text("separator") != ""):
		return problem.Usage("--ticked is about columns that are ticked, each for a reason, and neither --topics nor --separator is")
	case own.Text("count") != "" && p.book != nil:
		return problem.Usage("--count says how many people a row stands for, and --respondent whose it is: leave out one of them")
	case !p.scored() && (own.Text("scale") != "" || own.Text("unhappy-to") != ""):
		return problem.Usage("--scale and --unhappy-to are about a score, and --score names none").Advise("--score COL names the column of the score")
	}
	return nil
}

func (p *inquest) readCollapse() (err error) {
	p.collapse, err = tags.ReadCollapse(p.Own.Text("collapse"))
	return err
}

// usualScale is that of the Net Promoter Score.
const usualScale = "0-10"

// readScale understands the scale, and who is happy on it.
func (p *inquest) readScale() error {
	text := p.Own.Text("scale")
	if text == "" {
		text = usualScale
	}
	scale, err := kind.Scale(text)
	if err != nil {
		return err
	}
	p.min, p.max = scale.Min, scale.Max
	if p.Own.Text("scale") != "" {
		p.answers.Scale = func(int) (metric.Scale, bool) { return scale, true }
	}
	if p.min == 0 && p.max == 10 {
		p.net, p.unhappyTo, p.happyFrom = true, 6, 9
		return nil
	}
	from, ok := metric.TopTwo(p.min, p.max)
	if !ok && p.Own.Text("unhappy-to") == "" {
		return problem.Usage("--scale %s does not tell who is unhappy", text).Advise("--unhappy-to N says up to which score somebody is")
	}
	if p.happyFrom, p.rest, p.unhappyTo = p.min, ok, p.min-1; ok {
		p.happyFrom, p.unhappyTo = from, from-1
	}
	return nil
}

// readUnhappy understands up to which score somebody is unhappy. Whoever is above it and on no known part of the scale is happy.
func (p *inquest) readUnhappy() error {
	text := p.Own.Text("unhappy-to")
	if text == "" {
		return nil
	}
	to, err := strconv.ParseFloat(text, 64)
	if err != nil || to < p.min || to >= p.max {
		return problem.Usage("--unhappy-to %q is no score below the best of the scale %v to %v", text, p.min, p.max)
	}
	p.unhappyTo, p.rest = to, false
	return nil
}

// readValues understands what words of scores stand for.
func (p *inquest) readValues() (err error) {
	p.answers.Given, err = kind.Values(p.Own.List("value"))
	return err
}

// Begin reads the file of topics.
func (p *inquest) Begin(ctx context.Context) (err error) {
	if p.ofTexts() {
		p.topics, err = readTopics(ctx, p.Query, p.Own.Text("topics"))
	}
	return err
}

// Define is the formula.
func (p *inquest) Define() string {
	text := "fewest reasons with 80 % of all mentions"
	if p.Own.Text("follow") != "" {
		text = "100 × people who name the reason / people who name any"
	}
	switch {
	case !p.scored():
		return text
	case p.net:
		return text + fmt.Sprintf("; unhappy: 0 to %v; impact = NPS − NPS without the reason", p.unhappyTo)
	}
	return text + fmt.Sprintf("; unhappy: %v to %v; impact = percent who are happy − the same without the reason", p.min, p.unhappyTo)
}

// Settings show how reasons were found.
func (p *inquest) Settings() (o result.Object) {
	own := p.Own
	if len(p.columns) > 0 && p.columns[0].By != "" {
		o.Add(true, "separator", tags.WrittenMark(p.columns[0].By))
	}
	o.Add(own.Text("ticked") != "", "ticked", own.Text("ticked"))
	o.Add(own.Text("collapse") != "", "collapse", own.Text("collapse"))
	o.Add(p.ofTexts(), "topics", own.Text("topics"))
	o.Add(p.scored(), "scale", []float64{p.min, p.max})
	o.Add(p.scored(), "unhappy_to", p.unhappyTo)
	o.Add(own.Text("follow") != "", "follow", own.Text("follow"))
	o.Add(own.Text("weight") != "", "weight", own.Text("weight"))
	return o
}

// Wants needs what names reasons.
func (p *inquest) Wants(role dataset.Role) facts.Want {
	switch {
	case role == roleTags && !p.ofTexts(), role == roleText && p.ofTexts():
		return facts.Needed
	}
	return facts.Unwanted
}

// LowerIsBetter says that the reason that is followed is bad news, and the score good. How many reasons there are is neither.
func (p *inquest) LowerIsBetter(field string) (bool, error) {
	follow := p.Own.Text("follow") != ""
	switch {
	case follow, p.scored() && field == "score":
		return follow && field != "score", nil
	case p.scored():
		return false, problem.Usage("how many reasons have most mentions has no interval, so that nothing can be said about a change of it").
			Advise("--field score asks about the score, and --follow REASON about the share of people who name one")
	}
	return false, problem.Usage("how many reasons have most mentions has no interval, so that nothing can be said about a change of it").
		Advise("--follow REASON asks about the share of people who name one, which has")
}

// Shown makes the value a share where a reason is followed.
func (p *inquest) Shown(d *result.Document) {
	reason := p.Own.Text("follow")
	if reason == "" {
		d.Listed = "reasons"
		return
	}
	d.Fields = slices.Clone(d.Fields)
	d.Heading = result.Say("Reason: %s", reason)
	d.Unit, d.Title, d.Gist = "percent", d.Heading.String(), []string{"{followed} of {n} name it"}
	for i := range d.Fields {
		switch f := &d.Fields[i]; f.Name {
		case "value":
			f.Title, f.Kind = "name it", result.Percent
		case "low", "high":
			f.Extra = false
		}
	}
}
