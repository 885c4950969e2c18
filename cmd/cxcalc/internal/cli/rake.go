package cli

import (
	"bufio"
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/render"
	"github.com/cxcalc/cxcalc/pkg/report"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/sample"
	"github.com/cxcalc/cxcalc/pkg/where"
)

// A weighing answers --check and --rake, which take sources and no metric.
type weighing struct {
	*desk
	v       flags.Values
	shares  []*sample.Shares
	outputs []output
	set     *dataset.Set
	people  *sample.People
	key     string // the column that names the rows, "" for their lines
	named   bool   // the line names it
}

// sampleShares answers --check and --rake.
func (d *desk) sampleShares(cmd *cobra.Command, args []string) error {
	s, err := d.settler(cmd.Flags())
	if err != nil {
		return err
	}
	f := sampleFrame()
	list := flags.Join(f.commandFlags(), f.questionFlags(d.offered[0]))
	v, _, err := s.settle("", list, layering{})
	if err != nil {
		return err
	}
	w := &weighing{desk: d, v: v}
	if len(args) > 0 && !isFile(args[0]) && slices.ContainsFunc(d.offered, func(m metric.Metric) bool { return m.Name == args[0] }) {
		args = args[1:] // the people are the same whatever they are asked
	}
	check, rake := v.Text("check"), v.Text("rake")
	switch {
	case check != "" && rake != "":
		return wrong("--check and --rake are two questions: ask one")
	case len(args) == 0:
		return wrong("no source given: name a file, or - for standard input")
	}
	if err := idle(cmd.Flags(), list); err != nil {
		return err
	}
	asked, err := d.ask(d.offered[0], v, nil)
	if err != nil {
		return err
	}
	session, err := asked.Ask()
	if err != nil {
		return err
	}
	if err := w.prepare(args, check+rake, s.file.name); err != nil {
		return err
	}
	if err := w.read(cmd, args, asked.Said(), session.Meant().Conditions); err != nil {
		return err
	}
	if check != "" {
		return w.checked()
	}
	return w.raked()
}

// idle refuses flags of metrics that would count for nothing.
func idle(set *pflag.FlagSet, list []flags.Flag) (err error) {
	used := []string{"respondent", "where", "exclude", "tz", "check", "rake", "trim", "config", "help"}
	set.Visit(func(f *pflag.Flag) {
		of := slices.IndexFunc(list, func(l flags.Flag) bool { return l.Name == f.Name })
		if err == nil && !slices.Contains(used, f.Name) && (of < 0 || list[of].Group != flags.Input && list[of].Group != flags.Output) {
			err = wrong("--%s would count for nothing: --check and --rake look at no answers", f.Name)
		}
	})
	return err
}

// prepare reads the file of shares, and checks where the output goes.
func (w *weighing) prepare(args []string, name, config string) error {
	file, err := os.Open(name)
	if err != nil {
		return wrong("%v", err)
	}
	defer file.Close()
	if w.shares, err = sample.ReadShares(name, file); err != nil {
		return err
	}
	list := w.v.List("output")
	if w.v.Text("rake") != "" && slices.Equal(list, []string{"table"}) {
		list = []string{"csv"}
	}
	if w.outputs, err = parseOutputs(list); err != nil {
		return err
	}
	for _, out := range w.outputs {
		if w.v.Text("rake") != "" && out.format.Name != "csv" && out.format.Name != "json" {
			e := wrong("-o %s: --rake writes the weights as CSV, and as JSON what they cost", out.given)
			e.Replace = [2]string{out.given, "csv=weights.csv"}
			return e
		}
	}
	sources, err := report.Sources(args)
	if err != nil {
		return err
	}
	return w.checkTargets(w.outputs, w.v, append([]string{name, config}, sources...))
}

// read reads the sources.
func (w *weighing) read(cmd *cobra.Command, args []string, words *kind.Words, conditions []*where.Cond) error {
	sources, err := report.Sources(args)
	if err != nil {
		return err
	}
	terms := words.Dataset
	terms.Decimal = words.Decimal
	if w.set, err = dataset.OpenSet(cmd.Context(), sources, terms); err != nil {
		return err
	}
	defer w.set.Close()
	if conditions, err = kind.Comparing(w.set, words, conditions); err != nil {
		return err
	}
	if err := w.choose(); err != nil {
		return err
	}
	look := sample.Look{Respondent: w.key}
	for _, c := range conditions {
		look.Where = append(look.Where, c.With(where.Cells{Decimal: w.set.Tables[0].Decimal, Zone: words.Zone}))
	}
	w.people, err = sample.Read(cmd.Context(), w.set, w.shares, look)
	return err
}

// choose says which column names the rows.
func (w *weighing) choose() error {
	if w.v.Text("rake") == "" {
		return nil
	}
	switch list := w.v.List("respondent"); len(list) {
	case 0:
	case 1:
		w.key, w.named = list[0], true
		return nil
	default:
		return wrong("--rake writes one key of an answer: name one column with --respondent")
	}
	t := w.set.Tables[0]
	f := t.Find(dataset.Search{Role: layout.Respondent})
	switch {
	case f.Sure:
		w.key = t.Reference(f.Columns[0])
	case len(f.Columns) > 0 || w.set.Len() > 1:
		return t.Unclear("--respondent", "respondent", f)
	}
	return nil
}

// checked writes how the answers stand beside the people.
func (w *weighing) checked() error {
	return w.finish(&report.Answer{Document: w.signed(w.people.Document())}, dispatch{outputs: w.outputs}, w.v, nil)
}

// signed says in a document where it comes from.
func (w *weighing) signed(doc *result.Document) *result.Document {
	for _, t := range w.set.Tables {
		doc.Sources = append(doc.Sources, t.Info)
	}
	doc.Settings.Add(len(w.v.List("where")) > 0, "where", w.v.List("where"))
	doc.Settings.Add(len(w.v.List("exclude")) > 0, "exclude", w.v.List("exclude"))
	doc.Settings.Add(w.v.Text("trim") != "", "trim", w.v.Text("trim"))
	return doc
}

// raked writes the weights, and on standard error what they cost.
func (w *weighing) raked() error {
	trim := 0.0
	if text := w.v.Text("trim"); text != "" {
		var err error
		if trim, err = strconv.ParseFloat(text, 64); err != nil || !(trim > 1) {
			return wrong("--trim %q is not a number above 1", text)
		}
	}
	if who, ok := w.people.Repeated(); ok && w.key != "" {
		if who == "" {
			return wrong("--respondent %s: a row has none, so that a weight would not tell whose it is", w.key).
				Advise("keep the rows that have one by --where, or name another column")
		}
		return wrong("--respondent %s: %q stands in several rows, so that a weight would not tell whose it is", w.key, who).
			Advise("name a column that is another one in every row")
	}
	r, err := w.people.Rake(trim)
	if err != nil {
		return err
	}
	if err := w.save(r); err != nil {
		return err
	}
	w.tell(r, trim)
	return nil
}

// save writes the weights as CSV, and what they cost as JSON; whole or not at all.
func (w *weighing) save(r *sample.Raking) error {
	about := render.Volume{Chapters: []render.Chapter{{Document: w.signed(w.people.RakingDocument(r))}}}
	to := dispatch{outputs: w.outputs, silent: isSilent(w.v), look: w.screen(w.v), attach: func() error { return w.attach(about, w.outputs) }}
	return w.deliver(to, func(to io.Writer, out output) error {
		if out.format.Name == "csv" {
			return w.weights(to, r)
		}
		return w.render(to, about, out, w.v)
	})
}

func (w *weighing) weights(to io.Writer, r *sample.Raking) error {
	buffered := bufio.NewWriterSize(to, 1<<16)
	out := csv.NewWriter(buffered)
	header := "line"
	if w.key != "" {
		header = w.key
	}
	if err := out.Write([]string{header, "weight"}); err != nil {
		return err
	}
	err := w.people.Each(r, func(key string, weight float64) error {
		return out.Write([]string{key, strconv.FormatFloat(weight, 'g', -1, 64)})
	})
	if out.Flush(); err == nil {
		err = out.Error()
	}
	if err != nil {
		return err
	}
	return buffered.Flush()
}

// tell says what the weights cost.
func (w *weighing) tell(r *sample.Raking, trim float64) {
	if w.v.Is("quiet") {
		return
	}
	say := func(format string, args ...any) { fmt.Fprintf(w.Err, "cxcalc: "+format+"\n", args...) }
	say("%.0f answers are worth %.1f (design effect %.3f); weights from %.3f to %.3f", r.N, r.Effective, r.Deff, r.Least, r.Most)
	if r.Trimmed > 0 {
		say("%d answers trimmed to %v, so that the shares are not quite met", r.Trimmed, trim)
	}
	switch {
	case w.key == "":
		say("the weights are by line, for other programs; --weights needs those of --respondent COL")
	case !w.named:
		say("the weights are by column %q; --respondent names another", w.key)
	}
	for _, doubt := range w.people.Doubts() {
		say("%s", doubt.Text)
	}
}
