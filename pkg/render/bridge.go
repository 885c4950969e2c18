package render

import (
	"math"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/visible"
)

// A step is a line of a bridge, which goes from an opening to a closing.
type step struct {
	voice
	result.Field
	amount float64
	exact  any     // the amount as the document has it
	heads  any     // customers, nil where nobody counts them
	from   float64 // where the step begins, and where it ends
	to     float64
}

// The parts of a step.
const (
	stepOpening = "opening"
	stepOut     = "out"
	stepClosing = "closing"
)

// unseen is how far floating-point sums of exact amounts may be apart.
const unseen = 1e-9

// bridged tells whether fields make a bridge.
func bridged(d *result.Document) bool {
	return slices.ContainsFunc(d.Fields, func(f result.Field) bool { return f.Step != "" })
}

// steps returns the bridge of a document; nil when an end of it does not exist, and when it does not close:
// the ends of several periods are no sums.
func (say voice) steps(d *result.Document) []step {
	values := d.Total.Values
	var out []step
	at := 0.0
	for _, f := range d.Fields {
		amount, ok := values.Number(f.Name)
		switch {
		case f.Step == "" || !ok && f.Extra:
			continue
		case !ok:
			return nil
		}
		s := step{voice: say, Field: f, amount: amount, from: at, to: amount}
		s.exact, _ = values.Get(f.Name)
		switch f.Step {
		case stepOpening, stepClosing:
			if gap := at - amount; s.Step == stepClosing && math.Abs(gap) > unseen*max(math.Abs(amount), 1) {
				return nil
			}
			s.from = 0
		case stepOut:
			s.amount = -amount
			s.to = at - amount
		default:
			s.to = at + amount
		}
		at = s.to
		s.heads, _ = values.Get(f.Heads)
		out = append(out, s)
	}
	return out
}

// label names a step with its sign: "+ new", "− churn", "= closing".
func (s step) label() string {
	switch s.Step {
	case stepOpening:
		return s.Title
	case stepClosing:
		return "= " + s.Title
	case stepOut:
		return "− " + s.Title
	}
	return "+ " + s.Title
}

// money writes the amount of a step, signed unless it is an end.
func (s step) money() string {
	text := s.decimal(s.amount, s.Decimals)
	if exact, ok := s.exact.(result.Price); ok {
		if s.Step == stepOut {
			exact = exact.Negative()
		}
		text = s.tongue.Number(withCommas(exact.Text()))
	}
	if s.Step == stepOpening || s.Step == stepClosing || !(s.amount > 0) {
		return text
	}
	return "+" + text
}

func (s step) customers() string {
	if s.heads == nil {
		return ""
	}
	return s.bare(s.heads, result.Count)
}

// bridgeColumns are the headings of a bridge: what time it spans, the currency, the customers.
func (say voice) bridgeColumns(d *result.Document, s fieldset) []column {
	unit := currency(d)
	if unit == "" {
		unit = say.t("amount")
	}
	return []column{{heading: say.spanned(d)}, {heading: unit, right: true}, {heading: s.n.Title, right: true}}
}

// spanned names the periods of the total, "2026-05 to 2026-07".
func (say voice) spanned(d *result.Document) string {
	if d.Span != nil {
		return say.f("%s to %s", visible.Text(d.Span.From), visible.Text(d.Span.To))
	}
	if d.Groups.Len() == 0 {
		return ""
	}
	return visible.Text(d.Groups.At(0).Period)
}

// bridge shows how the opening became the closing, with a bar for each step where the one before ended.
func (p *page) bridge() {
	list := p.steps(p.d)
	if len(list) == 0 || nothing(p.d.Total) {
		return
	}
	columns := p.bridgeColumns(p.d, p.fields)
	var rows [][]string
	top := 0.0
	for _, s := range list {
		rows = append(rows, []string{s.label(), s.money(), s.customers()})
		top = max(top, s.from, s.to)
	}
	p.narrow(columns, rows)
	length := p.barRoom(columns, rows)
	for i, s := range list {
		rows[i] = append(rows[i], p.hang(s, top, length))
	}
	p.headed(p.ruled(append(columns, column{free: true}), rows))
}

// narrow fits a bridge to the terminal: what time it spans goes first, then the customers.
func (p *page) narrow(columns []column, rows [][]string) {
	if p.o.Width == 0 || taken(columns, rows) <= p.o.Width {
		return
	}
	columns[0].heading = ""
	if taken(columns, rows) <= p.o.Width {
		return
	}
	columns[2].heading = ""
	for _, row := range rows {
		row[2] = ""
	}
}

// hang draws a step between where it begins and where it ends; a step that is not nothing has a cell.
func (p *page) hang(s step, top float64, length int) string {
	if length < 5 || top <= 0 || s.amount == 0 {
		return ""
	}
	at := func(x float64) int { return int(math.Round(max(x, 0) / top * float64(length))) }
	low, high := at(min(s.from, s.to)), at(max(s.from, s.to))
	low = min(low, length-1)
	high = max(high, low+1)
	kind, shade := "neutral", "▒"
	switch {
	case s.Step == stepOpening || s.Step == stepClosing:
	case s.amount > 0:
		kind, shade = "good", "█"
	default:
		kind, shade = "bad", "░"
	}
	return strings.Repeat(" ", low) + p.ink.share(kind, strings.Repeat(shade, high-low))
}

func (m *article) bridge() ([]column, [][]string) {
	columns, rows := m.bridgeColumns(m.d, m.fields), [][]string(nil)
	for _, s := range m.steps(m.d) {
		rows = append(rows, []string{m.show(s.label()), m.show(s.money()), s.customers()})
	}
	for i := range columns {
		columns[i].heading = m.show(columns[i].heading)
	}
	return columns, rows
}
