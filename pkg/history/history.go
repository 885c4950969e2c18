// Package history keeps what runs said of a metric: a file with a JSON object a line, which trends and baselines are read from.
package history

import (
	"bytes"
	"encoding/json"
	"time"

	"github.com/cxcalc/cxcalc/pkg/problem"
)

// Schema is what every record says it is.
const Schema = "cxcalc/history/v1"

// A Memory is a record: what one run said of one metric.
type Memory struct {
	Schema     string
	Metric     string
	Name       string // of the question of a report, where it has one
	Run        time.Time
	Unit       string
	Definition string
	Sources    []Whence
	Columns    any
	Period     *string
	Settings   map[string]any
	Total      map[string]any
	// Line is its place in the file, Text what stands there.
	Line int
	Text []byte
}

// A Whence is a source of a record.
type Whence struct{ Name, Sheet string }

// A Past is the records of a history, in the order of the file.
type Past struct {
	Records []Memory
	// Torn is the line that was cut off when a run was killed or the machine stopped, 0 for none, and Whole the length of what
	// stands before it.
	Torn, Whole int
}

// Read reads a history: a JSON object a line, with schema, metric, run, settings, period or null, and total. name is for errors.
func Read(text []byte, name string) (*Past, error) {
	p := &Past{}
	n := 0
	for line := range bytes.Lines(text) {
		n++
		if whole := bytes.TrimSpace(line); len(whole) > 0 {
			r := Memory{Line: n, Text: whole}
			err := json.Unmarshal(whole, &r)
			if err != nil && (n > 1 || bytes.HasPrefix(whole, []byte(`{"schema":"`+Schema))) && !bytes.HasSuffix(line, []byte("\n")) {
				p.Torn = n
				return p, nil
			}
			if err != nil && whole[0] != '{' {
				return nil, problem.Failure("%s:%d: no record of a history, which is a line of JSON that --history has written; finished figures, such as one of each month, have no chart, since nothing says what they stand on", name, n)
			}
			if err != nil {
				return nil, problem.Failure("%s:%d: no record of a history: %v", name, n, err)
			}
			if r.Metric == "" || r.Run.IsZero() || r.Total == nil {
				return nil, problem.Failure("%s:%d: no record of a history, which has metric, run and total", name, n)
			}
			p.Records = append(p.Records, r)
		}
		p.Whole += len(line)
	}
	return p, nil
}

// Is tells whether a text begins with a record: a document says nothing about a run.
func Is(text []byte) bool {
	var first struct {
		Metric string
		Run    *time.Time
		Total  map[string]any
	}
	return json.NewDecoder(bytes.NewReader(text)).Decode(&first) == nil && first.Metric != "" && first.Run != nil && first.Total != nil
}

// Of returns the records of a metric.
func (p *Past) Of(metric string) (out []Memory) {
	for _, r := range p.Records {
		if r.Metric == metric {
			out = append(out, r)
		}
	}
	return out
}

// same is what two records have in common that say the same of the same content, whatever its files are called. The figures
// count too, so that what another program says of the same is not lost.
func same(text []byte) (string, error) {
	var r struct {
		Metric, Name      string
		Sources           []struct{ Digest, Sheet string }
		Columns, Settings any
		Period            *string
		Total             struct{ N, Value, Low, High any }
	}
	if err := json.Unmarshal(text, &r); err != nil {
		return "", err
	}
	key, err := json.Marshal(r)
	return string(key), err
}

// Add returns what to write behind what is whole of a history, to add records: nothing for those that are there.
func (p *Past) Add(text []byte, records [][]byte) (add []byte, err error) {
	there := make(map[string]bool)
	for _, r := range p.Records {
		key, err := same(r.Text)
		if err != nil {
			return nil, err
		}
		there[key] = true
	}
	for _, r := range records {
		key, err := same(r)
		if err != nil {
			return nil, err
		}
		if !there[key] {
			add = append(append(add, r...), '\n')
		}
		there[key] = true
	}
	if p.Whole > 0 && text[p.Whole-1] != '\n' && add != nil {
		add = append([]byte("\n"), add...)
	}
	return add, nil
}
