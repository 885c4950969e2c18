package cli

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/report"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/sample"
)

func sampleFrame() frame {
	return frame{
		name: "sample", use: "sample METRIC [flags] [SOURCE]", short: "Sample: how many answers do I need, and are they like my customers?",
		long: `Plans a survey. --margin says how near the figure shall be, --difference which change between two
groups shall be found, --n how many answers there will be. Without a source the worst case is taken;
a source tells how much answers really differ. --value is the share that is expected. --invited tells
how many of so many people have answered, and what those who kept silent could do to the figure.

--check and --rake take a file of how the people fall into the values of columns:

  column,value,share
  gender,f,51
  gender,m,49

--check holds the answers against it, by chi-square and by the gaps; --rake writes a weight for
every answer, as CSV, so that each column falls as the people do. Both need sources and no metric.
Every metric of answers takes the weights by --weights.`,
		examples: []string{
			"Answers needed to know the score to 5 points", "cxcalc sample nps --margin 5",
			"Of each of two groups, to see a change of 10 points", "cxcalc sample nps --difference 10 --power 0.8",
			"What 200 answers can tell, if 80 % are satisfied", "cxcalc sample csat --n 200 --value 80",
			"How many of 400 have answered, and what the silent could do", "cxcalc sample nps --invited 400 responses.csv",
		},
		own: []flags.Flag{
			{Name: "margin", Default: "", Group: flags.Figures, Usage: "the figure shall be within `N` of the truth"},
			{Name: "difference", Default: "", Group: flags.Figures, Usage: "a change of `N` between two groups shall be found"},
			{Name: "n", Default: int64(0), Group: flags.Figures, Usage: "what `N` answers can tell"},
			{Name: "power", Default: 0.8, Group: flags.Figures, Usage: "the chance to find a difference that is there, `P`"},
			{Name: "value", Default: "", Group: flags.Figures, Usage: "the share in percent that is expected, `N`"},
			{Name: "field", Default: "", Group: flags.Figures, Usage: "plan for the `FIELD` and not value: mean"},
			{Name: "sd", Default: "", Group: flags.Figures, Usage: "the standard deviation of single scores, `N`, for the mean"},
			{Name: "check", Default: "", Group: flags.Figures, Usage: "hold the answers against the shares of the people in `FILE`"},
			{Name: "rake", Default: "", Group: flags.Figures, Usage: "write weights that meet the shares of the people in `FILE`"},
			{Name: "trim", Default: "", Group: flags.Figures, Usage: "weights are at most `N` times their mean"},
		},
		without: []string{"warn-only", "target", "sort", "definitions", "rfm", "threshold", "by", "period", "min-n", "head", "board", "prior", "baseline"},
		run:     (*desk).sample, bare: (*desk).sampleShares, bareBy: []string{"check", "rake"},
	}
}

// sample plans a survey of a metric.
func (d *desk) sample(cmd *cobra.Command, o *over) error {
	outputs, err := parseOutputs(o.own.List("output"))
	if err != nil {
		return err
	}
	if len(o.metrics) != 1 || o.metrics[0].AnswerTraits == nil {
		return wrong("sample plans one survey, of nps, csat or ces, but got %s", o.named)
	}
	m := o.metrics[0]
	p, err := planOf(o)
	if err != nil {
		return err
	}
	field, interval := o.own.Text("field"), ""
	if o.given["sd"] {
		field = "mean"
	}
	questions, err := o.ask(o.sources, func(_ metric.Metric, v flags.Values) {
		interval = v.Text("interval")
		p.Confidence, p.Population, p.Invited = v.Number("confidence"), v.Int("population"), v.Int("invited")
		v["population"] = int64(0)
	})
	if err == nil {
		err = p.By(m, field, interval)
	}
	if err != nil {
		return err
	}
	var answered *report.Answer
	if len(o.sources) > 0 {
		if questions[0].Said().Sources, err = report.Sources(o.sources); err != nil {
			return err
		}
		if err := d.checkTargets(outputs, nil, append(questions[0].Said().Sources, o.settler.file.name)); err != nil {
			return err
		}
		if answered, err = report.Run(cmd.Context(), questions[0]); err != nil {
			return err
		}
		p.Answered(answered.Document)
	}
	doc, err := planned(m, p, o, answered)
	if err != nil {
		return err
	}
	return d.finish(&report.Answer{Document: doc}, dispatch{outputs: outputs}, o.own, nil)
}

// percent is number of a share in percent, where a part of 1 is asked about.
func (o *over) percent(name string) (float64, error) {
	x, err := o.number(name)
	share := o.metrics[0].Unit == "percent" && o.own.Text("field") != "mean" && !o.given["sd"]
	if text := o.own.Text(name); err == nil && share && problem.IsFraction(text, x) {
		return 0, problem.Fraction("--"+name+" "+text, x)
	}
	return x, err
}

func (o *over) number(name string) (float64, error) {
	text := o.own.Text(name)
	if text == "" {
		return 0, nil
	}
	x, err := strconv.ParseFloat(strings.TrimSuffix(text, "%"), 64)
	if err != nil || !(x > 0 && x < 1e12) {
		return 0, wrong("--%s %q is not a number above 0", name, text)
	}
	return x, nil
}

func planOf(o *over) (p sample.Plan, err error) {
	p = sample.Plan{N: o.own.Int("n"), Power: o.own.Number("power")}
	if p.Margin, err = o.percent("margin"); err != nil {
		return p, err
	}
	if p.Difference, err = o.percent("difference"); err != nil {
		return p, err
	}
	asked := 0
	for _, name := range []string{"margin", "difference", "n", "invited"} {
		if o.given[name] {
			asked++
		}
	}
	switch {
	case asked != 1:
		return p, wrong("sample answers one question: --margin N, --difference N, --n N or --invited N").Advise(o.withMargin())
	case o.given["invited"] && len(o.sources) == 0:
		return p, wrong("--invited N is how many were asked, and a source tells how many have answered: name one")
	case o.given["n"] && p.N < 1:
		return p, wrong("--n %d is not a number of answers", p.N)
	case !(p.Power > 0 && p.Power < 1):
		return p, wrong("--power %v is not between 0 and 1, such as 0.8", p.Power)
	}
	return p, nil
}

// spreadOf tells how much answers differ: as those of a source do, as the line says, or as much as they can.
func spreadOf(o *over, m metric.Metric, a *report.Answer) (s sample.Spread, err error) {
	s.Inflate = 1
	field := o.own.Text("field")
	value, err := o.percent("value")
	if err != nil {
		return s, err
	}
	sd, err := o.number("sd")
	mean := field == "mean" || o.given["sd"]
	share := m.Unit == "percent" && !mean
	switch {
	case err != nil:
		return s, err
	case field != "" && field != "mean" && a == nil:
		return s, wrong("--field %s: without a source only mean can be planned beside value", field)
	case a != nil && (o.given["value"] || o.given["sd"]):
		return s, wrong("the source tells how much answers differ: leave --value and --sd out, or the source")
	case o.given["value"] && (!share || value >= 100):
		return s, wrong("--value is the expected share in percent, from 0 to 100, of csat or ces")
	case a != nil:
		e, err := a.Evidence(nil, field)
		if err != nil {
			return s, wrong("%v", err)
		}
		return sample.SpreadOf(e)
	case mean && sd == 0:
		sd = (m.Scale.Max - m.Scale.Min) / 2
		return sample.Spread{Variance: sd * sd, Says: "the worst case: half the answers at either end of the scale", Form: result.Mean, Inflate: 1}, nil
	case mean:
		return sample.Spread{Variance: sd * sd, Says: "--sd", Form: result.Mean, Inflate: 1}, nil
	case !share:
		return sample.Spread{Variance: 1e4, Says: "the worst case: half promoters, half detractors", Form: result.Points, Inflate: 1}, nil
	}
	p, says := 0.5, "the worst case: a share of 50 %"
	if value > 0 {
		p, says = value/100, "--value"
	}
	return sample.Spread{Variance: p * (1 - p) * 1e4, Share: &p, Says: says, Form: result.Percent, Inflate: 1}, nil
}

// planned puts the document together.
func planned(m metric.Metric, p sample.Plan, o *over, a *report.Answer) (*result.Document, error) {
	s, err := spreadOf(o, m, a)
	if err != nil {
		return nil, err
	}
	own, err := p.Answer(s)
	if err != nil {
		return nil, err
	}
	formula, _ := own.Get("formula")
	n, _ := own.Get("n")
	d := &result.Document{Schema: "cxcalc/sample/v1", Metric: m.Name, Unit: "answers", Definition: fmt.Sprint(formula), Sources: []result.Source{},
		Columns: result.Object{}, Total: result.Group{Values: result.Object{{Key: "n", Value: n}, {Key: "value", Value: n}}}, Warnings: []result.Warning{}, Thresholds: []result.Threshold{},
		Own: own, Fields: p.Fields(s.Form), Heading: result.Say("Answers for %s", result.Word(m.Title))}
	d.Title = d.Heading.String()
	d.Settings = result.Object{{Key: "confidence", Value: p.Confidence}, {Key: "power", Value: p.Power}}
	d.Settings.Add(p.Margin > 0, "margin", p.Margin)
	d.Settings.Add(p.Difference > 0, "difference", p.Difference)
	d.Settings.Add(p.N > 0 && p.Invited == 0, "n", p.N)
	d.Settings.Add(p.Invited > 0, "invited", p.Invited)
	d.Settings.Add(p.Population > 0, "population", p.Population)
	d.Settings.Add(p.Adjusted, "interval", "adjusted-wald")
	d.Settings.Add(o.own.Text("field") != "", "field", o.own.Text("field"))
	if p.Difference > 0 {
		d.Title = "Answers in each of two groups for " + m.Title
	}
	if a != nil {
		d.Own = append(d.Own, p.Response(a.Document)...)
		d.Sources, d.Columns, d.Rows, d.Warnings = a.Document.Sources, a.Document.Columns, a.Document.Rows, a.Document.Warnings
		for _, key := range []string{"dedup", "where", "exclude", "since", "until", "weights"} {
			v, ok := a.Document.Settings.Get(key)
			d.Settings.Add(ok && v != "none", key, v)
		}
	}
	d.Warnings = append(slices.Clone(d.Warnings), p.Doubts(s)...)
	return d, nil
}

// withMargin is the command that asks one question of the same sources.
func (o *over) withMargin() string {
	command := "cxcalc sample " + o.named + " --margin 5"
	for _, name := range o.sources {
		command += " " + layout.ShellQuote(name)
	}
	return command
}
