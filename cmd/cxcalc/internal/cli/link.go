package cli

import (
	"context"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/gate"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/link"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/render"
	"github.com/cxcalc/cxcalc/pkg/report"
	"github.com/cxcalc/cxcalc/pkg/roll"
)

// causes heads the commands in help that say why.
const causes = "Causes"

// columnLabel stands in place of a metric where the text of a column is the label.
const columnLabel = "column"

func linkFrame() frame {
	return frame{
		name: "link", use: "link FILE=METRIC[:COL] FILE=METRIC[:COL]... [flags]", short: "Link: do happy customers stay?", group: causes,
		long: `Joins exports on one key, on this computer. What the first file says of each customer is a label:
detractor, passive or promoter of nps; satisfied or not; missed of contacts; late of delivery; yes
or no of share. Every further file is an outcome, which is told by these labels: churn, revenue,
another score.

Each argument is a file, or a quoted pattern, with the metric that is asked of it, and behind a
colon the column with the answers or states. FILE=column:COL takes the text of a column for the
label, such as a plan. Flags reach every side that has them; STEM=VALUE is for one file alone, by
its name without the ending: --key survey=Email,ledger=customer_email, or --time survey=answered_at.

Of several answers of a customer the latest counts. Who is in the outcome and has no label is a
group of its own, without a name, and in no test. A key that stands for a group, such as a branch,
has figures on both sides, and how far they rise together is told by a rank correlation.

Nobody is named: --list gives examples of keys that are on one side only. --min-n holds back labels
of few customers.`,
		examples: []string{
			"Do detractors leave?", "cxcalc link answers.csv=nps ledger.csv=churn --key customer",
			"What do customers say whose calls were missed?", "cxcalc link phone.csv=contacts answers.csv=nps --key customer --fold",
			"Revenue kept by what they said, as JSON", "cxcalc link answers.csv=nps ledger.csv=revenue --key customer -o json",
		},
		own: []flags.Flag{
			{Name: "key", Default: "", Group: flags.Columns, Usage: "the `COL` that all files have in common, or STEM=COL,STEM=COL for each by its name without the ending"},
			{Name: "fold", Default: false, Group: flags.Columns, Usage: "keys are the same in upper or lower case, with blanks, zeros before or behind, or an apostrophe"},
			{Name: "unit", Default: "auto", Group: flags.Columns, Usage: "the key stands for a `UNIT`: " + flags.Listed(link.Units(), "or")},
			{Name: "list", Default: false, Group: flags.Output, Usage: "name some of the keys that are on one side only"},
			{Name: "threshold", Default: []string(nil), Group: flags.Figures,
				Usage: "exit with status 3 unless `EXPR` holds, such as trend_p<0.05, or promoter.value<=2 for a label; repeatable"},
		},
		without: []string{"target", "by", "period", "sort", "head", "population", "invited", "definitions", "rfm", "board", "prior", "baseline", "weights"},
		bare:    (*desk).link,
	}
}

// A linking is what a command line asks to be joined.
type linking struct {
	*over
	link.Joining
	keys map[string]string // by stem; "" for all
}

// link answers the command and writes the outputs.
func (d *desk) link(cmd *cobra.Command, args []string) error {
	l, err := d.linking(cmd, args)
	if err != nil {
		return err
	}
	outputs, err := parseOutputs(l.own.List("output"))
	if err != nil {
		return err
	}
	for _, out := range outputs {
		if out.format.Several == nil && len(l.Outcomes) > 1 {
			return wrong("%s holds one answer, and %d outcomes make as many", out.format.Name, len(l.Outcomes)).Advise("ask one outcome, or write json, csv or html")
		}
	}
	d.expect(outputs)
	if err := d.checkTargets(outputs, nil, append(l.files(), l.settler.file.name)); err != nil {
		return err
	}
	matters, err := l.Matters()
	if err != nil {
		return err
	}
	return l.tell(cmd.Context(), matters, outputs)
}

// tell answers all outcomes, and writes them.
func (l *linking) tell(ctx context.Context, matters []*report.Matter, outputs []output) error {
	sources := l.files()
	shown := l.desk.watch(sources, l.own.Is("quiet"))
	answers, err := report.Settle(ctx, matters, func(words *kind.Words) { words.Dataset.Progress = shown.sink() })
	shown.end()
	if err != nil {
		return err
	}
	var chapters []render.Chapter
	for i, a := range answers {
		if a.Err != nil {
			return a.Err
		}
		chapters = append(chapters, render.Chapter{Name: l.Label.Name() + " × " + l.Outcomes[i].Name(), Command: "link", Document: a.Document})
	}
	if len(answers) == 1 {
		return l.desk.finish(answers[0], dispatch{outputs: outputs}, l.own, nil)
	}
	missed := slices.ContainsFunc(answers, func(a *report.Answer) bool { return a.Missed })
	if err := l.desk.write(render.Volume{Chapters: chapters}, dispatch{outputs: outputs, silent: isSilent(l.own) && (!missed || l.own.Is("warn-only"))}, l.own); err != nil {
		return err
	}
	var end error
	for i, a := range answers {
		if a.Missed {
			if err := l.desk.missed(whose(chapters[i].Name), a.Document, l.own); end == nil {
				end = err
			}
		}
	}
	return end
}

// files are the names of all sources, each once.
func (l *linking) files() (names []string) {
	for _, s := range append([]link.Side{l.Label}, l.Outcomes...) {
		for _, name := range s.Sources {
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names
}

// linking understands the command line.
func (d *desk) linking(cmd *cobra.Command, args []string) (*linking, error) {
	if len(args) < 2 {
		return nil, wrong("link joins two files or more, each with what is asked of it, but got %d", len(args)).
			Advise("cxcalc link survey.csv=nps ledger.csv=churn --key customer")
	}
	l := &linking{over: &over{desk: d, frame: linkFrame(), dash: -1, given: make(map[string]bool)}}
	var sides []link.Side
	var columns []string
	for i, arg := range args {
		s, column, err := d.sideOf(arg, i == 0)
		if err != nil {
			return nil, err
		}
		if s.Metric.Name != "" && !slices.ContainsFunc(l.metrics, func(m metric.Metric) bool { return m.Name == s.Metric.Name }) {
			l.metrics = append(l.metrics, s.Metric)
		}
		sides, columns = append(sides, s), append(columns, column)
	}
	l.named = strings.Join(args, " ")
	apart(sides)
	if err := l.settle(cmd.Flags()); err != nil {
		return nil, err
	}
	if err := l.understand(sides); err != nil {
		return nil, err
	}
	for i := range sides {
		key, err := l.keyOf(sides[i], sides)
		if err != nil {
			return nil, err
		}
		sides[i].Key = key
		sides[i].Ask = l.asker(&sides[i], columns[i], sides)
	}
	l.Label, l.Outcomes = sides[0], sides[1:]
	_, err := l.Label.Ask(false, link.UnitCustomer) // what the flags say, before any source is looked at
	return l, err
}

// understand understands what the command itself is told.
func (l *linking) understand(sides []link.Side) error {
	l.Fold, l.Unit = l.own.Is("fold"), link.Unit(l.own.Text("unit"))
	if !slices.Contains(link.Units(), string(l.Unit)) {
		return wrong("--unit %q is not one of %s", l.Unit, strings.Join(link.Units(), ", "))
	}
	if l.own.Is("list") {
		l.List = listed5
	}
	for _, text := range l.own.List("threshold") {
		g, err := gate.Parse(text)
		if err != nil {
			return problem.Wrong("", err)
		}
		l.Gates = append(l.Gates, g)
	}
	if slices.ContainsFunc(sides, func(s link.Side) bool { return slices.Contains(s.Sources, "-") }) {
		return wrong("-: files are joined, which may have to be read twice; write standard input to one")
	}
	return l.understandKeys(sides)
}

// listed5 is how many examples --list names.
const listed5 = 5

// understandKeys understands which column is the key of which file.
func (l *linking) understandKeys(sides []link.Side) error {
	text := l.own.Text("key")
	if text == "" {
		return wrong("which column tells who a row is about? All files have it in common").Advise("--key COL, or --key " + sides[0].Stem + "=COL," + sides[1].Stem + "=COL where they name it otherwise")
	}
	l.keys = partsOf(text, sides)
	if l.keys == nil {
		l.keys = map[string]string{"": text}
	}
	return nil
}

// partsOf are the values that a text gives to single sides, "STEM=VALUE,STEM=VALUE"; nil where it gives one to all.
func partsOf(text string, sides []link.Side) map[string]string {
	out := make(map[string]string)
	for _, part := range strings.Split(text, ",") {
		stem, value, ok := strings.Cut(part, "=")
		if !ok || !slices.ContainsFunc(sides, func(s link.Side) bool { return s.Stem == strings.TrimSpace(stem) }) {
			return nil
		}
		out[strings.TrimSpace(stem)] = strings.TrimSpace(value)
	}
	return out
}

// keyOf is the column of the key of a side.
func (l *linking) keyOf(s link.Side, sides []link.Side) (string, error) {
	if all, ok := l.keys[""]; ok {
		return all, nil
	}
	for _, name := range []string{s.Stem, stemOf(s.Sources)} { // of two sides of one file, too
		if own := l.keys[name]; own != "" {
			return own, nil
		}
	}
	var known []string
	for stem := range maps.Keys(l.keys) {
		known = append(known, stem)
	}
	slices.Sort(known)
	return "", wrong("--key %q names no column of %s", l.own.Text("key"), s.Stem).Advise("--key " + l.own.Text("key") + "," + s.Stem + "=COL")
}

// apart makes the stems of sides different: two of one name have their metrics beside it.
func apart(sides []link.Side) {
	for i := range sides {
		if slices.ContainsFunc(sides[:i], func(s link.Side) bool { return s.Stem == sides[i].Stem }) {
			sides[i].Stem += "-" + sides[i].Name()
		}
	}
}

// sideOf understands FILE=METRIC[:COL]. Only the first may have a column for its label.
func (d *desk) sideOf(arg string, first bool) (s link.Side, column string, err error) {
	names := d.offered.names()
	if first {
		names = append(names, columnLabel)
	}
	at, name := -1, ""
	for i, c := range arg {
		if c != '=' {
			continue
		}
		asked, rest, _ := strings.Cut(arg[i+1:], ":")
		if slices.Contains(names, asked) {
			at, name, column = i, asked, rest
		}
	}
	switch {
	case at < 1 && strings.HasSuffix(arg[:max(strings.LastIndex(arg, ":"), 0)], "="+columnLabel):
		return s, "", wrong("%q: a column is a label, which comes first, and an outcome is a metric", arg)
	case at < 1:
		e := wrong("%q is not FILE=METRIC; the metrics are %s", arg, strings.Join(d.offered.names(), ", "))
		if _, err := report.Sources([]string{arg}); err == nil {
			e.Replace = [2]string{arg, arg + "=nps"}
		}
		return s, "", e
	case name == columnLabel && column == "":
		return s, "", wrong("%q: which column? FILE=column:COL", arg)
	}
	file := arg[:at]
	if s.Sources, err = report.Sources([]string{file}); err != nil {
		return s, "", misspelt(err, file)
	}
	s.Stem = stemOf(s.Sources)
	if name == columnLabel {
		s.Column = column
		s.Metric, _ = d.offered.find("nps") // whose flags say how files are read
		return s, "", nil
	}
	s.Metric, _ = d.offered.find(name)
	return s, column, nil
}

// stemOf is the name of the first file of a side, without folders and endings.
func stemOf(files []string) string {
	base := filepath.Base(files[0])
	if stem, _, _ := strings.Cut(base, "."); stem != "" {
		return stem
	}
	return base
}

// asker asks a side. Only what reaches one side alone may mean something else for every metric.
func (l *linking) asker(s *link.Side, column string, sides []link.Side) func(grouped bool, unit link.Unit) (kind.Question, error) {
	return func(grouped bool, unit link.Unit) (kind.Question, error) {
		o := *l.over
		o.metrics = []metric.Metric{s.Metric}
		var failed error
		questions, err := o.ask(s.Sources, func(m metric.Metric, v flags.Values) {
			if unit == link.UnitCustomer && s.Metric.LedgerTraits != nil && !o.given["customer"] {
				v["customer"] = s.Key
			}
			if failed = l.choose(s, v, sides); failed == nil && column != "" {
				failed = l.takeColumn(m, v, column)
			}
			if v["by"] = []string(nil); grouped {
				v["by"] = []string{s.Key}
				if !o.given["max-groups"] {
					v["max-groups"] = mostKeys
				}
			}
		})
		if failed != nil {
			return nil, failed
		}
		if err != nil {
			return nil, err
		}
		return questions[0], nil
	}
}

// mostKeys bounds the keys that a label may tell apart one by one.
const mostKeys = 10_000_000

// choose gives a side its own of what the flags say.
func (l *linking) choose(s *link.Side, v flags.Values, sides []link.Side) error {
	for _, name := range slices.Sorted(maps.Keys(v)) {
		if !l.given[name] {
			continue
		}
		shared := l.shared(name, sides)
		switch value := v[name].(type) {
		case string:
			parts := partsOf(value, sides)
			if parts == nil && shared != nil {
				return wrong("--%s means something else for %s and for %s", name, shared[0], shared[1]).Advise("--" + name + " " + shared[0] + "=" + value + " is for one of them")
			}
			if parts != nil {
				v[name] = parts[s.Stem]
			}
		case []string:
			own, err := ownOf(name, value, s.Stem, sides, shared)
			if err != nil {
				return err
			}
			v[name] = own
		}
	}
	l.take(s, v, s == &sides[0])
	return nil
}

// ownOf are the entries of a list for a side.
func ownOf(name string, list []string, stem string, sides []link.Side, shared []string) (own []string, err error) {
	for _, text := range list {
		parts := partsOf(text, sides)
		if parts == nil && shared != nil {
			return nil, wrong("--%s means something else for %s and for %s", name, shared[0], shared[1]).Advise("--" + name + " " + shared[0] + "=" + text + " is for one of them")
		}
		if one, ok := parts[stem]; ok {
			own = append(own, one)
		} else if parts == nil {
			own = append(own, text)
		}
	}
	return own, nil
}

// shared names the sides for each of which a flag means something else; nil for fewer than two.
func (l *linking) shared(name string, sides []link.Side) (stems []string) {
	for _, s := range sides {
		has := slices.ContainsFunc(l.frame.questionFlags(s.Metric), func(f flags.Flag) bool { return f.Name == name && f.PerMetric })
		if has && s.Column == "" {
			stems = append(stems, s.Stem)
		}
	}
	if len(stems) < 2 {
		return nil
	}
	return stems
}

// take takes over what is about the link from the flags of a side.
func (l *linking) take(s *link.Side, v flags.Values, label bool) {
	l.Confidence, l.MinN = v.Number("confidence"), v.Int("min-n")
	s.Time = v.Text("time")
	if label && s.Metric.AnswerTraits != nil {
		if v.Text("dedup") == "first" {
			l.Keep = roll.First
		}
		l.Ordered = v.Text("dedup") != "none"
		v["dedup"] = "none"
	}
}

// takeColumn gives the column behind the metric to the flag that names it.
func (l *linking) takeColumn(m metric.Metric, v flags.Values, column string) error {
	for _, name := range []string{"score", "status", "result"} {
		switch v[name].(type) {
		case []string:
			v[name] = []string{column}
			return nil
		case string:
			v[name] = column
			return nil
		}
	}
	return wrong("%s has no column of answers or states, so %q means nothing to it", m.Name, column)
}
