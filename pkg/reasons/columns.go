package reasons

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/visible"
)

// A tagColumns is how the columns of a source name reasons.
type tagColumns struct {
	tagger
	marked []string // by column: the reason that a yes in it stands for, "" for a column whose cells name reasons
	ticked string   // what says yes, where people name it
}

// Check looks at how the columns of a table name reasons, and asks where its first rows do not tell.
func (p *inquest) Check(t *dataset.Table, cs dataset.Columns) error {
	p.answers.Sample(t, cs)
	if p.book == nil && p.repeats == "" && !cs.Has("count") {
		p.repeats = repeatedName(t)
	}
	if err := oneCurrency(t, cs); err != nil {
		return err
	}
	if p.ofTexts() {
		p.columns = append(p.columns, tagColumns{})
		return nil
	}
	if err := p.besides(t, cs); err != nil {
		return err
	}
	c := tagColumns{tagger: tagger{collapse: p.collapse, missing: p.Missing}, ticked: p.Own.Text("ticked")}
	cells, err := p.boxes(&c, t, cs)
	if err != nil {
		return err
	}
	if err := p.separate(&c, t, cs, cells); err != nil {
		return err
	}
	if p.columns = append(p.columns, c); c.by != p.columns[0].by && len(cells) > 0 && p.Own.Text("separator") == "" {
		return problem.Usage("%s: reasons stand apart by %s, and in the first source by %s", t.Name, shownMark(c.by), shownMark(p.columns[0].by)).
			Advise("--separator TEXT says what stands between reasons in all of them, or ask for each file by itself")
	}
	if cs.Has("count") {
		return p.Sums(t, cs, "count") // reasons of sums need not come again
	}
	return p.notTexts(t, cs, c, cells)
}

// oneCurrency asks where amounts are in several currencies, which add up to nothing.
func oneCurrency(t *dataset.Table, cs dataset.Columns) error {
	at := layout.Candidates(layout.Currency, "", t.Headers)
	if !cs.Has(roleAmount) || len(at) != 1 || slices.Contains(cs.Where, at[0]) {
		return nil
	}
	var found []string
	for _, text := range given(t, at[0], nil) {
		if !slices.Contains(found, text) {
			found = append(found, text)
		}
	}
	if len(found) < 2 {
		return nil
	}
	e := problem.Usage("%s: amounts are in several currencies, as column %s tells, which add up to nothing", t.Name, t.Header(at[0]))
	for _, text := range found[:min(len(found), namesListed)] {
		e.Senses = append(e.Senses, problem.Sense{Says: "those in " + answer.Quote(text, 20), Flags: []string{"--where", facts.InWhere(t.Reference(at[0])) + "=" + text}})
	}
	return e
}

// repeatedName is the column that tells whose a row is, where the first rows have somebody twice; "" for none.
func repeatedName(t *dataset.Table) string {
	for _, role := range []dataset.Role{roleRespondent, layout.Customer} {
		at := layout.Candidates(role, "", t.Headers)
		if len(at) != 1 {
			continue
		}
		seen := make(map[string]bool)
		for _, name := range t.Sample(at[0]) {
			if name = strings.TrimSpace(name); name != "" && seen[name] {
				return t.Reference(at[0])
			}
			seen[name] = true
		}
	}
	return ""
}

// given lists the cells of a column that say something.
func given(t *dataset.Table, column int, missing []string) (out []string) {
	for _, text := range t.Sample(column) {
		if text = strings.TrimSpace(text); text != "" && !slices.Contains(missing, text) {
			out = append(out, text)
		}
	}
	return out
}

// none is the word of --separator for a reason a cell.
const none = "none"

// separate finds what stands between reasons in a cell.
func (p *inquest) separate(c *tagColumns, t *dataset.Table, cs dataset.Columns, cells []string) error {
	switch text := p.Own.Text("separator"); text {
	case "":
	case none:
		return nil
	default:
		c.by = strings.NewReplacer(`\n`, "\n", `\t`, "\t").Replace(text)
		return nil
	}
	header := t.Header(cs.At(roleTags))
	different := tagger{collapse: bracketRule()}.different(cells)
	s := splittingOf(different)
	if s.by == "" && s.open == nil && layout.Mentioned("tagged", t.Headers[cs.At(roleTags)]) != "" && spaced(different) {
		s.open = []string{" "}
	}
	p.rare = p.rare || s.rare
	if c.by = s.by; s.open != nil {
		return p.askSeparator(t.Name, header, s.open)
	}
	if also := alsoBetween(different, c.by); also != "" {
		return problem.Usage("%s: in column %s %s stands between the reasons of some cells, and %s between those of others; write one of them in all",
			t.Name, header, shownMark(c.by), shownMark(also)).Advise("--separator TEXT takes one of them, and the other for a part of names")
	}
	return nil
}

// different are the different cells that are no lists, without what is to be cut out of them.
func (t tagger) different(cells []string) (out []string) {
	seen := make(map[string]bool)
	for _, cell := range cells {
		if _, list := listOf(cell); list {
			continue
		}
		if cell = t.cut(cell); !seen[fold(cell)] {
			seen[fold(cell)] = true
			out = append(out, cell)
		}
	}
	return out
}

// askSeparator asks whether marks stand between reasons or within them.
func (p *inquest) askSeparator(file, header string, open []string) error {
	e := problem.Usage("%s: cells of column %s hold %s, which may stand between reasons or within one", file, header, shownMark(open[0]))
	for _, mark := range open {
		text := strings.ReplaceAll(mark, "\n", `\n`)
		e.Senses = append(e.Senses, problem.Sense{Says: "if " + shownMark(mark) + " stands between reasons", Flags: []string{"--separator", text}})
	}
	e.Senses = append(e.Senses, problem.Sense{Says: "if every cell is one reason", Flags: []string{"--separator", none}})
	return e
}

func shownMark(mark string) string {
	switch mark {
	case "":
		return "nothing"
	case tightComma:
		return `"," without a blank behind it`
	case " ":
		return "a blank"
	}
	return answer.Quote(visible.Text(mark), 20)
}

// separators are what stands between reasons, as the settings show it.
func (p *inquest) separators() string { return strings.ReplaceAll(p.columns[0].by, "\n", `\n`) }

// Texts are no reasons: so many of them are different.
const (
	fewReasons    = 50   // reasons that may all be different
	mostReasons   = 1000 // reasons that a list can have
	seldomTwice   = 3    // of so many mentions, one is of a new reason
	bracketsShort = 2    // cutting brackets makes so many times fewer
)

// manyReasons tells whether so many different reasons are texts.
func manyReasons(different, mentions int) bool {
	return different > mostReasons || different > fewReasons && seldomTwice*different > mentions
}

// notTexts asks where the first rows hold texts and no reasons.
func (p *inquest) notTexts(t *dataset.Table, cs dataset.Columns, c tagColumns, cells []string) error {
	different, short := make(map[string]bool), make(map[string]bool)
	bare := tagger{by: c.by, collapse: bracketRule()}
	mentions := 0
	for _, cell := range cells {
		for _, text := range c.reasons(cell) {
			mentions++
			different[fold(text)] = true
			short[fold(bare.cut(text))] = true
		}
	}
	if !manyReasons(len(different), mentions) {
		return nil
	}
	return p.askTexts(t.Name, t.Header(cs.At(roleTags)), t.Reference(cs.At(roleTags)), fmt.Sprintf("%d of the first %d", len(different), mentions),
		bracketsShort*len(short) <= len(different))
}

// askTexts asks for topics where a column holds texts, or for cutting what stands in brackets where that is why they differ.
func (p *inquest) askTexts(file, header, reference, many string, brackety bool) error {
	e := problem.Usage("%s: column %s: %s reasons are different, as texts are and no list of reasons", file, header, many)
	if brackety && p.collapse == nil {
		e.Senses = []problem.Sense{{Says: "if what stands in brackets at their end makes no difference", Flags: []string{"--collapse", brackets}}}
		return e
	}
	return e.Advise("--text " + reference + " --topics FILE finds the topics of texts, by a CSV file of topic,word; --separator TEXT says what stands between reasons; --collapse REGEXP cuts out what makes them differ")
}
