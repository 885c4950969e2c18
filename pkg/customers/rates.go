package customers

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// The columns of a file of rates, in the order of the fields of ledger.RateRow.
const (
	rateCurrency = iota
	rateRate
	rateFrom
)

// readRates reads a file with the columns currency, rate and, where rates change, from, which is a day of the
// zone. Its errors are of type *problem.Error.
func readRates(ctx context.Context, name, to string, zone *time.Location, o dataset.Terms) (*ledger.Rates, error) {
	f, err := readSmall(ctx, "--rates", name, "currency,rate,from", o, []smallColumn{
		rateCurrency: {role: layout.Currency, says: "the currency"},
		rateRate:     {role: layout.Rate, says: "its rate"},
		rateFrom:     {role: layout.From, says: "the day from which it holds", optional: true}})
	if err != nil {
		return nil, err
	}
	var rows []ledger.RateRow
	if err := f.each(func(row smallRow) error {
		rate := row.cells[rateRate]
		if f.table.Decimal == ',' {
			rate = strings.Replace(rate, ",", ".", 1)
		}
		rows = append(rows, ledger.RateRow{Currency: row.cells[rateCurrency], Rate: rate, From: row.cells[rateFrom]})
		return nil
	}); err != nil {
		return nil, err
	}
	rates, err := ledger.NewRates(to, zone, rows)
	var wrong *ledger.RateError
	switch {
	case errors.As(err, &wrong):
		column := map[string]int{"currency": rateCurrency, "rate": rateRate, "from": rateFrom}[wrong.Field]
		return nil, problem.Failure("%s:%d: column %s: %v", name, f.rows[wrong.Row-1].line, f.header(column), wrong.Err)
	case err != nil:
		return nil, problem.Wrong("", err)
	}
	return rates, nil
}
