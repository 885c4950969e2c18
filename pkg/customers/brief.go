// Package customers is the kind of row that a customer ledger consists of. It finds out what a row stands for and
// where its columns are, doubts what the rows cannot tell, and tells the figures.
package customers

import (
	"strings"

	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/metric"
)

// A Brief says what to compute from what.
type Brief struct {
	kind.Words
	// Shape is what a row stands for; "" or "auto" to find out.
	Shape string
	// Columns, by their names; "" for none, or to find one. Requested is when the customer asked to
	// cancel, which may be before the End. Quantity may be "none": amounts are not multiplied.
	Customer, Time, Start, End, Requested, TrialEnd string
	Amount, Quantity, Currency, Status, Type        string
	IntervalCol, Reason, Order, Refunded            string
	// Lost are the status texts that mean lost; empty for the usual words.
	Lost []string
	// TypeMap says what types of movements mean, WORD=TYPE.
	TypeMap []string
	// CurrencyCode is the reporting currency of ISO 4217; "" for the one of the data.
	CurrencyCode string
	// RatesFile names a file of exchange rates into CurrencyCode, with the columns currency, rate and, where
	// rates change, from; "" for none.
	RatesFile string
	// MinorUnits says that amounts are written in cents; open where the file tells.
	MinorUnits flags.Choice
	// InactiveAfter is how long a customer stays without an order, "90d" or "3 months"; "" for one
	// period.
	InactiveAfter string
	// ChurnOn is the moment at which a subscription counts as lost, "end" or "request"; "" for end.
	ChurnOn string
	// PlainIDs says that customers are the same whose ids differ only in zeros before them and the like; open to ask where there
	// are such.
	PlainIDs flags.Choice
	// SameNames says that customers are the same whose names differ only in capital letters and blanks; open to ask where there
	// are such.
	SameNames flags.Choice
	// SameRows says that rows are one that are the same in every cell; open to ask where there are such.
	SameRows flags.Choice
	// LastDay says that the end of a subscription is its last day of service; open where the file tells.
	LastDay flags.Choice
	// AsOf is the moment until which the data go; "" when the last period in them counts as whole.
	AsOf string

	// Confidence is the confidence level of the intervals, 0.95 for 95 %.
	Confidence float64
	// Own are the flags that the metric lists.
	Own flags.Values
}

// Definition is the formula in one line, by the chosen definition.
func (r *Brief) Definition() string {
	asked, _ := r.Metric.Understand(metric.Account{Own: r.Own}) // what is wrong with it, Ask tells
	return r.Metric.Formula(asked)
}

// Said returns what a question of every kind says.
func (r *Brief) Said() *kind.Words { return &r.Words }

// named returns the flag that names the column of a role, and what it says.
func (r *Brief) named(role ledger.Item) (flag, name string) {
	x := map[ledger.Item][2]string{
		ledger.Customer: {"--customer", r.Customer}, ledger.Time: {"--time", r.Time}, ledger.Start: {"--start", r.Start}, ledger.End: {"--end", r.End},
		ledger.Request: {"--requested", r.Requested}, ledger.TrialEnd: {"--trial-end", r.TrialEnd}, ledger.Amount: {"--amount", r.Amount},
		ledger.Quantity: {"--quantity", r.Quantity}, ledger.Currency: {"--currency", r.Currency}, ledger.StatusOf: {"--status", r.Status},
		ledger.Type: {"--type", r.Type}, ledger.Interval: {"--interval-col", r.IntervalCol}, ledger.Reason: {"--reason", r.Reason},
		ledger.OrderID: {"--order", r.Order}, ledger.Refunded: {"--refunded", r.Refunded}, ledger.Product: {"--product", r.Own.Text("product")},
	}[role]
	return x[0], x[1]
}

// Kind is the kind of row that a customer ledger consists of.
func Kind() kind.Kind {
	return kind.Kind{Name: metric.OfCustomers, Title: "Customers and money", Flags: Flags,
		Asked: func(m metric.Metric, v flags.Values) (kind.Question, error) { return Asked(m, v) }}
}

// Flags lists what can be asked of metrics of ledgers, beside what can be asked of all metrics.
func Flags() []flags.Flag {
	return []flags.Flag{
		{Name: "customer", Default: "", Group: flags.Columns, Usage: "the `COL` with the customer, or .row: every row is a customer of its own"},
		{Name: "time", Default: "", Group: flags.Columns, Usage: "the `COL` with the period or the date"},
		{Name: "start", Default: "", Group: flags.Columns, Usage: "the `COL` with the start of a subscription"},
		{Name: "end", Default: "", Group: flags.Columns, Usage: "the `COL` with its end; blank while it runs"},
		{Name: "requested", Default: "", Group: flags.Columns, Usage: "the `COL` that tells when the customer asked to cancel"},
		{Name: "trial-end", Default: "", Group: flags.Columns, Usage: "the `COL` with the end of a trial"},
		{Name: "amount", Default: "", Group: flags.Columns, Usage: "the `COL` with the money; none if only customers count"},
		{Name: "quantity", Default: "", Group: flags.Columns, Usage: "the `COL` by which the amount is multiplied, or none"},
		{Name: "currency", Default: "", Group: flags.Columns, Usage: "the `COL` with the currency, or none: the header of the amounts names it"},
		{Name: "status", Default: "", Group: flags.Columns, Usage: "the `COL` that tells who left, or who stayed if its header says so; --lost names what means lost; none if no column does"},
		{Name: "type", Default: "", Group: flags.Columns, Usage: "the `COL` with the kind of a movement"},
		{Name: "interval-col", Default: "", Group: flags.Columns, Usage: "the `COL` with the billing interval; none if all amounts are of a month, year if of a year, dates if of the time from start to end"},
		{Name: "order", Default: "", Group: flags.Columns, Usage: "the `COL` with the number of the order; rows with the same one are its lines; .row: every row is an order"},
		{Name: "refunded", Default: "", Group: flags.Columns, Usage: "the `COL` that tells what of the amount of an order went back, or none: the amounts are what is left"},
		{Name: "reason", Default: "", Group: flags.Columns, Usage: "the `COL` that tells why a customer left"},

		{Name: "shape", Default: "auto", Group: flags.Ledger, Usage: "a row stands for `SHAPE`: balance, subscription, transaction, status or movement"},
		{Name: "lost", Default: []string(nil), Group: flags.Ledger, Usage: "`TEXT` in the status means lost; repeatable"},
		{Name: "type-map", Default: []string(nil), Group: flags.Ledger,
			Usage: "what a movement's word means, `WORD=TYPE`: new, expansion, contraction, churn, reactivation, opening, or ignore; repeatable"},
		{Name: "missing", Default: []string(nil), Group: flags.Ledger, Usage: "`TEXT` means that a value is missing; repeatable"},
		{Name: "inactive-after", Default: "", Group: flags.Ledger,
			Usage: "a customer is lost after `TIME` without an order, such as 90d or 3 months; amounts stay those of their period"},
		{Name: "last-day", Default: flags.Auto, Group: flags.Ledger, Usage: "the end of a subscription is its last day of service; =false: the first day without"},
		{Name: "plain-ids", Default: flags.Auto, Group: flags.Ledger, Usage: "ids that differ only in zeros before them, or in .0 behind, are one customer; =false: they are several"},
		{Name: "same-names", Default: flags.Auto, Group: flags.Ledger, Usage: "customers are one whose names differ only in capital letters and blanks; =false: they are several"},
		{Name: "same-rows", Default: flags.Auto, Group: flags.Ledger, Usage: "rows that are the same in every cell are one row; =false: each counts"},
		{Name: "as-of", Default: "", Group: flags.Ledger, Usage: "the data go until `DATE`; without it, until the last date that is not after today"},
		{Name: "report-currency", Default: "", Group: flags.Ledger, Usage: "report in `CODE`, such as EUR"},
		{Name: "rates", Default: "", Group: flags.Ledger, Usage: "read exchange rates into it from `FILE`, with the columns currency, rate and from"},
		{Name: "minor-units", Default: flags.Auto, Group: flags.Ledger, Usage: "amounts are in cents; =false: they are not"},
		{Name: "churn-on", Default: "end", Group: flags.Ledger, Usage: "a subscription is lost at its `EVENT`: end or request"},
	}
}

// Asked returns what settled flags ask of a metric.
func Asked(m metric.Metric, v flags.Values) (*Brief, error) {
	words, err := kind.WordsOf(m, v)
	return &Brief{
		Words: words, Shape: strings.TrimPrefix(v.Text("shape"), "auto"),
		Customer: v.Text("customer"), Time: v.Text("time"), Start: v.Text("start"), End: v.Text("end"), Requested: v.Text("requested"),
		TrialEnd: v.Text("trial-end"), Amount: v.Text("amount"), Quantity: v.Text("quantity"), Currency: v.Text("currency"),
		Status: v.Text("status"), Type: v.Text("type"), IntervalCol: v.Text("interval-col"), Reason: v.Text("reason"), Order: v.Text("order"), Refunded: v.Text("refunded"),
		Lost: v.List("lost"), TypeMap: v.List("type-map"), CurrencyCode: v.Text("report-currency"), RatesFile: v.Text("rates"),
		MinorUnits: v.Choice("minor-units"), LastDay: v.Choice("last-day"), PlainIDs: v.Choice("plain-ids"), SameNames: v.Choice("same-names"), SameRows: v.Choice("same-rows"), InactiveAfter: v.Text("inactive-after"),
		ChurnOn: strings.TrimSuffix(v.Text("churn-on"), "end"), AsOf: v.Text("as-of"), Confidence: v.Number("confidence"), Own: v,
	}, err
}
