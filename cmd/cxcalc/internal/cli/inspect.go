package cli

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/cxcalc/cxcalc/pkg/catalog"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/inspect"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/report"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/settings"
)

func (d *desk) inspectCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "inspect [flags] SOURCE...", Short: "What a file is: its form, its columns, and what it can be asked", GroupID: "tool",
		Long: `Says how the sources are written, what each column holds and which roles it may play, what
repeats, and which commands give a figure. It looks at the first rows, up to 1000 of each source; --full counts all.

A command is listed when its metric finds all that it needs in the first rows. A small file is
read to its end, so that its commands are known to answer.`,
		Example: examples("Before anything else", "cxcalc inspect responses.csv",
			"Every row, for a script", "cxcalc inspect --full -o json ledger.csv"),
		Args: cobra.ArbitraryArgs, RunE: d.inspect,
	}
	addFlags(cmd.Flags(), inspectFlags())
	d.offer(cmd, "output", words("table\tfor the terminal", "json\tfor scripts"))
	d.completeInput(cmd)
	return cmd
}

// inspectFlags lists the flags of the command: those that say how sources are read, and those of its output.
func inspectFlags() []flags.Flag {
	input := slices.DeleteFunc(kind.Flags(), func(f flags.Flag) bool {
		return f.Group != flags.Input && f.Group != flags.Server || f.Name == "max-groups"
	})
	return flags.Join([]flags.Flag{
		{Name: "output", Short: "o", Default: []string{"table"}, Group: flags.Output, Usage: "print `FORMAT[=FILE]`: table or json; repeatable"},
		{Name: "full", Default: false, Group: flags.Rows, Usage: "read every row, for exact counts"},
		quietFlag(),
	}, screenFlags(), input)
}

// inspect looks at the sources, and asks all metrics what they would say.
func (d *desk) inspect(cmd *cobra.Command, args []string) error {
	s, err := d.settler(cmd.Flags())
	if err != nil {
		return err
	}
	v, _, err := s.settle("", inspectFlags(), layering{})
	if err != nil {
		return err
	}
	outputs, err := inspectOutputs(v.List("output"))
	if err != nil {
		return err
	}
	questions, err := d.everyQuestion(s, layering{})
	if err != nil {
		return err
	}
	if len(args) == 0 {
		return wrong("no source given: name a file, or - for standard input").Advise("cxcalc inspect --help shows examples")
	}
	sources, err := report.Sources(args)
	if err != nil {
		return misspelt(err, args...)
	}
	if err := d.checkTargets(outputs, nil, append([]string{s.file.name}, sources...)); err != nil {
		return err
	}
	shown := d.watch(sources, v.Is("quiet"))
	for _, q := range questions {
		q.Said().Sources, q.Said().Dataset.Progress = sources, shown.sink()
	}
	terms := lookTerms(v)
	cmd.Flags().Visit(func(f *pflag.Flag) {
		if slices.Contains(f.Annotations["group"], flags.Input) && f.Name != "jobs" {
			terms.Said = append(terms.Said, "--"+f.Name)
		}
	})
	picture, err := d.look(cmd.Context(), questions, terms, func(metric string) string { return d.commandFor(metric, cmd.Flags(), args) })
	shown.end()
	if err != nil {
		return err
	}
	return d.writePicture(picture, dispatch{outputs: outputs, silent: isSilent(v), look: d.screen(v)}, v)
}

// everyQuestion asks all metrics without a word more than how the sources are read.
func (d *desk) everyQuestion(s *settler, given layering) (questions []kind.Question, err error) {
	for _, m := range d.offered {
		list := questionFlags(m)
		v, _, err := s.settle(m.Name, list, given)
		if err != nil {
			return nil, err
		}
		q, err := d.ask(m, v, func(layout []settings.Given) (flags.Values, error) {
			again, _, err := s.settle(m.Name, list, layering{given.report, layout})
			return again, err
		})
		if err != nil {
			return nil, err
		}
		questions = append(questions, q.Question)
	}
	return questions, nil
}

// look looks at the sources and offers the metrics that they answer, as commands.
func (d *desk) look(ctx context.Context, questions []kind.Question, terms inspect.LookTerms, command func(metric string) string) (*inspect.Picture, error) {
	r, err := report.Rehearse(ctx, questions)
	if err != nil {
		return d.lookWithout(ctx, questions[0].Said(), terms, err)
	}
	defer r.Close()
	p, err := inspect.Look(ctx, r.Set(), terms)
	if err != nil {
		return nil, err
	}
	if !terms.Full {
		r.Finish(ctx)
	}
	first := r.Set().Tables[0]
	calls := slices.ContainsFunc(d.offered, func(m metric.Metric) bool {
		return m.Name == callsMetric && ownColumns(m, first.Headers) >= manyOfCalls && slices.ContainsFunc(first.Headers, ofCalls)
	})
	attempts := make([]inspect.Attempt, len(questions))
	for i, q := range questions {
		m := q.Said().Metric
		surely := ownColumns(m, first.Headers)
		if key, asks := keyColumns[m.Name]; !asks || len(layout.Candidates(key, m.Name, first.Headers)) == 0 {
			surely = 0
		}
		attempts[i] = inspect.Attempt{Metric: m.Name, OfLedgers: m.Kind == metric.OfCustomers, OfHappenings: m.Traits != nil, Surely: surely,
			Foreign: first.Layout != nil && !first.Layout.Suits(m.Name, m.Kind), Apart: calls && m.Kind == metric.OfCustomers, Rows: r.Rows(i), Err: r.Err(i), Command: command(m.Name)}
		p.Offer(attempts[i])
	}
	p.Otherwise(slices.DeleteFunc(attempts, func(q inspect.Attempt) bool { return !slices.Contains(ofPlainRows, q.Metric) }))
	return p, nil
}

// keyColumns are the metrics of what happened that may ask, by the column that files of nothing else have.
var keyColumns = map[string]layout.Role{"contacts": "direction", "delivery": "promised", "journey": "step"}

// ofPlainRows are the metrics of what happened that hardly need a column of their own: times, lengths, yes and no, and reasons.
var ofPlainRows = []string{"time", "contacts", "share", "reasons"}

// callsMetric is the metric of calls: from so many columns of its own on, rows are calls and no orders of those who ring.
const (
	callsMetric = "contacts"
	manyOfCalls = 4
)

// ofCalls tells whether a header is one that calls have and subscriptions have not: a customer, a state, a start and an end are of both.
func ofCalls(header string) bool {
	const general = 4 // from this rank on words are those of much else
	return layout.Speaks(layout.CallWord, header) || slices.ContainsFunc([]layout.Role{"direction", "wait", "answered_at", "result"}, func(role layout.Role) bool {
		r, ok := layout.RatingOf(role, callsMetric, header)
		return ok && r.Rank < general
	})
}

// ownColumns is how many columns a metric of what happened surely has by their headers, each once.
func ownColumns(m metric.Metric, headers []string) int {
	traits, ok := m.Traits.(facts.Traits)
	if !ok {
		return 0
	}
	found := make(map[int]bool)
	for _, c := range traits.Columns {
		for _, i := range layout.Candidates(c.Role, m.Name, headers) {
			found[i] = true
		}
	}
	return len(found)
}

// lookWithout looks at sources of which no figure can be made as they are, since their layout says so.
func (d *desk) lookWithout(ctx context.Context, said *kind.Words, terms inspect.LookTerms, why error) (*inspect.Picture, error) {
	var e *problem.Error
	plain := said.Dataset
	plain.Decimal, plain.Layout = said.Decimal, dataset.NoLayout
	if !errors.As(why, &e) || said.Dataset.Layout == dataset.NoLayout || slices.Contains(said.Sources, "-") {
		return nil, why
	}
	set, err := dataset.OpenSet(ctx, said.Sources, plain)
	if err != nil {
		return nil, why
	}
	defer set.Close()
	p, err := inspect.Look(ctx, set, terms)
	if err != nil {
		return nil, err
	}
	p.Notes = append(p.Notes, result.Warning{Code: "refused", Text: e.Text})
	if e.Hint != "" {
		p.Notes[len(p.Notes)-1].Text += "; " + e.Hint
	}
	return p, nil
}

func lookTerms(v flags.Values) inspect.LookTerms {
	t := inspect.LookTerms{Full: v.Is("full"), Workers: int(v.Int("jobs"))}
	if t.Workers == 0 {
		t.Workers = runtime.GOMAXPROCS(0)
	}
	for _, m := range catalog.Of(metric.OfAnswers) {
		t.Metrics = append(t.Metrics, m.Name)
	}
	for _, shape := range ledger.Shapes() {
		t.Shapes = append(t.Shapes, string(shape))
	}
	return t
}

// commandFor is the command line of a metric with what was said about the sources.
func (d *desk) commandFor(metric string, set *pflag.FlagSet, args []string) string {
	line := []string{"cxcalc", metric}
	set.Visit(func(f *pflag.Flag) {
		if group := f.Annotations["group"]; slices.Contains(group, flags.Input) || slices.Contains(group, flags.Server) || slices.Contains(group, flags.Tool) {
			line = append(line, "--"+f.Name, f.Value.String())
		}
	})
	for _, arg := range args {
		line = append(line, notFlag(arg))
	}
	for i, word := range line {
		line[i] = layout.ShellQuote(word)
	}
	return strings.Join(line, " ")
}

// inspectOutputs understands the values of --output: a picture is no document of a metric.
func inspectOutputs(values []string) ([]output, error) {
	outputs, err := parseOutputs(values)
	if err != nil {
		return nil, err
	}
	for _, out := range outputs {
		if name := out.format.Name; name != "table" && name != "json" {
			e := wrong("inspect prints table or json, not %s", name)
			e.Replace = [2]string{out.given, "json" + strings.TrimPrefix(out.given, name)}
			return nil, e
		}
	}
	return outputs, nil
}
