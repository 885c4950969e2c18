package inspect

import (
	"context"
	"hash/maphash"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/scan"
)

// A survey is a look over the rows of sources. The columns are those of the first; later ones have them under the
// same names.
type survey struct {
	set     *dataset.Set
	hash    maphash.Seed
	places  [][]int // of the columns in each source, dataset.None where it lacks one
	columns []*holding
	rows    int64
	faults  int64
}

func newSurvey(set *dataset.Set) *survey {
	s := &survey{set: set, hash: maphash.MakeSeed()}
	for i, t := range set.Tables {
		places := t.Every()
		if i > 0 {
			places = nil
			for _, h := range set.Tables[0].Headers {
				at, err := layout.Resolve(h, t.Headers)
				if err != nil {
					at = dataset.None
				}
				places = append(places, at)
			}
		}
		s.places = append(s.places, places)
	}
	return s
}

// empty are columns of which nothing is known, as numbers of a source are written.
func (s *survey) empty(source int) (out []*holding) {
	for range s.set.Tables[0].Headers {
		out = append(out, newHolding(s.set.Tables[source].Decimal, s.hash))
	}
	return out
}

// sample looks at the first rows.
func (s *survey) sample() {
	s.columns, s.rows = s.empty(0), 0
	for source, t := range s.set.Tables {
		part := s.empty(source)
		for _, row := range t.Rows {
			for i, at := range s.places[source] {
				cell := ""
				if at != dataset.None && at < len(row) {
					cell = row[at]
				}
				part[i].add([]byte(cell))
			}
		}
		s.take(part, int64(len(t.Rows)))
	}
}

func (s *survey) take(part []*holding, rows int64) {
	s.rows += rows
	for i, h := range part {
		s.columns[i].merge(h)
	}
}

// full looks at all rows.
func (s *survey) full(ctx context.Context, workers int) error {
	s.columns, s.rows = s.empty(0), 0
	for source := range s.set.Tables {
		scanner, err := s.set.Scanner(ctx, source)
		if err != nil {
			return s.set.Locate(source, err)
		}
		var want []scan.Column
		var columns []int // of the survey, that are wanted
		for i, at := range s.places[source] {
			if at != dataset.None {
				want, columns = append(want, s.set.Column(source, at)), append(columns, i)
			}
		}
		parts := make([]*stint, max(workers, 1))
		err = scanner.Scan(ctx, want, len(parts), func(worker int) scan.Sink {
			parts[worker] = &stint{columns: columns, held: s.empty(source)}
			return parts[worker]
		})
		if err != nil {
			return s.set.Locate(source, err)
		}
		for _, p := range parts {
			if p != nil {
				p.lack(s.places[source])
				s.take(p.held, p.rows)
				s.faults += p.faults
			}
		}
	}
	return nil
}

// A stint is what one worker has read of a source.
type stint struct {
	columns      []int
	held         []*holding
	rows, faults int64
}

// Batch implements scan.Sink.
func (p *stint) Batch(b *scan.Batch) error {
	p.faults += int64(len(b.Faults))
	for row := range b.Rows() {
		p.rows += b.Often(row)
	}
	for i, column := range p.columns {
		h := p.held[column]
		for row := range b.Rows() {
			for range b.Often(row) {
				h.add(b.Cell(row, i))
			}
		}
	}
	return nil
}

// lack makes columns that the source has not blank in every row.
func (p *stint) lack(places []int) {
	for i, at := range places {
		if at == dataset.None {
			p.held[i].rows, p.held[i].blank = p.rows, p.rows
		}
	}
}

// unread tells of records that could not be read.
func (s *survey) unread() []result.Warning {
	if s.faults == 0 {
		return nil
	}
	return []result.Warning{result.Warn("malformed", "%d records could not be read", s.faults)}
}

// profiles are the columns as they were found.
func (s *survey) profiles() (out []Profile) {
	first := s.set.Tables[0]
	for i, name := range names(first) {
		h := s.columns[i]
		p := Profile{Name: name, Type: h.kind(), First: firstValues(first, i), Roles: []RolePart{}}
		p.Distinct, p.More = h.distinct()
		if h.rows > 0 {
			p.Blank = float64(h.blank) / float64(h.rows)
		}
		p.Range = h.reach(p.Type)
		out = append(out, p)
	}
	return out
}

func firstValues(t *dataset.Table, column int) []string {
	out := []string{}
	seen := make(map[string]bool)
	for _, v := range t.Sample(column) {
		if v = answer.Trim(v); v == "" || seen[v] {
			continue
		}
		seen[v] = true
		if out = append(out, v); len(out) == mostFirst {
			break
		}
	}
	return out
}
