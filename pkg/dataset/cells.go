package dataset

import (
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dates"
)

// A cellKind is what a cell looks like, as far as it tells names of columns from what stands below them.
type cellKind byte

const (
	blankCell cellKind = iota
	numberCell
	dateCell
	wordCell
)

// looks tells what cells look like.
type looks struct{ dates *dates.Reader }

func newLooks() (looks, error) {
	r, err := dates.NewReader(dates.Writing{Order: dates.DayFirst})
	return looks{r}, err
}

// kind tells what a cell looks like. Amounts and percentages are numbers.
func (c looks) kind(text string) cellKind {
	text = answer.Trim(text)
	switch {
	case text == "":
		return blankCell
	case !strings.ContainsAny(text, "0123456789"):
		return wordCell
	case isFigure(text):
		return numberCell
	}
	if _, reading, ok := c.dates.Parse([]byte(text)); ok || reading != dates.Plain || isClock(text) {
		return dateCell
	}
	return wordCell
}

// isClock tells whether a text is a time of the day, or how long something took.
func isClock(text string) bool {
	return strings.Contains(text, ":") && strings.Trim(text, "0123456789:.") == "" && text[0] != ':'
}

// isFigure tells whether a text is a number, with a sign of a currency or a percentage perhaps.
func isFigure(text string) bool {
	bare := strings.Trim(text, "$€£¥₹₽₴% \u00a0")
	if strings.HasPrefix(bare, "(") && strings.HasSuffix(bare, ")") {
		bare = bare[1 : len(bare)-1]
	}
	for _, mark := range []byte(".,") {
		if _, err := answer.ParseNumber(bare, mark); err == nil {
			return true
		}
	}
	return false
}

// filled counts the cells that are not blank.
func filled(row []string) int {
	n := 0
	for _, cell := range row {
		if answer.Trim(cell) != "" {
			n++
		}
	}
	return n
}

// looked is how many rows decide what a column holds.
const looked = 200

// below lists the cells of a column that are not blank.
func below(rows [][]string, column int) []string {
	var out []string
	for _, row := range rows[:min(len(rows), looked)] {
		if column < len(row) && answer.Trim(row[column]) != "" {
			out = append(out, answer.Trim(row[column]))
		}
	}
	return out
}

// columnKind tells what the cells of a column are, but for one in twenty; wordCell where they are of several kinds.
func (c looks) columnKind(texts []string) cellKind {
	var counts [wordCell + 1]int
	for _, text := range texts {
		counts[c.kind(text)]++
	}
	for _, kind := range []cellKind{numberCell, dateCell} {
		if counts[kind] > 0 && 20*(len(texts)-counts[kind]) <= len(texts) {
			return kind
		}
	}
	if len(texts) == 0 {
		return blankCell
	}
	return wordCell
}

// fewWords lists the different texts of a column whose rows repeat them, or nothing.
func fewWords(texts []string) []string {
	const rows, times = 6, 3
	distinct := slices.Compact(slices.Sorted(slices.Values(texts)))
	if len(texts) < rows || len(distinct)*times > len(texts) {
		return nil
	}
	return distinct
}
