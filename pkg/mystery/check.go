package mystery

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// Check asks where a table does not tell what a row stands for.
func (p *visitPlan) Check(t *dataset.Table, cs dataset.Columns) error {
	p.sources, p.columns = append(p.sources, t.Name), append(p.columns, cs)
	if p.wide {
		return p.checkForm(t, cs)
	}
	p.weighted = p.weighted || cs.Has(roleWeight) || p.template != nil && !isNone(p.Own.Text("section-weight"))
	for _, check := range []func(*dataset.Table, dataset.Columns) error{p.needPoints, p.needVisit, p.needItems, p.worthBeside, p.needMost, p.swapped, p.moving, p.weights, p.findSubtotals} {
		if err := check(t, cs); err != nil {
			return err
		}
	}
	return nil
}

// unclear asks for the column of a role.
func unclear(t *dataset.Table, at int, says string) *problem.Error {
	c := positions[at]
	s := dataset.Search{Role: c.Role, Kind: "mystery"}
	if c.Fit != nil {
		s.Fit = func(i int) dataset.Fit { return c.Fit(t, i) }
	}
	return t.Unclear("--"+c.Flag, says, t.Find(s))
}

func (p *visitPlan) needPoints(t *dataset.Table, cs dataset.Columns) error {
	if cs.Has(rolePoints) {
		return nil
	}
	e := unclear(t, pointsAt, "points of an item")
	if answers := worded(t); len(answers) == 1 && len(e.Flags)+len(e.Senses) == 0 && cs.Has(roleItem) {
		e.Flags = []string{"--points", t.Reference(answers[0])}
		return e
	}
	if !cs.Has(roleItem) {
		e.Hint = "where a row is a whole visit, --sections PATTERN names its columns of points"
	}
	return visitsByRow(e, t, cs.Has(roleItem))
}

func (p *visitPlan) needVisit(t *dataset.Table, cs dataset.Columns) error {
	if cs.Has(roleVisit) || p.bySource {
		return nil
	}
	e := unclear(t, visitAt, "visit of a row")
	e.Text = strings.Replace(e.Text, "choose one with --visit", "choose one with --visit, or say --visit "+dataset.SourceKey+" where each file is one visit", 1)
	if len(e.Flags) == 0 && (t.Info.Format == "json" || t.Info.Format == "ndjson") {
		e.Flags = []string{"--visit", dataset.SourceKey}
	}
	if len(e.Flags) == 0 && !cs.Has(roleItem) {
		e.Hint = "where a row is a whole visit, --sections " + layout.ShellQuote(t.Reference(cs.At(rolePoints))) + " takes its score"
	}
	return e
}

// needMost asks for the maximum where points are numbers. Yes and no need none.
func (p *visitPlan) needMost(t *dataset.Table, cs dataset.Columns) error {
	numbers, _, _ := told(t, cs.At(rolePoints))
	p.numbers = append(p.numbers, numbers > 0)
	if e := p.uneven(t, cs); e != nil {
		return e
	}
	known := cs.Has(roleMost) || p.maximum > 0 || p.template != nil || allOutOf(t.Sample(cs.At(rolePoints)))
	percents := !known && inPercent(t.Sample(cs.At(rolePoints)))
	p.percents = append(p.percents, percents)
	if known || percents || numbers == 0 {
		return nil
	}
	e := unclear(t, mostAt, "most points of an item")
	if senses := maximal(t, cs); len(senses) > 0 {
		e.Flags, e.Senses = nil, senses
	}
	if len(e.Flags)+len(e.Senses) > 0 {
		return e
	}
	return asksMost(e, highest(t, cs.At(rolePoints)))
}

// asksMost offers the usual maxima that are not below what was met.
func asksMost(e *problem.Error, highest float64) *problem.Error {
	e.Flags, e.Senses = nil, nil
	for _, most := range []string{"1", "5", "10", "100"} {
		if x, _ := numeral(most); x >= highest {
			e.Senses = append(e.Senses, problem.Sense{Says: "every item is worth up to " + most, Flags: []string{"--max", most}})
		}
	}
	return e
}

// highest is the highest sampled number of a column.
func highest(t *dataset.Table, column int) (most float64) {
	for _, text := range t.Sample(column) {
		if x, ok := number(t, text); ok && !isPercent(text) {
			most = max(most, x)
		}
	}
	return most
}

func number(t *dataset.Table, text string) (float64, bool) {
	x, err := pointsOf(text, wholePercent, t.Decimal)
	return x, err == nil
}

// both calls do for the sampled rows that have numbers in two columns, a and b.
func both(t *dataset.Table, a, b int, do func(row []string, x, y float64)) {
	for _, row := range t.Rows {
		if max(a, b) >= len(row) {
			continue
		}
		y, ok := number(t, row[b])
		x, err := pointsOf(row[a], y, t.Decimal)
		if ok && err == nil {
			do(row, x, y)
		}
	}
}

// slipsOf is of how many values one may be above its maximum as a slip: more of them say that it is none.
const slipsOf = 4

// swapped asks where points are above their maximum too often to be slips: the columns are changed over, or one of them
// holds something else.
func (p *visitPlan) swapped(t *dataset.Table, cs dataset.Columns) error {
	points, most := cs.At(rolePoints), cs.At(roleMost)
	if points == dataset.None || most == dataset.None {
		return p.above(t, points)
	}
	var above, below, all int
	both(t, points, most, func(_ []string, x, y float64) {
		all++
		if x > y {
			above++
		} else if x < y {
			below++
		}
	})
	if slipsOf*above <= all {
		return nil
	}
	e := problem.Usage("%s: in %d of the first %d rows column %s, the points, is above column %s, the maximum; choose them with --points and --max\n%s",
		t.Name, above, all, t.Header(points), t.Header(most), t.List([]int{points, most}))
	if below == 0 {
		e.Flags = []string{"--points", t.Reference(most), "--max", t.Reference(points)}
	}
	return e
}

// above asks where a maximum for all is below the points too often.
func (p *visitPlan) above(t *dataset.Table, points int) error {
	if p.maximum == 0 || points == dataset.None {
		return nil
	}
	above, all := 0, 0
	for _, text := range t.Sample(points) {
		if x, err := pointsOf(text, p.maximum, t.Decimal); err == nil {
			if all++; x > p.maximum {
				above++
			}
		}
	}
	if slipsOf*above <= all {
		return nil
	}
	return asksMost(problem.Usage("%s: %d of the first %d values of column %s are above --max %s", t.Name, above, all, t.Header(points), p.Own.Text("max")), highest(t, points))
}

// moving asks where the maximum of an item changes from visit to visit: such a column is rather a score, or a percentage.
// Somebody who names the column has said that it is the maximum.
func (p *visitPlan) moving(t *dataset.Table, cs dataset.Columns) error {
	item, most := cs.At(roleItem), cs.At(roleMost)
	if item == dataset.None || most == dataset.None || p.Own.Text("max") != "" {
		return nil
	}
	seen, again, moved := make(map[string]float64), 0, 0
	for _, row := range t.Rows {
		if max(item, most) >= len(row) {
			continue
		}
		y, ok := number(t, row[most])
		if y == 0 {
			continue // as where it is not applicable
		}
		name := answer.Trim(row[item])
		if section := cs.At(roleSection); section != dataset.None && section < len(row) {
			name += "\x00" + answer.Trim(row[section])
		}
		if !ok || name == "" {
			continue
		}
		before, known := seen[name]
		seen[name] = y
		if known {
			if again++; before != y {
				moved++
			}
		}
	}
	if 4*moved <= again {
		return nil
	}
	e := problem.Usage("%s: column %s changes from visit to visit for the same item, as a score does and a maximum does not\n%s", t.Name, t.Header(most), t.List([]int{most}))
	e.Senses = []problem.Sense{{Says: "it is the maximum all the same", Flags: []string{"--max", t.Reference(most)}},
		{Says: "column " + t.Header(cs.At(rolePoints)) + " is in percent", Flags: []string{"--max", "100"}}}
	if points := highest(t, cs.At(rolePoints)); points > 100 || points <= highest(t, most) {
		e.Senses = e.Senses[:1]
	}
	return e
}

// weights asks where weights are not those of sections.
func (p *visitPlan) weights(t *dataset.Table, cs dataset.Columns) error {
	weight, section := cs.At(roleWeight), cs.At(roleSection)
	if weight == dataset.None {
		return nil
	}
	numbers, words, _ := told(t, cs.At(rolePoints))
	senses := []problem.Sense{{Says: "no weights are meant", Flags: []string{"--section-weight", "none"}}}
	if numbers == 0 && words > 0 && !cs.Has(roleMost) && p.maximum == 0 {
		senses = append([]problem.Sense{{Says: "each item is worth its weight", Flags: []string{"--max", t.Reference(weight)}}}, senses...)
	}
	if section == dataset.None {
		e := unclear(t, sectionAt, "section whose weight column "+t.Header(weight)+" has")
		e.Senses = senses
		return e
	}
	type itemSpot struct{ visit, section string }
	seen := make(map[itemSpot]string)
	for _, row := range t.Rows {
		if max(weight, section) >= len(row) || answer.Trim(row[weight]) == "" {
			continue
		}
		at := itemSpot{section: answer.Trim(row[section])}
		if visit := cs.At(roleVisit); visit != dataset.None && visit < len(row) {
			at.visit = row[visit]
		}
		if branch := cs.At(roleBranch); branch != dataset.None && branch < len(row) {
			at.visit += "\x00" + row[branch]
		}
		before, known := seen[at]
		if seen[at] = answer.Trim(row[weight]); known && before != seen[at] {
			e := problem.Usage("%s: section %q of one visit has the weights %s and %s: column %s is no weight of a section; --section-weight names another, or none",
				t.Name, at.section, before, seen[at], t.Header(weight))
			e.Senses = senses
			return e
		}
	}
	return nil
}

// A formSheet says what the columns of a table are about, where a row is a whole visit.
type formSheet struct {
	cells    []formCell
	headings []int      // columns that tell rows of maxima and weights, by their places among the roles
	body     [][]string // the sampled rows that are visits
}

// A formCell is a column of points.
type formCell struct {
	section, item string
	most, weight  float64
	critical      bool
	headed        bool // its header names the maximum
	numbers       bool // its points are numbers, and no words
	percents      bool // they are percentages, of which nothing else tells the maximum
}

// isHead tells whether a row tells maxima or weights.
func (s *formSheet) isHead(r *facts.Fact) bool {
	return slices.ContainsFunc(s.headings, func(at int) bool { return layout.Meaning("form", string(r.Text(at))) != "" })
}

// checkForm reads what a table says about its columns, and asks where that is not enough.
func (p *visitPlan) checkForm(t *dataset.Table, cs dataset.Columns) error {
	s := &formSheet{headings: []int{visitAt, branchAt}}
	var columns []int
	for n := 0; cs.Has(facts.Part(roleSections, n)); n++ {
		column := cs.At(facts.Part(roleSections, n))
		columns = append(columns, column)
		s.cells = append(s.cells, p.cellOf(t.Headers[column]))
	}
	if len(p.sheets) > 0 && len(p.sheets[0].cells) != len(s.cells) {
		return problem.Usage("%s: %d columns fit --sections, and %d in %s", t.Name, len(s.cells), len(p.sheets[0].cells), p.sources[0])
	}
	p.sheets = append(p.sheets, s)
	if err := p.sums(t, columns); err != nil {
		return err
	}
	if err := p.heads(t, cs, s, columns); err != nil {
		return err
	}
	s.bracketed(t, columns)
	return p.measured(t, s, columns)
}

// cellOf is what is known of a column by its header.
func (p *visitPlan) cellOf(header string) formCell {
	c := formCell{section: header, item: header, most: p.maximum, weight: 0}
	if most, told := layout.MaximumOf(header); told {
		c.most, c.headed = most, true // --max is for the others
	}
	if known := p.template.item([]byte(header)); known != nil {
		c.section, c.weight, c.critical = known.section, known.weight, known.critical
		p.weighted = true
		if c.most == 0 {
			c.most = known.most
		}
	}
	return c
}

// heads reads the rows of maxima and of weights.
func (p *visitPlan) heads(t *dataset.Table, cs dataset.Columns, s *formSheet, columns []int) error {
	for _, row := range t.Rows {
		kind := ""
		for _, at := range s.headings {
			if i := cs.At(positions[at].Role); kind == "" && i != dataset.None && i < len(row) {
				kind = layout.Meaning("form", row[i])
			}
		}
		if kind == "" {
			s.body = append(s.body, row)
			continue
		}
		for n, column := range columns {
			x, ok := number(t, row[column])
			if !ok || x < 0 || kind == "maximum" && x == 0 {
				return problem.Usage("%s: column %s: %q is no %s, in the row that tells them", t.Name, t.Header(column), row[column], kind)
			}
			if kind == "maximum" {
				s.cells[n].most, s.cells[n].headed = x, false
			} else {
				s.cells[n].weight, p.weighted = x, true
			}
		}
	}
	return nil
}

// measured asks for the maximum of columns whose points are numbers, and where too many points are above it.
func (p *visitPlan) measured(t *dataset.Table, s *formSheet, columns []int) error {
	most, numbers := 0.0, make([]int, len(columns))
	above, texts := make([]int, len(columns)), make([][]string, len(columns))
	for _, row := range s.body {
		for n, column := range columns {
			if column >= len(row) {
				continue
			}
			texts[n] = append(texts[n], row[column])
			x, err := pointsOf(row[column], s.cells[n].most, t.Decimal)
			if most = max(most, x); err == nil {
				numbers[n]++
			}
			if err == nil && x > s.cells[n].most {
				above[n]++
			}
		}
	}
	for n, column := range columns {
		s.cells[n].numbers = numbers[n] > 0
		switch {
		case numbers[n] == 0:
		case s.cells[n].most == 0 && inPercent(texts[n]):
			s.cells[n].most, s.cells[n].percents = wholePercent, true
		case s.cells[n].most == 0:
			return asksMost(problem.Usage("%s: nothing tells the most points of column %s; say so with --max N, or in a row of maxima whose visit is called max", t.Name, t.Header(column)), most)
		case slipsOf*above[n] > numbers[n] && s.cells[n].headed:
			return problem.Usage("%s: %d of the first %d values of column %s are above the maximum of %s that its header names", t.Name, above[n], numbers[n], t.Header(column), fmt.Sprint(s.cells[n].most)).
				Advise("name the column otherwise, and say its maximum with --max or in a row of maxima")
		case slipsOf*above[n] > numbers[n]:
			return asksMost(problem.Usage("%s: %d of the first %d values of column %s are above the maximum of %s", t.Name, above[n], numbers[n], t.Header(column), fmt.Sprint(s.cells[n].most)), most)
		}
	}
	return nil
}
