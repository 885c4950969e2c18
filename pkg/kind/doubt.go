package kind

import (
	"fmt"

	"github.com/cxcalc/cxcalc/pkg/result"
)

// MostlyUnusable takes the verdicts out of a document whose rows are for the greater part unusable, and
// says why: what the few rows that count tell is not what the file tells.
func MostlyUnusable(d *result.Document) {
	if bad := unusable(d.Rows); bad > d.Rows.Counted && NoVerdict(d) {
		d.Warnings = append(d.Warnings, result.Warning{Code: "mostly_unusable",
			Text: fmt.Sprintf("%d of %d rows are invalid, out of range or malformed and only %d count, so there is no verdict", bad, d.Rows.Read, d.Rows.Counted)})
	}
}

// MostlyUnusableGroups takes the verdicts from groups whose own rows are for the greater part unusable. of tells
// what became of the rows of a group.
func MostlyUnusableGroups(d *result.Document, of func(group int) result.Rows) {
	mostly := func(i int) bool { r := of(i); return unusable(r) > r.Counted }
	bad := 0
	for i := range d.Groups.Len() {
		if mostly(i) && d.Groups.At(i).Verdict != nil {
			bad++
		}
	}
	if bad > 0 {
		d.Groups = d.Groups.Map(func(i int, g result.Group) result.Group {
			if mostly(i) {
				g.Verdict = nil
			}
			return g
		})
		d.Warnings = append(d.Warnings, result.Warning{Code: "mostly_unusable",
			Text: fmt.Sprintf("%d of %d groups have more rows that are invalid or out of range than rows that count, so they have no verdict", bad, d.Groups.Len())})
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
	d.Groups = d.Groups.Map(func(_ int, g result.Group) result.Group {
		g.Verdict = nil
		return g
	})
	return some
}

// unusable is the number of rows that are invalid, out of range or malformed.
func unusable(r result.Rows) int64 { return r.Invalid + r.OutOfRange + r.Malformed }
