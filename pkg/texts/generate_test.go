package texts_test

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing/iotest"

	"pgregory.net/rapid"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/scan"
	"github.com/cxcalc/cxcalc/pkg/tally"
	"github.com/cxcalc/cxcalc/pkg/texts"
	"github.com/cxcalc/cxcalc/pkg/where"
)

// A Plan is a rule, and how the sources are read.
type Plan struct {
	texts.Judging
	Where   []*where.Cond
	Workers int
	Reject  func(pass.Reject)
}

// inputs are sources in memory.
type inputs []input

type input struct {
	scanner scan.Scanner
	want    []scan.Column
	columns pass.Seats
	err     error
}

func (in inputs) Len() int { return len(in) }
func (in inputs) Scanner(_ context.Context, source int) (scan.Scanner, error) {
	return in[source].scanner, in[source].err
}
func (in inputs) Column(source, column int) scan.Column { return in[source].want[column] }

// tallies counts sources. Dates with two readings must come to the same either way.
func (p Plan) tallies(ctx context.Context, in inputs, weighted bool) (*texts.Tallies, error) {
	rule := p.Judging
	rule.Repeats, rule.Sources = texts.NewRepeats(), len(in)
	count := pass.Counting{Rule: &rule, Where: p.Where, Dates: rule.Dates, Period: rule.Period, Marked: true}
	for i := range in {
		cs := in[i].columns
		if _, ok := cs.Roles[texts.Time]; ok && rule.NeedsTime() {
			cs.Times = []dataset.Role{texts.Time}
		}
		if rule.Dedup == texts.DedupNone || rule.Dedup == "" {
			cs.While = map[dataset.Role]func() bool{texts.Respondent: rule.Repeats.Looking}
		}
		rule.Values = len(cs.By)
		count.Columns = append(count.Columns, cs)
	}
	reads, err := pass.Run(ctx, in, []pass.Counting{count}, pass.Manner{Workers: p.Workers, Reject: p.Reject})
	if err != nil {
		return nil, err
	}
	if err := reads[0].Err; err != nil {
		return nil, err
	}
	var out []*texts.Tallies
	var said []string
	for _, w := range reads[0].Ways {
		if w.Err != nil && len(reads[0].Ways) > 1 {
			return nil, reads[0].Open // the limit is passed in one order of dates only
		}
		if w.Err != nil {
			return nil, w.Err
		}
		t, err := rule.Tallies(&reads[0], w)
		if err != nil {
			return nil, err
		}
		out, said = append(out, t), append(said, says(t, &rule, weighted))
	}
	if len(said) > 1 && said[0] != said[1] {
		return nil, reads[0].Open
	}
	if p.Reject != nil {
		for _, late := range reads[0].Ways[0].Late {
			p.Reject(late)
		}
	}
	return out[0], nil
}

// says is all that tallies say, wherever it stands.
func says(t *texts.Tallies, rule *texts.Judging, weighted bool) string {
	j := texts.Judge(t, rule.Classifier, weighted)
	text := fmt.Sprint(j.Rows, j.Total)
	for i, g := range j.Groups {
		a, rows := j.Group(i)
		text += fmt.Sprint(g.Key, a, rows)
	}
	for _, void := range t.Void.Texts() {
		text += fmt.Sprint(void.Text, void.Rows, void.N)
	}
	return text
}

// A setup is a plan, with the names of the columns that play its roles.
type setup struct {
	Plan
	by                        []string
	weight, count, respondent bool
	Reject                    bool // somebody wants to know of every row that is not counted
}

// A table is one source: its columns as the file has them, and its rows.
type table struct {
	columns []string
	rows    []row
	text    string
}

type row struct {
	line   int64
	cells  map[string]string
	broken string // a record that cannot be read, as it stands in the file
}

// classifier takes answers from 0 to 10, and a word that a vendor uses for test answers.
func classifier(t rapid.TB) *answer.Classifier {
	c, err := answer.New(answer.Rules{Min: 0, Max: 10, Missing: []string{"N/A"}, Excluded: []string{"preview"}})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func drawSetup(t *rapid.T) setup {
	s := setup{
		Plan:       Plan{Judging: texts.Judging{Classifier: classifier(t), Decimal: '.', MaxGroups: 1000, MaxTexts: 1000}},
		by:         rapid.SampledFrom([][]string{nil, nil, {"region"}, {"region", "status"}}).Draw(t, "by"),
		weight:     rapid.Bool().Draw(t, "weight"),
		count:      rapid.Bool().Draw(t, "count"),
		respondent: rapid.Bool().Draw(t, "respondent"),
		Reject:     rapid.Bool().Draw(t, "rejects"),
	}
	s.Dedup = rapid.SampledFrom([]texts.Dedup{"none", "none", "latest", "first"}).Draw(t, "dedup")
	s.Period = rapid.SampledFrom([]dates.Period{"", "", "day", "week", "month"}).Draw(t, "period")
	s.Dates.Order = rapid.SampledFrom([]dates.DayOrder{dates.Unknown, dates.Unknown, dates.DayFirst, dates.MonthFirst}).Draw(t, "order")
	if rapid.IntRange(0, 2).Draw(t, "only groups") == 0 { // what the quick counter takes
		s.Dedup, s.weight, s.count, s.Reject = texts.DedupNone, false, false, false
		return s
	}
	s.conditions(t)
	return s
}

// conditions draws what keeps rows.
func (s *setup) conditions(t *rapid.T) {
	for _, expr := range rapid.SampledFrom([][]string{nil, nil, {"status=ok"}, {"region!=EU", "status in ok,no"}}).Draw(t, "where") {
		cond, err := where.Parse(expr)
		if err != nil {
			t.Fatal(err)
		}
		s.Where = append(s.Where, cond)
	}
	bound := func(name string) *dates.Instant {
		text := rapid.SampledFrom([]string{"", "", "2026-04-03", "2026-06-10"}).Draw(t, name)
		if text == "" {
			return nil
		}
		at, err := dates.ParseBound(text, nil)
		if err != nil {
			t.Fatal(err)
		}
		return &at
	}
	s.Since, s.Until = bound("since"), bound("until")
}

var values = map[string][]string{
	"score":  {"9", "10", "0", "7", "3", "9", " 8 ", "9.0", "", "N/A", "11", "x", "preview"},
	"who":    {"ann", "bob", " ann ", "cy", "", "dan"},
	"region": {"EU", "EU", " EU", "", "EUR", "Latin America", "Latin Amerika", "Asia and the Pacific", "Österreich", "Osterreich\u00a0"},
	"status": {"ok", "ok", "no", "?"},
	"weight": {"1", "0.5", "2", "0.25", "0", "1", "x", "-1", "1e+13"},
	"count":  {"1", "2", "0", "3.0", "1", "x", "-2", "1.5", "1e+15"},
}

// times are the kinds of time columns, by what they say about the order of their dates.
var times = map[string][]string{
	"plain":        {"2026-06-01", "2026-06-15T10:00:00Z", "2026-04-03", "2026-06-15 10:00", "bad", ""},
	"undecided":    {"03/04/2026", "05/06/2026", "04/04/2026", "06/05/2026 10:00", "2026-04-03", "bad", ""},
	"same":         {"04/04/2026", "06/06/2026", "2026-04-03"},
	"by day":       {"03/04/2026", "05/06/2026", "25/12/2026", "2026-04-03"},
	"by month":     {"03/04/2026", "06/10/2026", "12/25/2026", "2026-04-03"},
	"contradicted": {"03/04/2026", "25/12/2026", "12/25/2026"},
}

// pads make batches small and rows long: batches hold 256 KiB.
var pads = []string{"", "", "", "two\nlines", "say \"so\"", strings.Repeat("wide ", 20_000)}

// brokens are records that cannot be read.
var brokens = []string{"9,too few", `9,a "bare" quote,,,,,,`, "1,2,3,4,5,6,7,8,9,10,11"}

func drawTables(t *rapid.T, s setup) []table {
	kind := rapid.SampledFrom([]string{"plain", "undecided", "same", "by day", "by month", "contradicted"}).Draw(t, "dates")
	last := rapid.SampledFrom([]string{"", "", "25/12/2026", "12/25/2026"}).Draw(t, "last date")
	tables := make([]table, rapid.IntRange(1, 3).Draw(t, "sources"))
	for i := range tables {
		columns := []string{"score", "who", "when", "region", "status", "weight", "count", "pad"}
		if s.Period == "" && s.Since == nil && s.Until == nil && rapid.IntRange(0, 3).Draw(t, "no time") == 0 {
			columns = slices.Delete(columns, 2, 3)
		}
		tables[i].columns = rapid.Permutation(columns).Draw(t, "columns")
		for range rapid.IntRange(0, 25).Draw(t, "rows") {
			tables[i].rows = append(tables[i].rows, drawRow(t, columns, times[kind]))
		}
	}
	if rows := tables[len(tables)-1].rows; last != "" && len(rows) > 0 && rows[len(rows)-1].broken == "" {
		rows[len(rows)-1].cells["when"] = last
	}
	for i := range tables {
		tables[i].write()
	}
	return tables
}

func drawRow(t *rapid.T, columns, times []string) row {
	if rapid.IntRange(0, 15).Draw(t, "broken") == 0 {
		return row{broken: rapid.SampledFrom(brokens).Draw(t, "record")}
	}
	r := row{cells: make(map[string]string)}
	for _, column := range columns {
		from := values[column]
		switch column {
		case "when":
			from = times
		case "pad":
			from = pads
		}
		r.cells[column] = rapid.SampledFrom(from).Draw(t, column)
	}
	return r
}

// write makes the text of the table, and tells every row its line.
func (table *table) write() {
	var b strings.Builder
	w := csv.NewWriter(&b)
	record := func(cell func(column string) string) {
		var cells []string
		for _, column := range table.columns {
			cells = append(cells, cell(column))
		}
		w.Write(cells)
		w.Flush()
	}
	record(func(column string) string { return column })
	line, counted := int64(1), 0
	for i := range table.rows {
		r := &table.rows[i]
		line += int64(strings.Count(b.String()[counted:], "\n"))
		counted, r.line = b.Len(), line
		if r.broken != "" {
			b.WriteString(r.broken + "\n")
			continue
		}
		record(func(column string) string { return r.cells[column] })
	}
	table.text = b.String()
}

// roles wants the columns that the setup needs of a table.
func (s setup) roles(table table) (want []scan.Column, columns pass.Seats) {
	place := func(column string, used bool) int {
		at := slices.Index(table.columns, column)
		if !used || at < 0 {
			return dataset.None
		}
		want = append(want, scan.Column{Index: at})
		return len(want) - 1
	}
	columns.Roles = map[dataset.Role]int{
		texts.Count: place("count", s.count), texts.Weight: place("weight", s.weight), texts.Time: place("when", true),
		texts.Respondent: place("who", s.respondent || s.Dedup != texts.DedupNone), texts.Score: place("score", true),
	}
	maps.DeleteFunc(columns.Roles, func(_ dataset.Role, at int) bool { return at == dataset.None })
	for _, column := range s.by {
		columns.By = append(columns.By, pass.KeyPart{Column: place(column, true)})
	}
	for _, cond := range s.Where {
		columns.Where = append(columns.Where, place(cond.Column(), true))
	}
	return want, columns
}

// run counts tables with the answers.
func run(s setup, tables []table, workers int) (outcome, error) {
	var out outcome
	plan := s.Plan
	plan.Workers = workers
	if s.Reject {
		plan.Reject = func(r pass.Reject) {
			out.Rejects = append(out.Rejects, fmt.Sprintf("%d:%d %s %s %q", r.Source, r.Line, r.Account, r.Role, r.Value))
		}
	}
	in := make(inputs, len(tables))
	for i := range in {
		in[i].want, in[i].columns = s.roles(tables[i])
		in[i].scanner, in[i].err = scan.NewCSV(scan.Origin{Reader: iotest.HalfReader(strings.NewReader(tables[i].text))}, 1,
			scan.CSVOptions{Delimiter: ',', Quote: '"'})
	}
	tallies, err := plan.tallies(context.Background(), in, s.weight)
	if err != nil {
		return out, err
	}
	judged := texts.Judge(tallies, plan.Classifier, s.weight)
	out.Rows, out.Total, out.Order = judged.Rows, judged.Total.Scores, tallies.Order
	for i, g := range judged.Groups {
		if len(s.by) == 0 && s.Period == "" {
			break
		}
		answers, _ := judged.Group(i)
		found := group{By: g.Key.Values(len(s.by)), Scores: answers.Scores}
		if s.Period != "" {
			found.Period = g.Key.Period()
		}
		out.Groups = append(out.Groups, found)
	}
	for _, o := range judged.Odd {
		out.Odd = append(out.Odd, odd{o.Text, o.Kind, o.Rows, placeOf(o.First)})
	}
	out.Bad = map[dataset.Role]odd{}
	for role, bad := range tallies.Bad {
		out.Bad[role] = odd{Text: bad.Text, Rows: bad.Rows, First: placeOf(bad.First)}
	}
	for _, f := range tallies.Faults.First {
		out.Faults = append(out.Faults, place{f.Source, f.Line})
	}
	r := tallies.Repeats
	out.Repeats = repeats{r.Rows, placeOf(r.First), r.Looked, r.All}
	return out, nil
}

func placeOf(p tally.Place) place { return place{p.Source, p.Line} }

// plainly names an error as the reference does.
func plainly(err error) error {
	var undecided *dates.UndecidableError
	var contradicted *dates.ContradictionError
	switch {
	case errors.As(err, &undecided):
		return errUndecided
	case errors.As(err, &contradicted):
		return errContradicted
	}
	return err
}
