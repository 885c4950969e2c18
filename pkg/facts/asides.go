package facts

import (
	"maps"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/money"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// asides are what cells say beside their values: words for no value, and what the marks of numbers are.
type asides struct {
	silent   map[dataset.Role]firstCell
	doubtful map[int]firstCell // by source: the first number whose mark may be either
	sure     map[int]firstCell // the first whose mark is that of the source
	other    map[int]firstCell // the first whose mark is not
	sums     map[int]*addends  // by source
	heads    map[string]bool   // labels, and whether they are words of totals
}

// A firstCell is the first cell of some.
type firstCell struct {
	tally.Place
	role dataset.Role
	text string
}

func newAsides() *asides {
	return &asides{make(map[dataset.Role]firstCell), make(map[int]firstCell), make(map[int]firstCell), make(map[int]firstCell),
		make(map[int]*addends), make(map[string]bool)}
}

// first keeps the first of cells.
func first[K comparable](in map[K]firstCell, key K, s firstCell) {
	if had, ok := in[key]; !ok || s.Before(had.Place) {
		in[key] = s
	}
}

func (a *asides) merge(o *asides) {
	for role, s := range o.silent {
		first(a.silent, role, s)
	}
	for i, from := range []map[int]firstCell{o.doubtful, o.sure, o.other} {
		for source, s := range from {
			first([]map[int]firstCell{a.doubtful, a.sure, a.other}[i], source, s)
		}
	}
	for source, s := range o.sums {
		if mine := a.sums[source]; mine != nil {
			mine.merge(s)
			continue
		}
		a.sums[source] = s
	}
}

// noValue tells whether a text is one of the usual ways to say that there is no value: no letter or digit at all, a word for
// it, or a date of zeros.
func noValue(text string) bool {
	word := answer.Normalise(text)
	return word == "" || layout.Silence().Words[word] || len(text) >= len("0000-00-00") && strings.Trim(text, "0-/.: T") == "" || isNoDay(text)
}

// isNoDay tells whether a text is a day that programs write where there is none, 1970-01-01, and no row of zeros, which may be a
// length.
func isNoDay(text string) bool {
	return strings.Trim(text, "0-/.: T") != "" && dates.IsNone([]byte(text))
}

// silent tells whether a cell that is no value says that there is none, and takes note of it.
func (r *Fact) silent(column, n int, text []byte) bool {
	if !noValue(string(text)) {
		return false
	}
	role := Part(r.rule.traits.Columns[column].Role, n)
	first(r.asides.silent, role, firstCell{r.Place(), role, string(text)})
	return true
}

// Weigh takes note of whether the mark of a number stands before decimals or between thousands. Number does so by itself.
func (r *Fact) Weigh(column, n int, text []byte) {
	if !r.weighs {
		return
	}
	mark, sure := money.MarkOf(text)
	if mark == 0 {
		return
	}
	role := Part(r.rule.traits.Columns[column].Role, n)
	between := r.rule.set.Tables[r.Source].Between(r.rule.session.columns[r.Source].At(role))
	into := r.asides.doubtful
	undecided := r.unsettled[role] && mark == '.'
	if undecided && !r.rule.set.Tables[r.Source].Spells(string(text)) {
		return // a number of a workbook or of JSON, which tells nothing of the texts beside it
	}
	switch {
	case sure && mark == r.decimal:
		into = r.asides.sure
	case sure:
		into = r.asides.other
	case undecided:
	case mark != r.decimal || !kind.TwoMarks(mark, between, false):
		return
	}
	first(into, r.Source, firstCell{r.Place(), role, string(text)})
}

// weighing tells whether the marks of numbers in a source may have two meanings.
func (r *gathering) weighing(source int) bool {
	between := r.set.Tables[source].Between(dataset.None)
	return r.Decimal == 0 && (kind.TwoMarks('.', between, false) || kind.TwoMarks(',', between, false))
}

// unsettledMarks are the roles of a source whose numbers have points that may as well stand between thousands, in a file in which
// points are usual before decimals.
func (r *gathering) unsettledMarks(source int) map[dataset.Role]bool {
	if r.Decimal != 0 {
		return nil
	}
	var out map[dataset.Role]bool
	for _, c := range r.columns {
		if cs := r.session.columns[source]; cs.Has(c.Role) && r.set.Tables[source].Undecided([]int{cs.At(c.Role)}) != "" {
			if out == nil {
				out = make(map[dataset.Role]bool)
			}
			out[c.Role] = true
		}
	}
	return out
}

// doubtfulMark asks for the decimal mark, where no number tells it and both are usual in such files.
func (c *gathered) doubtfulMark() error {
	a := c.counter.row.asides
	for _, source := range slices.Sorted(maps.Keys(a.doubtful)) {
		if _, ok := a.sure[source]; ok {
			continue
		}
		s := a.doubtful[source]
		e := kind.Mark(c.set.At(s.Place)+": column "+c.header(source, s.role), s.text, a.other[source].text)
		if a.other[source].text == "" {
			bothMarks(e, s.text, c.set.Tables[source].Info.Delimiter)
		}
		return e
	}
	return nil
}

// bothMarks has a question about a mark show both readings, where no number tells which is meant: decimals first where
// semicolons keep the comma free for them.
func bothMarks(e *problem.Error, text, delimiter string) {
	mark, _ := money.MarkOf([]byte(text))
	other := map[byte]byte{',': '.', '.': ','}[mark]
	decimals := problem.Sense{Says: "if it stands before decimals", Flags: []string{"--decimal", string(rune(mark))}}
	thousands := problem.Sense{Says: "if it stands between thousands", Flags: []string{"--decimal", string(rune(other))}}
	if e.Flags, e.Senses = nil, []problem.Sense{thousands, decimals}; mark == ',' && delimiter == ";" {
		slices.Reverse(e.Senses)
	}
}

// silences say which words were taken for no value.
func (c *gathered) silences() (out []result.Warning) {
	for _, p := range c.rule.columns {
		if s, ok := c.counter.row.asides.silent[p.Role]; ok {
			out = append(out, result.Warn("no_value", "column %s: %s is taken for no value", c.header(s.Source, s.role), answer.Quote(s.text, 40)).
				At(c.set.Tables[s.Source].Name, s.Line))
		}
	}
	return out
}

// wordless tells whether what is wrong may be a word for no value.
func (o *odd) wordless() bool {
	return o.account == "invalid" && o.reason == noTime && !strings.ContainsAny(o.text, "0123456789")
}
