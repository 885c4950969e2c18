package customers

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// The columns of a file of rates.
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
	rates, err := ledger.NewRates(to, zone)
	if err != nil {
		return nil, problem.Wrong("", err)
	}
	return rates, f.each(func(row smallRow) error {
		rate := row.cells[rateRate]
		if f.table.Decimal == ',' {
			rate = strings.Replace(rate, ",", ".", 1)
		}
		field, err := rates.Add(row.cells[rateCurrency], rate, row.cells[rateFrom])
		if err != nil {
			column := slices.Index([]string{"currency", "rate", "from"}, field)
			return problem.Failure("%s:%d: column %s: %v", name, row.line, f.header(column), err)
		}
		return nil
	})
}
