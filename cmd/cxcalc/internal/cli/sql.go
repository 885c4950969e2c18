package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/report"
	"github.com/cxcalc/cxcalc/pkg/scan"
	"github.com/cxcalc/cxcalc/pkg/source"
	"github.com/cxcalc/cxcalc/pkg/warehouse"
	"github.com/cxcalc/cxcalc/pkg/where"
)

func sqlFrame() frame {
	return frame{
		name: "sql", use: "sql METRIC [flags] [ADDRESS]", short: "SQL: the statement that counts in a database, without asking it",
		long: `The statement that has a database count the rows of a question: the different combinations of the cells
that the question wants, as they stand, and how many rows have each. What a text means is decided
here, as with a file, so the statement does not depend on scales, words or verdicts.

Nothing is asked, so every column has to be named, and what others would tell has to be said: a
layout, a column of counts (--count), respondents who may repeat (--respondent). Where periods or bounds matter, --time-type tells
how the database keeps the time, since it decides what a month is. An address names dialect and
table; --dialect and --table name them for databases that cannot be asked from here (BigQuery,
Snowflake, Trino, DuckDB; these statements were written by their documentation, and DuckDB's was run).
Save their answer as CSV with its header, and "cxcalc finish" makes the figures of it.`,
		examples: []string{
			"What would be sent", "cxcalc sql nps --score recommend --by region 'clickhouse://localhost/cx?table=responses'",
			"For a warehouse that cannot be asked from here", "cxcalc sql nps --score recommend --time answered_at --period month --time-type moment --dialect snowflake --table cx.responses",
		},
		own: []flags.Flag{
			{Name: "dialect", Default: "", Group: flags.Server, Usage: "write it for `NAME`: clickhouse, postgresql, bigquery, snowflake, trino or duckdb"},
			{Name: "table", Default: "", Group: flags.Server, Usage: "`NAME` of the table, such as project.dataset.answers"},
			timeTypeFlag(),
		},
		without: []string{"threshold", "target", "baseline", "sort", "head", "board", "prior"},
		run:     (*desk).sql,
	}
}

// sql prints the statements of a question.
func (d *desk) sql(cmd *cobra.Command, o *over) error {
	if len(o.metrics) > 1 {
		return wrong("sql takes one metric, but got %s", o.named).Advise("ask them one after the other")
	}
	at, err := o.addressee()
	if err != nil {
		return err
	}
	questions, err := o.ask([]string{strings.Join(at.table, ".")}, func(_ metric.Metric, v flags.Values) { at.names = columnsNamed(o, v) })
	if err != nil {
		return err
	}
	words := questions[0].Said()
	if words.Dataset.Access.Query != "" {
		return errNoQuery()
	}
	if err := noLayout(words.Dataset.Layout); err != nil {
		return err
	}
	words.Dataset.Pool = func(_ context.Context, name string, _ dataset.ServerTerms) (dataset.Pool, error) {
		if name != words.Sources[0] { // a file that belongs to the question
			return nil, nil
		}
		return at, nil
	}
	_, err = report.Run(cmd.Context(), questions[0])
	if len(at.statements) == 0 {
		return cmp.Or(at.asks, err)
	}
	if !o.own.Is("quiet") {
		fmt.Fprintln(d.Err, "cxcalc: note: only the named columns are known here: counts (--count), respondents who may repeat (--respondent) and what a layout means have to be said")
	}
	fmt.Fprintf(d.Out, "%s\n", strings.Join(at.statements, ";\n\n"))
	return nil
}

// noLayout refuses the layout of a vendor where the table is not seen: it is told by all columns, and says what some of them mean.
func noLayout(name string) error {
	if name == "" || name == "auto" || name == dataset.NoLayout {
		return nil
	}
	return wrong("--layout %s: a statement knows the named columns only, and nothing of a layout", name).
		Advise("say in flags what it would, such as --where survey_type=nps; cxcalc layout show " + name + " tells")
}

// An addressee is a table that is not asked: it keeps what it would be asked.
type addressee struct {
	grammar    warehouse.Grammar
	table      []string
	timeType   string
	names      []string
	statements []string
	asks       error // what has to be said before there is a statement
}

// errUnasked ends a question whose statement is known.
var errUnasked = errors.New("the statement is not sent")

func errNoQuery() error {
	return wrong("sql writes statements about a table, and not about a --query").
		Advise("make a view of the query, and name it as the table; or --explain shows what is sent with --query")
}

// addressee understands which table a statement is for.
func (o *over) addressee() (*addressee, error) {
	at := &addressee{timeType: o.own.Text("time-type")}
	dialect, table := o.own.Text("dialect"), o.own.Text("table")
	switch {
	case o.given["query"]:
		return nil, errNoQuery()
	case len(o.sources) > 1:
		return nil, wrong("sql is about one table, but got %d", len(o.sources))
	case len(o.sources) == 1 && !source.IsAddress(o.sources[0]):
		return nil, wrong("%s: expected the address of a database, such as postgres://HOST/DB?table=NAME", o.sources[0]).
			Advise("--dialect and --table name a database that cannot be asked from here")
	case len(o.sources) == 1 && dialect != "":
		return nil, wrong("%s: an address tells the dialect, and --dialect %s would be ignored", o.sources[0], dialect).
			Advise("leave out --dialect, or the address and say --table")
	case len(o.sources) == 1 && table != "":
		return nil, wrong("%s: an address names the table, and --table %s would be ignored", o.sources[0], table).
			Advise("write the table as ?table=NAME in the address")
	case len(o.sources) == 1:
		address, err := warehouse.Parse(o.sources[0])
		if err != nil {
			return nil, err
		}
		dialect, table = address.Grammar().Name(), address.Table
	}
	if dialect == "" || table == "" {
		return nil, wrong("sql for which table? Give an address with ?table=NAME, or --dialect and --table").Advise("cxcalc sql --help shows examples")
	}
	var known bool
	if at.grammar, known = warehouse.GrammarOf(dialect); !known {
		var names []string
		for _, g := range warehouse.Grammars() {
			names = append(names, strings.ToLower(g.Name()))
		}
		return nil, wrong("--dialect %q is not one of %s", dialect, strings.Join(names, ", "))
	}
	kept, err := timeType(at.timeType)
	if err != nil {
		return nil, err
	}
	if kept == warehouse.Clock && at.grammar.Name() == "ClickHouse" {
		return nil, wrong("--time-type clock: a time of ClickHouse is an instant, whatever zone it is shown in").Advise("--time-type moment")
	}
	at.table = strings.Split(table, ".")
	return at, nil
}

func timeTypeFlag() flags.Flag {
	return flags.Flag{Name: "time-type", Default: "", Group: flags.Server,
		Usage: "columns of times are kept as `TYPE`: moment (with a zone), clock (without), date or text"}
}

// timeWords are the words for how a database keeps times.
func timeWords() (words []string) {
	for _, t := range timeTypes() {
		words = append(words, t.String())
	}
	return words
}

func timeTypes() []warehouse.Type {
	return []warehouse.Type{warehouse.Text, warehouse.Date, warehouse.Moment, warehouse.Clock}
}

// timeType understands how a database keeps times.
func timeType(word string) (warehouse.Type, error) {
	for _, t := range timeTypes() {
		if word == t.String() {
			return t, nil
		}
	}
	if word == "" {
		return warehouse.Text, nil
	}
	return 0, wrong("--time-type %q is not one of moment, clock, date, text", word)
}

// columnsNamed lists the columns that settled flags name.
func columnsNamed(o *over, v flags.Values) (names []string) {
	add := func(name string) {
		if name != "" && !strings.HasPrefix(name, ".") && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	for _, f := range o.frame.questionFlags(o.metrics[0]) {
		if f.Group != flags.Columns && f.Name != "by" {
			continue
		}
		if list, is := f.Default.([]string); is || list != nil {
			for _, name := range v.List(f.Name) {
				add(name)
			}
			continue
		}
		if _, is := f.Default.(string); is {
			add(v.Text(f.Name))
		}
	}
	for _, flag := range []string{"where", "exclude"} {
		for _, text := range v.List(flag) {
			if c, err := where.Parse(text); err == nil {
				add(c.Column())
			}
		}
	}
	return names
}

// Format, Headers, Numeric, Sample, Rows, Repeats and Close make an addressee a dataset.Pool without a row.
func (a *addressee) Format() string { return strings.ToLower(a.grammar.Name()) }

func (a *addressee) Headers() []string { return a.names }

func (a *addressee) Numeric(int) bool { return false }

func (a *addressee) Sample(context.Context, int) ([][]string, error) { return nil, nil }

func (a *addressee) Rows(_ context.Context, want []scan.Column) (io.ReadCloser, error) {
	timed, err := timeType(a.timeType)
	var columns []warehouse.Attribute
	for _, name := range a.names {
		columns = append(columns, warehouse.Attribute{Name: name})
	}
	for _, w := range want {
		if w.Cut == nil {
			continue
		}
		if a.timeType == "" {
			e := problem.Usage("column %q tells when, and how the database keeps it decides what a period is", a.names[w.Index])
			e.Senses = []problem.Sense{{Says: "as an instant, with a zone", Flags: []string{"--time-type", "moment"}},
				{Says: "as a date and a clock time without a zone", Flags: []string{"--time-type", "clock"}},
				{Says: "as a date", Flags: []string{"--time-type", "date"}}, {Says: "as a text", Flags: []string{"--time-type", "text"}}}
			a.asks = e
			return nil, e
		}
		columns[w.Index].Type = timed
	}
	if err != nil {
		return nil, err
	}
	a.statements = append(a.statements, warehouse.Statement(a.grammar, a.table, columns, picks(want), countedBy(a.names, want, a.timeType)))
	return nil, errUnasked
}

// Repeats has the column of respondents stay where it is named: nobody else could tell later whether they repeat.
func (a *addressee) Repeats(context.Context, int) (rows, different int64, err error) {
	return 0, 0, nil
}

func (a *addressee) Close() error { return nil }
