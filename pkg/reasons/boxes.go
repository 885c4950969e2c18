package reasons

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/tags"
)

// boxes finds the columns whose cells are boxes, ticked or not, and returns the cells of the others. Where several columns
// share one or two values that may be reasons or ticks, it asks.
func (p *inquest) boxes(c *tagColumns, t *dataset.Table, cs dataset.Columns) (cells []string, err error) {
	var headers, all []string
	var held [][]string
	names := boxNames(t, cs)
	blank := true // every column that is no box is blank so far
	for n := 0; cs.Has(facts.Part(roleTags, n)); n++ {
		at := cs.At(facts.Part(roleTags, n))
		texts := given(t, at, p.Missing)
		all = append(all, names[at])
		if c.ticked != "" && boxy(texts) || marks(texts) {
			headers = append(headers, names[at])
			continue
		}
		headers, held, cells = append(headers, ""), append(held, texts), append(cells, texts...)
		blank = blank && len(texts) == 0
	}
	if blank && len(held) < len(all) {
		headers = all // a box that nobody ticks in the first rows
	}
	c.marked = unprefixed(headers)
	if values := sharedValues(held); values != nil && p.Own.Text("separator") == "" {
		return nil, askTicked(t.Name, values)
	}
	return cells, nil
}

// boxNames are the names of columns: what was asked, where that tells apart those with reasons, and else their headers.
func boxNames(t *dataset.Table, cs dataset.Columns) []string {
	seen := make(map[string]bool)
	n := 0
	for ; cs.Has(facts.Part(roleTags, n)); n++ {
		at := cs.At(facts.Part(roleTags, n))
		if at >= len(t.Titles) || strings.TrimSpace(t.Titles[at]) == "" || seen[t.Titles[at]] {
			return t.Headers
		}
		seen[t.Titles[at]] = true
	}
	if n < 2 {
		return t.Headers
	}
	return t.Titles
}

// Instead asks for all columns at once that are boxes of one question, as far as their headers tell.
func (p *inquest) Instead(t *dataset.Table, role dataset.Role) error {
	if role != roleTags {
		return nil
	}
	found := slices.DeleteFunc(layout.Candidates(roleTags, p.Metric.Name, t.Headers), t.Blank)
	for _, i := range found {
		if !marks(given(t, i, p.Missing)) {
			return nil
		}
	}
	switch len(found) {
	case 0:
		return cmp.Or(p.topical(t), p.ofTextsInstead(t))
	case 1:
		return nil
	}
	e := problem.Usage("%s: %d columns are boxes that are ticked or not, each for a reason; choose them with --tags\n%s", t.Name, len(found), t.List(found))
	e.Flags = patternOf(t, found)
	return e
}

// patternOf are the flags that name columns, by a pattern where one fits them and nothing else.
func patternOf(t *dataset.Table, columns []int) (flags []string) {
	var headers []string
	for _, i := range columns {
		headers = append(headers, t.Headers[i])
		flags = append(flags, "--tags", t.Reference(i))
	}
	if pattern := common(headers) + "*"; pattern != "*" && slices.Equal(layout.Pattern(pattern, t.Headers), columns) {
		return []string{"--tags", pattern}
	}
	return flags
}

// mostTicks is how many values boxes have: ticked and not.
const mostTicks = 2

// boxy tells whether cells have as few values as boxes, and are no texts of people who tell another reason.
func boxy(cells []string) bool {
	values := make(map[string]bool)
	for _, text := range cells {
		if !tags.Silent(text) {
			values[tags.Fold(tags.Whole(text))] = true
		}
	}
	return len(values) <= mostTicks
}

// sharedValues are the values that columns share which have one or two between them, as boxes have; nil for other columns.
func sharedValues(columns [][]string) (values []string) {
	in := make(map[string]int)
	for _, cells := range columns {
		if !boxy(cells) {
			continue
		}
		here := make(map[string]bool)
		for _, text := range cells {
			key := tags.Fold(tags.Whole(text))
			if tags.Silent(text) || here[key] {
				continue
			}
			if here[key] = true; in[key] == 0 {
				values = append(values, text)
			}
			in[key]++
			if len(values) > mostTicks {
				return nil
			}
		}
	}
	for _, n := range in {
		if n > 1 {
			return values
		}
	}
	return nil
}

// askTicked asks which of the values of several columns says that the reason of a column is named.
func askTicked(file string, values []string) error {
	e := problem.Usage("%s: the columns with reasons share the values %s, as boxes have that are ticked or not", file, quoted(values))
	for _, text := range values {
		e.Senses = append(e.Senses, problem.Sense{Says: "if " + answer.Quote(text, 20) + " ticks the reason of its column", Flags: []string{"--ticked", text}})
	}
	e.Senses = append(e.Senses, problem.Sense{Says: "if they are reasons themselves", Flags: []string{"--separator", tags.None}})
	return e
}

func quoted(texts []string) string {
	var out []string
	for _, text := range texts {
		out = append(out, answer.Quote(text, 20))
	}
	return strings.Join(out, ", ")
}

// tick is what a cell of a box says: yes, no, or "" for something else. 1.0 is the 1 of a column of numbers with blanks.
func tick(text string) string {
	text = tags.Whole(text)
	if said := layout.Meaning("yes", text); said != "" {
		return said
	}
	return layout.Meaning("tick", text)
}

// tick is what a cell of a box says, by the word that people name where they do.
func (c *tagColumns) tick(text string) string {
	switch {
	case c.ticked != "" && tags.Fold(tags.Whole(text)) == tags.Fold(tags.Whole(c.ticked)):
		return "yes"
	case c.ticked != "", tags.Silent(text) && tick(text) == "", slices.Contains(c.Missing, text):
		return "no"
	}
	return tick(text)
}

// marks tells whether the cells of a column say yes and no: most of them do, and none is another number, as a code is.
func marks(cells []string) bool {
	said, all := 0, 0
	for _, text := range withoutCount(cells) {
		switch {
		case tick(text) != "":
			said++
		case answer.IsNumber(text):
			return false
		case tags.Silent(text):
			continue
		}
		all++
	}
	return said > 0 && 2*said >= all
}

// withoutCount are cells without the last, where it counts those above that say yes in words, as a row of totals does.
func withoutCount(cells []string) []string {
	last, yes := len(cells)-1, 0
	if last < 0 || tick(cells[last]) != "" {
		return cells
	}
	for _, text := range cells[:last] {
		if answer.IsNumber(text) { // 0, 1 and 2 may be codes
			return cells
		}
		if tick(text) == "yes" {
			yes++
		}
	}
	if strings.TrimSpace(cells[last]) != strconv.Itoa(yes) {
		return cells
	}
	return cells[:last]
}

// unprefixed are the reasons that columns stand for, by their headers without the words that all of them begin with.
func unprefixed(headers []string) []string {
	var some []string
	for _, h := range headers {
		if h != "" {
			some = append(some, h)
		}
	}
	cut := 0
	if len(some) > 1 {
		cut = strings.LastIndexAny(common(some), "_-:.[(/ ") + 1
	}
	out := make([]string, len(headers))
	for i, h := range headers {
		if h == "" {
			continue
		}
		name := strings.Trim(strings.ReplaceAll(h[cut:], "_", " "), " -:.[]()")
		if _, label, coded := strings.Cut(name, "] ["); coded { // "Q1[SQ001] [Price]" has a code before its label
			name = label
		}
		if out[i] = name; name == "" {
			out[i] = h
		}
	}
	return out
}

// common is what all texts begin with.
func common(texts []string) string {
	same := texts[0]
	for _, text := range texts[1:] {
		for !strings.HasPrefix(text, same) {
			same = same[:len(same)-1]
		}
	}
	return same
}
