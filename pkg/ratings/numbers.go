package ratings

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// Numbers are those of a column, by rows, as far as they tell its scale. The zero Numbers are ready for use.
type Numbers struct {
	rows map[float64]int64
	many bool
}

// numbersKept bounds the different numbers of a column that are remembered.
const numbersKept = 1000

// See takes note of a number in some rows.
func (m *Numbers) See(x float64, rows int64) {
	if m.rows == nil {
		m.rows = make(map[float64]int64)
	}
	if _, known := m.rows[x]; known || len(m.rows) < numbersKept {
		m.rows[x] += rows
	} else {
		m.many = true
	}
}

// Merge adds the numbers of another worker.
func (m *Numbers) Merge(o Numbers) {
	m.many = m.many || o.many
	for x, rows := range o.rows {
		m.See(x, rows)
	}
}

// Many tells whether there are more different numbers than are remembered, so that they are no steps of a scale.
func (m *Numbers) Many() bool { return m.many }

// All is how many rows have a number.
func (m *Numbers) All() (n int64) {
	for _, rows := range m.rows {
		n += rows
	}
	return n
}

// Different lists the numbers in their order.
func (m *Numbers) Different() []float64 { return slices.SortedFunc(maps.Keys(m.rows), cmp.Compare) }

// Rows is how many rows have a number.
func (m *Numbers) Rows(x float64) int64 { return m.rows[x] }

// within tells whether all are among some.
func (m *Numbers) within(some ...float64) bool {
	for x := range m.rows {
		if !slices.Contains(some, x) {
			return false
		}
	}
	return true
}

// Enough is how many answers tell the scale of a column.
const Enough = 20

// beyond lists the numbers that look like codes for no answer beside the others of the column, in their order.
func (m *Numbers) beyond() (codes []float64) {
	usual := layout.Silence().Codes
	within := m.Different()
	take := func(from, to int) {
		codes = append(codes, within[from:to]...)
		within = slices.Delete(within, from, to)
	}
	if n := negative(within, usual); n > 0 && n < len(within) {
		take(0, n)
	}
	for i := len(within) - 1; i > 0 && usual[within[i]]; i-- {
		if top, is := under(within[:i], usual); is && 2*top < within[i] {
			take(i, i+1)
		}
	}
	if at := gap(within, m.All()); at > 0 {
		take(at, len(within))
	}
	if len(within) > 2 && within[0] == 0 && within[len(within)-1] <= 7 && whole(within) {
		take(0, 1)
	}
	slices.Sort(codes)
	return codes
}

// codes are the numbers that surely are codes for no answer: usual ones, more than twice as high as the others, or below 0
// where the others are not.
func (m *Numbers) codes() map[float64]bool {
	usual, out := layout.Silence().Codes, make(map[float64]bool)
	if m.many {
		return out
	}
	within := m.Different()
	if n := negative(within, usual); n > 0 && n < len(within) {
		for _, x := range within[:n] {
			out[x] = true
		}
		within = within[n:]
	}
	for i := len(within) - 1; i > 0 && usual[within[i]]; i-- {
		if top, is := under(within[:i], usual); is && 2*top < within[i] {
			out[within[i]] = true
		}
	}
	return out
}

// negative is how many of sorted numbers are negative codes. They are none where the scale goes below 0, as that of −2 to
// 2 does, or of −1 to 1.
func negative(sorted []float64, usual map[float64]bool) (n int) {
	for n < len(sorted) && sorted[n] < 0 {
		if !usual[sorted[n]] {
			return 0
		}
		n++
	}
	if n == 1 && sorted[0] == -1 && sorted[len(sorted)-1] <= 1 {
		return 0
	}
	return n
}

// under is the highest of sorted numbers that is no usual code.
func under(sorted []float64, usual map[float64]bool) (top float64, ok bool) {
	for _, x := range slices.Backward(sorted) {
		if !usual[x] {
			return x, true
		}
	}
	return 0, false
}

// gap is where one or two numbers stand off from a scale without gaps below them, as 9 does from 1 to 5; 0 for nowhere.
// A 10 is the end of a scale.
func gap(sorted []float64, rows int64) int {
	at := 1
	for at < len(sorted) && sorted[at] == sorted[at-1]+1 {
		at++
	}
	if at < 3 || at == len(sorted) || len(sorted)-at > 2 || sorted[0] < 0 || sorted[0] > 1 || !whole(sorted) {
		return 0
	}
	top, next := sorted[at-1], sorted[at]
	if next == 10 {
		return 0
	}
	single := len(sorted)-at == 1 && top >= 5 && top <= 7 && (next >= 7 && next <= 9)
	if 2*top < next || rows >= Enough && (next >= top+3 || single) {
		return at
	}
	return 0
}

func whole(numbers []float64) bool {
	return !slices.ContainsFunc(numbers, func(x float64) bool { return x != math.Trunc(x) })
}

// ScaleOf is the end of the usual scale that a highest score lies on.
func ScaleOf(top float64) float64 {
	for _, end := range []float64{5, 7, 10, 100} {
		if top <= end {
			return end
		}
	}
	return top
}

// A Sounding is the header of a column, and the numbers below it.
type Sounding struct {
	Header string
	Numbers
}

// A Code is a number that looks like a code for no answer beside the others of its column.
type Code struct {
	// Column is its place among the soundings.
	Column int
	X      float64
}

// Flag is the number as flags have it.
func (c Code) Flag() string { return strconv.FormatFloat(c.X, 'f', -1, 64) }

// AskCodes asks about all numbers of columns that look like codes for no answer at once. apart says in flags that they are
// scores as the others are.
func AskCodes(h facts.Heard, of []Sounding, apart []string) error {
	return AskCodesAs(h, of, func(codes []Code) []problem.Sense {
		missing := problem.Sense{Says: NoAnswers}
		for _, c := range codes {
			if !slices.Contains(missing.Flags, c.Flag()) {
				missing.Flags = append(missing.Flags, "--missing", c.Flag())
			}
		}
		return []problem.Sense{missing, {Says: Scores, Flags: apart}}
	})
}

// What numbers may be that look like codes.
const (
	NoAnswers = "they are no answers"
	Scores    = "they are scores as the others are"
)

// AskCodesAs asks about codes as AskCodes does; senses says in flags what they may be.
func AskCodesAs(h facts.Heard, of []Sounding, senses func([]Code) []problem.Sense) error {
	var told []string
	var codes []Code
	for i, s := range of {
		for _, x := range s.beyond() {
			c := Code{i, x}
			codes = append(codes, c)
			told = append(told, fmt.Sprintf("column %s has %s in %s", answer.Quote(s.Header, 60), c.Flag(), result.Heap{N: s.rows[x], Thing: "row"}))
		}
	}
	if told == nil {
		return nil
	}
	e := problem.Usage("%s: numbers that look like codes for no answer beside the others: %s", h.Set.Names(), strings.Join(told, "; "))
	e.Senses = senses(codes)
	return e
}
