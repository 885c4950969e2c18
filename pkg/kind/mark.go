package kind

import (
	"strings"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/money"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/where"
)

// TwoMarks tells whether a mark that three digits follow may be either, where cells are separated like this.
// A point is a decimal one and a comma groups thousands where cells are separated by commas, as in English; a
// comma may be a decimal one there where numbers have three decimals. Numbers of JSON and of workbooks have points.
func TwoMarks(mark byte, delimiter string, threeDecimals bool) bool {
	if mark == ',' {
		return delimiter == ";" || threeDecimals
	}
	return delimiter != "," && delimiter != ""
}

// MarkOfConditions asks for the decimal mark where a condition compares numbers, and some among the first are written with another
// mark than the one that is read: they would not meet it, whatever they are. asked is what --decimal says, 0 for nothing.
func MarkOfConditions(set *dataset.Set, conditions []*where.Cond, asked, read byte, columns func(source int) []int) error {
	if asked != 0 {
		return nil
	}
	for n, cond := range conditions {
		at := func(source int) []int { return columns(source)[n : n+1] }
		marks := set.Marked(at)
		for _, cell := range marks {
			if cell.Mark == 0 || cell.Mark == read {
				continue
			}
			if t := set.Tables[cell.Source]; cond.Measures(t.Sample(cell.Column)) {
				return OtherMark(t, cell, marks[0].Mark != 0 && marks[1].Mark != 0)
			}
		}
		if err := undecidedMark(set, cond, at); err != nil {
			return err
		}
	}
	return nil
}

// undecidedMark asks for the decimal mark where a condition compares numbers whose point may as well stand between thousands.
func undecidedMark(set *dataset.Set, cond *where.Cond, columns func(source int) []int) error {
	for i, t := range set.Tables {
		for _, column := range columns(i) {
			if text := t.Undecided([]int{column}); text != "" && cond.Measures(t.Sample(column)) {
				return Mark(t.Name+": column "+t.Header(column), text, "")
			}
		}
	}
	return nil
}

// OtherMark asks for the decimal mark where a number has another one than those that decided it; both tells that the
// column has numbers with either.
func OtherMark(t *dataset.Table, cell dataset.MarkedCell, both bool) error {
	mark, other := "comma", "point"
	if cell.Mark == '.' {
		mark, other = other, mark
	}
	e := problem.Usage("%s: column %s: %q has a decimal %s, and other numbers have a decimal %s; say which with --decimal",
		t.Name, t.Header(cell.Column), cell.Text, mark, other)
	if e.Flags = []string{"--decimal", string(rune(cell.Mark))}; both {
		e.Flags, e.Hint = nil, "--decimal . and --decimal , each read a part of them; write them all with one mark, or ask each source by itself"
	}
	return e
}

// Mark asks for the decimal mark of a number that may be read both ways, and proposes that of another, where
// there is one that tells. at says where the number stands.
func Mark(at, doubtful, other string) *problem.Error {
	decimal, grouped := byte('.'), byte(',') // what --decimal has to say
	if mark, _ := money.MarkOf([]byte(doubtful)); mark == ',' {
		decimal, grouped = ',', '.'
	}
	read := func(mark byte) string {
		a, _, _ := money.Parse([]byte(doubtful), mark, 3)
		return "  --decimal " + string(rune(mark)) + "  " + doubtful + " is " + strings.TrimSuffix(money.Format(a, 3), ".000")
	}
	e := problem.Usage("%s: the mark in %q may stand before decimals or between thousands; say which with --decimal\n%s\n%s",
		at, doubtful, read(grouped), read(decimal))
	e.Read, e.Flags = true, []string{"--decimal", string(rune(grouped))}
	if mark, _ := money.MarkOf([]byte(other)); other != "" {
		e.Flags[1] = string(rune(mark))
		e.Advise("\"" + other + "\" has a decimal " + e.Flags[1])
	}
	return e
}
