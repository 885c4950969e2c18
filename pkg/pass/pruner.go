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
	known  []pruned // in order
	last   pruned
}

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
	p := &pruner{period: dates.Period(cut.Period), zone: cut.Zone}
	for _, bound := range cut.Bounds {
		p.bounds = append(p.bounds, dates.Instant(bound.UnixMicro()))
	}
	var err error
	p.reader, err = c.reader() // nothing that hangs on the order is touched
	return p, err
}

// pruned is a stretch of time in which the same moment stands for all.
type pruned struct {
	from, until dates.Instant
	text        []byte
}

// text is what stands for a cell. Dates that say something about the order of day and month stay as they are.
func (p *pruner) text(cell []byte) []byte {
	if p == nil || cell == nil {
		return cell
	}
	at, reading, ok := p.reader.Parse(cell)
	if !ok || reading != dates.Plain {
		return cell
	}
	if at < p.last.from || at >= p.last.until {
		p.find(at)
	}
	if p.last.text == nil {
		return cell
	}
	return p.last.text
}

// find finds the stretch of a moment: that of its period, between the bounds around it.
func (p *pruner) find(at dates.Instant) {
	i, _ := slices.BinarySearchFunc(p.known, at, func(s pruned, at dates.Instant) int {
		if s.until <= at {
			return -1
		}
		return 1
	})
	if i < len(p.known) && p.known[i].from <= at {
		p.last = p.known[i]
		return
	}
	s := pruned{}
	s.from, s.until = p.period.Bounds(p.period.Index(at, p.zone), p.zone)
	for _, bound := range p.bounds {
		if bound <= at {
			s.from = max(s.from, bound)
		} else {
			s.until = min(s.until, bound)
		}
	}
	if t := time.UnixMicro(int64(s.from)).UTC(); t.Year() >= 1 && t.Year() <= 9998 {
		s.text = t.AppendFormat(nil, "2006-01-02T15:04:05.999999Z07:00")
	}
	p.known, p.last = slices.Insert(p.known, i, s), s
}
