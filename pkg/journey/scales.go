package journey

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
)

// Marks are the numbers of a column, by rows, as far as they tell its scale.
type marks struct{ rows map[float64]int64 }

// marksKept bounds the different numbers of a column that are remembered.
const marksKept = 1000

func (m *marks) see(x float64, rows int64) {
	if m.rows == nil {
		m.rows = make(map[float64]int64)
	}
	if _, known := m.rows[x]; known || len(m.rows) < marksKept {
		m.rows[x] += rows
	}
}

func (m *marks) merge(o marks) {
	for x, rows := range o.rows {
		m.see(x, rows)
	}
}

func (m *marks) all() (n int64) {
	for _, rows := range m.rows {
		n += rows
	}
	return n
}

// enoughForScale is how many answers tell the scale of a column.
const enoughForScale = 20

// beyond lists the numbers that look like codes for no answer beside the others of the column, in their order.
func (m *marks) beyond() (codes []float64) {
	usual := layout.Silence().Codes
	within := slices.SortedFunc(maps.Keys(m.rows), cmp.Compare)
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
	if at := gap(within, m.all()); at > 0 {
		take(at, len(within))
	}
	if len(within) > 2 && within[0] == 0 && within[len(within)-1] <= 7 && whole(within) {
		take(0, 1)
	}
	slices.Sort(codes)
	return codes
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
	if 2*top < next || rows >= enoughForScale && (next >= top+3 || single) {
		return at
	}
	return 0
}

func whole(numbers []float64) bool {
	return !slices.ContainsFunc(numbers, func(x float64) bool { return x != math.Trunc(x) })
}

// A sounding is what numbers a column has.
type sounding struct {
	header string
	pair   bool // of what was expected and perceived, and no score
	marks
}

func (g *panel) soundings(h facts.Heard) (out []sounding) {
	for n, values := range g.values {
		out = append(out, sounding{h.Columns[0].Name(facts.Part("score", n), 0), false, values})
	}
	return out
}

// sighted are the columns of what was expected and of what was perceived.
func sighted(h facts.Heard, both [2]marks) (out []sounding) {
	for i, role := range []layout.Role{"expected", "perceived"} {
		if len(both[i].rows) > 0 {
			out = append(out, sounding{h.Columns[0].Name(role, 0), true, both[i]})
		}
	}
	return out
}

// scales holds that columns hold no codes for no answer, and have one scale: a mean over several says nothing.
func (p *itinerary) scales(h facts.Heard, of []sounding) error {
	if p.Own.Is("mixed-scales") {
		return nil
	}
	if err := askCodes(h, of); err != nil {
		return err
	}
	by := make(map[float64][]string)
	for _, s := range of {
		if len(s.rows) > 1 && s.all() >= enoughForScale {
			end := scaleOf(slices.Max(slices.Collect(maps.Keys(s.rows))))
			by[end] = append(by[end], s.header)
		}
	}
	if len(by) < 2 {
		return nil
	}
	return askScale(h, of, by)
}

// askCodes asks about all numbers of columns that look like codes for no answer at once.
func askCodes(h facts.Heard, of []sounding) error {
	var told, codes []string
	for _, s := range of {
		for _, x := range s.beyond() {
			code := strconv.FormatFloat(x, 'f', -1, 64)
			told = append(told, fmt.Sprintf("column %s has %s in %s", answer.Quote(s.header, 60), code, many(s.rows[x], "row")))
			if !slices.Contains(codes, code) {
				codes = append(codes, code)
			}
		}
	}
	if told == nil {
		return nil
	}
	e := problem.Usage("%s: numbers that look like codes for no answer beside the others: %s", h.Set.Names(), strings.Join(told, "; "))
	missing := problem.Sense{Says: "they are no answers"}
	for _, code := range codes {
		missing.Flags = append(missing.Flags, "--missing", code)
	}
	e.Senses = []problem.Sense{missing, {Says: "they are scores as the others are", Flags: []string{"--mixed-scales"}}}
	return e
}

// scaleOf is the end of the usual scale that a highest score lies on.
func scaleOf(top float64) float64 {
	for _, end := range []float64{5, 7, 10, 100} {
		if top <= end {
			return end
		}
	}
	return top
}

// askScale asks which columns count: those of the scale that most have are proposed.
func askScale(h facts.Heard, of []sounding, by map[float64][]string) error {
	var words []string
	ends := slices.SortedFunc(maps.Keys(by), cmp.Compare)
	most := ends[0]
	for _, end := range ends {
		words = append(words, fmt.Sprintf("up to %v: %s", end, strings.Join(by[end], ", ")))
		if len(by[end]) > len(by[most]) {
			most = end
		}
	}
	e := problem.Usage("%s: the scores are of several scales, so that a mean over them says nothing: %s", h.Set.Names(), strings.Join(words, "; "))
	e.Hint = fmt.Sprintf("--score names those of one scale, such as those up to %v; --mixed-scales says that they are of one scale nevertheless", most)
	if len(of) == 2 && of[0].pair {
		e.Hint = "bring what was expected and what was perceived to one scale in the file; --mixed-scales says that they are of one scale nevertheless"
	}
	return e
}
