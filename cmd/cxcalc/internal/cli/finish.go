package cli

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/report"
	"github.com/cxcalc/cxcalc/pkg/scan"
	"github.com/cxcalc/cxcalc/pkg/warehouse"
)

func finishFrame() frame {
	return frame{
		name: "finish", use: "finish METRIC [flags] RESULT.csv", short: "Finish: the figures of what a statement of sql counted elsewhere",
		long: `The answer to a statement that "cxcalc sql" wrote, saved as CSV with its header, becomes the document of
the columns that were named. Ask with the same flags as sql was asked: the name of the last column
tells which columns, period and bounds the statement counts by, and other ones are refused.`,
		examples: []string{
			"Figures of a warehouse that cannot be asked from here", "cxcalc finish nps --score score --by region --period month --time submitted_at counted.csv",
		},
		own: []flags.Flag{timeTypeFlag()},
		run: (*desk).finished,
	}
}

// finished answers a question of what was counted elsewhere, and writes the outputs.
func (d *desk) finished(cmd *cobra.Command, o *over) error {
	outputs, err := parseOutputs(o.own.List("output"))
	if err != nil {
		return err
	}
	d.expect(outputs)
	switch {
	case len(o.metrics) > 1:
		return wrong("finish takes one metric, but got %s", o.named).Advise("ask them one after the other")
	case len(o.sources) != 1:
		return wrong("finish takes one file with the answer to a statement, but got %d", len(o.sources)).Advise("cxcalc finish --help shows an example")
	}
	if _, err := timeType(o.own.Text("time-type")); err != nil {
		return err
	}
	sources, err := d.sourcesOf(o, outputs)
	if err != nil {
		return err
	}
	questions, err := o.ask(sources, nil)
	if err != nil {
		return err
	}
	if questions[0].Said().Dataset.Access.Query != "" {
		return wrong("finish asks no database, so it takes no --query").Advise("leave it out: the rows were counted by the statement")
	}
	if err := noLayout(questions[0].Said().Dataset.Layout); err != nil {
		return err
	}
	questions[0].Said().Dataset.Pool = func(ctx context.Context, name string, _ dataset.ServerTerms) (dataset.Pool, error) {
		if name != sources[0] { // a file that belongs to the question
			return nil, nil
		}
		return d.counted(ctx, name, o.own.Text("time-type"))
	}
	a, err := report.Run(cmd.Context(), questions[0])
	if a == nil {
		return err
	}
	return d.finish(a, dispatch{outputs: outputs}, o.own, err)
}

// countedBy is the name of the column with the numbers of rows that are counted by wanted columns, of which times are kept as a type.
func countedBy(names []string, want []scan.Column, timeType string) string {
	h := sha256.New()
	for _, c := range want {
		fmt.Fprintf(h, "%q", names[c.Index])
		if c.Cut != nil {
			fmt.Fprintf(h, " %s %v %v %s", c.Cut.Period, c.Cut.Zone, c.Cut.Bounds, timeType)
		}
	}
	return fmt.Sprintf("%s%x", dataset.CountName, h.Sum(nil)[:4])
}

// Format, Headers, Numeric, Sample, Rows, Repeats and Close make an tallied a dataset.Pool.
func (o *tallied) Format() string { return "counted" }

func (o *tallied) Headers() []string { return o.headers }

// Numeric is not known: whoever saved the answer may have written numbers as they like.
func (o *tallied) Numeric(int) bool { return false }

func (o *tallied) Sample(_ context.Context, n int) (rows [][]string, err error) {
	for _, r := range o.records[:min(n, len(o.records))] {
		rows = append(rows, r[:len(o.headers)])
	}
	return rows, nil
}

// Rows gives what was counted, where it was counted by what is wanted.
func (o *tallied) Rows(_ context.Context, want []scan.Column) (io.ReadCloser, error) {
	if err := o.askedSo(want); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	for _, r := range o.records {
		var cells []string
		for _, c := range want {
			cells = append(cells, r[c.Index])
		}
		if err := w.Write(append(cells, r[len(o.headers)])); err != nil {
			return nil, err
		}
	}
	w.Flush()
	return io.NopCloser(&b), w.Error()
}

// askedSo refuses an answer that was not counted by what is wanted, and one whose times are kept otherwise than the statement was
// told: what it cut them by was something else then.
func (o *tallied) askedSo(want []scan.Column) error {
	words := timeWords()
	i := slices.IndexFunc(words, func(word string) bool { return countedBy(o.headers, want, word) == o.counts })
	if i < 0 || o.timeType != "" && o.timeType != words[i] && slices.ContainsFunc(want, func(c scan.Column) bool { return c.Cut != nil }) {
		return problem.Usage("%s: the statement was written for another question: other columns, period, zone, bounds or --time-type", o.name).
			Advise("ask with the flags that cxcalc sql was asked with")
	}
	for _, c := range want {
		if c.Cut == nil || words[i] == warehouse.Text.String() {
			continue
		}
		for _, r := range o.records {
			if kept := keptAs(r[c.Index]); kept != "" && kept != words[i] {
				return problem.Usage("%s: column %q: %q is kept as %s, and the statement was written for --time-type %s, so its periods are not these",
					o.name, o.headers[c.Index], r[c.Index], kept, words[i]).Advise("write the statement with cxcalc sql --time-type " + kept + ", and run it again")
			}
		}
	}
	return nil
}

// keptAs tells by the text of a time in an answer how the database keeps it: as a moment, a clock or a date; "" where it does
// not tell. A Z comes with a moment that the statement wrote, any other zone with one that it took for something else.
func keptAs(text string) string {
	at := strings.IndexByte(text, ':')
	switch _, err := time.Parse(time.DateOnly, text); {
	case err == nil:
		return warehouse.Date.String()
	case at < 0:
		return ""
	}
	switch zone := strings.TrimLeft(text[at:], "0123456789:. "); {
	case zone == "":
		return warehouse.Clock.String()
	case strings.Trim(zone, "+-0123456789:Z") == "" && strings.HasSuffix(zone, "Z") && zone != "Z":
		return warehouse.Clock.String() // which was shown in a zone of the server, as if it had one
	}
	return warehouse.Moment.String()
}

// Repeats has the column of respondents stay, as it does in the statement.
func (o *tallied) Repeats(context.Context, int) (rows, different int64, err error) { return 0, 0, nil }

func (o *tallied) Close() error { return nil }
