package report

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// A table of so few rows may sum up one on another sheet, or show how it is to be filled, where that one has so many times as many rows.
const (
	fewRows   = 12
	timesMore = 3
	mostOther = 6
)

// A rivalSheet is another sheet of the workbook that a question is about.
type rivalSheet struct {
	name    string
	rows    int  // of its first ones
	answers bool // its columns are those of the question
	asks    bool // it does not answer, and a command tells how to go on
}

// lone is the workbook that a question is about, where nobody has named a sheet and there are others; nil for none.
func (x *asked) lone() *dataset.Table {
	if x.set == nil || len(x.set.Tables) != 1 || x.typed.Dataset.Sheet != "" || x.typed.Anew == nil || len(x.set.Tables[0].OtherSheets()) == 0 {
		return nil
	}
	return x.set.Tables[0]
}

// rivals asks the same of the other sheets, as far as the choice of their columns. Those that answer come first, and of these that with
// the most rows.
func (x *asked) rivals(ctx context.Context, t *dataset.Table) (all []rivalSheet) {
	names := t.OtherSheets()
	for _, name := range names[:min(len(names), mostOther)] {
		q, err := x.typed.Anew(nil)
		if err != nil {
			return nil
		}
		words := q.Said()
		words.Continue(x.typed)
		words.Dataset.Sheet, words.Dataset.Progress, words.Enrolment, words.Reject = name, nil, nil, nil
		sheet := rivalSheet{name: name}
		if r, err := Rehearse(ctx, []kind.Question{q}); err == nil {
			var e *problem.Error
			asked := r.run.asked[0]
			sheet.answers, sheet.rows = asked.answer.Err == nil, asked.shown
			sheet.asks = errors.As(asked.answer.Err, &e) && e.Usage && len(e.Flags)+len(e.Senses) > 0
			r.Close()
		}
		all = append(all, sheet)
	}
	slices.SortStableFunc(all, func(a, b rivalSheet) int {
		if a.answers != b.answers {
			return map[bool]int{true: -1, false: 1}[a.answers]
		}
		if !a.answers {
			return 0
		}
		return b.rows - a.rows
	})
	return all
}

// sense is the command that reads a sheet.
func (s rivalSheet) sense(says string) problem.Sense {
	return problem.Sense{Says: fmt.Sprintf(says, s.name), Flags: []string{"--sheet", s.name}}
}

// outdone asks which sheet is meant where the first one has a few rows that would answer, and another one many: the few may be totals, or an
// example.
func (x *asked) outdone(ctx context.Context) error {
	t := x.lone()
	if t == nil || !t.Whole || len(t.Rows) > fewRows {
		return nil
	}
	all := x.rivals(ctx, t)
	if len(all) == 0 || !all[0].answers || all[0].rows < timesMore*max(len(t.Rows), 1) {
		return nil
	}
	e := problem.Usage("%s: rows of sheet %q: %d, and of sheet %q, which answers this, too: %d; say which is meant with --sheet",
		t.Name, t.Info.Sheet, len(t.Rows), all[0].name, all[0].rows)
	e.Senses = []problem.Sense{all[0].sense("sheet %q"),
		{Says: dataset.Typed("--sheet", t.Info.Sheet) + " says that the few rows are meant"}}
	return e
}

// alike asks whether sheets with the same columns count together, such as those of months. One that has as many rows as all others
// together may hold them once more.
func (x *asked) alike(ctx context.Context) error {
	t := x.lone()
	if t == nil || len(t.AlikeSheets()) == 0 {
		return nil
	}
	names := append([]string{t.Info.Sheet}, t.AlikeSheets()...)
	rows, all, answers := map[string]int{t.Info.Sheet: len(t.Rows)}, len(t.Rows), false
	for _, s := range x.rivals(ctx, t) {
		if slices.Contains(names, s.name) {
			rows[s.name], all, answers = s.rows, all+s.rows, answers || s.answers && s.rows > 0
		}
	}
	if !answers {
		return nil
	}
	e := problem.Usage("%s: %d sheets have the same columns: %s; say with --sheet which of them count", t.Name, len(names), dataset.Some(names, 6))
	for _, name := range names {
		if len(names) > 2 && 2*rows[name] == all {
			e.Senses = append(e.Senses, problem.Sense{Says: fmt.Sprintf("if sheet %q holds the rows of the others once more", name), Flags: []string{"--sheet", name}})
		}
	}
	if len(e.Senses) > 0 {
		return e
	}
	e.Senses = []problem.Sense{{Says: "if all of them count", Flags: []string{"--sheet", dataset.AllSheets}},
		{Says: fmt.Sprintf("if only sheet %q counts", names[0]), Flags: []string{"--sheet", names[0]}}}
	return e
}

// refused adds to the refusal of the first sheet the commands that read the others.
func (x *asked) refused(ctx context.Context) {
	var e *problem.Error
	t := x.lone()
	if t == nil || x.answer.Document != nil || !errors.As(x.answer.Err, &e) || slices.ContainsFunc(e.Senses, namesSheet) {
		return
	}
	const most = 3
	all := x.rivals(ctx, t)
	var answer, others []problem.Sense
	for _, s := range all[:min(len(all), most)] {
		switch {
		case s.answers:
			answer = append(answer, s.sense("sheet %q answers this"))
		case s.asks:
			others = append(others, s.sense("sheet %q holds a table, too"))
		}
	}
	if len(answer) > 0 && all[0].rows >= timesMore*max(x.shown, 1) {
		e.Hint, e.Flags, e.Drop, e.Senses, e.Instead, e.Replace = "", nil, nil, answer, "", [2]string{}
		return
	}
	if len(e.Flags) > 0 { // it is one of several ways
		e.Senses = append([]problem.Sense{{Says: e.Hint, Flags: e.Flags, Drop: e.Drop, Instead: e.Instead, Before: e.Before, Replace: e.Replace}}, e.Senses...)
		e.Hint, e.Flags, e.Drop, e.Instead, e.Before, e.Replace = "", nil, nil, "", nil, [2]string{}
	}
	e.Senses = slices.Concat(e.Senses, answer, others)
}

func namesSheet(s problem.Sense) bool { return len(s.Flags) > 0 && s.Flags[0] == "--sheet" }
