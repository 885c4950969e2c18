package facts

import (
	"context"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/hours"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/smallfile"
)

// mostHours bounds the rows of a file of business hours.
const mostHours = 10_000

// Hours reads the file of business hours that a flag names: a row for each opening, with day, open and close. It is nil
// where no file is named.
func (q *Query) Hours(ctx context.Context, flag string) (*hours.Calendar, error) {
	name := q.Own.Text(flag)
	if name == "" {
		return nil, nil
	}
	f := &smallfile.Appendix{Flag: "--" + flag, Name: name, Stdin: q.Dataset.Stdin, Header: "day,open,close", Most: mostHours}
	for i, need := range []string{"day", "open", "close"} {
		f.Needs = append(f.Needs, smallfile.Need{Says: []string{"the day", "when it opens", "when it closes"}[i], Pick: named(need)})
	}
	return smallfile.Once(q.Drawer, "hours "+name+" "+q.ZoneName, func() (*hours.Calendar, error) {
		var plan hours.Week
		err := f.Read(ctx, q.Dataset, func(row smallfile.Listed) error {
			if err := plan.Add(row.Cells[0], row.Cells[1], row.Cells[2]); err != nil {
				return f.Wrong(row, 0, "%v", err)
			}
			return nil
		})
		c := plan.Calendar(q.Zone)
		if err == nil && !c.Ever() {
			err = problem.Failure("%s: no row says when it is open", f.Called())
		}
		return c, err
	})
}

// named picks the column with a name.
func named(name string) func(headers []string, taken []int) (int, bool) {
	return func(headers []string, _ []int) (int, bool) {
		at := slices.IndexFunc(headers, func(h string) bool { return answer.Normalise(h) == name })
		return at, at >= 0
	}
}
