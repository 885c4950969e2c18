package customers

import (
	"cmp"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/gate"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// noFigures says why groups have no figure, each reason once. The open cells of a triangle are blank by what
// they are.
func (s *audit) noFigures(d *result.Document, q metric.Account) []result.Warning {
	if d.Triangle != nil {
		return nil
	}
	var reasons []string
	first, times := make(map[string]string), make(map[string]int)
	for _, g := range d.Groups.All() {
		if _, ok := g.Values.Number("value"); ok || g.Reason != "" {
			continue
		}
		why := s.noFigure(g, q)
		if times[why]++; times[why] == 1 {
			reasons = append(reasons, why)
			first[why] = cmp.Or(gate.Label(g), "(blank)")
		}
	}
	var out []result.Warning
	for _, why := range reasons {
		out = append(out, result.Warn("no_figure", "%s no figure, such as %s: %s", result.GroupsHave(times[why], d.Groups.Len()), first[why], result.Reason(why)))
	}
	return out
}

func (s *audit) noFigure(g result.Group, q metric.Account) string {
	if n, ok := g.Values.Number("n"); ok && n == 0 {
		return "there is nobody that it could stand on"
	}
	i := slices.IndexFunc(g.By, func(m result.Member) bool { return q.SideBySide() && m.Key == "definition" })
	if i >= 0 {
		q.Definition, _ = g.By[i].Value.(string)
	}
	if s.Metric.NoValue != nil {
		if why := s.Metric.NoValue(q); why != "" {
			return why
		}
	}
	return "there is nothing to compare with"
}

// unknownStart warns that the customers with whom the data begin may have come long before, and where they
// are left out for it; and of those who were gone before anybody stayed.
func (s *audit) unknownStart(f *figures) []result.Warning {
	cs := f.statement.Cohorts
	if cs == nil || s.Metric.Cohorts == nil {
		return nil
	}
	var out []result.Warning
	if n := f.statement.Earlier; n > 0 && s.Since == "" {
		out = append(out, result.Warn("earlier", "%s came and left before %s, the first %s at whose end somebody is there: in no cohort",
			kind.HowMany(n, "customer"), f.closing.Label(cs.First), result.Word(s.Cut)))
	}
	_, unknown := beginnings(cs)
	if unknown == 0 {
		return out
	}
	return append(out, result.Warn("unknown_start", "%s of %s may have come long before, since the data begin then: their row is shown, and counts in neither the total nor the survival",
		kind.HowMany(unknown, "customer"), f.closing.Label(cs.First)))
}

// noRetention says why there are cohorts and no retention: none has been watched for a period yet.
// Where nobody is known to have come since the data begin, unknownStart has said so.
func (s *audit) noRetention(f *figures) []result.Warning {
	if known, _ := beginnings(f.statement.Cohorts); known == 0 {
		return []result.Warning{result.Warn("no_known_start", "nobody is known to have come after %s, the first %s of the data, so there is no retention", f.closing.Label(f.statement.Cohorts.First), result.Word(s.Cut))}
	}
	periods := f.closing.Periods()
	return []result.Warning{result.Warn("no_next_period", "no cohort is known one %s after it came, so there is no retention yet: the data go until %s",
		result.Word(s.Cut), f.closing.Label(periods[len(periods)-1]))}
}

// beginnings counts the customers who are known to have come in the period of their cohort, and the others.
func beginnings(cs *tally.Cohorts) (known, unknown int64) {
	for cell, c := range cs.ByStart {
		if cs.KnownStart(cell.Period) {
			known += c.Active[0]
		} else {
			unknown += c.Active[0]
		}
	}
	return known, unknown
}

// timelessRows says why rows that tell who left do not answer what needs time.
func (s *audit) timelessRows(t *dataset.Table) error {
	e := problem.Usage("%s: the columns are not those of a ledger that %s can read: a row tells who left, and not when, nor what customers brought before",
		t.Name, s.Metric.Name)
	if s.allStay(t) {
		return e
	}
	return s.askChurn(e)
}

// untimed says why a ledger that tells who left, and not when, has no figure of a length of time.
func (s *audit) untimed(t *dataset.Table) error {
	e := problem.Failure("%s: a row tells who left, and not over how long a time, so there is no %s: "+
		"the customers lost in a %s have to be known, from dates of start and end, or from what each customer brought in every %s",
		t.Name, s.Metric.Title, s.Cut, s.Cut)
	if s.allStay(t) {
		return e
	}
	return s.askChurn(e)
}

// allStay tells whether a table says of all its customers that they are there, so that there is no churn either.
func (s *audit) allStay(t *dataset.Table) bool {
	status := layout.Candidates(layout.Status, string(ledger.Status), t.Headers)
	if len(status) != 1 || !t.Complete() || len(s.Lost) > 0 {
		return false
	}
	texts := different(t.Sample(status[0]))
	return len(texts) > 0 && !slices.ContainsFunc(texts, func(text string) bool { return !isKept(text) })
}

// askChurn proposes churn, which ledgers without time tell, where the words of the request mean something to it.
func (s *audit) askChurn(e *problem.Error) *problem.Error {
	timeless := s.Period == "" && s.Since == "" && s.Until == "" && s.AsOf == ""
	if timeless && s.Metric.Plain(s.Own) && s.Target == nil && len(s.Thresholds) == 0 { // churn knows none of a value's
		e.Instead = "churn"
	}
	return e
}

// timeless are the flags that mean nothing to a ledger that tells who left, and not when. Bounds stay: what they ask for cannot be
// told without time.
func timeless() []string { return []string{"--period"} }
