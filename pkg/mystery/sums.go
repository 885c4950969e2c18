package mystery

import (
	"math"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

func isSum(text string) bool { return layout.Meaning("sums", text) != "" }

// isTotal tells whether a row adds up others: its item says so, or what it is about where it has no item.
func (g *visitGatherer) isTotal(r *facts.Fact) bool {
	if text := r.Text(itemAt); len(text) > 0 {
		return isSum(string(text))
	}
	return slices.ContainsFunc([]int{sectionAt, visitAt, branchAt}, func(at int) bool {
		return r.Has(at) && (isSum(string(r.Text(at))) || at == sectionAt && g.subtotals[answer.Trim(string(r.Text(at)))])
	})
}

// findSubtotals finds sections without an item that have a word of totals and the points of the rows above them, since the last such
// one: they are no sections of their own.
func (p *visitPlan) findSubtotals(t *dataset.Table, cs dataset.Columns) error {
	if !cs.Has(roleSection) || !cs.Has(roleItem) {
		return nil
	}
	sum, rows := 0.0, 0
	for _, row := range p.KeptRows(t, cs) {
		label := answer.Trim(row[cs.At(roleSection)])
		points, ok := number(t, row[cs.At(rolePoints)])
		_, may := dataset.HeadsSum(label)
		switch {
		case !ok:
		case answer.Trim(row[cs.At(roleItem)]) != "" || !may:
			sum, rows = sum+points, rows+1
		case rows > 0 && math.Abs(sum-points) < 1e-9:
			p.subtotals[label] = true
			sum, rows = 0, 0
		default:
			sum, rows = 0, 0
		}
	}
	return nil
}

// needItems refuses records that are whole audits, whose items lie in an array of theirs: a column of scores is then that
// of the audit. Who names the points has said what a row is.
func (p *visitPlan) needItems(t *dataset.Table, cs dataset.Columns) error {
	isJSON := t.Info.Format == "json" || t.Info.Format == "ndjson"
	if !isJSON || p.bySource || cs.Has(roleItem) || p.Own.Text("points") != "" {
		return nil
	}
	seen := make(map[string]bool)
	for _, text := range t.Sample(cs.At(roleVisit)) {
		if seen[text] {
			return nil
		}
		seen[text] = true
	}
	return problem.Usage("%s: every row is a visit of its own, and no column names an item: the items may lie in an array of each record, which is not read", t.Name).
		Advise("with one file for each audit, --records items --visit .source reads the items; --points names the points where a row is a whole visit")
}

// sums asks whether a column that a pattern fits, and whose header is that of a total, is an item of its own.
func (p *visitPlan) sums(t *dataset.Table, columns []int) error {
	var totals, parts []int
	for _, column := range columns {
		if isSum(t.Headers[column]) && !slices.ContainsFunc(p.Own.List("sections"), func(name string) bool { return name == t.Headers[column] }) {
			totals = append(totals, column)
		} else {
			parts = append(parts, column)
		}
	}
	if len(totals) == 0 || len(parts) == 0 {
		return nil
	}
	e := problem.Usage("%s: column %s fits --sections, and seems to be a total of the others, which would count twice; name the columns that count one by one\n%s",
		t.Name, t.Header(totals[0]), t.List(totals))
	for _, column := range parts {
		if !p.names(t, column) {
			e.Flags = append(e.Flags, "--sections", t.Reference(column))
		}
	}
	return e
}

// names tells whether a column names the visit or the branch, by its header, or holds no points.
func (p *visitPlan) names(t *dataset.Table, column int) bool {
	return fitsPoints(t, column).Never || slices.ContainsFunc([]dataset.Role{roleVisit, roleBranch}, func(role dataset.Role) bool {
		_, is := layout.RatingOf(role, "mystery", t.Headers[column])
		return is
	})
}
