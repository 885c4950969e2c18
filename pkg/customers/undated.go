package customers

import (
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// undated refuses what is about customers who leave, where most who left have no date: the figure would be that of
// the few who have one.
func (s *audit) undated(c *ledger.Findings) error {
	if !s.Metric.Losses || c.Undated <= c.Dated {
		return nil
	}
	e := problem.Failure("%s: %s that are over by their status bear no date of their end (--end), and only %d do, so %s would leave most of those who left out",
		s.set.Names(), kind.HowMany(c.Undated, "subscription"), c.Dated, s.Metric.Name)
	e.Read = true
	if s.columns[0].has(ledger.Request) && s.churnOn != ledger.AtRequest {
		return e.Advise("--end names the column with the end; --churn-on request takes the dates on which customers asked to cancel, where there are some")
	}
	return e.Advise("--end names the column with the end; revenue can be told without it")
}

// undatedLosses tells of those who left and have no date, and takes the verdict away where they are more than a tenth of
// the others.
func (s *audit) undatedLosses(d *result.Document, c *ledger.Findings) []result.Warning {
	if c.Undated == 0 || 10*c.Undated <= c.Dated {
		return nil
	}
	verdict := ""
	if kind.NoVerdict(d) {
		verdict = ", so there is no verdict"
	}
	return []result.Warning{warn("undated_ends", "%s that are over by their status bear no date of their end, beside %d that do: they are lost in no period%s",
		kind.HowMany(c.Undated, "subscription"), c.Dated, verdict)}
}
