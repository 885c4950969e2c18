package reviews

import (
	"math"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// fewestSteps is how many rows may list numbers of stars.
const fewestSteps = 3

// fewestGroup is how many of them a further group may list.
const fewestGroup = 2

// A starList is a table whose rows may be the numbers of stars, and no reviews.
type starList struct {
	table *dataset.Table
	rows  [][]string
	stars int
	steps []float64 // the stars of each row
}

// counted asks where the rows list the numbers of stars, each once, or their combinations with what else stands there, and a column
// beside them tells how many reviews each has: a figure of the rows would be that of the list.
func (c *critique) counted(t *dataset.Table, cs dataset.Columns) error {
	l := &starList{table: t, rows: c.KeptRows(t, cs), stars: cs.At("score")}
	if isNone(c.Own.Text("review")) || cs.Has("review") || cs.Has("text") || !l.read() {
		return nil // rows that tell of one review each
	}
	for i, header := range t.Headers {
		_, ok := layout.RatingOf(layout.Count, c.Metric.Name, header)
		if e := t.Abridged(l.rows, i); ok && i != l.stars && e != nil && l.once(i) {
			return e
		}
		if ok && !layout.HeadsPercent(header) && i != l.stars && l.whole(i) && (l.once(i) || t.CountsCombined(i, l.stars) && !cs.Settled(i)) {
			if err := c.summed(t, cs); err != nil {
				return err // each with its mean
			}
			e := problem.Usage("%s: column %s has every number of stars once, and column %s beside it may tell how many reviews each has, which csat --count counts; --review none says that every row is a review",
				t.Name, t.Header(l.stars), t.Header(i))
			if !l.once(i) {
				e = problem.Usage("%s: column %s may tell how many reviews each row stands for, which csat --count counts; --review none says that every row is a review", t.Name, t.Header(i))
			}
			e.Instead, e.Flags = "csat", []string{"--score", t.Reference(l.stars), "--count", t.Reference(i)}
			return e
		}
	}
	if !l.ladder() {
		return nil
	}
	return l.beside()
}

// read reads the stars of all rows that have some; ok is false where one has something else, or these are few.
func (l *starList) read() (ok bool) {
	var rows [][]string
	for _, row := range l.rows {
		kind, stars, _ := judge(row[l.stars], l.table.Decimal)
		switch kind {
		case answer.Blank:
			continue
		case answer.Counted, answer.OutOfRange:
			rows, l.steps = append(rows, row), append(l.steps, stars)
		default:
			return false
		}
	}
	l.rows = rows
	return len(rows) >= fewestSteps
}

// ladder tells whether the rows are 1 to 5 stars, each once and in order.
func (l *starList) ladder() bool {
	if len(l.steps) != mostStars {
		return false
	}
	by := l.steps[1] - l.steps[0]
	for i := 1; i < len(l.steps); i++ {
		if l.steps[i]-l.steps[i-1] != by {
			return false
		}
	}
	return math.Abs(by) == 1 && min(l.steps[0], l.steps[len(l.steps)-1]) == fewestStars
}

// beside asks about a column beside a ladder of stars that holds numbers of which its header does not say what they count.
func (l *starList) beside() error {
	for i, header := range l.table.Headers {
		_, figure := layout.RatingOf(layout.Figure, "csat", header)
		flag := "--count"
		switch {
		case i == l.stars || figure && !strings.Contains(header, "%") || layout.IsScore(header) || l.climbs(i):
			continue
		case l.shares(i):
			flag = "--weight" // which takes no signs of percent
			if strings.Contains(l.rows[0][i], "%") {
				return problem.Failure("%s: the rows are 5 to 1 stars, each once and in order, and column %s holds their shares: they are no reviews", l.table.Name, l.table.Header(i)).
					Advise("--review none says that every row is a review; without the signs of percent, csat --weight counts the shares")
			}
		case !l.whole(i):
			continue
		}
		e := problem.Usage("%s: the rows are 5 to 1 stars, each once and in order; column %s may tell how many reviews each of them has", l.table.Name, l.table.Header(i))
		e.Senses = []problem.Sense{{Says: "if it does", Instead: "csat", Flags: []string{"--score", l.table.Reference(l.stars), flag, l.table.Reference(i)}},
			{Says: "if every row is a review", Flags: []string{"--review", "none"}}}
		return e
	}
	return nil
}

// numbers are those of a column; ok is false where it holds something else.
func (l *starList) numbers(column int) (out []float64, ok bool) {
	for _, row := range l.rows {
		x, err := answer.ParseNumber(strings.TrimSpace(strings.TrimSuffix(plain(answer.Trim(row[column])), "%")), l.table.Decimal)
		if err != nil {
			return nil, false
		}
		out = append(out, x)
	}
	return out, true
}

// plain is a whole number without the marks between its thousands; any other text stays as it is.
func plain(text string) string {
	parts := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" .,'’\u00a0\u202f", r) })
	for i, part := range parts {
		if len(parts) < 2 || strings.Trim(part, "0123456789") != "" || i > 0 && len(part) != 3 || len(part) > 3 || parts[0] == "0" {
			return text
		}
	}
	return strings.Join(parts, "")
}

// whole tells whether a column may count: whole numbers, none below 0 and some above 1.
func (l *starList) whole(column int) bool {
	all, ok := l.numbers(column)
	above := false
	for _, x := range all {
		if x < 0 || x != math.Trunc(x) {
			return false
		}
		above = above || x > 1
	}
	return ok && above
}

// climbs tells whether the numbers of a column rise or fall by one from row to row.
func (l *starList) climbs(column int) bool {
	all, ok := l.numbers(column)
	for i := 1; ok && i < len(all); i++ {
		ok = all[i]-all[i-1] == all[1]-all[0]
	}
	return ok && math.Abs(all[1]-all[0]) == 1
}

// shares tells whether the numbers of a column add up to a whole.
func (l *starList) shares(column int) bool {
	all, ok := l.numbers(column)
	sum := 0.0
	for _, x := range all {
		sum += x
	}
	return ok && (math.Abs(sum-1) < 0.02 || math.Abs(sum-100) < 2)
}

// once tells whether no number of stars stands twice: in all rows, in those of each value of another column, or in those
// that have all columns but that of the counts in common.
func (l *starList) once(counts int) bool {
	others := l.table.Those(func(i int) bool { return i != l.stars && i != counts })
	if l.onceIn(nil) || l.onceIn(others) {
		return true
	}
	for _, i := range others {
		if l.onceIn([]int{i}) {
			return true
		}
	}
	return false
}

// onceIn tells whether no number of stars stands twice in the rows that have some columns in common, and these are several.
func (l *starList) onceIn(common []int) bool {
	seen, groups := make(map[string]map[float64]bool), 0
	for n, row := range l.rows {
		key := ""
		for _, i := range common {
			key += row[i] + "\x00"
		}
		if seen[key] == nil {
			seen[key] = make(map[float64]bool)
			groups++
		}
		if seen[key][l.steps[n]] {
			return false
		}
		seen[key][l.steps[n]] = true
	}
	return len(l.rows) >= min(fewestSteps*groups, fewestSteps+fewestGroup*(groups-1))
}
