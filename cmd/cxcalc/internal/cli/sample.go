package cli

import (
	"encoding/csv"
	"fmt"
	"os"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/render"
	"github.com/cxcalc/cxcalc/pkg/report"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/sample"
	"github.com/cxcalc/cxcalc/pkg/visible"
)

func sampleFrame() frame {
	return frame{
		name: "sample", use: "sample METRIC [flags] [SOURCE]", short: "Sample: how many answers do I need, and are they like my customers?",
		long: `Plans a survey. --margin says how near the figure shall be, --difference which change between two
groups shall be found, --n how many answers there will be. Without a source the worst case is taken;
a source tells how much answers really differ. --value is the share that is expected.

--check and --rake take a file of how the people fall into the values of columns:

  column,value,share
  gender,f,51
  gender,m,49

--check holds the answers against it, by chi-square and by the gaps; --rake writes a weight for
every answer, as CSV, so that each column falls as the people do. Both take sources and no metric.`,
		examples: []string{
			"Answers needed to know the score to 5 points", "cxcalc sample nps --margin 5",
			"Of each of two groups, to see a change of 10 points", "cxcalc sample nps --difference 10 --power 0.8",
			"What 200 answers can tell, if 80 % are satisfied", "cxcalc sample csat --n 200 --value 80",
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
		without: []string{"target", "sort", "definitions", "rfm", "threshold", "by", "period", "min-n", "head", "invited"},
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
	var q metric.Inquiry
	questions, err := o.ask(o.sources, func(_ metric.Metric, v flags.Values) {
		q.Confidence, p.Confidence, p.Population = v.Number("confidence"), v.Number("confidence"), v.Int("population")
		v["population"] = int64(0)
	})
	if err != nil {
		return err
	}
	var answered *report.Answer
	if len(o.sources) > 0 {
		if questions[0].Said().Sources, err = report.Sources(o.sources); err != nil {
			return err
		}
		if err := d.checkTargets(outputs, "", append(questions[0].Said().Sources, o.settler.file.name)); err != nil {
			return err
		}
		if answered, err = report.Run(cmd.Context(), questions[0]); err != nil {
			return err
		}
	}
	s, err := spreadOf(o, m, answered)
	if err != nil {
		return err
	}
	doc, err := planned(m, p, s, o, answered)
	if err != nil {
		return err
	}
	return d.finish(&report.Answer{Document: doc}, outputs, nil, o.own, nil)
}

func (o *over) number(name string) (float64, error) {
	text := o.own.Text(name)
	if text == "" {
		return 0, nil
	}
	x, err := strconv.ParseFloat(text, 64)
	if err != nil || !(x > 0 && x < 1e12) {
		return 0, wrong("--%s %q is not a number above 0", name, text)
	}
	return x, nil
}

func planOf(o *over) (p sample.Plan, err error) {
	p = sample.Plan{N: o.own.Int("n"), Power: o.own.Number("power")}
	if p.Margin, err = o.number("margin"); err != nil {
		return p, err
	}
	if p.Difference, err = o.number("difference"); err != nil {
		return p, err
	}
	asked := 0
	for _, name := range []string{"margin", "difference", "n"} {
		if o.given[name] {
			asked++
		}
	}
	switch {
	case asked != 1:
		return p, wrong("sample answers one question: --margin N, --difference N or --n N").Advise("cxcalc sample " + o.named + " --margin 5")
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
	value, err := o.number("value")
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
func planned(m metric.Metric, p sample.Plan, s sample.Spread, o *over, a *report.Answer) (*result.Document, error) {
	own, err := p.Answer(s)
	if err != nil {
		return nil, err
	}
	formula, _ := own.Get("formula")
	n, _ := own.Get("n")
	d := &result.Document{Schema: "cxcalc/sample/v1", Metric: m.Name, Unit: "answers", Definition: fmt.Sprint(formula), Sources: []result.Source{},
		Columns: result.Object{}, Total: result.Group{Values: result.Object{{Key: "n", Value: n}, {Key: "value", Value: n}}}, Warnings: []result.Warning{}, Thresholds: []result.Threshold{},
		Own: own, Fields: sample.Fields(s.Form), Title: "Answers for " + m.Title}
	d.Settings = result.Object{{Key: "confidence", Value: p.Confidence}, {Key: "power", Value: p.Power}}
	d.Settings.Add(p.Margin > 0, "margin", p.Margin)
	d.Settings.Add(p.Difference > 0, "difference", p.Difference)
	d.Settings.Add(p.N > 0, "n", p.N)
	d.Settings.Add(p.Population > 0, "population", p.Population)
	d.Settings.Add(o.own.Text("field") != "", "field", o.own.Text("field"))
	if p.Difference > 0 {
		d.Title = "Answers in each of two groups for " + m.Title
	}
	if a != nil {
		d.Sources, d.Columns, d.Rows, d.Warnings = a.Document.Sources, a.Document.Columns, a.Document.Rows, a.Document.Warnings
	}
	d.Warnings = append(slices.Clone(d.Warnings), p.Doubts(s)...)
	return d, nil
}

// sampleShares answers --check and --rake, which take sources and no metric.
func (d *desk) sampleShares(cmd *cobra.Command, args []string) error {
	s, err := d.settler(cmd.Flags())
	if err != nil {
		return err
	}
	f := sampleFrame()
	m := d.offered[0]
	list := flags.Join(f.commandFlags(), f.questionFlags(m))
	v, _, err := s.settle("", list, layering{})
	if err != nil {
		return err
	}
	check, rake := v.Text("check"), v.Text("rake")
	if check != "" && rake != "" {
		return wrong("--check and --rake are two questions: ask one")
	}
	if len(args) == 0 {
		return wrong("no source given: name a file, or - for standard input")
	}
	asked, err := d.ask(m, v, nil)
	if err != nil {
		return err
	}
	if len(asked.Said().Where)+len(asked.Said().Exclude) > 0 || v.Text("since")+v.Text("until") != "" {
		return wrong("--check and --rake read every row, and know no conditions")
	}
	p, set, err := d.people(cmd, args, check+rake, asked.Said().Dataset, v.List("respondent"))
	if err != nil {
		return err
	}
	if check != "" {
		return d.checked(p, set, check, v)
	}
	return d.raked(p, v)
}

// people reads the file of shares, and the sources.
func (d *desk) people(cmd *cobra.Command, args []string, name string, terms dataset.Terms, respondent []string) (*sample.People, *dataset.Set, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, nil, wrong("%v", err)
	}
	defer file.Close()
	shares, err := sample.ReadShares(name, file)
	if err != nil {
		return nil, nil, err
	}
	sources, err := report.Sources(args)
	if err != nil {
		return nil, nil, err
	}
	key := ""
	switch len(respondent) {
	case 0:
	case 1:
		key = respondent[0]
	default:
		return nil, nil, wrong("--rake writes one key of an answer: name one column with --respondent")
	}
	set, err := dataset.OpenSet(cmd.Context(), sources, terms)
	if err != nil {
		return nil, nil, err
	}
	defer set.Close()
	p, err := sample.Read(cmd.Context(), set, shares, key)
	return p, set, err
}

// checked writes how the answers stand beside the people.
func (d *desk) checked(p *sample.People, set *dataset.Set, name string, v flags.Values) error {
	outputs, err := parseOutputs(v.List("output"))
	if err != nil {
		return err
	}
	read := []string{name}
	doc := p.Document()
	for _, t := range set.Tables {
		doc.Sources, read = append(doc.Sources, t.Info), append(read, t.Name)
	}
	if err := d.checkTargets(outputs, "", read); err != nil {
		return err
	}
	return d.finish(&report.Answer{Document: doc}, outputs, nil, v, nil)
}

// raked writes the weights on standard output, and what they cost on standard error.
func (d *desk) raked(p *sample.People, v flags.Values) error {
	trim := 0.0
	if text := v.Text("trim"); text != "" {
		var err error
		if trim, err = strconv.ParseFloat(text, 64); err != nil || !(trim > 1) {
			return wrong("--trim %q is not a number above 1", text)
		}
	}
	respondent := v.List("respondent")
	key := "line"
	if len(respondent) > 0 {
		key = respondent[0]
		if who, ok := p.Repeated(); ok {
			return wrong("--respondent %s: %q stands in several rows or is blank, so that a weight would not tell whose it is", key, who)
		}
	}
	if list := v.List("output"); len(list) != 1 || list[0] != "table" {
		return wrong("--rake writes CSV on standard output, and no -o")
	}
	r, err := p.Rake(trim)
	if err != nil {
		return err
	}
	w := csv.NewWriter(d.Out)
	if err := w.Write([]string{render.CSVText(key, v.Is("raw")), "weight"}); err != nil {
		return err
	}
	err = p.Each(r, func(key string, weight float64) error {
		return w.Write([]string{render.CSVText(key, v.Is("raw")), strconv.FormatFloat(weight, 'g', -1, 64)})
	})
	if err != nil {
		return err
	}
	if w.Flush(); w.Error() != nil {
		return w.Error()
	}
	if !v.Is("quiet") {
		fmt.Fprintf(d.Err, "cxcalc: %.0f answers are worth %.1f (design effect %.3f); weights from %.3f to %.3f\n", r.N, r.Effective, r.Deff, r.Least, r.Most)
		if trim > 0 {
			fmt.Fprintf(d.Err, "cxcalc: %d answers trimmed to %v, so that the shares are not quite met\n", r.Trimmed, trim)
		}
		for _, w := range p.Doubts() {
			fmt.Fprintf(d.Err, "cxcalc: %s\n", visible.Text(w.Text))
		}
	}
	return nil
}
