package kind

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/visible"
)

// A Tolerance is how many rows may be invalid, out of range or malformed before the run fails.
type Tolerance struct {
	Limited bool
	Rows    int64   // at most so many rows
	Share   float64 // or at most this share of the rows read, when Rows is negative
}

// Check fails when more rows are unusable than the tolerance allows, and, where none was named, when most records cannot be read:
// what the few others tell is not what the file tells. first is asked which row was the first of them, and why.
func (t Tolerance) Check(r result.Rows, first func() string) error {
	unusable := unusable(r)
	allowed := float64(t.Rows)
	if t.Rows < 0 {
		allowed = t.Share * float64(r.Read)
	}
	var e *problem.Error
	switch {
	case t.Limited && float64(unusable) > allowed:
		e = problem.Failure("%d of %d rows are invalid, out of range or malformed", unusable, r.Read)
		e.Hint = "--rejects lists every row that does not count"
	case !t.Limited && r.Counted > 0 && 2*r.Malformed > r.Read:
		e = problem.Failure("%d of %d rows cannot be read, and the others are not what the file tells", r.Malformed, r.Read)
		e.Hint = "mend the file; --max-invalid 100% takes the others all the same, and --rejects lists every row that does not count"
	default:
		return nil
	}
	if text := first(); text != "" {
		e.Text = visible.Text(text) + "; " + e.Text
	}
	e.Read, e.Flags = true, []string{"--rejects", "rejects.csv"}
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
	var list []string
	for _, a := range r.Accounts() {
		list = append(list, fmt.Sprintf("%d %s", a.N, a.Name))
	}
	return strings.Join(list, ", ")
}

// NoData is the code of the warning that says why there is no figure at all.
const NoData = "no_data"

// WeightsOfNobody is the code of the warning about weights of respondents who stand in no row.
const WeightsOfNobody = "weights_of_nobody"

// HowMany writes a number of things: "1 answer", "2 answers".
func HowMany(n int64, thing string) result.Heap { return result.Heap{N: n, Thing: thing} }

// Faulty warns of the first places of trouble, and tells how many there are in all.
func Faulty(set *dataset.Set, code string, f pass.Faults) []result.Warning {
	var out []result.Warning
	n := f.N
	for _, at := range f.First {
		var place any = result.Phrase{}
		if at.Times > 1 {
			place = fmt.Sprintf(" × %d", at.Times)
		} else if at.Column > 1 {
			place = result.Say(", at byte %d of the line", at.Column)
		}
		out = append(out, result.Warn(code, "%s%s%s", result.Reason(at.Reason), place, dataset.LimitFlag(at.Reason)).At(set.Tables[at.Source].Name, at.Line))
		n -= max(at.Times-1, 0)
	}
	return dataset.Faulty(code, n, out)
}

// Repaired says how many rows were made to fit, and how the first of them.
func Repaired(set *dataset.Set, f pass.Faults) []result.Warning {
	if f.N == 0 {
		return nil
	}
	at := f.First[0]
	return []result.Warning{result.Warn("repaired", "%s made to fit; the first: %s", HowMany(f.N, "row"), result.Reason(at.Reason)).
		At(set.Tables[at.Source].Name, at.Line)}
}

// Damaged says where the first group is that is named by what is not UTF-8.
func Damaged(set *dataset.Set, f pass.Faults) []result.Warning {
	if f.N == 0 {
		return nil
	}
	at := f.First[0]
	noted := func(t *dataset.Table) bool {
		return slices.ContainsFunc(t.Notes, func(w result.Warning) bool { return w.Code == "damaged_text" })
	}
	if noted(set.Tables[at.Source]) || set.Unplaced() && slices.ContainsFunc(set.Tables, noted) {
		return nil
	}
	return []result.Warning{result.Warn("damaged_text", "a value of --by is not UTF-8 here; its bytes are read as those of Windows-1252").
		At(set.Tables[at.Source].Name, at.Line)}
}

// MostlyUnusable takes the verdicts out of a document whose rows are for the greater part unusable, and
// says why: what the few rows that count tell is not what the file tells.
func MostlyUnusable(d *result.Document) {
	if bad := unusable(d.Rows); Unusable(d.Rows) && NoVerdict(d) {
		d.Warnings = append(d.Warnings, result.Warn("mostly_unusable", "%d of %d rows are invalid, out of range or malformed and only %d count, so there is no verdict", bad, d.Rows.Read, d.Rows.Counted))
	}
}

// MostlyUnusableGroups takes the verdicts from groups whose own rows are for the greater part unusable. of tells
// what became of the rows of a group.
func MostlyUnusableGroups(d *result.Document, of func(group int) result.Rows) {
	mostly := func(i int) bool { return Unusable(of(i)) }
	bad := 0
	for i := range d.Groups.Len() {
		if mostly(i) && d.Groups.At(i).Verdict != nil {
			bad++
		}
	}
	if bad > 0 {
		d.Groups = unjudged(d.Groups, mostly)
		d.Warnings = append(d.Warnings, result.Warn("mostly_unusable", "%s more rows that are invalid or out of range than rows that count, and so no verdict", result.GroupsHave(bad, d.Groups.Len())))
	}
}

// Together names in the settings how the verdicts of several groups hold together.
func Together(d *result.Document) {
	some := 0
	for _, g := range d.Groups.All() {
		if g.Verdict == nil {
			continue
		}
		if some++; some > 1 {
			d.Settings = append(d.Settings, result.Member{Key: "verdicts", Value: "holm"})
			return
		}
	}
}

// NoVerdict takes the verdicts out of a document, and tells whether there were any.
func NoVerdict(d *result.Document) (some bool) {
	some = d.Total.Verdict != nil
	d.Total.Verdict = nil
	for _, g := range d.Groups.All() {
		some = some || g.Verdict != nil
	}
	d.Groups = unjudged(d.Groups, func(int) bool { return true })
	return some
}

// unjudged takes the verdicts from some groups.
func unjudged(groups result.Groups, which func(i int) bool) result.Groups {
	return groups.Map(func(i int, g result.Group) result.Group {
		if which(i) {
			g.Verdict = nil
		}
		return g
	})
}

// unusable is the number of rows that are invalid, out of range or malformed.
// Unusable tells whether rows are for the greater part no answers at all, so that nothing is claimed of the others.
func Unusable(r result.Rows) bool { return unusable(r) > r.Counted }

func unusable(r result.Rows) int64 { return r.Invalid + r.OutOfRange + r.Malformed }
