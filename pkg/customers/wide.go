package customers

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/money"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// A spread is a row of columns with the amounts of one period each, in a table where a customer has one row for all
// periods: "2015 total", "2016 total".
type spread struct {
	grain dates.Period
	kind  string // the words of the headers beside the period
	cells []amountOf
}

// An amountOf is a column with the amounts of a period.
type amountOf struct {
	column int
	index  int64 // of the period
}

// fewestPeriods is how many columns of periods make a table wide.
const fewestPeriods = 3

// role is that of a column in a pass.
func (a amountOf) role() dataset.Role {
	return dataset.Role(fmt.Sprintf("%s %d", ledger.Amount, a.index))
}

// spreads finds the columns of amounts per period, by the other words of their headers.
func spreads(t *dataset.Table, among []int, format string) []spread {
	var out []spread
	days := serials(t, format)
	for _, i := range among {
		p, index, words, ok := dates.Within(cmp.Or(days[i], t.Headers[i]))
		if !ok || !holdsAmounts(t.Sample(i)) {
			continue
		}
		words = answer.Normalise(words)
		at := slices.IndexFunc(out, func(s spread) bool { return s.grain == p && s.kind == words })
		if at < 0 {
			at = len(out)
			out = append(out, spread{grain: p, kind: words})
		}
		out[at].cells = append(out[at].cells, amountOf{i, index})
	}
	return slices.DeleteFunc(out, func(s spread) bool {
		slices.SortStableFunc(s.cells, func(a, b amountOf) int { return int(a.index - b.index) })
		return len(s.cells) < fewestPeriods && !s.isPair()
	})
}

// isPair tells whether the columns are two periods one after the other, or the ends or beginnings of two months.
func (s spread) isPair() bool {
	const shortest, longest = 28, 31 // days of a month
	if len(s.cells) != 2 {
		return false
	}
	apart := s.cells[1].index - s.cells[0].index
	return s.grain != dates.Day && apart == 1 || s.grain == dates.Day && shortest <= apart && apart <= longest
}

// holdsAmounts tells whether nearly all sampled texts are amounts or blank.
func holdsAmounts(sample []string) bool {
	filled, odd := 0, 0
	for _, text := range sample {
		if text = answer.Trim(text); text == "" || isDash(text) {
			continue
		}
		if filled++; !isAmount(text, '.') && !isAmount(text, ',') {
			odd++
		}
	}
	return odd < filled && (odd <= 1 || 10*odd <= filled) || filled == 0
}

func isAmount(text string, decimal byte) bool {
	_, err := money.Read([]byte(text), decimal)
	return err == nil
}

// isWide tells whether the rows of a table may have the amounts of several periods.
func (s *audit) isWide(t *dataset.Table, named columns) bool {
	switch {
	case s.Metric.Orders != nil, s.shape != "" && s.shape != ledger.Balance, s.Time != "", s.Amount != "" && !strings.ContainsAny(s.Amount, "*?"):
		return false
	}
	f := &finder{audit: s, table: t, named: named}
	return !f.has(ledger.Start, ledger.Subscription) && f.timeAt() == none && len(s.spreadsOf(t, named)) > 0
}

// isSpread tells whether --amount is a pattern that fits columns of periods.
func (s *audit) isSpread(t *dataset.Table) bool {
	return len(spreads(t, layout.Pattern(s.Amount, t.Headers), s.DateFormat)) > 0
}

// spreadsOf finds the columns of amounts per period that have no other role, of those that --amount fits.
func (s *audit) spreadsOf(t *dataset.Table, named columns) []spread {
	among := t.Every()
	if s.Amount != "" {
		among = layout.Pattern(s.Amount, t.Headers)
	}
	return spreads(t, slices.DeleteFunc(slices.Clone(among), func(i int) bool { return named.Taken(i) || slices.Contains(named.By, i) }), s.DateFormat)
}

// spreadOut settles which columns hold the amounts of a wide table.
func (s *audit) spreadOut(t *dataset.Table, cs columns) error {
	all, err := s.actual(t, s.spreadsOf(t, cs))
	if err != nil {
		return err
	}
	if len(all) > 1 {
		all = slices.DeleteFunc(slices.Clone(all), func(one spread) bool {
			_, ok := layout.RatingOf(layout.Total, string(ledger.Balance), one.kind)
			return !ok
		})
	}
	if len(all) != 1 {
		return s.askSpread(t, s.spreadsOf(t, cs))
	}
	one := all[0]
	for i, cell := range one.cells {
		if i > 0 && one.cells[i-1].index == cell.index {
			return problem.Usage("%s: columns %s and %s are of the same %s; name those that count with --amount and a pattern",
				t.Name, t.Header(one.cells[i-1].column), t.Header(cell.column), one.grain)
		}
	}
	if err := s.cutBy(t, one); err != nil {
		return err
	}
	cs.Take(roleOf(ledger.Amount), dataset.Found{Columns: []int{one.cells[0].column}, Why: fmt.Sprintf("the first of %d of one %s each", len(one.cells), one.grain)})
	s.wide = append(s.wide, one)
	return nil
}

// actual leaves out columns that hold no amounts of their periods: what was planned, and running totals. Where nobody named
// them and there are no others, it asks.
func (s *audit) actual(t *dataset.Table, all []spread) ([]spread, error) {
	if s.Amount != "" || len(all) == 0 {
		return all, nil
	}
	kept := slices.DeleteFunc(slices.Clone(all), func(one spread) bool { return isHeader(layout.Planned, one.kind) || isHeader(layout.Running, one.kind) })
	if len(kept) > 0 {
		return kept, nil
	}
	one, what := all[0], "what was planned"
	if isHeader(layout.Running, one.kind) {
		what = "running totals"
	}
	e := problem.Usage("%s: columns %s to %s hold %s by their headers, and not the amounts of one %s each; name columns that do with --amount and a pattern",
		t.Name, t.Header(one.cells[0].column), one.last(t), what, one.grain)
	e.Hint = "--amount " + layout.ShellQuote(one.pattern(t.Headers)) + " takes them for amounts of their periods all the same"
	return nil, e
}

// askSpread asks which columns of amounts count, where there are several for each period.
func (s *audit) askSpread(t *dataset.Table, all []spread) error {
	var lines []string
	for _, one := range all {
		lines = append(lines, fmt.Sprintf("  --amount %-16s %d columns from %s to %s", layout.ShellQuote(one.pattern(t.Headers)), len(one.cells), t.Header(one.cells[0].column), one.last(t)))
	}
	return problem.Usage("%s: several columns hold amounts of the same periods; say which count with --amount and a pattern\n%s", t.Name, problem.Lines(strings.Join(lines, "\n")))
}

// last is the header of the last column.
func (s spread) last(t *dataset.Table) string { return t.Header(s.cells[len(s.cells)-1].column) }

// pattern fits the headers of the columns, and perhaps others.
func (s spread) pattern(headers []string) string {
	start, end := headers[s.cells[0].column], headers[s.cells[0].column]
	for _, cell := range s.cells[1:] {
		h := headers[cell.column]
		for !strings.HasPrefix(h, start) {
			start = start[:len(start)-1]
		}
		for !strings.HasSuffix(h, end) {
			end = end[1:]
		}
	}
	return strings.ToValidUTF8(start, "") + "*" + strings.ToValidUTF8(end, "")
}

// isFlow tells whether the amounts are what was brought in a period, and not in a month.
func (s spread) isFlow() bool {
	return layout.UnitsOf(s.kind).Per != "month" && (s.grain == dates.Quarter || s.grain == dates.Year)
}

// cutBy cuts time by the periods of the columns, unless longer ones are asked for, which end as the last of theirs.
func (s *audit) cutBy(t *dataset.Table, one spread) error {
	order := dates.Periods()
	switch {
	case one.grain == dates.Day: // the state of a date
	case s.Period == "":
		s.Cut = one.grain
	case slices.Index(order, s.Cut) < slices.Index(order, one.grain), one.isFlow() && s.Cut != one.grain:
		return problem.Usage("%s: --period %s does not go with columns of one %s each", t.Name, s.Cut, one.grain)
	}
	return nil
}

// spreadLike settles which columns of a later table hold the amounts: those with the words of the first.
func (s *audit) spreadLike(t *dataset.Table, cs columns) error {
	for _, one := range s.spreadsOf(t, cs) {
		if one.kind == s.wide[0].kind && one.grain == s.wide[0].grain {
			cs.set(ledger.Amount, one.cells[0].column)
			s.wide = append(s.wide, one)
			return nil
		}
	}
	return t.Ask("--amount", fmt.Sprintf("no columns of periods like those of %s", s.set.Tables[0].Name), nil)
}

// seated adds the columns of amounts to those that a count reads.
func (s *audit) seated(source int, seats pass.Seats) pass.Seats {
	if s.wide != nil {
		for _, cell := range s.wide[source].cells {
			seats.Roles[cell.role()] = cell.column
		}
	}
	return seats
}

// spreadNames lists the headers of the columns of amounts.
func (s *audit) spreadNames() []string {
	var out []string
	for _, cell := range s.wide[0].cells {
		out = append(out, s.set.Tables[0].Headers[cell.column])
	}
	return out
}

// A portion is a cell of a wide row, and the text of its period.
type portion struct {
	role dataset.Role
	at   int
	time []byte
}

// partAt returns the column of an amount of a wide table by its role.
func (s *audit) partAt(source int, role dataset.Role) (column int, ok bool) {
	if s.wide == nil {
		return none, false
	}
	i := slices.IndexFunc(s.wide[source].cells, func(a amountOf) bool { return a.role() == role })
	if i < 0 {
		return none, false
	}
	return s.wide[source].cells[i].column, true
}

// beginParts finds the cells of a wide row in a source.
func (c *taker) beginParts(s pass.Feed) {
	c.parts = c.parts[:0]
	if c.wide == nil {
		return
	}
	one := c.wide[s.Number]
	for _, cell := range one.cells {
		since, _ := one.grain.Bounds(cell.index, nil)
		c.parts = append(c.parts, portion{cell.role(), s.Columns.At(cell.role()), []byte(dates.Day.Label(dates.Day.Index(since, nil)))})
	}
}

// addParts adds the amounts of a wide row, none of them where one cannot be read.
func (c *taker) addParts(r *pass.Record) (ledger.Outcome, error) {
	became := ledger.Outcome{Fate: ledger.Blank, Role: ledger.Amount}
	for _, unreadable := range []bool{true, false} {
		for _, one := range c.parts {
			cell := r.Cell(one.at)
			text := answer.Trim(string(cell))
			if text == "" || isAmount(text, c.options.Decimal) == unreadable {
				continue
			}
			if unreadable && isDash(text) { // as spreadsheets write nothing
				c.dashed++
				continue
			}
			c.row.Time, c.row.Amount, c.partRole = one.time, cell, one.role
			out, err := c.rows.Add(&c.row)
			if err != nil || out.Fate == ledger.Invalid || out.Fate == ledger.Excluded && out.Role == ledger.Customer {
				return out, err
			}
			if became.Fate != ledger.Counted {
				became = out
			}
		}
	}
	return became, nil
}

// isDash tells whether a text in the place of an amount says that there is none: a dash, N/A, or that the customer left.
func isDash(text string) bool {
	return isLost(text) && !isYesOrNo(text) || strings.Trim(text, "-–—−") == "" || slices.Contains([]string{"n/a", "#n/a", "na", "nan", "null", "nil", "none", "<na>"}, strings.ToLower(text))
}

// dashDoubt says how many cells of a wide table were taken for no amount.
func (s *audit) dashDoubt(h *harvest) []result.Warning {
	if h.dashed == 0 {
		return nil
	}
	return []result.Warning{result.Warn("no_amounts", "columns %s to %s: %s with a dash, N/A or a word for who left: taken for no amount, as blank ones are", s.columns[0].header(ledger.Amount), s.wide[0].last(s.set.Tables[0]),
		kind.HowMany(h.dashed, "cell"))}
}
