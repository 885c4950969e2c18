package cli

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/cxcalc/cxcalc/pkg/answers"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/money"
	"github.com/cxcalc/cxcalc/pkg/render"
	"github.com/cxcalc/cxcalc/pkg/source"
	"github.com/cxcalc/cxcalc/pkg/visible"
)

// offer registers what the shell may offer as values of a flag, where the command has it.
func (d *desk) offer(cmd *cobra.Command, flag string, complete cobra.CompletionFunc) {
	if !d.completing() || cmd.Flags().Lookup(flag) == nil {
		return
	}
	if err := cmd.RegisterFlagCompletionFunc(flag, complete); err != nil {
		panic(err) // it was offered twice: a mistake in this file
	}
}

// bareUsage takes the marks from what is said of flags, which only help reads.
func bareUsage(cmd *cobra.Command) {
	plain := func(f *pflag.Flag) { f.Usage = strings.ReplaceAll(f.Usage, "`", "") }
	cmd.Flags().VisitAll(plain)
	cmd.PersistentFlags().VisitAll(plain)
	for _, below := range cmd.Commands() {
		bareUsage(below)
	}
}

// completing tells whether a shell asks what to offer: else nobody has to know, and the library keeps what it was told for good.
func (d *desk) completing() bool {
	return len(d.args) > 0 && (d.args[0] == cobra.ShellCompRequestCmd || d.args[0] == cobra.ShellCompNoDescRequestCmd)
}

// words offers a list; a tab stands before what explains a word.
func words(list ...string) cobra.CompletionFunc {
	return cobra.FixedCompletions(list, quiet)
}

// quiet says that a list is all there is, in its order.
const quiet = cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder

// completeDefinition offers the definitions of the metric, with their formulas.
func (d *desk) completeDefinition(cmd *cobra.Command, args []string, _ string) (list []string, _ cobra.ShellCompDirective) {
	for _, m := range d.asked(cmd, args) {
		if m.LedgerTraits == nil {
			continue
		}
		for _, def := range m.Definitions {
			list = append(list, def.Name+"\t"+def.Formula)
		}
	}
	return list, quiet
}

// completeInterval offers the ways to make the interval of the metric, with when to choose each.
func (d *desk) completeInterval(cmd *cobra.Command, args []string, _ string) (list []string, _ cobra.ShellCompDirective) {
	for _, m := range d.asked(cmd, args) {
		for _, method := range m.Methods {
			list = append(list, method.Name+"\t"+method.Doc)
		}
	}
	return list, quiet
}

// completeField offers the fields that groups of the metric can be sorted by, with the sign that was typed.
func (d *desk) completeField(cmd *cobra.Command, args []string, typed string) (list []string, _ cobra.ShellCompDirective) {
	for _, m := range d.asked(cmd, args) {
		for _, f := range m.Fields {
			if !f.Kind.Many() {
				list = append(list, strings.Repeat("-", min(1, strings.Count(typed, "-")))+f.Name+"\t"+f.Doc)
			}
		}
	}
	return list, quiet
}

// completeOutput offers the formats, and files where the name of one begins.
func completeOutput(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
	if strings.ContainsAny(typed, "=./") {
		return nil, cobra.ShellCompDirectiveDefault
	}
	return formatWords(), quiet
}

// completeKept offers what a metric writes beside documents, too.
func completeKept(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	list, directive := completeOutput(cmd, args, typed)
	if directive == quiet {
		list = append(list, stateName+"\ta part, for merge")
	}
	return list, directive
}

// completeFlags registers what the shell may offer as values of flags.
func (d *desk) completeFlags(cmd *cobra.Command) {
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if f.Name == "by" {
			d.offer(cmd, f.Name, d.completeKey)
		} else if slices.Contains(f.Annotations["group"], flags.Columns) {
			d.offer(cmd, f.Name, d.completeColumn)
		}
	})
	if _, frame := frameOf(cmd.Name()); frame {
		d.offer(cmd, "output", completeOutput)
	} else {
		d.offer(cmd, "output", completeKept)
	}
	d.offer(cmd, "sort", d.completeField)
	d.offer(cmd, "threshold", d.completeThreshold)
	d.offer(cmd, "where", d.completeCondition)
	d.offer(cmd, "exclude", d.completeCondition)
	d.offer(cmd, "tz", completeZone)
	d.offer(cmd, "color", words("auto", "always", "never"))
	d.offer(cmd, "shape", words("auto", "balance\twhat a customer brings in a period", "subscription\tits start and end", "transaction\tan order or an invoice",
		"status\ta customer who left or did not", "movement\ta change"))
	d.offer(cmd, "churn-on", words("end\twhen the service ends", "request\twhen the customer asked to cancel"))
	d.offer(cmd, "definition", d.completeDefinition)
	d.offer(cmd, "interval", d.completeInterval)
	d.offer(cmd, "report-currency", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return money.Codes(), quiet
	})
	d.offer(cmd, "period", words("day", "week", "month", "quarter", "year"))
	d.offer(cmd, "dedup", words("latest", "first", "none"))
	d.offer(cmd, "date-format", words("iso", "dmy", "mdy", "unix", "unixms", "excel"))
	d.completeInput(cmd)
}

// completeInput registers what the shell may offer for flags that say how sources are read, and that nothing is offered
// for others that have no offer yet.
func (d *desk) completeInput(cmd *cobra.Command) {
	d.offer(cmd, "input-format", words(append([]string{"auto"}, source.Formats()...)...))
	d.offer(cmd, "encoding", words(append([]string{"auto"}, source.Encodings()...)...))
	d.offer(cmd, "layout", words("auto", "none"))
	d.offer(cmd, "decimal", words("auto", ".", ","))
	d.offer(cmd, "delimiter", words("auto", ",", ";", "tab", "|"))
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if _, offered := cmd.GetFlagCompletionFunc(f.Name); !offered && !takesFile(f) {
			d.offer(cmd, f.Name, words()) // no file is a number
		}
	})
}

// formatWords are the formats of output, each with what it is.
func formatWords() (list []string) {
	for _, f := range render.Formats() {
		list = append(list, f.Name+"\t"+f.Doc)
	}
	return list
}

// completeKey offers what makes groups: the columns, and the keys that are none.
func (d *desk) completeKey(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	list, directive := d.completeColumn(cmd, args, typed)
	keys := []string{dataset.SourceKey + "\tthe name of the source"}
	m, ok := d.offered.find(cmd.Name())
	switch {
	case ok && m.Kind == metric.OfAnswers:
		keys = append(keys, answers.ColumnKey+"\tthe column of answers")
	case ok && m.Traits != nil:
		keys = append(keys, facts.HourKey+"\tthe hour of the day", facts.WeekdayKey+"\tthe day of the week")
	}
	for _, key := range keys {
		if strings.HasPrefix(key, typed) {
			list = append(list, key)
		}
	}
	return list, directive
}

// completeColumn offers the columns of the first file on the line. It stays silent on any failure.
func (d *desk) completeColumn(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	var list []string
	d.firstTable(cmd, args, func(t *dataset.Table) { list = columnWords(t, typed) })
	return list, quiet
}

// firstTable looks at the first file on the line that can be read.
func (d *desk) firstTable(cmd *cobra.Command, args []string, look func(t *dataset.Table)) {
	for _, name := range args {
		if name == "-" {
			continue
		}
		t, err := dataset.Open(cmd.Context(), name, dataset.Terms{})
		if err != nil {
			continue
		}
		defer t.Close()
		look(t)
		return
	}
}

func columnWords(t *dataset.Table, typed string) []string {
	var out []string
	for i, header := range t.Headers {
		if header == "" || visible.Text(header) != header || !strings.HasPrefix(strings.ToLower(header), strings.ToLower(typed)) {
			continue
		}
		values := t.Sample(i)
		sample := strings.Join(values[:min(3, len(values))], ", ")
		out = append(out, header+"\t"+visible.Text(strings.Join(strings.Fields(sample), " ")))
	}
	return out
}
