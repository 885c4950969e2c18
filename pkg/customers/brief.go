// Package customers is the kind of row that a customer ledger consists of. It finds out what a row stands for and
// where its columns are, doubts what the rows cannot tell, and tells the figures.
package customers

import (
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/problem"
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
	IntervalCol, Reason, Order                      string
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
	switch role {
	case ledger.Customer:
		return "--customer", r.Customer
	case ledger.Time:
		return "--time", r.Time
	case ledger.Start:
		return "--start", r.Start
	case ledger.End:
		return "--end", r.End
	case ledger.Request:
		return "--requested", r.Requested
	case ledger.TrialEnd:
		return "--trial-end", r.TrialEnd
	case ledger.Amount:
		return "--amount", r.Amount
	case ledger.Quantity:
		return "--quantity", r.Quantity
	case ledger.Currency:
		return "--currency", r.Currency
	case ledger.StatusOf:
		return "--status", r.Status
	case ledger.Type:
		return "--type", r.Type
	case ledger.Interval:
		return "--interval-col", r.IntervalCol
	case ledger.Reason:
		return "--reason", r.Reason
	case ledger.OrderID:
		return "--order", r.Order
	case ledger.Product:
		return "--product", r.Own.Text("product")
	}
	return "", ""
}

// An Error is a failure that people can do something about.
type Error = problem.Error
