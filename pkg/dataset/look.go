package dataset

import (
	"strings"
	"unicode/utf8"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dates"
)

// A look is what the sampled values of a column are.
type look struct {
	rows, filled, distinct int
	looked                 int // values that were read closely, of which the following are
	times                  int // dates, and no bare numbers
	numbers, broken, big   int // numbers, those with a fraction, and those that may stand for a moment
	versions, addresses    int
	flags, digits          int // yes and no; texts with a digit
}

// closely is how many values of a column are read closely: what it holds shows early.
const closely = 200

// look returns what the sampled values of a column are.
func (t *Table) look(column int) look {
	if l, ok := t.looks[column]; ok {
		return l
	}
	reader, err := dates.NewReader(dates.Writing{Order: dates.DayFirst})
	l := look{rows: len(t.Rows)}
	seen := make(map[string]bool)
	for _, text := range t.Sample(column) {
		if text = answer.Trim(text); text == "" {
			continue
		}
		l.filled++
		seen[text] = true
		if l.filled <= closely && err == nil {
			l.read(text, reader)
		}
	}
	l.distinct = len(seen)
	if t.looks == nil {
		t.looks = make(map[int]look)
	}
	t.looks[column] = l
	return l
}

func (l *look) read(text string, reader *dates.Reader) {
	l.looked++
	if strings.ContainsAny(text, "0123456789") {
		l.digits++
	}
	if isFlag(text) {
		l.flags++
	}
	number := answer.IsNumber(text)
	_, reading, ok := reader.Parse([]byte(text))
	switch {
	case ok && isMonth(text):
		l.times++
	case number:
		l.numbers++
		if whole := strings.TrimSuffix(answer.Trim(text), ".0"); strings.ContainsAny(whole, ".,") { // a number with a gap in its column is 17850.0
			l.broken++
		} else if len(text) >= 4 {
			l.big++
		}
	case ok || reading != dates.Plain:
		l.times++
	}
	if isVersion(text) {
		l.versions++
	}
	if IsAddress(text) {
		l.addresses++
	}
}

// most tells whether nearly all values that were read are such.
func (l look) most(n int) bool { return l.looked > 0 && 10*n >= 9*l.looked }

// sparse tells whether most rows have no value. A handful of rows does not tell.
func (l look) sparse() bool { return 2*l.filled < l.rows }

// enough is the number of values from which they can show that none comes twice, or that all are one of two.
const enough = 20

// single tells whether no value comes twice.
func (l look) single() bool { return l.filled >= enough && l.distinct == l.filled }

// again tells whether many values come again.
func (l look) again() bool { return 10*l.distinct <= 9*l.filled }

// isDates, isVersions and isFlags tell what a column holds.
func (l look) isDates() bool    { return l.most(l.times) && !l.isVersions() }
func (l look) isVersions() bool { return l.most(l.versions) && !l.most(l.times) }
func (l look) isFlags() bool    { return l.most(l.flags) && l.filled > 2 }

// isFlag tells whether a text says yes or no, in the ways of tables.
func isFlag(text string) bool {
	switch strings.ToLower(text) {
	case "0", "1", "yes", "no", "y", "n", "true", "false", "t", "f":
		return true
	}
	return false
}

// isMonth tells whether a number looks like a month, 05.2026.
func isMonth(text string) bool { return len(text) == len("05.2026") && text[2] == '.' }

// isVersion tells whether a text is the number of a version: three whole numbers or more with points between, 1.2.3.
func isVersion(text string) bool {
	parts := strings.Split(strings.TrimLeft(text, "vV"), ".")
	if len(parts) < 3 {
		return false
	}
	for i, part := range parts {
		digits := strings.TrimLeft(part, "0123456789")
		if len(digits) == len(part) || digits != "" && i < len(parts)-1 {
			return false
		}
	}
	return true
}

// IsAddress tells whether a text is an e-mail address.
func IsAddress(text string) bool {
	name, host, found := strings.Cut(text, "@")
	return found && name != "" && host != "" && utf8.ValidString(text) && !strings.ContainsAny(text, " \t") && !strings.Contains(host, "@")
}

// Addresses tells whether a column holds e-mail addresses.
func (t *Table) Addresses(column int) bool {
	l := t.look(column)
	return l.most(l.addresses)
}

// RowsDiffer tells whether no two sampled rows are the same, and no column seems to name what some of them share: then
// each may be of somebody else.
func (t *Table) RowsDiffer() bool {
	seen := make(map[string]bool)
	for _, row := range t.Rows {
		key := strings.Join(row, "\x00")
		if seen[key] {
			return false
		}
		seen[key] = true
	}
	return len(t.Those(func(i int) bool { return t.look(i).shared() })) == 0
}

// shared tells whether values look like the names of what a few rows have in common each.
func (l look) shared() bool {
	few := 2*l.distinct > l.filled && l.distinct < l.filled
	return l.filled >= enough && few && l.most(l.digits) && l.broken == 0 && !l.isDates()
}
