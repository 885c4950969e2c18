package rows

import (
	"fmt"

	"github.com/cxcalc/cxcalc/pkg/result"
)

// MostlyUnusable takes the verdicts out of a document whose rows are for the greater part unusable, and
// says why: what the few rows that count tell is not what the file tells.
func MostlyUnusable(d *result.Document) {
	if unusable(d.Rows) <= d.Rows.Counted {
		return
	}
	NoVerdict(d, "mostly_unusable", fmt.Sprintf("%d of %d rows are invalid, out of range or malformed and only %d count, so there is no verdict",
		unusable(d.Rows), d.Rows.Read, d.Rows.Counted))
}

// NoVerdict takes the verdicts out of a document, if it has any, and warns why.
func NoVerdict(d *result.Document, code, why string) {
	some := d.Total.Verdict != nil
	d.Total.Verdict = nil
	for i := range d.Groups {
		some = some || d.Groups[i].Verdict != nil
		d.Groups[i].Verdict = nil
	}
	if some {
		d.Warnings = append(d.Warnings, result.Warning{Code: code, Text: why})
	}
}

// unusable is the number of rows that are invalid, out of range or malformed.
func unusable(r result.Rows) int64 { return r.Invalid + r.OutOfRange + r.Malformed }
