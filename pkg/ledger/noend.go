package ledger

import (
	"bytes"

	"github.com/cxcalc/cxcalc/pkg/dates"
)

// mostNoDate is how long a text may be that stands for no date.
const mostNoDate = 40

// IsNoDate tells whether the text in the place of an end stands for none: NULL, a dash, "unlimited", 0000-00-00, the day with
// which a program begins to count, 1900-01-01, or the last that it knows, 9999-12-31.
func IsNoDate(text []byte) bool {
	if len(text) > mostNoDate {
		return false
	}
	if !bytes.ContainsAny(text, "0123456789") {
		plain := plainWords(text)
		return plain == "" || wordsOf("endless")[plain] != ""
	}
	return dates.IsNone(text) || dates.IsNever(text)
}
