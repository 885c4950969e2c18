package gate

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/result"
)

// ofWhole tells whether the threshold is one of the total, or of what the document says beside its lists.
func (g Gate) ofWhole(d *result.Document) bool {
	if g.Group != "" {
		return false
	}
	_, total := d.Total.Values.Get(g.Field)
	_, own := d.Own.Get(g.Field)
	return total || own
}

// findings compares the threshold with the rows of the main list: with one that is named, or with every one, of which
// the worst is the figure that is shown. A row that is held back with a reason says nothing, unless it is named, all
// are held back, or the list wants every figure; another without the figure misses.
func (g Gate) findings(f result.Findings) (result.Threshold, error) {
	t := g.unheld()
	first, end := 0, len(f.Rows)
	if g.Group != "" {
		at, err := g.named(f)
		if err != nil {
			return t, err
		}
		first, end = at, at+1
	}
	worst := math.Inf(-1)
	for i := first; i < end; i++ {
		row := f.Rows[i]
		actual, ok := row.Number(g.Field)
		reason, _ := row.Get("reason")
		if text, _ := reason.(string); !ok && text != "" {
			if t.Reason = text; !f.Every {
				continue
			}
		}
		if !ok {
			t = g.unheld()
			t.Whose, t.Of = rowLabel(f, i), row
			if f.Every {
				t.Reason, _ = reason.(string)
			}
			return t, nil
		}
		if by := g.misses(actual); t.Actual == nil || by > worst {
			worst, t.Actual, t.Whose, t.Of = by, &actual, rowLabel(f, i), row
		}
	}
	if t.Actual != nil {
		t.Passed, t.Reason = g.holds(*t.Actual), ""
	}
	return t, nil
}

// misses tells how far a figure lies on the wrong side of the threshold, negative on the right one.
func (g Gate) misses(actual float64) float64 {
	switch g.op {
	case ">=", ">":
		return g.limit - actual
	case "<=", "<":
		return actual - g.limit
	case "!=":
		return -math.Abs(actual - g.limit)
	}
	return math.Abs(actual - g.limit)
}

// named finds the row that the threshold names.
func (g Gate) named(f result.Findings) (at int, err error) {
	at = -1
	var labels []string
	for i := range f.Rows {
		label := rowLabel(f, i)
		if label == g.Group && at >= 0 {
			return 0, fmt.Errorf("threshold %q: two of %s are called %q", g.Expression, f.Key, g.Group)
		}
		if label == g.Group {
			at = i
		}
		if len(labels) < 10 {
			labels = append(labels, strconv.Quote(label))
		}
	}
	if at < 0 {
		return 0, fmt.Errorf("threshold %q: there is nothing called %q; %s are %s", g.Expression, g.Group, f.Key, strings.Join(labels, ", "))
	}
	return at, nil
}

// rowLabel returns the name by which a threshold means a row: its --by values and the words that name it, joined by "/".
func rowLabel(f result.Findings, row int) string {
	var parts []string
	if label := Label(result.Group{By: f.By(row)}); label != "" {
		parts = append(parts, label)
	}
	for _, field := range f.Fields {
		v, _ := f.Rows[row].Get(field.Name)
		if text, _ := v.(string); field.Names && text != "" {
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, "/")
}
