package baseline

import (
	"encoding/json"

	"github.com/cxcalc/cxcalc/pkg/history"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// remembered keeps the series of a metric in a history, until there is a document that tells which one is meant.
func (f *Earlier) remembered(text []byte, of string) (*Earlier, error) {
	past, err := history.Read(text, f.Name)
	if err != nil {
		return nil, err
	}
	if f.series = history.Split(past.Of(of)); len(f.series) == 0 {
		return nil, f.wrong("is a history without a record of %s", of)
	}
	return f, nil
}

// recall takes the record that comes before a document. It has a document's total, and no groups.
func (f *Earlier) recall(d *result.Document) error {
	last, ok := history.Before(f.series, d)
	if !ok {
		return problem.Usage("--baseline %s has several series of %s, and this run is of other sources or settings than each of them\n%s",
			f.Name, d.Metric, history.Listed(f.series)).
			Advise("-o json=FILE writes the document of one run, which can be the baseline too")
	}
	f.document = document{}
	if err := json.Unmarshal(last.Text, &f.document); err != nil {
		return f.wrong("has no record of %s in line %d: %v", d.Metric, last.Line, err)
	}
	return nil
}
