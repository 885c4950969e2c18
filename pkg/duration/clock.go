package duration

import (
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/span"
)

// What times of the day look like: none is a day long, half of them are far from short, and they are spread over the day.
const (
	fewestClock = 4
	dayLong     = 24 * 3600e6
	farFrom     = 6 * 3600e6
	spreadOver  = 12 * 3600e6
)

// clock asks where lengths look like times of the day, at which something happened.
func (p *watch) clock(t *dataset.Table, cs dataset.Columns, unit span.Yardstick) error {
	at := cs.At("duration")
	header := t.Headers[at]
	if p.unit != 0 || unit != (span.Yardstick{}) || strings.Contains(header, ":") || layout.Speaks(layout.LengthWord, header) {
		return nil
	}
	var lengths []int64
	first := ""
	for _, row := range p.KeptRows(t, cs) {
		text := answer.Trim(row[at])
		if saysNothing(text) {
			continue
		}
		micros, c := span.Parse(text, unit, t.Decimal)
		if c != span.Good || strings.Count(text, ":") != 2 || micros >= dayLong {
			return nil
		}
		lengths, first = append(lengths, micros), text
	}
	if len(lengths) < fewestClock {
		return nil
	}
	slices.Sort(lengths)
	if lengths[len(lengths)/2] < farFrom || lengths[len(lengths)-1]-lengths[0] < spreadOver {
		return nil
	}
	e := problem.Usage("%s: column %s: %s and the others look like times of the day, all of them short of 24 hours, and those have no length", t.Name, t.Header(at), answer.Quote(first, 40))
	e.Senses = []problem.Sense{{Says: "if they are hours, minutes and seconds that something took", Flags: []string{"--unit", "h"}}}
	return e
}
