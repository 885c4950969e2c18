package answers

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/texts"
	"github.com/cxcalc/cxcalc/pkg/visible"
)

// refuse stops when the answers cannot be on the scale of the metric: all of them, or those of one source.
func (s *heard) refuse(j texts.Judged) error {
	switch {
	case s.question.ScaleGiven:
		return nil
	case s.spoken():
		return s.reviewed()
	}
	if err := s.thumbs(j); err != nil {
		return err
	}
	if m := s.Metric.Balanced(s.steps(), j.Rows.Counted, numbers(s.offScale(j.Odd)), s.question); m != nil {
		return s.misfit(m, s.divided(m, j))
	}
	if m := s.Metric.Beyond(j.Rows.Counted, numbers(s.offScale(j.Odd)), s.question); m != nil {
		return s.misfit(m, s.divided(m, j))
	}
	if m := s.Metric.Leaps(s.steps(), j.Rows.Counted, numbers(s.offScale(j.Odd)), s.question); m != nil {
		return s.misfit(m, s.divided(m, j))
	}
	if m := s.surely(j); m != nil {
		if s.nearby.few() {
			s.Metric.Like(m, s.nearby.high, s.question)
		} else if steps := s.steps(); len(steps) > 0 && slices.Max(steps) < m.Scale.Max {
			m.Usual = false // nothing reaches the end of the other scale either
		}
		return s.misfit(m, 0)
	}
	for i, source := range j.Sources {
		n := source.Answers.N()
		m := s.Metric.Beyond(n, numbers(source.Off), s.question)
		if m == nil {
			m = s.doubtSource(source.Answers, len(j.Sources))
		}
		if m != nil && m.Sure {
			m.Instead, m.Usual, m.Hint = "", false, fmt.Sprintf("compute the sources one by one, or say with --scale that all of them are on %s", s.question.Scale)
			return s.misfit(m, i)
		}
	}
	return s.reviewed()
}

// divided finds the first source with numbers off the scale. Where other sources or groups have none, they may be on
// different scales, and no single --scale is right for all of them.
func (s *heard) divided(m *metric.Misfit, j texts.Judged) (first int) {
	off := func(i int) bool { return len(j.Sources[i].Off) > 0 }
	for first < len(j.Sources)-1 && !off(first) {
		first++
	}
	within := false
	for i, source := range j.Sources {
		within = within || source.Answers.N() > 0 && !off(i)
	}
	switch {
	case within:
		m.Instead, m.Usual, m.Hint = "", false, "the sources seem to be on different scales: compute them one by one"
	case s.groupWithin(j):
		m.Instead, m.Usual, m.Hint = "", false, "groups seem to be on different scales: compute them one by one with --where"
	}
	return first
}

// groupWithin tells whether a group of many answers has none off the scale, though others have.
func (s *heard) groupWithin(j texts.Judged) bool {
	for i := range j.Groups {
		if answers, rows := j.Group(i); len(s.columns[0].By) > 0 && answers.N() >= enoughAnswers && rows.OutOfRange == 0 {
			return true
		}
	}
	return false
}

// enoughAnswers is the number from which the answers of a group are judged by themselves.
const enoughAnswers = 20

// surely tells why the answers are refused, nil when they are not. Where those that count all lie on another
// scale and are too few to tell, the others of their column do.
func (s *item) surely(j texts.Judged) *metric.Misfit {
	m := s.Metric.Doubt(j.Total, s.question)
	if m != nil && !m.Sure && j.Left {
		m = s.Metric.Doubt(j.Column, s.question)
	}
	switch {
	case m != nil && !m.Sure && s.toldBeside(m, j):
		return m
	case m == nil || !m.Sure:
		return nil
	case m.Short && j.Left && s.Metric.Doubt(j.Column, s.question) == nil:
		return nil // others of the column have the last step
	case s.spanned() && (m.Short || j.Total.Share(func(x float64) bool { return x == s.question.Scale.Max }).N > 0):
		return nil // the header names the scale, and somebody reached its end
	}
	return m
}

// toldBeside tells whether headers name the scale that all answers lie in, which are too few to tell so, and none that of the metric.
func (s *item) toldBeside(m *metric.Misfit, j texts.Judged) bool {
	inside := j.Total.Share(func(x float64) bool { return x >= m.Scale.Min && x <= m.Scale.Max }).N
	return inside == j.Total.N() && slices.ContainsFunc(s.set.Tables, func(t *dataset.Table) bool {
		own, told := false, false
		headers := t.Headers
		if len(s.Metric.Breaks) > 1 {
			headers = s.headers() // whatever else the Net Promoter Score stands beside
		}
		for _, header := range headers {
			if span, ok := layout.ExtentOf(strings.NewReplacer(", ", " ", ". ", " ").Replace(header + " ")); ok && span.High == m.Scale.Max && (span.Open || span.Low == m.Scale.Min) {
				told = true
			} else if ok && span.High == s.question.Scale.Max {
				own = true
			}
		}
		return told && !own
	})
}

// offScale counts the rows with numbers that are off the scale, by their value. Usual codes for no answer are among
// them where others are, of which they may be one.
func (s *heard) offScale(odd []texts.Odd) map[float64]int64 {
	rows := make(map[float64]int64)
	for _, o := range odd {
		if o.Kind == answer.OutOfRange {
			rows[o.Score] += o.Rows
		}
	}
	if len(rows) == 0 {
		return rows
	}
	for text, n := range s.judged.Met() {
		if code, err := answer.ParseNumber(text, s.rule.Decimal); err == nil && s.classifier.Silent(text) {
			rows[code] += n
		}
	}
	return rows
}

// numbers lists numbers in order.
func numbers(rows map[float64]int64) (out []metric.Number) {
	for _, value := range slices.Sorted(maps.Keys(rows)) {
		out = append(out, metric.Number{Value: value, Rows: rows[value]})
	}
	return out
}

// misfit says that the answers, the first of them in a source, are on another scale. Another metric is only
// proposed for a whole column: what a condition leaves of one may be on any scale.
func (s *item) misfit(m *metric.Misfit, source int) *problem.Error {
	instead := m.Instead
	if len(s.Request.Question.Breaks) > 0 || len(s.Thresholds) > 0 || len(s.Where) > 0 || s.Since != "" || s.Until != "" || s.Target != nil {
		instead = "" // those are flags of this metric and not of the other
	}
	r, named := s.asked()
	t := s.set.Tables[source]
	if named && r.Rank < layout.General || layout.IsNoAnswer(s.columns[source].Name(texts.Score, 0)) || layout.IsGauged(s.columns[source].Name(texts.Score, 0)) {
		instead = "" // the header asks what this metric asks, or nothing
	}
	var senses []problem.Sense
	if header := s.columns[source].Name(texts.Score, 0); instead == "ces" && layout.MetricOf(header) != instead && !layout.IsScore(header) {
		instead, senses = "", []problem.Sense{s.satisfied(m, source)} // what was asked is no effort by any word
	}
	e := &Error{Read: true, Hint: m.Hint, Instead: instead, Text: fmt.Sprintf("%s: column %s: %s, so they are no answers on %s, the scale of %s",
		visible.Text(t.Name), s.columns[source].Header(texts.Score), m.Found, s.question.Scale, s.Metric.Name)}
	e.Usage, e.Senses = m.Short || m.Stray, senses
	if named = named || len(t.Headers) == 1; m.Usual && named && len(s.Request.Question.Breaks) == 0 {
		s.rescale(e, m)
	}
	if m.Stray && len(e.Senses) == 0 && instead == "" {
		e.Hint, e.Senses = m.Hint, []problem.Sense{s.onOwn()}
	}
	if len(m.Named) > 0 && named && len(s.Request.Question.Breaks) == 0 {
		e.Hint, e.Senses = m.Hint, []problem.Sense{{Says: "if they are steps in percent of the way", Flags: m.Named}}
	}
	return e
}

// satisfied is the command that takes answers on another scale for those to how satisfied people are.
func (s *item) satisfied(m *metric.Misfit, source int) problem.Sense {
	flags := []string{"--scale", m.Scale.Flag()}
	if s.score == "" {
		flags = append(flags, "--score", s.set.Tables[source].Reference(s.columns[source].At(texts.Score)))
	}
	return problem.Sense{Says: "if it asks how satisfied people are", Instead: "csat", Flags: flags}
}

// onOwn is the command that takes the scale of the metric.
func (s *item) onOwn() problem.Sense {
	own := s.question.Scale
	return problem.Sense{Says: fmt.Sprintf("if they are on %s", own), Flags: []string{"--scale", own.Flag()}}
}

// rescale adds the commands that name the other scale, and the numbers off it where they may mean no answer.
func (s *item) rescale(e *Error, m *metric.Misfit) {
	longer := problem.Sense{Says: fmt.Sprintf("if they are on %s", m.Scale), Flags: []string{"--scale", m.Scale.Flag()}}
	if m.Stray {
		longer.Says += ", and the others are slips"
		e.Hint, e.Senses = "", []problem.Sense{longer, s.onOwn()}
		return
	}
	if len(m.Codes) == 0 {
		e.Flags = longer.Flags
		return
	}
	none := problem.Sense{Says: "if those outside mean no answer"}
	for _, code := range m.Codes {
		none.Flags = append(none.Flags, "--missing", strconv.FormatFloat(code, 'g', -1, 64))
	}
	e.Hint, e.Senses = "", []problem.Sense{longer, none}
	if s.nearby.few() && m.Scale.Min >= s.nearby.low && m.Scale.Max <= s.nearby.high {
		e.Senses = e.Senses[:1] // others have those numbers, too
		return
	}
	if m.Coded {
		slices.Reverse(e.Senses)
	}
}

// doubtScale takes the verdict away where few answers, all of them on another usual scale, are too few to
// refuse, unless others of their column show that the scale is right.
func (s *heard) doubtScale(d *result.Document, j texts.Judged) {
	m := s.Metric.Doubt(j.Total, s.question)
	if m == nil || s.question.ScaleGiven || s.spoken() || j.Left && s.Metric.Doubt(j.Column, s.question) == nil {
		return
	}
	scale := s.question.Scale
	s.silence(d)
	column := result.Phrase{}
	if s.several() {
		column = result.Say("column %s: ", s.scoreName())
	}
	d.Warnings = append(d.Warnings, result.Warn("doubtful_scale", "%s%s; is the scale %s right? Until --scale %s-%s says so, there is no verdict",
		column, result.Reason(m.Found), scale, fmt.Sprint(scale.Min), fmt.Sprint(scale.Max)))
}

// threeThumbs refuses answers that are -1, 0 and 1 and nothing else.
func (s *heard) threeThumbs() error {
	scale := s.question.Scale
	e := &Error{Read: true, Text: fmt.Sprintf("%s: column %s: all numbers are -1, 0 and 1, so they are no answers on %s, the scale of %s",
		visible.Text(s.set.Tables[0].Name), s.scoreName(), scale, s.Metric.Name)}
	if len(s.Metric.Breaks) == 1 && len(s.Values) == 0 {
		flags := slices.Concat(scoreOf("-1", scale.Min), scoreOf("0", (scale.Min+scale.Max)/2), scoreOf("1", scale.Max))
		e.Senses = []problem.Sense{{Says: "if 1 is the good one", Flags: flags}}
	}
	return e
}

// thumbs refuses answers that are 0 and 1 and nothing else: they say yes or no. Where all that counts is how many answers
// are good, 1 is the good end, as far as the header tells that it holds answers.
func (s *heard) thumbs(j texts.Judged) error {
	off, scale := s.offScale(j.Odd), s.question.Scale
	if off[0] > 0 && off[-1] > 0 && len(off) == 2 && scale.Min == 1 && !slices.ContainsFunc(s.steps(), func(x float64) bool { return x != 1 }) {
		return s.threeThumbs()
	}
	if scale.Min != 1 || off[0] == 0 || len(off) > 1 || slices.ContainsFunc(s.steps(), func(x float64) bool { return x != 1 }) {
		return nil
	}
	t := s.set.Tables[0]
	e := &Error{Read: true, Text: fmt.Sprintf("%s: column %s: all numbers are 0 and 1, so they are no answers on %s, the scale of %s",
		visible.Text(t.Name), s.scoreName(), scale, s.Metric.Name), Hint: "a share of yes is not a score"}
	if r, ok := s.asked(); ok && r.Rank < layout.General && len(s.Metric.Breaks) == 1 && len(s.Values) == 0 && s.leaning() == layout.Upward {
		e.Hint, e.Flags = "if 1 is the good one", append(scoreOf("0", scale.Min), scoreOf("1", scale.Max)...)
	}
	return e
}
