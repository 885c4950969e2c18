package delivery

import (
	"cmp"
	"fmt"
	"hash/maphash"
	"slices"
	"strings"
	"time"

	"github.com/cxcalc/cxcalc/pkg/cases"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// What a row without a line number is, and what the ordered quantity of a part is.
const (
	rowOrders  = "orders"
	rowLines   = "lines"
	rowParts   = "parts"
	partWhole  = "whole"
	partShares = "share"
	sameOnce   = "once"
	sameAll    = "all"
	levelLine  = "line"
	levelOrder = "order"
)

func ownFlags() []flags.Flag {
	flag := func(name string, value any, usage string) flags.Flag {
		return flags.Flag{Name: name, Default: value, Group: flags.Figures, Usage: usage, PerMetric: true}
	}
	return []flags.Flag{
		flag("window", "15m", "in time is no more than this `TIME` before or after the promise: 15m, 2h, 7d"),
		flag("one-sided", false, "early is in time"),
		flag("level", levelLine, "punctuality and lead time are of a `LEVEL`: line or order"),
		flag("over-delivery", overIgnored, "`HOW` more than was ordered counts: ignore, count or fail"),
		flag("with-open", false, "what is still open counts as not delivered in the fill rates, and its order as not in full"),
		flag("rows", "", "rows without a line number are `WHAT`: orders, lines of an order, or parts of one delivery"),
		flag("parts", "", "the ordered quantity on each row of a line in parts is the `WHAT`: whole, or the share of the part"),
		flag("same-rows", "", "rows of a line that say the same count `HOW`: once, or all of them"),
		{Name: "status-is", Default: []string(nil), Group: flags.Rows, PerMetric: true,
			Usage: "a `TEXT=STATE` of --status: delivered, open, cancelled, or failed for what never came; repeatable"},
	}
}

// An errand is a question that makes sense.
type errand struct {
	*facts.Query
	rules
	row, parts, same string
	states           map[string]string
	seed             maphash.Seed
	book             *cases.Book[parcel]
	has              map[dataset.Role]bool
	lines            []string  // columns of products, which may tell lines apart
	terms            []promise // by source
	came             bool      // whatever was ordered has a time at which it came
	promises         string    // a column that may hold promises as lengths, "" for none
}

func planned(q *facts.Query) (facts.Intent, error) {
	p := &errand{Query: q, row: q.Own.Text("rows"), parts: q.Own.Text("parts"), same: q.Own.Text("same-rows"), states: make(map[string]string), seed: maphash.MakeSeed(),
		book: cases.NewBook[parcel](), has: make(map[dataset.Role]bool)}
	for _, choice := range []struct {
		flag  string
		words []string
	}{{"level", []string{levelLine, levelOrder}}, {"over-delivery", []string{overIgnored, overCounted, overFails}},
		{"rows", []string{rowOrders, rowLines, rowParts}}, {"parts", []string{partWhole, partShares}}, {"same-rows", []string{sameOnce, sameAll}}} {
		if text := q.Own.Text(choice.flag); text != "" && !slices.Contains(choice.words, text) {
			return nil, problem.Usage("--%s %q is not one of %s", choice.flag, text, strings.Join(choice.words, ", "))
		}
	}
	window, err := facts.Length("window", q.Own.Text("window"))
	if err != nil {
		return nil, err
	}
	for _, text := range q.Own.List("status-is") {
		at := strings.LastIndex(text, "=")
		if at < 0 || !slices.Contains([]string{"delivered", "open", "cancelled", "failed"}, text[at+1:]) {
			return nil, problem.Usage("--status-is %q is not TEXT=STATE, where STATE is delivered, open, cancelled or failed", text)
		}
		p.states[text[:at]] = text[at+1:]
	}
	p.rules = rules{window: window, oneSided: q.Own.Is("one-sided"), byOrder: q.Own.Text("level") == levelOrder,
		over: q.Own.Text("over-delivery"), withOpen: q.Own.Is("with-open")}
	return p, nil
}

// Define is the formula.
func (p *errand) Define() string {
	within := "within " + spell(p.window) + " of the promise"
	if p.oneSided {
		within = "no more than " + spell(p.window) + " after the promise"
	}
	return fmt.Sprintf("100 × orders in time and full / finished orders; every line %s and in full", within)
}

// spell writes a length of time as people write it.
func spell(length dates.Instant) string {
	const day = 24 * time.Hour
	d := time.Duration(length) * time.Microsecond
	if d > 0 && d%day == 0 {
		return fmt.Sprintf("%dd", d/day)
	}
	text := d.String()
	for _, zero := range []string{"m0s", "h0m"} {
		if strings.HasSuffix(text, zero) {
			text = text[:len(text)-2]
		}
	}
	return text
}

// Settings show what decided the numbers.
func (p *errand) Settings() result.Object {
	level := levelLine
	if p.byOrder {
		level = levelOrder
	}
	o := result.Object{{Key: "window", Value: spell(p.window)}, {Key: "one_sided", Value: p.oneSided}, {Key: "level", Value: level},
		{Key: "over_delivery", Value: p.over}, {Key: "with_open", Value: p.withOpen}}
	o.Add(p.row != "", "rows", p.row)
	o.Add(p.parts != "", "parts", p.parts)
	o.Add(p.same != "", "same_rows", p.same)
	return o
}

// Wants takes whatever there is.
func (p *errand) Wants(dataset.Role) facts.Want { return facts.Welcome }

// Check asks for columns that several may be, and for more where there is nothing to tell.
func (p *errand) Check(t *dataset.Table, cs dataset.Columns) error {
	for _, c := range columns() {
		if cs.Has(c.Role) {
			p.has[c.Role] = true
			continue
		}
		f := t.Find(dataset.Search{Role: c.Role, Kind: metricName, Free: func(i int) bool { return !cs.Taken(i) }, Fit: fitOf(c, t, p.Writing(dates.DayFirst))})
		if len(f.Columns) > 0 && !f.Unsure && !f.Sure {
			return t.Unclear("--"+c.Flag, nouns[c.Role], f)
		}
		if c.Role == "line" {
			p.lines = t.Names(t.Find(dataset.Search{Role: layout.Product, Kind: metricName, Free: func(i int) bool { return !cs.Taken(i) }}).Columns)
		}
	}
	terms, err := p.termOf(t, cs)
	if p.terms = append(p.terms, terms); err != nil {
		return err
	}
	if err := monthly(t, cs); err != nil {
		return err
	}
	if i := mayPromise(t, cs, p.Writing(dates.DayFirst)); i != dataset.None && !cs.Has("promised") && cs.Has("ordered_at") {
		p.promises = t.Reference(i)
	}
	p.came = len(p.terms) == 1 && cs.Has("delivered_at") && !slices.ContainsFunc(t.Sample(cs.At("delivered_at")), func(text string) bool { return strings.TrimSpace(text) == "" })
	timed, filled := cs.Has("promised") && cs.Has("delivered_at"), cs.Has("ordered_qty") && cs.Has("delivered_qty")
	switch {
	case !timed && !filled && !(cs.Has("ordered_at") && cs.Has("delivered_at")):
		return p.lacks(t, cs)
	case (filled || p.byOrder) && !cs.Has("order") && p.row != rowOrders:
		e := t.Ask("--order", "no header tells which column holds the order, and orders are what is counted", nil)
		if !cs.Has("line") { // which an order has several of
			e.Senses = []problem.Sense{{Says: "every row is an order of its own", Flags: []string{"--rows", rowOrders}}}
		}
		return e
	}
	return cmp.Or(p.sent(t, cs), p.uncome(t, cs), p.Footed(t, cs, "orders", "delivered_at", "delivered_qty"))
}

// uncome asks where no column of states was found, and a column that may be one says of what has a time that it has not come.
func (p *errand) uncome(t *dataset.Table, cs dataset.Columns) error {
	if cs.Has("status") || !cs.Has("delivered_at") {
		return nil
	}
	u, ok := p.Uncome(t, cs, cs.At("delivered_at"))
	if !ok {
		return nil
	}
	e := u.Ask(t, cs.Header("delivered_at"))
	e.Senses = []problem.Sense{{Says: "if it says what became of each delivery", Flags: []string{"--status", t.Reference(u.Column)}}}
	return e
}

// Gatherer returns an empty docket.
func (p *errand) Gatherer() facts.Gatherer {
	return &docket{plan: p, store: p.book.Store(), words: facts.NewLexicon("delivery", p.states), asked: facts.NewLexicon("yes", nil)}
}

// Shown has tables tell what came in time where nothing tells what was ordered and what came, and what came in full where
// nothing tells of times: no order is known to be both.
func (p *errand) Shown(d *result.Document) {
	switch {
	case (!p.has["ordered_qty"] || !p.has["delivered_qty"]) && p.oneSided: // what is early is in time
		d.Gist = []string{"{on_time_pct} in time", "{late_pct} late"}
	case !p.has["ordered_qty"] || !p.has["delivered_qty"]:
		d.Gist = []string{"{on_time_pct} in time", "{late_pct} late", "{early_pct} early"}
	case !p.has["promised"] || !p.has["delivered_at"]:
		d.Gist = []string{"{fill_orders_pct} of orders in full", "{fill_units_pct} of units came"}
	}
}
