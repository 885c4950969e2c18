package compare

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/report"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// A Party is the sources of one side, and what they answer to the question of each metric.
type Party struct {
	Name    string // "before", "after"; "" where there is one only
	Answers []*report.Answer
}

// An Outline is what a document tells beside its changes.
type Outline struct {
	Metrics []metric.Metric
	// Baseline says what is compared with, as BaselineRest; the value of --by, where one was named.
	Baseline string
	// Words end the title: "after against before".
	Words result.Phrase
	// Paired says that the same respondents are compared.
	Paired bool
	// Mix splits each change into the mix of a column and the rest; nil where nobody asks.
	Mix []MixShift
	// Warnings are doubts about the comparison itself.
	Warnings []result.Warning
}

// What figures are compared with, where it is no value of --by.
const (
	BaselineBefore = "before"
	BaselineRest   = "rest"
	BaselineFormer = "previous period"
)

// Document puts the changes of contrasts into a document about the parties.
func (c Comparing) Document(list []Contrast, parties []Party, o Outline) *result.Document {
	judged := c.judge(list)
	first := parties[len(parties)-1].Answers[0].Document
	d := &result.Document{Schema: "cxcalc/compare/v1", Metric: names(o.Metrics), Unit: c.unit(judged, o, first.Unit), Definition: definitions(parties),
		Columns: agreed(parties, func(d *result.Document) result.Object { return d.Columns }), Settings: c.settings(parties), Total: result.Group{Values: result.Object{}},
		Warnings: []result.Warning{}, Thresholds: []result.Threshold{}, By: first.By, Period: first.Period, Heading: title(o, first)}
	d.Title = d.Heading.String()
	for _, p := range parties {
		for _, s := range p.Answers[0].Document.Sources {
			if !slices.Contains(d.Sources, s) {
				d.Sources = append(d.Sources, s)
			}
		}
		d.Rows = d.Rows.Plus(p.Answers[0].Document.Rows)
	}
	d.Warnings = append(d.Warnings, warnings(parties, o)...)
	d.Warnings = append(d.Warnings, o.Warnings...)
	d.Warnings = append(d.Warnings, c.doubts(judged)...)
	d.Own = result.Object{{Key: "baseline", Value: o.Baseline}, {Key: "method", Value: methods(judged)}, {Key: "correction", Value: c.correction(judged)}}
	d.Findings = []result.Findings{c.changes(judged, o)}
	if len(parties) > 1 || len(o.Metrics) > 1 {
		d.Findings = append(d.Findings, sides(parties, o))
	}
	if len(o.Mix) > 0 {
		d.Settings = append(d.Settings, result.Member{Key: "decompose", Value: o.Mix[0].Column})
		if one := o.Mix[0]; len(one.Causes) > 0 {
			d.Own = append(d.Own, result.Member{Key: "mix_method", Value: causesMethod})
			d.Findings = append(d.Findings, causesOf(one))
			return d
		}
		d.Own = append(d.Own, result.Member{Key: "mix_method", Value: mixMethod})
		d.Findings = append(d.Findings, mixOf(o.Mix))
	}
	return d
}

func names(metrics []metric.Metric) string {
	var out []string
	for _, m := range metrics {
		out = append(out, m.Name)
	}
	return strings.Join(out, ",")
}

func title(o Outline, one *result.Document) result.Phrase {
	switch {
	case len(o.Metrics) > 1:
		return result.Say("%s, %s", result.Word("Several metrics"), o.Words)
	case one.Heading.String() != "":
		return result.Say("%s, %s", one.Heading, o.Words)
	}
	return result.Say("%s, %s", result.Word(o.Metrics[0].Title), o.Words)
}

// definitions are the formulas of all metrics.
func definitions(parties []Party) string {
	var out []string
	for _, a := range parties[len(parties)-1].Answers {
		if text := a.Document.Definition; !slices.Contains(out, text) {
			out = append(out, text)
		}
	}
	return strings.Join(out, "; ")
}

// unit is that of the figures, where they have one; own is that of the documents.
func (c Comparing) unit(judged []judgedChange, o Outline, own string) string {
	if len(o.Metrics) > 1 {
		return ""
	}
	for _, j := range judged {
		switch j.Value.Form {
		case result.Mean:
			return "score"
		case result.Points:
			return "points"
		case result.Percent:
			return "percent"
		case result.Money:
			return "currency"
		}
	}
	return own
}

// settings are those of the later side, and how was compared.
func (c Comparing) settings(parties []Party) result.Object {
	o := agreed(parties, func(d *result.Document) (own result.Object) {
		for _, m := range d.Settings {
			own.Add(m.Key != "verdicts" && (m.Key != "interval" || c.Asked), m.Key, m.Value)
		}
		return own
	})
	field := c.Field
	if field == "" {
		field = "value"
	}
	return append(o, result.Member{Key: "field", Value: field}, result.Member{Key: "power", Value: metric.Power})
}

// methods names the method of the changes, or those that there are.
func methods(judged []judgedChange) any {
	var out []string
	for _, j := range judged {
		if j.known && !slices.Contains(out, j.Method) {
			out = append(out, j.Method)
		}
	}
	if len(out) == 0 {
		return nil
	}
	return strings.Join(out, ", ")
}

func (c Comparing) correction(judged []judgedChange) string {
	known := 0
	for _, j := range judged {
		if j.known {
			known++
		}
	}
	if known < 2 {
		return CorrectNone // there is nothing to correct
	}
	return c.Correction
}

// warnings are the doubts of the parties, each once. Those of one party of several begin with its name.
func warnings(parties []Party, o Outline) (out []result.Warning) {
	common := func(w result.Warning) bool {
		return !slices.ContainsFunc(parties, func(p Party) bool { return !slices.ContainsFunc(p.doubts(o), w.Equal) })
	}
	oneSided := func(w result.Warning) bool { // what one side does not have may be why the condition was written for the other
		return w.Code == kind.IdleCondition && slices.ContainsFunc(parties, func(p Party) bool {
			return !slices.ContainsFunc(p.doubts(o), func(other result.Warning) bool { return kind.SameCondition(w, other) })
		})
	}
	for _, p := range parties {
		for _, w := range p.doubts(o) {
			if oneSided(w) {
				continue
			}
			if len(parties) > 1 && !common(w) {
				w = w.Of(p.Name)
			}
			if !slices.ContainsFunc(out, w.Equal) && !(len(parties) > 1 && w.Code == kind.WeightsOfNobody) {
				out = append(out, w)
			}
		}
	}
	if len(parties) > 1 { // one file weighs both, so who is missing on one side may be on the other
		out = append(out, parties[0].Answers[0].AbsentFromBoth(parties[1].Answers[0])...)
	}
	return out
}

// doubts are those of all answers of a party, each once.
func (p Party) doubts(o Outline) (out []result.Warning) {
	for i, a := range p.Answers {
		for _, w := range a.Document.Warnings {
			if w.Code == kind.NoData && len(o.Metrics) > 1 {
				w = w.Of(o.Metrics[i].Name)
			}
			ofGroup := slices.Contains(ofGroups, w.Code) ||
				o.Paired && (w.Code == "no_answers" || w.Code == "mostly_unusable" && strings.Contains(w.Text, " groups ")) // which are respondents
			if !ofGroup && !slices.ContainsFunc(out, w.Equal) {
				out = append(out, w)
			}
		}
	}
	return out
}

// ofGroups are doubts about the groups of a document, which are told of changes here.
var ofGroups = []string{"held_back", "told_by_total", "few_answers", "pooled_columns"}

// doubts says what cannot be compared, and what the verdicts of a table mean.
func (c Comparing) doubts(judged []judgedChange) (out []result.Warning) {
	counts := make(map[string]int)
	for _, j := range judged {
		counts[j.reason]++
	}
	for _, x := range []struct {
		code string
		says any
	}{
		{result.ReasonFew, result.Say("a side has fewer than %d, so its figure is held back", c.MinN)},
		{"no_data", result.Word("a side has no figure, so there is nothing to compare")},
		{"too_few", result.Word("a side has fewer than two answers, which show no spread")},
		{"no_spread", result.Word("neither side has any spread, so nothing tells how sure the change is")},
		{"no_interval", result.Word("a side has no interval, so nothing tells how sure the change is")},
		{"units", result.Word("the sides seem to be of other units, so it is no change")},
		{"unusable", result.Word("the rows of a side are mostly no answers, so nothing is claimed")},
		{result.OpenPeriod, result.Word("a period may not be whole, so nothing is claimed")},
		{"stretch", result.Word("the figures are of different lengths of time, so nothing is claimed; a longer --period makes them alike")},
		{"scales", result.Word("the sides are on different scales: one fills a shorter scale, on which hardly anybody could reach what counts as good")},
		{"repeats", result.Word("more than a tenth of the answers of a side are further ones of the same respondents, which are no witnesses of their own; --dedup latest or --paired gives a verdict")},
	} {
		if n := counts[x.code]; n > 0 {
			out = append(out, result.Warn("not_compared", "%s no verdict: %s", changesHave(n, len(judged)), x.says))
		}
	}
	return out
}

// changesHave begins a sentence about some of the changes.
func changesHave(some, all int) result.Phrase {
	switch {
	case all == 1:
		return result.Say("the change has")
	case some == 1:
		return result.Say("%d of %d changes has", some, all)
	}
	return result.Say("%d of %d changes have", some, all)
}

// changes is the list of the changes.
func (c Comparing) changes(judged []judgedChange, o Outline) result.Findings {
	by, period, several := false, false, len(o.Metrics) > 1
	for _, j := range judged {
		by, period = by || len(j.By) > 0, period || j.Period != ""
	}
	f := result.Findings{Key: "changes", Title: "changes", Every: true, Fields: Fields(formOf(judged), o.Baseline, period, several)}
	for _, j := range judged {
		f.Rows = append(f.Rows, c.row(j, by, period, several))
	}
	if slices.ContainsFunc(judged, func(j judgedChange) bool { return j.Method == metric.ByRates && j.known }) {
		for i, field := range f.Fields {
			f.Fields[i].Extra = field.Extra && !strings.HasPrefix(field.Name, "ratio")
		}
	}
	if c.correction(judged) == CorrectNone {
		at := slices.IndexFunc(f.Fields, func(f result.Field) bool { return f.Name == "p_adjusted" })
		f.Fields[at].Extra = true // it is p itself
	}
	return f
}

// formOf is how all figures are shown: as numbers where they differ.
func formOf(judged []judgedChange) result.Form {
	form := result.Number
	for i, j := range judged {
		if i > 0 && j.Value.Form != form {
			return result.Number
		}
		form = j.Value.Form
	}
	return form
}

// Fields are those of a change.
func Fields(form result.Form, baseline string, period, several bool) []result.Field {
	const widest = 16 // of a heading
	value, out := "value", []result.Field(nil)
	switch {
	case baseline == BaselineBefore:
		value = "after"
	case utf8.RuneCountInString(baseline) > widest:
		baseline = "baseline"
	}
	if period {
		out = append(out, result.Field{Name: "period", Title: "period", Kind: result.Text, Names: true, Doc: "The period; of --period."},
			result.Field{Name: "baseline_period", Title: "against", Kind: result.Text, Extra: true, Doc: "The period that it is compared with; of --period."})
	}
	if several {
		out = append(out, result.Field{Name: "metric", Title: "metric", Kind: result.Text, Names: true, Doc: "The metric, where there are several."})
	}
	return append(out,
		result.Field{Name: "baseline_value", Title: baseline, Kind: form, Doc: "The figure of the baseline."},
		result.Field{Name: "value", Title: value, Kind: form, Doc: "The figure of the side that is compared."},
		result.Field{Name: "change", Title: "change", Kind: form, Doc: "value less baseline_value, unadjusted."},
		result.Field{Name: "change_low", Title: "low", Kind: form, Doc: "Lower end of the interval of the change, by method."},
		result.Field{Name: "change_high", Title: "high", Kind: form, Doc: "Upper end of the interval of the change, by method."},
		result.Field{Name: "p", Title: "p", Kind: result.Probability, Doc: "P-value of the change, two-sided, by method."},
		result.Field{Name: "p_adjusted", Title: "p adjusted", Kind: result.Probability, Spare: 1, Doc: "The p-value adjusted for the number of changes, which the verdict uses; for means of one of several groups against the rest, the larger of p and that by the spread of all answers."},
		result.Field{Name: "baseline_n", Title: "n " + baseline, Kind: result.Count, Spare: 2, Doc: "Answers or customers of the baseline."},
		result.Field{Name: "n", Title: "n", Kind: result.Count, Spare: 2, Doc: "Answers or customers of the side that is compared; of --paired, the respondents on both sides."},
		result.Field{Name: "verdict", Title: "verdict", Kind: result.Text, Doc: "better or worse where p_adjusted is below 1 − confidence, ~ where the change may be chance."},
		result.Field{Name: "detectable", Title: "would show from", Kind: form, Spare: 1, Doc: "The smallest change that these two sides, taken alone, would show with a power of 80 %."},
		result.Field{Name: "method", Title: "method", Kind: result.Text, Extra: true, Doc: "How interval and p-value came about: adjusted-wald, newcombe, fisher, welch, poisson, mover, mover-paired or paired-t."},
		result.Field{Name: "ratio", Title: "ratio", Kind: result.Number, Extra: true, Doc: "value by baseline_value; only of rates of events."},
		result.Field{Name: "ratio_low", Title: "low", Kind: result.Number, Extra: true, Doc: "Lower end of the exact interval of the ratio."},
		result.Field{Name: "ratio_high", Title: "high", Kind: result.Number, Extra: true, Doc: "Upper end of the exact interval of the ratio."},
		result.Field{Name: "both", Title: "on both sides", Kind: result.Count, Extra: true, Doc: "Customers that are on both sides; only of --paired ledgers."},
		result.Field{Name: "reason", Title: "reason", Kind: result.Text, Extra: true, Doc: "Why there is no interval: few, no_data, too_few, no_spread, no_interval, open_period, stretch, units, scales, repeats or unusable; only there."})
}
