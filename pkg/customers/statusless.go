package customers

import (
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// statusless refuses rows of who left, of whom --status says that no column tells it.
func (s *audit) statusless(t *dataset.Table, named columns) error {
	if s.Status != noColumn {
		return nil
	}
	e := problem.Usage("%s: nothing but a status could tell who left, and --status none says that there is none", t.Name)
	f := finder{audit: s, table: t, named: named}
	if column := f.one(ledger.StatusOf, ledger.Status); column != none {
		e.Flags = []string{"--status", t.Reference(column)}
	}
	return e
}
