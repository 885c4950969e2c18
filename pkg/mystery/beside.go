package mystery

import (
	"slices"
	"strings"
	"unicode"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// worthBeside asks where numbers that are the same for an item in every visit stand beside yes and no: they are what the item is
// worth, not what it got. Somebody who names both columns has said what they are.
func (p *visitPlan) worthBeside(t *dataset.Table, cs dataset.Columns) error {
	points := cs.At(rolePoints)
	if cs.Has(roleMost) || p.template != nil || p.Own.Text("points") != "" && p.maximum > 0 {
		return nil
	}
	if e := p.optioned(t, points); e != nil {
		return e
	}
	numbers, words, _ := told(t, points)
	switch {
	case !cs.Has(roleItem):
	case numbers > 0:
		for _, column := range worded(t) {
			if wornByBoth(t, cs, column, points) {
				e := problem.Usage("%s: column %s is the same for yes and for no in column %s, as what an item is worth, and not what it got; choose them with --points and --max\n%s",
					t.Name, t.Header(points), t.Header(column), t.List([]int{column, points}))
				e.Flags = []string{"--points", t.Reference(column), "--max", t.Reference(points)}
				return e
			}
		}
	case words > 0 && p.maximum == 0:
		return worthUnsaid(t, cs)
	}
	return nil
}

// worded are the columns that hold words of answers, and nothing else.
func worded(t *dataset.Table) []int {
	return t.Those(func(i int) bool { numbers, words, all := told(t, i); return numbers == 0 && words > 0 && words == all })
}

// worthUnsaid asks whether a column tells what each item is worth, where points are words and nothing has said so.
func worthUnsaid(t *dataset.Table, cs dataset.Columns) error {
	for _, column := range t.Those(func(i int) bool {
		return !fitsNumbers(t, i).Never && !t.Blank(i) && saysWorth(t.Headers[i]) && i != cs.At(roleWeight)
	}) {
		if isSteady(t, cs, column) {
			e := problem.Usage("%s: column %s is the same for an item in every visit, and may tell what each is worth\n%s", t.Name, t.Header(column), t.List([]int{column}))
			e.Senses = []problem.Sense{{Says: "each item is worth that many points", Flags: []string{"--max", t.Reference(column)}},
				{Says: "all items are worth the same", Flags: []string{"--max", "1"}}}
			return e
		}
	}
	return nil
}

// saysWorth tells whether a header speaks of points or weights.
func saysWorth(header string) bool {
	return layout.NamesPoints(header) || slices.ContainsFunc([]dataset.Role{rolePoints, roleMost, roleWeight}, func(role dataset.Role) bool {
		_, is := layout.RatingOf(role, "mystery", header)
		return is
	})
}

// itemOf is the item of a row, in its section.
func itemOf(cs dataset.Columns, row []string) string {
	name := ""
	for _, role := range []dataset.Role{roleSection, roleItem} {
		if i := cs.At(role); i != dataset.None && i < len(row) {
			name += answer.Trim(row[i]) + "\x00"
		}
	}
	return name
}

// isSteady tells whether some items stand again, all of them with the same number again, and not all items with one.
func isSteady(t *dataset.Table, cs dataset.Columns, column int) bool {
	values, different, again := make(map[string]float64), make(map[float64]bool), false
	for _, row := range t.Rows {
		if column >= len(row) || answer.Trim(row[column]) == "" {
			continue
		}
		x, ok := number(t, row[column])
		name := itemOf(cs, row)
		before, known := values[name]
		if !ok || x < 0 || known && before != x {
			return false
		}
		again = again || known
		values[name], different[x] = x, true
	}
	return again && len(different) > 1
}

// wornByBoth tells whether an item has the same points beside yes and beside no, and no item others.
func wornByBoth(t *dataset.Table, cs dataset.Columns, answers, points int) bool {
	values, said := make(map[string]float64), make(map[string]string)
	both := false
	for _, row := range t.Rows {
		if max(answers, points) >= len(row) {
			continue
		}
		x, ok := number(t, row[points])
		means := allOrNone(row[answers])
		if !ok || means == "" {
			continue
		}
		name := itemOf(cs, row)
		if before, known := values[name]; known && before != x {
			return false
		}
		both = both || x > 0 && said[name] != "" && said[name] != means
		values[name], said[name] = x, means
	}
	return both
}

// allOrNone is what a word says of the points of an item, "" where it says nothing.
func allOrNone(text string) string {
	switch layout.Meaning("points", text) + layout.Meaning("yes", text) {
	case "all", "yes":
		return "all"
	case "none", "no":
		return "none"
	}
	return ""
}

// optioned asks for the maximum where a column lists what each answer is worth, "Yes:3|No:0".
func (p *visitPlan) optioned(t *dataset.Table, points int) error {
	if p.maximum > 0 {
		return nil
	}
	for _, column := range t.Those(func(i int) bool { return i != points && !t.Blank(i) }) {
		listed := 0
		for _, text := range t.Sample(column) {
			if _, ok := bestOption(text); ok {
				listed++
			} else if answer.Trim(text) != "" {
				listed = 0
				break
			}
		}
		if listed > 0 {
			e := problem.Usage("%s: column %s lists what each answer is worth, and so the most points of an item\n%s", t.Name, t.Header(column), t.List([]int{column}))
			e.Flags = []string{"--max", t.Reference(column)}
			return e
		}
	}
	return nil
}

// bestOption is the most points in a list of answers and what each is worth, "Excellent:5|Good:4|NA:NA".
func bestOption(text string) (most float64, ok bool) {
	options := strings.FieldsFunc(text, func(r rune) bool { return r == '|' || r == ';' || r == ',' })
	told := 0
	for _, option := range options {
		at := strings.LastIndexAny(option, ":=")
		if at <= 0 || !strings.ContainsFunc(option[:at], unicode.IsLetter) {
			return 0, false
		}
		worth := answer.Trim(option[at+1:])
		if x, err := answer.ParseNumber(worth, '.'); err == nil {
			most = max(most, x)
			told++
		} else if layout.Meaning("na", worth) == "" {
			return 0, false
		}
	}
	return most, len(options) > 1 && told > 1
}
