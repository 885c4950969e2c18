package tags

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/visible"
)

// None is the word of --separator for a reason a cell.
const None = "none"

// SeparatorFlag asks what stands between reasons.
func SeparatorFlag() flags.Flag {
	return flags.Flag{Name: "separator", Default: "", Group: flags.Columns, PerMetric: true,
		Usage: "`TEXT` between the reasons of a cell, tight-comma for commas without a blank behind, none for a reason a cell; found from the values unless given"}
}

// CollapseFlag asks what makes no difference between reasons.
func CollapseFlag() flags.Flag {
	return flags.Flag{Name: "collapse", Default: "", Group: flags.Columns, PerMetric: true,
		Usage: "cut out of each reason what fits a `REGEXP`, or, for brackets, what stands in brackets at its end"}
}

// ReadCollapse understands --collapse.
func ReadCollapse(text string) (*regexp.Regexp, error) {
	switch text {
	case "":
		return nil, nil
	case brackets:
		return bracketRule(), nil
	}
	out, err := regexp.Compile(text)
	if err != nil {
		return nil, problem.Wrong("--collapse: ", err)
	}
	return out, nil
}

// A Holder is a column that holds reasons, as questions name it.
type Holder struct {
	File, Header string
	Tagged       bool   // its header speaks of tags, which blanks may part
	Texts        string // what to do where it holds texts
}

// Separate finds what stands between reasons in cells, as --separator says or as they tell. rare tells that the parts hardly
// come again.
func (c *Cutter) Separate(h Holder, separator string, cells []string) (rare bool, err error) {
	switch separator {
	case "":
	case None:
		return false, nil
	default:
		c.By = strings.NewReplacer(`\n`, "\n", `\t`, "\t").Replace(separator)
		return false, nil
	}
	distinct := Cutter{Collapse: bracketRule()}.distinct(cells)
	s := splittingOf(distinct)
	if s.by == "" && s.open == nil && h.Tagged && spaced(distinct) {
		s.open = []string{" "}
	}
	if c.By = s.by; s.open != nil {
		return s.rare, h.askSeparator(s.open)
	}
	if also := alsoBetween(distinct, c.By); also != "" {
		return s.rare, problem.Usage("%s: in column %s %s stands between the reasons of some cells, and %s between those of others; write one of them in all",
			h.File, h.Header, ShownMark(c.By), ShownMark(also)).Advise("--separator TEXT takes one of them, and the other for a part of names")
	}
	return s.rare, nil
}

// Between is what surely stands between the reasons of cells, as people are told; "" for nothing.
func Between(cells []string) string {
	s := splittingOf(Cutter{Collapse: bracketRule()}.distinct(cells))
	if s.by == "" {
		return ""
	}
	return ShownMark(s.by)
}

// Unparted holds that nothing stands between the reasons of cells that were not taken apart.
func (h Holder) Unparted(cells []string) error {
	s := splittingOf(cells)
	switch {
	case s.open != nil:
		return h.askSeparator(s.open)
	case s.by != "":
		return h.askSeparator([]string{s.by})
	}
	return nil
}

// distinct are the different cells that are no lists, without what is to be cut out of them.
func (c Cutter) distinct(cells []string) (out []string) {
	seen := make(map[string]bool)
	for _, cell := range cells {
		if _, list := listOf(cell); list {
			continue
		}
		if cell = c.Cut(cell); !seen[Fold(cell)] {
			seen[Fold(cell)] = true
			out = append(out, cell)
		}
	}
	return out
}

// askSeparator asks whether marks stand between reasons or within them.
func (h Holder) askSeparator(open []string) error {
	e := problem.Usage("%s: cells of column %s hold %s, which may stand between reasons or within one", h.File, h.Header, ShownMark(open[0]))
	for _, mark := range open {
		e.Senses = append(e.Senses, problem.Sense{Says: "if " + ShownMark(mark) + " stands between reasons", Flags: []string{"--separator", WrittenMark(mark)}})
	}
	e.Senses = append(e.Senses, problem.Sense{Says: "if every cell is one reason", Flags: []string{"--separator", None}})
	return e
}

// ShownMark is how people are told what stands between reasons.
func ShownMark(mark string) string {
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

// WrittenMark is what stands between reasons as --separator takes it.
func WrittenMark(mark string) string { return strings.ReplaceAll(mark, "\n", `\n`) }

// Texts are no reasons: so many of them are different.
const (
	fewReasons    = 50   // reasons that may all be different
	mostReasons   = 1000 // reasons that a list can have
	seldomTwice   = 3    // of so many mentions, one is of a new reason
	bracketsShort = 2    // cutting brackets makes so many times fewer
)

// TooMany tells whether so many different reasons are texts.
func TooMany(different, mentions int) bool {
	return different > mostReasons || different > fewReasons && seldomTwice*different > mentions
}

// Bare is what a reason has in common with those that differ in brackets at the end only.
func Bare(text string) string { return Fold(Cutter{Collapse: bracketRule()}.Cut(text)) }

// NotTexts asks where cells hold texts and no reasons.
func (h Holder) NotTexts(c Cutter, cells []string) error {
	var all []string
	for _, cell := range cells {
		all = append(all, c.Reasons(cell)...)
	}
	n := different(all, Fold)
	if !TooMany(n, len(all)) {
		return nil
	}
	return h.AskTexts(fmt.Sprintf("%d of the first %d", n, len(all)), all, c.Collapse != nil)
}

// AskTexts asks for what to do with a column of texts, or for cutting what stands in brackets where that is why they differ. many
// says how many of them are different, and texts are these.
func (h Holder) AskTexts(many string, texts []string, collapsed bool) error {
	e := problem.Usage("%s: column %s: %s reasons are different, as texts are and no list of reasons", h.File, h.Header, many)
	if bracketsShort*different(texts, Bare) <= different(texts, Fold) && !collapsed {
		e.Senses = []problem.Sense{{Says: "if what stands in brackets at their end makes no difference", Flags: []string{"--collapse", brackets}}}
		return e
	}
	return e.Advise(h.Texts)
}

// different is how many texts are different in what they have of one another.
func different(texts []string, of func(text string) string) int {
	seen := make(map[string]bool)
	for _, text := range texts {
		seen[of(text)] = true
	}
	return len(seen)
}
