package baseline

import (
	"encoding/json"

	"github.com/cxcalc/cxcalc/pkg/history"
)

// remembered takes the last record of a metric out of a history. It has a document's total, and no groups.
func (f *Earlier) remembered(text []byte, of string) (*Earlier, error) {
	past, err := history.Read(text, f.Name)
	if err != nil {
		return nil, err
	}
	last, ok := past.Last(of)
	if !ok {
		return nil, f.wrong("is a history without a record of %s", of)
	}
	if err := json.Unmarshal(last.Text, &f.document); err != nil {
		return nil, f.wrong("has no record of %s in line %d: %v", of, last.Line, err)
	}
	return f, nil
}
