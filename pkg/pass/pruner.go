package pass

import (
	"slices"
	"time"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
)

// A pruner writes times of which only the period and the bounds matter as the first moment with the same ones, so that rows that
// agree in these are bound together.
type pruner struct {
	reader *dates.Reader
	period dates.Period
	zone   *time.Location
	bounds []dates.Instant
	known  map[string]string
}

// prunedKept is how many texts a pruner remembers.
const prunedKept = 1 << 12

// pruner returns one for a column of a source; nil where its texts matter as they are, such as where their way of writing has to
// be the one that was named.
func (c *Counting) pruner(source, column int) (*pruner, error) {
	seats := c.Columns[source]
	coarse, ok := c.Rule.(Coarse)
	if !ok || c.Dates.Layout != "" || slices.Contains(seats.Where, column) ||
		slices.ContainsFunc(seats.By, func(part KeyPart) bool { return part.Column == column }) {
		return nil, nil
	}
	var roles []dataset.Role
	for role, at := range seats.Roles {
		if at == column {
			roles = append(roles, role)
		}
	}
	if len(roles) != 1 || coarse.TimeCut(roles[0]) == nil {
		return nil, nil
	}
	cut := coarse.TimeCut(roles[0])
	p := &pruner{period: dates.Period(cut.Period), zone: cut.Zone, known: make(map[string]string)}
	for _, bound := range cut.Bounds {
		p.bounds = append(p.bounds, dates.Instant(bound.UnixMicro()))
	}
	writing := c.Dates
	if writing.Order == dates.Unknown {
		writing.Order = dates.DayFirst // nothing that hangs on it is touched
	}
	var err error
	p.reader, err = dates.NewReader(writing)
	return p, err
}

// text is what stands for a cell. Dates that say something about the order of day and month stay as they are.
func (p *pruner) text(cell []byte) []byte {
	if p == nil || cell == nil {
		return cell
	}
	if text, ok := p.known[string(cell)]; ok {
		return []byte(text)
	}
	out := cell
	if at, reading, ok := p.reader.Parse(cell); ok && reading == dates.Plain {
		out = p.first(at, cell)
	}
	if len(p.known) < prunedKept {
		p.known[string(cell)] = string(out)
	}
	return out
}

// first writes the first moment that has the period of another, and lies on the same side of all bounds.
func (p *pruner) first(at dates.Instant, cell []byte) []byte {
	from, _ := p.period.Bounds(p.period.Index(at, p.zone), p.zone)
	for _, bound := range p.bounds {
		if bound <= at {
			from = max(from, bound)
		}
	}
	t := time.UnixMicro(int64(from)).UTC()
	if t.Year() < 1 || t.Year() > 9998 {
		return cell
	}
	return t.AppendFormat(nil, "2006-01-02T15:04:05.999999Z07:00")
}
