package report

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/source"
	"github.com/cxcalc/cxcalc/pkg/visible"
)

// Sources turns names and patterns into the names of sources. What can be no source is a mistake of whoever names it.
func Sources(names []string) ([]string, error) {
	stdin := 0
	for _, name := range names {
		if name == "-" {
			stdin++
		}
		switch {
		case name == "":
			return nil, problem.Usage("%q is not the name of a file", name)
		case stdin > 1:
			return nil, problem.Usage("-: standard input can be read only once")
		// The rest of such addresses is not shown: it may hold a password.
		case source.HoldsPassword(name):
			return nil, problem.Usage("%s://…: the address holds a password, which would be shown with it", source.Scheme(name)).
				Advise("leave it out; CLICKHOUSE_PASSWORD, PGPASSWORD, ~/.pgpass and --password-file give it")
		case source.Foreign(name) != "":
			return nil, problem.Usage("%s…: nothing of this kind can be read, expected a file, clickhouse:// or postgres://", source.Foreign(name)).
				Advise("a table is postgres://USER@HOST/DATABASE?table=NAME")
		}
	}
	found, err := source.Expand(names)
	if err != nil {
		return nil, &problem.Error{Text: visible.Text(err.Error()), Err: err}
	}
	return found, nil
}

// Find finds the sources of all questions. Its errors are mistakes of the file; a question without a source that is there
// has its answer.
func (r *Report) Find() error {
	for _, x := range r.Items {
		for _, names := range []*[]string{&x.Sources, &x.Before} {
			if *names == nil {
				continue
			}
			found, err := Sources(*names)
			var e *problem.Error
			if errors.As(err, &e) && e.Usage {
				return x.Told(err)
			}
			switch {
			case err == nil:
				*names = found
			case x.Answer == nil:
				x.Answer = &Answer{Err: err}
			}
		}
	}
	return nil
}

// Check understands the words of all questions. Its errors are mistakes of the file.
func (r *Report) Check() error {
	for _, x := range r.Items {
		for _, q := range x.Matter.Questions {
			if _, err := q.Ask(); err != nil {
				return x.Told(err)
			}
		}
	}
	var first *Piece // to read standard input
	items, matters := r.open()
	for _, set := range readings(hearingsOf(matters)) {
		switch x := items[set[0].hearing.place]; {
		case !slices.Contains(set.sources(), "-"):
		case first == nil:
			first = x
		default:
			return x.Told(problem.Usage("standard input can be read only once, and %q reads it with other sources or in another way", first.Name))
		}
	}
	return nil
}

// open are the questions that have no answer yet.
func (r *Report) open() (items []*Piece, matters []*Matter) {
	for _, x := range r.Items {
		if x.Answer == nil {
			items, matters = append(items, x), append(matters, x.Matter)
		}
	}
	return items, matters
}

// Sources returns the names of all sources, once for every reading.
func (r *Report) Sources() []string {
	_, matters := r.open()
	return SourcesOf(matters)
}

// Answer answers all questions, with one reading for those about the same sources. Whoever listens hears what each of
// them says before it is read for; nil for nobody.
func (r *Report) Answer(ctx context.Context, listen func(*kind.Words)) error {
	items, matters := r.open()
	answers, err := Settle(ctx, matters, listen)
	for i, a := range answers {
		a.Err = items[i].Told(a.Err)
		items[i].Answer = a
	}
	return err
}

// Told tells where in the file a mistake stands, and what to write there. Other errors stay as they are.
func (x *Piece) Told(err error) error {
	var e *problem.Error
	if !errors.As(err, &e) || strings.HasPrefix(e.Text, x.file+":") { // which has told its place
		return err
	}
	told := *e
	if e.Usage {
		told.Text = x.placeOf(e.Text) + ": " + e.Text
	}
	told.Hint, told.Flags, told.Instead, told.Replace, told.Senses = x.hint(e), nil, "", [2]string{}, nil
	for _, s := range e.Senses {
		told.Senses = append(told.Senses, problem.Sense{Says: x.sense(s)})
	}
	return &told
}

// sense says what would have a question understood in one of several ways. A command that goes before stands in no file.
func (x *Piece) sense(s problem.Sense) string {
	mend := x.hint(&problem.Error{Flags: s.Flags, Instead: s.Instead, Replace: s.Replace})
	if mend == "" || len(s.Before) > 0 {
		return s.Says
	}
	return s.Says + ": " + mend
}

// placeOf returns the place of what a text is about: the setting that it names or whose value it quotes, or else the
// question.
func (x *Piece) placeOf(text string) string {
	for _, g := range slices.Backward(x.Given) {
		about := strings.Contains(text, "--"+g.Flag+" ") || strings.Contains(text, "--"+g.Flag+":")
		for _, value := range g.Texts {
			about = about || value != "" && strings.Contains(text, strconv.Quote(value))
		}
		if about {
			return strings.TrimSuffix(g.Words, ": "+g.Flag)
		}
	}
	return x.place
}

// hint says what would mend a question, as it would stand in the file.
func (x *Piece) hint(e *problem.Error) string {
	var entries []string
	if e.Instead != "" {
		entries = append(entries, x.Verb+": "+e.Instead)
	}
	values := make(map[string][]string)
	for i, word := range e.Flags {
		name, isFlag := strings.CutPrefix(word, "--")
		switch {
		case !isFlag:
		case name == "rejects":
			return "cxcalc " + x.Metric + " " + e.Hint // it is not of a question
		case i+1 == len(e.Flags) || strings.HasPrefix(e.Flags[i+1], "--"):
			entries = append(entries, name+": true")
		default:
			if values[name] == nil {
				entries = append(entries, name)
			}
			values[name] = append(values[name], strconv.Quote(e.Flags[i+1]))
		}
	}
	for i, name := range entries {
		if list := values[name]; len(list) > 0 {
			entries[i] = name + ": [" + strings.Join(list, ", ") + "]"
			if len(list) == 1 {
				entries[i] = name + ": " + list[0]
			}
		}
	}
	mend := strings.Join(entries, ", ")
	if e.Replace[1] != "" {
		mend = fmt.Sprintf("%q in the place of %q", e.Replace[1], e.Replace[0])
	}
	switch {
	case mend == "":
		return e.Hint
	case e.Hint == "":
		return "in the question: " + mend
	}
	return e.Hint + ", for instance in the question: " + mend
}
