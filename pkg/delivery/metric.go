package delivery

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/metric"
)

const metricName = "delivery"

// The columns, in the order of documents.
const (
	orderNo = iota
	lineNo
	promisedAt
	deliveredAt
	orderedAt
	orderedQty
	deliveredQty
	statusOf
	warnedOf
)

// Declare declares the metric and what its rows stand for.
func Declare() facts.Declaration {
	return facts.Declare("What happens", metric.Metric{
		Name:  metricName,
		Title: "Delivery",
		Short: "Deliveries in time and in full: did what was promised come?",
		Long:  long,
		Examples: []metric.Example{
			{Says: "Orders in time and in full, and what went wrong", Command: "cxcalc delivery deliveries.csv"},
			{Says: "Within half an hour, by branch", Command: "cxcalc delivery --window 30m --by branch deliveries.csv"},
			{Says: "As airlines count: early is fine", Command: "cxcalc delivery --one-sided --level order deliveries.csv"},
		},
		Unit:     "percent",
		Sizeable: true,
		Interval: "wilson",
		Sources: []string{
			"In time and in full as retailers ask of suppliers (OTIF): both of the same order, rates are not multiplied",
			"Interval: Wilson 1927; lead time: Kaplan & Meier 1958",
		},
		Fields: declared(),
		Camps:  []metric.Camp{{Word: "late", Field: "late_pct", Known: "late_pct"}, {Word: "never late"}},
		Gist:   []string{"{in_time_and_full} of {n} in time and in full", "{late_pct} late", "{early_pct} early"},
		Flags:  ownFlags(),
	}, facts.Traits{Columns: columns(), Plan: planned, Voidable: true})
}

const long = `The share of finished orders of which every line came in time and in full, in percent, and what it is
made of.

In time is no more than --window before or after the promise, since a courier who comes half an hour early
meets a closed door; early and late stand apart. Others count otherwise: --one-sided takes early as in time (with
--window 14m59s that is the rule of the US DOT), and not_late_pct is the share that came no later than promised, without
any window. A promise of a day is kept on that day, until its end. --promised may name lengths of time, such as promised_hours, which
run from the order. The last part of a line decides. Punctuality is of lines,
as carriers count; --level order counts orders, of which one late line makes a late one.

In full is as much as was ordered. fill_units_pct is of units, line by line capped at what was ordered, fill_lines_pct of lines,
fill_orders_pct of orders. --over-delivery count lets surplus of one line make up for another, and fail takes a line as
wrong that is more than was ordered. An ordered quantity that the rows of a line in parts repeat counts once.

Only what was delivered is in these figures; what is open or cancelled is counted and said. --with-open takes open lines as
not delivered. An order with open lines is not finished, and cancelled lines are no part of it. What was returned to its sender, or
failed, is asked about: --status-is TEXT=failed takes it as late, where something was promised, and as nothing that came.

lead_time_median is the time from the order until the last part, in seconds, where what is open has waited until the newest
time in the file (Kaplan-Meier); lead_time_done_median leaves open ones out, which flatters. Lines that came before they were
ordered are errors, and are listed. Times of day with one date, as in --promised Date+Promised --delivered-at Date+Delivered, may lie on
both sides of midnight: they do where they would be half a day apart, or before the order, which is said. warned_pct is the share of late ones whose customer was warned; a
blank is no warning.

Each row is a line of an order, or a part of one; --same-rows once leaves out rows that stand twice. Lines of one order depend on each other, so that intervals of lines are
somewhat too narrow; those of orders are not. Without quantities only punctuality is told, without promises only fill.`

// columns are the roles of columns.
func columns() []facts.Position {
	return []facts.Position{
		orderNo:      {Role: "order", Flag: "order", Usage: "the `COL` with the order", Fit: names, Shared: true},
		lineNo:       {Role: "line", Flag: "line", Usage: "the `COL` with the line of the order", Shared: true},
		promisedAt:   {Role: "promised", Flag: "promised", Usage: "the `COL` with the promised time; periods are about it", Times: true},
		deliveredAt:  {Role: "delivered_at", Flag: "delivered-at", Usage: "the `COL` with the time of delivery", Times: true},
		orderedAt:    {Role: "ordered_at", Flag: "ordered-at", Usage: "the `COL` with the time of the order", Times: true},
		orderedQty:   {Role: "ordered_qty", Flag: "ordered", Usage: "the `COL` with the ordered quantity", Fit: quantities},
		deliveredQty: {Role: "delivered_qty", Flag: "delivered", Usage: "the `COL` with the delivered quantity", Fit: quantities},
		statusOf:     {Role: "status", Flag: "status", Usage: "the `COL` that says delivered, open, cancelled or failed", Fit: words, Shared: true},
		warnedOf:     {Role: "warned", Flag: "warned", Usage: "the `COL` that says whether the customer was warned", Fit: words, Shared: true},
	}
}

// nouns are the roles in words.
var nouns = map[dataset.Role]string{"order": "order", "line": "line of the order", "promised": "promised time", "delivered_at": "time of delivery",
	"ordered_at": "time of the order", "ordered_qty": "ordered quantity", "delivered_qty": "delivered quantity", "status": "status", "warned": "warning"}

func flagOf(role dataset.Role) string {
	all := columns()
	return all[slices.IndexFunc(all, func(c facts.Position) bool { return c.Role == role })].Flag
}

// quantities takes columns of numbers for quantities.
func quantities(t *dataset.Table, column int) dataset.Fit {
	return dataset.Fit{Never: !t.Blank(column) && !mostly(t, column, answer.IsNumber)}
}

// words takes columns without numbers and times for states.
func words(t *dataset.Table, column int) dataset.Fit {
	return dataset.Fit{Never: t.HoldsTimes(column, dates.Writing{})}
}

// names takes any column with values for names: a file may be about one order only.
func names(t *dataset.Table, column int) dataset.Fit {
	return dataset.Fit{Never: t.Blank(column) || t.HoldsTimes(column, dates.Writing{})}
}

// mostly tells whether most of the values that were looked at are something.
func mostly(t *dataset.Table, column int, is func(text string) bool) bool {
	all, fit := 0, 0
	for _, text := range t.Sample(column) {
		if answer.Trim(text) != "" {
			all++
			if is(text) {
				fit++
			}
		}
	}
	return 2*fit > all
}

// fitOf is how well columns of a table fit a position; nil for what is known of the role.
func fitOf(c facts.Position, t *dataset.Table, times dates.Writing) func(column int) dataset.Fit {
	switch {
	case c.Fit != nil:
		return func(i int) dataset.Fit { return c.Fit(t, i) }
	case c.Times:
		return func(i int) dataset.Fit { return dataset.Fit{Never: !t.Blank(i) && !t.HoldsTimes(i, times)} }
	}
	return nil
}
