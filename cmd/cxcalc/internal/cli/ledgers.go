package cli

import (
	"context"
	"errors"
	"io/fs"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cxcalc/cxcalc/pkg/billing"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/survey"
)

// ledgerCommand makes the command of a metric of a customer ledger.
func (d *desk) ledgerCommand(m metric.Ledger) *cobra.Command {
	specs := func() []flagSpec { return ledgerSpecs(m) }
	cmd := metricCommand(m.Name, m.Short, m.Long, "ledgers", m.Examples)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return d.run(cmd, specs(), args, func(o *Options) (*question, error) { return d.ledger(m, o) })
	}
	d.flagless[cmd] = specs
	return cmd
}

// ledgerSpecs lists the flags of a metric of a ledger, in the order of help.
func ledgerSpecs(m metric.Ledger) []flagSpec {
	own := slices.DeleteFunc(ownLedgerFlags(), func(f flagSpec) bool { return !slices.Contains(m.Flags, f.name) })
	return slices.Concat(ledgerColumnFlags(), ledgerFlags(), rowFlags(), figureFlags(), own, outputFlags(), inputFlags())
}

func ledgerColumnFlags() []flagSpec {
	return []flagSpec{
		{"customer", "", "", "the `COL` with the customer", groupColumns},
		{"time", "", "", "the `COL` with the period or the date", groupColumns},
		{"start", "", "", "the `COL` with the start of a subscription", groupColumns},
		{"end", "", "", "the `COL` with its end; blank while it runs", groupColumns},
		{"requested", "", "", "the `COL` that tells when the customer asked to cancel", groupColumns},
		{"trial-end", "", "", "the `COL` with the end of a trial", groupColumns},
		{"amount", "", "", "the `COL` with the money", groupColumns},
		{"quantity", "", "", "the `COL` by which the amount is multiplied, or none", groupColumns},
		{"currency", "", "", "the `COL` with the currency", groupColumns},
		{"status", "", "", "the `COL` that tells whether the customer was lost", groupColumns},
		{"type", "", "", "the `COL` with the kind of a movement", groupColumns},
		{"interval-col", "", "", "the `COL` with the billing interval", groupColumns},
		{"order", "", "", "the `COL` with the number of the order; rows with the same one are its lines", groupColumns},
		{"reason", "", "", "the `COL` that tells why a customer left", groupColumns},
	}
}

func ledgerFlags() []flagSpec {
	return []flagSpec{
		{"shape", "", "auto", "a row stands for `SHAPE`: balance, subscription, transaction, status or movement", groupLedger},
		{"lost", "", []string(nil), "`TEXT` in the status means lost; repeatable", groupLedger},
		{"type-map", "", []string(nil), "what a movement's word means, `WORD=TYPE`: new, expansion, contraction, churn, reactivation, or ignore; repeatable", groupLedger},
		{"missing", "", []string(nil), "`TEXT` means that a value is missing; repeatable", groupLedger},
		{"inactive-after", "", "", "a customer is lost after `TIME` without an order, such as 90d or 3 months; amounts stay those of their period", groupLedger},
		{"last-day", "", choice("auto"), "the end of a subscription is its last day of service; =false: the first day without", groupLedger},
		{"as-of", "", "", "the data go until `DATE`; without it, until the last date that is not after today", groupLedger},
		{"report-currency", "", "", "report in `CODE`, such as EUR", groupLedger},
		{"rates", "", "", "read exchange rates into it from `FILE`, with the columns currency, rate and from", groupLedger},
		{"minor-units", "", choice("auto"), "amounts are in cents; =false: they are not", groupLedger},
		{"churn-on", "", "end", "a subscription is lost at its `EVENT`: end or request", groupLedger},
	}
}

// ownLedgerFlags lists the flags that single metrics ask for.
func ownLedgerFlags() []flagSpec {
	return []flagSpec{
		{"definition", "", "", "use the definition `NAME`", groupFigures},
		{"definitions", "", false, "show every definition, side by side; of each period only with --period", groupFigures},
		{"margin", "", "", "`SHARE` of the revenue that remains, such as 0.8 or 80%", groupFigures},
		{"discount", "", 0.0, "discount `RATE` per period, such as 0.01", groupFigures},
		{"top", "", 0, "list the `N` largest leavers", groupFigures},
		{"cycle", "", "", "the product lasts `N|FILE` days, so whoever has not come again is overdue; a file has the columns product and days", groupFigures},
		{"grace", "", 1.0, "`FACTOR` that stretches the cycle before a customer is overdue, such as 1.5", groupFigures},
		{"product", "", "", "the `COL` with the product, for --cycle FILE", groupColumns},
		{"rfm", "", false, "score customers by recency, frequency and money, in fifths", groupFigures},
	}
}

// ledger turns settled options into a question about a ledger.
func (d *desk) ledger(m metric.Ledger, o *Options) (*question, error) {
	request, err := o.ledgerRequest(m)
	if err != nil {
		return nil, err
	}
	request.Dataset.Stdin, request.Now = d.In, d.now()
	q := &question{check: request.Check, explained: explained{title: m.Title, long: m.Long, unit: m.Unit,
		interval: m.Interval, sources: m.Sources, target: m.Target, reach: "or more",
		definition: m.Define(metric.Account{Definition: o.Definition, Margin: 1})}}
	if m.LowerIsBetter {
		q.reach = "or less"
	}
	q.answer = func(ctx context.Context, r reading) (*outcome, error) {
		request.Sources, request.Reject, request.Dataset.Progress = r.sources, r.reject, r.progress
		a, err := billing.Run(ctx, *request)
		if a == nil {
			return nil, err
		}
		return &outcome{a.Document, a.Missed, a.Reasons}, err
	}
	return q, nil
}

// ledgerRequest turns the options of a command into what is to be computed.
func (o *Options) ledgerRequest(m metric.Ledger) (*billing.Request, error) {
	r := &billing.Request{
		Metric: m, Shape: strings.TrimPrefix(o.Shape, "auto"),
		Customer: o.Customer, Time: o.Time, Start: o.Start, End: o.End, Requested: o.Requested, TrialEnd: o.TrialEnd,
		Amount: o.Amount, Quantity: o.Quantity, Currency: o.Currency, Status: o.Status, Type: o.Type,
		IntervalCol: o.IntervalCol, Reason: o.Reason, Order: o.Order, By: o.By, Lost: o.Lost, TypeMap: o.TypeMap, Missing: o.Missing,
		CurrencyCode: o.ReportCurrency, RatesFile: o.Rates, InactiveAfter: o.InactiveAfter,
		ChurnOn: strings.TrimSuffix(o.ChurnOn, "end"), AsOf: o.AsOf, Where: o.Where, Since: o.Since, Until: o.Until,
		Period: o.Period, DateFormat: o.DateFormat, Confidence: o.Confidence, Definition: o.Definition, Definitions: o.Definitions,
		Discount: o.Discount, Top: o.Top, Product: o.Product, RFM: o.RFM, Grace: o.Grace, Thresholds: o.Threshold, Groups: o.groups(), MaxGroups: o.MaxGroups,
	}
	// What both kinds of requests share is settled once, through one of answers.
	var shared survey.Request
	for _, step := range []func(*survey.Request) error{o.input, o.zone, o.target, o.tolerance} {
		if err := step(&shared); err != nil {
			return nil, err
		}
	}
	r.Dataset, r.Decimal, r.Workers = shared.Dataset, shared.Decimal, o.workers()
	r.Zone, r.ZoneName, r.Target, r.Invalid = shared.Zone, shared.ZoneName, shared.Target, shared.Invalid
	if err := o.choices(r); err != nil {
		return nil, err
	}
	if err := o.cycle(r); err != nil || o.Margin == "" {
		return r, err
	}
	text, percent := strings.CutSuffix(strings.TrimSpace(o.Margin), "%")
	margin, err := number("margin", text)
	if percent {
		margin /= 100
	}
	r.Margin = &margin
	return r, err
}

// choices understands what may be yes, no, or left to the file.
func (o *Options) choices(r *billing.Request) error {
	for _, c := range []struct {
		name, text string
		to         *billing.Choice
	}{{"last-day", o.LastDay, &r.LastDay}, {"minor-units", o.MinorUnits, &r.MinorUnits}} {
		if c.text == "" || c.text == "auto" {
			continue
		}
		yes, err := strconv.ParseBool(c.text)
		if err != nil {
			return problem.Usage("%s %q is not one of auto, true, false", c.name, c.text)
		}
		if *c.to = billing.No; yes {
			*c.to = billing.Yes
		}
	}
	return nil
}

// cycle understands what tells how long a product lasts: a number of days, or a file.
func (o *Options) cycle(r *billing.Request) error {
	if o.Cycle == "" {
		return nil
	}
	days, err := strconv.ParseFloat(o.Cycle, 64)
	if err == nil {
		if !(days > 0) || math.IsInf(days, 0) {
			return problem.Usage("--cycle %s is not a number of days", o.Cycle)
		}
		r.Cycle = days
		return nil
	}
	if _, err := os.Stat(o.Cycle); errors.Is(err, fs.ErrNotExist) {
		return problem.Usage("--cycle %s is neither a number of days nor a file", o.Cycle)
	}
	r.CycleFile = o.Cycle
	return nil
}
