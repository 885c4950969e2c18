package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/render"
	"github.com/cxcalc/cxcalc/pkg/source"
)

// completeFlags registers what the shell may offer as values of flags.
func (d *desk) completeFlags(cmd *cobra.Command) {
	offer := func(flag string, complete cobra.CompletionFunc) {
		if cmd.Flags().Lookup(flag) == nil {
			return // not a flag of this command
		}
		if err := cmd.RegisterFlagCompletionFunc(flag, complete); err != nil {
			panic(err) // it was offered twice: a mistake in this file
		}
	}
	for _, flag := range []string{"score", "time", "respondent", "weight", "count", "by", "customer", "start", "end", "requested", "trial-end",
		"amount", "quantity", "currency", "status", "type", "interval-col", "reason", "product"} {
		offer(flag, d.completeColumn)
	}
	words := func(list ...string) cobra.CompletionFunc {
		return cobra.FixedCompletions(list, cobra.ShellCompDirectiveNoFileComp|cobra.ShellCompDirectiveKeepOrder)
	}
	var formats []string
	for _, f := range render.Formats() {
		formats = append(formats, f.Name+"\t"+f.Doc)
	}
	offer("output", words(formats...))
	offer("shape", words("auto", "balance", "subscription", "transaction", "status", "movement"))
	offer("churn-on", words("end", "request"))
	offer("period", words("day", "week", "month", "quarter", "year"))
	offer("dedup", words("latest", "first", "none"))
	offer("input-format", words(append([]string{"auto"}, source.Formats()...)...))
	offer("encoding", words(append([]string{"auto"}, source.Encodings()...)...))
	offer("layout", words("auto", "none"))
	offer("decimal", words("auto", ".", ","))
	offer("delimiter", words("auto", ",", ";", "tab", "|"))
	offer("date-format", words("iso", "dmy", "mdy", "unix", "unixms", "excel"))
}

// completeColumn offers the columns of the first file on the line. It stays silent on any failure.
func (d *desk) completeColumn(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	const quiet = cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
	for _, name := range args {
		if name == "-" {
			continue
		}
		t, err := dataset.Open(cmd.Context(), name, dataset.Options{})
		if err != nil {
			continue
		}
		defer t.Close()
		return columnWords(t, typed), quiet
	}
	return nil, quiet
}

func columnWords(t *dataset.Table, typed string) []string {
	var out []string
	for i, header := range t.Headers {
		if header == "" || strings.ContainsAny(header, "\t\n\r") || !strings.HasPrefix(strings.ToLower(header), strings.ToLower(typed)) {
			continue
		}
		values := t.Sample(i)
		sample := strings.Join(values[:min(3, len(values))], ", ")
		out = append(out, header+"\t"+strings.Join(strings.Fields(sample), " "))
	}
	return out
}
