package kind

import (
	"fmt"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// A Tolerance is how many rows may be invalid, out of range or malformed before the run fails.
type Tolerance struct {
	Limited bool
	Rows    int64   // at most so many rows
	Share   float64 // or at most this share of the rows read, when Rows is negative
}

// Check fails when more rows are unusable than the tolerance allows. first is asked which row was the
// first of them, and why.
func (t Tolerance) Check(r result.Rows, first func() string) error {
	unusable := unusable(r)
	allowed := float64(t.Rows)
	if t.Rows < 0 {
		allowed = t.Share * float64(r.Read)
	}
	if !t.Limited || float64(unusable) <= allowed {
		return nil
	}
	e := problem.Failure("%d of %d rows are invalid, out of range or malformed", unusable, r.Read)
	if text := first(); text != "" {
		e.Text = text + "; " + e.Text
	}
	e.Read, e.Hint = true, "--rejects lists every row that does not count"
	e.Flags = []string{"--rejects", "rejects.csv"}
	return e
}

// Nothing says why no row counts. What the sources are read for is in one word, "counts".
func Nothing(names string, r result.Rows) *problem.Error {
	if r.Read == 0 {
		return problem.Failure("%s: no rows below the header", names)
	}
	return problem.Failure("%s: none of the %d rows counts: %s", names, r.Read, Accounts(r))
}

// Accounts lists the accounts that are not empty.
func Accounts(r result.Rows) string {
	text := ""
	for _, a := range []struct {
		n    int64
		name string
	}{
		{r.Counted, "counted"}, {r.Blank, "blank"}, {r.Invalid, "invalid"}, {r.OutOfRange, "out of range"}, {r.Duplicate, "duplicate"},
		{r.Filtered, "filtered"}, {r.Excluded, "excluded"}, {r.Malformed, "malformed"},
	} {
		if a.n == 0 {
			continue
		}
		if text != "" {
			text += ", "
		}
		text += fmt.Sprintf("%d %s", a.n, a.name)
	}
	return text
}

// NoData is the code of the warning that says why there is no figure at all.
const NoData = "no_data"

// onLine tells the byte of the line at which something is wrong, unless that is its beginning.
func onLine(column int64) string {
	if column <= 1 {
		return ""
	}
	return fmt.Sprintf(", at byte %d of the line", column)
}

// HowMany writes a number of things: "1 answer", "2 answers".
func HowMany(n int64, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// Faulty warns of the first places of trouble, and tells how many there are in all.
func Faulty(set *dataset.Set, code string, f pass.Faults) []result.Warning {
	var out []result.Warning
	for _, at := range f.First {
		out = append(out, result.Warning{Code: code, Source: set.Tables[at.Source].Name, Line: at.Line,
			Text: at.Reason + onLine(at.Column)})
	}
	return dataset.Faulty(code, f.N, out)
}
