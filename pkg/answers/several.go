package answers

import (
	"errors"
	"fmt"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/tally"
	"github.com/cxcalc/cxcalc/pkg/texts"
)

// ColumnKey is the word for the column of answers, where a column could make the groups.
const ColumnKey = ".column"

// several tells whether there are several columns of answers.
func (s *polling) several() bool { return len(s.items) > 1 }

// alone tells whether the columns of answers are all that makes groups.
func (s *polling) alone() bool { return s.at != dataset.None && len(s.keys) == 0 && s.Cut == "" }

// scores names the columns of answers so that each is found again in any source; one "" stands for a column that
// has to be found.
func (s *polling) scores() ([]string, error) {
	var names []string
	var found []int
	first := s.set.Tables[0]
	for _, name := range s.Score {
		if name == "" { // an empty variable of a script names none
			continue
		}
		fits := layout.Pattern(name, first.Headers)
		for _, i := range fits {
			if !slices.Contains(found, i) {
				names, found = append(names, first.Reference(i)), append(found, i)
			}
		}
		if len(fits) > 0 {
			continue
		}
		flag := "--score"
		if len(s.Score) > 1 {
			flag = "" // the word is replaced, and the others stay
		}
		i, err := first.Resolve(flag, name)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(found, i) {
			names, found = append(names, name), append(found, i)
		}
	}
	if len(names) == 0 {
		return []string{""}, nil
	}
	return names, nil
}

// everywhere asks where a pattern fits columns in a later source that the first one does not have: they would be
// left out without a word.
func (s *polling) everywhere() error {
	for _, pattern := range s.Score {
		if layout.Pattern(pattern, s.set.Tables[0].Headers) == nil {
			continue
		}
		for i, t := range s.set.Tables {
			for _, column := range layout.Pattern(pattern, t.Headers) {
				if !s.holds(i, column) {
					e := problem.Usage("%s: column %s fits --score %s too, and %s has no such column", t.Name, t.Header(column),
						layout.ShellQuote(pattern), s.set.Tables[0].Name)
					e.Flags = scoreFlags(s.items, nil)
					return e
				}
			}
		}
	}
	return nil
}

// holds tells whether a column of a source is one of answers.
func (s *polling) holds(source, column int) bool {
	return slices.ContainsFunc(s.items, func(it *item) bool {
		return len(it.columns) > source && it.columns[source].At(texts.Score) == column
	})
}

// name names an item among the others: by its header, or its place where others have the same.
func (s *item) name() string {
	table, own := s.set.Tables[0], s.columns[0].At(texts.Score)
	for _, it := range s.items {
		if other := it.columns[0].At(texts.Score); other != own && table.Headers[other] == table.Headers[own] {
			return fmt.Sprintf("#%d", own+1)
		}
	}
	return table.Names([]int{own})[0]
}

// scoreFlags are the flags that name columns of answers but those that are left out.
func scoreFlags(items, without []*item) []string {
	var out []string
	for _, it := range items {
		if !slices.Contains(without, it) {
			out = append(out, "--score", it.score)
		}
	}
	return out
}

// besides keeps the other columns of answers in what would mend the command, where it names that of one anew.
func (s *polling) besides(it *item, err error) error {
	var e *problem.Error
	if s.several() && errors.As(err, &e) && slices.Contains(e.Flags, "--score") {
		e.Flags = append(scoreFlags(s.items, []*item{it}), e.Flags...)
	}
	return err
}

// pool puts the answers of all items together.
func (c *polled) pool() {
	c.rows, c.total = c.heard[0].judged.Rows, c.heard[0].judged.Total
	if !c.several() {
		return
	}
	c.rows, c.total = result.Rows{}, tally.Answers{Weighted: c.total.Weighted}
	for _, h := range c.heard {
		c.rows = c.rows.Plus(h.judged.Rows)
		for _, s := range h.judged.Total.Scores {
			c.total.Add(s)
		}
	}
}

// together gathers the doubts of all items, each once. Respondents who repeat are told of the column that has most
// of them.
func (c *polled) together() []result.Warning {
	most := slices.MaxFunc(c.heard, func(a, b *heard) int { return int(a.tallies.Repeats.Rows - b.tallies.Repeats.Rows) })
	var out []result.Warning
	for _, h := range c.heard {
		if h != most {
			h.tallies.Repeats.Rows = 0
		}
		for _, w := range h.doubts(h.tallies, h.judged) {
			out = once(out, w)
		}
	}
	if c.several() {
		out = append(out, result.Warn("pooled_columns", "the total pools the answers of %d columns; those of a row depend on each other, so it has no interval and no verdict, and every row is accounted for once in each column",
			len(c.heard)))
	}
	return out
}

// tooMany tells that all columns together make more groups than are allowed.
func (c *polled) tooMany() error {
	all := 0
	for _, h := range c.heard {
		all += len(h.judged.Groups)
	}
	if !c.several() || all <= c.MaxGroups {
		return nil
	}
	return c.Failed(0, &pass.GroupsError{Limit: c.MaxGroups})
}

// refuse stops when the answers of a column cannot be on the scale. Where others can, they remain.
func (c *polled) refuse() error {
	var bad []*item
	var first error
	for _, h := range c.heard {
		err := h.refuse(h.judged)
		if r := h.judged.Rows; err == nil && c.several() && r.Counted == 0 && r.Invalid+r.OutOfRange > 0 {
			e := kind.Nothing(c.set.Names()+": column "+h.scoreName(), r)
			e.Read, err = true, e
		}
		if err != nil {
			bad = append(bad, h.item)
			if first == nil {
				first = err
			}
		}
	}
	var e *problem.Error
	if len(bad) > 0 && len(bad) < len(c.heard) && errors.As(first, &e) {
		e.Instead, e.Hint, e.Flags = "", "the other columns fit", scoreFlags(c.items, bad)
	}
	return first
}

// FirstUnusable says which row is the first that cannot be used, and why.
func (c *polled) FirstUnusable() string {
	var first tally.Place
	text := ""
	for _, h := range c.heard {
		if at, says := h.firstUnusable(h.tallies, h.judged); says != "" && (text == "" || at.Before(first)) {
			first, text = at, says
		}
	}
	return text
}

// silence takes the verdicts that stand on the answers of an item.
func (s *item) silence(d *result.Document) {
	if !s.several() {
		kind.NoVerdict(d)
		return
	}
	d.Groups = d.Groups.Map(func(_ int, g result.Group) result.Group {
		if g.By[s.at].Value == s.name() {
			g.Verdict = nil
		}
		return g
	})
}

// columns shows the columns in a document; several of answers are a list.
func (c *polled) columns() result.Object {
	o := c.items[0].columns[0].Object()
	if c.several() {
		o[0].Value = c.names() // the role that stands first
	}
	return o
}

func (s *polling) names() (out []string) {
	for _, it := range s.items {
		out = append(out, it.name())
	}
	return out
}

// words names the word list of the answers: that of the column, or those of each that has one; nil for none.
func (c *polled) words() any {
	if name := c.items[0].words.Name; !c.several() && name != "" {
		return name
	}
	var o result.Object
	for _, it := range c.items {
		if c.several() && it.words.Name != "" {
			o = append(o, result.Member{Key: it.name(), Value: it.words.Name})
		}
	}
	if o == nil {
		return nil
	}
	return o
}

// order is the order in which dates were read.
func (c *polled) order() dates.DayOrder {
	for _, h := range c.heard {
		if h.tallies.Order != dates.Unknown {
			return h.tallies.Order
		}
	}
	return dates.Unknown
}
