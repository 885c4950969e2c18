package answers

import (
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/texts"
)

// Kind is the kind of row that stands for an answer.
func Kind() kind.Kind {
	return kind.Kind{Name: metric.OfAnswers, Title: "Answers", Lean: true, Flags: Flags,
		Asked: func(m metric.Metric, v flags.Values) (kind.Question, error) { return Asked(m, v) }}
}

// Flags lists what can be asked of metrics of answers, beside what can be asked of all metrics.
func Flags() []flags.Flag {
	return []flags.Flag{
		{Name: "score", Default: []string(nil), Group: flags.Columns, PerMetric: true,
			Usage: "the `COL` with the answer; repeatable, or a pattern that fits several"},
		{Name: "time", Default: "", Group: flags.Columns, Usage: "the `COL` that tells when it was given"},
		{Name: "respondent", Default: []string(nil), Group: flags.Columns, Usage: "the `COL` that tells who gave it; repeatable: together they name a person"},
		{Name: "weight", Default: "", Group: flags.Columns, Usage: "the `COL` with the survey weight"},
		{Name: "weights", Default: "", Group: flags.Columns, Usage: "the `FILE|-` with a weight for each respondent, as sample --rake writes it"},
		{Name: "count", Default: "", Group: flags.Columns, Usage: "the `COL` that tells how many answers a row stands for"},

		{Name: "scale", Default: "", Group: flags.Answers, PerMetric: true, Usage: "the answers are on the scale `MIN-MAX`"},
		{Name: "missing", Default: []string(nil), Group: flags.Answers, Adds: true, Usage: "`TEXT` means \"no answer\"; repeatable"},
		{Name: "value", Default: []string(nil), Group: flags.Answers, PerMetric: true, Usage: "the score that a text stands for, `TEXT=N`; repeatable"},
		{Name: "allow-fractional", Default: false, Group: flags.Answers, Usage: "accept scores that are not whole"},

		{Name: "dedup", Default: "none", Group: flags.Rows, Usage: "keep one answer per respondent, and per period with --period, by `RULE`: latest, first or none"},
		{Name: "population", Default: int64(0), Group: flags.Figures, Usage: "the answers are drawn from `N` people, which narrows the interval"},
		{Name: "invited", Default: int64(0), Group: flags.Figures, Usage: "`N` people were asked: response rate, and what the silent ones could change"},
	}
}

// Asked returns what settled flags ask of a metric.
func Asked(m metric.Metric, v flags.Values) (*Request, error) {
	r := &Request{Score: v.List("score"), Weight: v.Text("weight"), Weights: v.Text("weights"), Count: v.Text("count"), Respondent: v.List("respondent"),
		Time: v.Text("time"), Fractional: v.Is("allow-fractional"), Dedup: texts.Dedup(v.Text("dedup"))}
	var err error
	if r.Words, err = kind.WordsOf(m, v); err != nil {
		return nil, err
	}
	if r.Question, err = question(m, v); err != nil {
		return nil, err
	}
	r.Values, err = kind.Values(v.List("value"))
	return r, err
}

// question understands scale, breaks and confidence.
func question(m metric.Metric, v flags.Values) (metric.Inquiry, error) {
	q := metric.Inquiry{Own: v, Scale: m.Scale, Confidence: v.Number("confidence"), Population: v.Int("population"), Invited: v.Int("invited")}
	if text := v.Text("scale"); text != "" {
		var err error
		if q.Scale, err = kind.Scale(text); err != nil {
			return q, err
		}
		q.ScaleGiven = true
	}
	q, err := m.UnderstandBreaks(v, q)
	if err == nil {
		q.Method, err = m.Choose(v)
	}
	if err != nil {
		return q, problem.Wrong("", err)
	}
	return q, nil
}
