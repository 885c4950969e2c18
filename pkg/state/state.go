// Package state holds what sources say to one question before anything of it is judged: the different combinations of the
// wanted cells as they stand, and how many rows have each. States of the same question add up, in any order.
package state

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// Schema is the form of the files.
const Schema = "cxcalc/state/v1"

// A Holding is what sources say to one question.
type Holding struct {
	Preamble
	// Sample are the first rows, with the cells of all columns, those that nobody wanted blank.
	Sample []Bunch
	// Lots are the rows as each count of the question wants them.
	Lots []Lot
	// Faults are why records could not be read, Remarks what is to be told of others, Repairs how some were made to fit.
	Faults, Remarks, Repairs Reasons
}

// IsBlank tells whether the sources had no record.
func (h *Holding) IsBlank() bool {
	rows := slices.ContainsFunc(h.Lots, func(l Lot) bool { return len(l.Rows) > 0 })
	return !rows && len(h.Sample) == 0 && h.Faults.N == 0
}

// A Preamble says what was asked, and of what.
type Preamble struct {
	Schema string    `json:"schema"`
	Metric string    `json:"metric"`
	Plan   []Setting `json:"plan"`
	// Headers and Titles name the columns of the sources; Decimal is the mark of their numbers.
	Headers []string `json:"headers"`
	Titles  []string `json:"titles,omitempty"`
	Decimal string   `json:"decimal"`
	Counts  []Wanted `json:"counts"`
	// Notes are what people should know about the way the sources were understood.
	Notes   []Doubt  `json:"notes,omitempty"`
	Sources []Parent `json:"sources"`
}

// A Doubt is a doubt about sources.
type Doubt struct {
	Code string `json:"code"`
	Text string `json:"text"`
}

// A Setting is what was asked for with one flag. File is the digest of the file that it names.
type Setting struct {
	Flag  string   `json:"flag"`
	Texts []string `json:"texts"`
	File  string   `json:"file,omitempty"`
}

// Wanted are the columns of a count, by their roles and in the order of cells.
type Wanted struct {
	Roles   map[string]int `json:"roles"`
	Columns []int          `json:"columns"`
	// Brief is how many of the last columns are told apart by hashes alone, since all that matters is whether they repeat.
	Brief int `json:"brief,omitempty"`
}

// A Parent is a source, and the digest of its content.
type Parent struct {
	result.Source
	Digest string `json:"digest"`
}

// A Lot is rows as one count wants them, each combination of cells once.
type Lot struct {
	Rows []Bunch
	// Crowded says that the columns that only show whether they repeat were left out, since there are too many rows.
	Crowded bool
}

// A Bunch is rows with the same cells. A cell that is not there is nil.
type Bunch struct {
	Times int64
	Cells [][]byte
}

// Fits refuses another state where it does not answer the same question, and names the first difference. a and b are the names
// of both.
func (h *Preamble) Fits(a string, o *Preamble, b string) error {
	differ := func(what string, x, y any) error {
		return problem.Usage("%s and %s are not of the same question: %s %s in the first, and %s in the second", a, b, what, shown(x), shown(y))
	}
	if h.Metric != o.Metric {
		return differ("the metric is", h.Metric, o.Metric)
	}
	for i := range max(len(h.Plan), len(o.Plan)) {
		x, y := settingAt(h.Plan, i), settingAt(o.Plan, i)
		flag := cmp.Or(min(cmp.Or(x.Flag, y.Flag), cmp.Or(y.Flag, x.Flag)), "")
		x, y = named(h.Plan, flag), named(o.Plan, flag)
		switch {
		case !slices.Equal(x.Texts, y.Texts):
			return differ("--"+flag+" is", x.Texts, y.Texts)
		case x.File != y.File:
			return problem.Usage("%s and %s are not of the same question: the file of --%s was another one", a, b, flag)
		}
	}
	switch {
	case !slices.Equal(h.Headers, o.Headers):
		return differ("the columns are", h.Headers, o.Headers)
	case !slices.Equal(h.Titles, o.Titles):
		return differ("what the columns ask is", h.Titles, o.Titles)
	case h.Decimal != o.Decimal:
		return differ("the decimal mark is", h.Decimal, o.Decimal).(*problem.Error).Advise("say which with --decimal, for all parts")
	case len(h.Counts) != len(o.Counts):
		return differ("the number of columns with answers is", len(h.Counts), len(o.Counts))
	}
	for i, x := range h.Counts {
		if err := h.sameColumns(x, o.Counts[i], differ); err != nil {
			return err
		}
	}
	return nil
}

// sameColumns refuses columns that play other roles.
func (h *Preamble) sameColumns(x, y Wanted, differ func(what string, x, y any) error) error {
	name := func(w Wanted, role string) any {
		if i, ok := w.Roles[role]; ok && i < len(h.Headers) {
			return h.Headers[i]
		}
		return nil
	}
	var roles []string
	for _, w := range []Wanted{x, y} {
		for role := range w.Roles {
			roles = append(roles, role)
		}
	}
	slices.Sort(roles)
	for _, role := range roles {
		if a, b := name(x, role), name(y, role); a != b {
			return differ("the column of the "+role+" is", a, b).(*problem.Error).Advise("name the column with its flag, for all parts")
		}
	}
	if !slices.Equal(x.Columns, y.Columns) || x.Brief != y.Brief {
		return differ("the wanted columns are", x.Columns, y.Columns)
	}
	return nil
}

func settingAt(plan []Setting, i int) Setting {
	if i < len(plan) {
		return plan[i]
	}
	return Setting{}
}

func named(plan []Setting, flag string) Setting {
	if i := slices.IndexFunc(plan, func(s Setting) bool { return s.Flag == flag }); i >= 0 {
		return plan[i]
	}
	return Setting{}
}

// shown writes a value for messages.
func shown(v any) string {
	if list, ok := v.([]string); ok {
		switch len(list) {
		case 0:
			return "not given"
		case 1:
			v = list[0]
		}
	}
	if v == nil {
		return "none"
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if e.Encode(v) != nil {
		return fmt.Sprint(v)
	}
	return string(bytes.TrimSpace(b.Bytes()))
}
