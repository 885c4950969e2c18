package ledger

import (
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/money"
)

// Rates are exchange rates into one currency, by the day from which they hold.
type Rates struct {
	To    money.Currency
	table map[string][]rate // by code, rising in from
}

// A rate is an exact decimal: one unit of a currency is num / den units of another.
type rate struct {
	from     dates.Instant
	num, den int64
}

// A RateRow is one line of a rates file.
type RateRow struct {
	Currency string // code of ISO 4217
	Rate     string // how many units of the reporting currency one unit is, as a decimal
	From     string // the date or period from which the rate holds, "" for always
}

// always is the moment from which a rate without a date holds.
const always = dates.Instant(-1 << 62)

// rateDigits bounds the digits of a rate, so that amounts times rates stay exact.
const rateDigits = 12

// NewRates makes the rates into a currency. Wrong rows are an error that names the row, from 1.
func NewRates(to string, rows []RateRow) (*Rates, error) {
	c, ok := money.CurrencyOf(to)
	if !ok {
		return nil, fmt.Errorf("%q is not a currency of ISO 4217", to)
	}
	r := &Rates{To: c, table: map[string][]rate{c.Code: {{from: always, num: 1, den: 1}}}}
	for i, row := range rows {
		if err := r.add(row); err != nil {
			return nil, fmt.Errorf("rate %d: %w", i+1, err)
		}
	}
	return r, nil
}

func (r *Rates) add(row RateRow) error {
	c, ok := money.CurrencyOf(strings.TrimSpace(row.Currency))
	if !ok {
		return fmt.Errorf("%q is not a currency of ISO 4217", row.Currency)
	}
	if c.Code == r.To.Code {
		return fmt.Errorf("%s is the reporting currency, its rate is 1", c.Code)
	}
	x, err := parseRate(strings.TrimSpace(row.Rate))
	if err != nil {
		return err
	}
	x.num *= pow10(r.To.Decimals)
	x.den *= pow10(c.Decimals)
	if x.from = always; row.From != "" {
		if x.from, err = dates.ParseBound(row.From, nil); err != nil {
			return err
		}
	}
	at, found := slices.BinarySearchFunc(r.table[c.Code], x.from, func(have rate, from dates.Instant) int {
		return cmp.Compare(have.from, from)
	})
	if found {
		return fmt.Errorf("%s has two rates for %q", c.Code, row.From)
	}
	r.table[c.Code] = slices.Insert(r.table[c.Code], at, x)
	return nil
}

// parseRate reads a decimal above zero.
func parseRate(text string) (rate, error) {
	whole, fraction, _ := strings.Cut(text, ".")
	digits := whole + fraction
	if digits == "" || len(digits) > rateDigits || strings.Trim(digits, "0123456789") != "" {
		return rate{}, fmt.Errorf("%q is not a rate, expected a decimal with a point and at most %d digits", text, rateDigits)
	}
	x := rate{den: pow10(len(fraction))}
	for _, c := range digits {
		x.num = x.num*10 + int64(c-'0')
	}
	if x.num == 0 {
		return rate{}, fmt.Errorf("%q is not a rate, expected more than 0", text)
	}
	return x, nil
}

func pow10(n int) int64 {
	p := int64(1)
	for range n {
		p *= 10
	}
	return p
}

// Knows tells whether there is a rate for a currency at any time.
func (r *Rates) Knows(code string) bool { return len(r.table[code]) > 0 }

// at returns the rate that holds just before a moment.
func (r *Rates) at(code string, moment dates.Instant) (rate, bool) {
	rates := r.table[code]
	for i := len(rates) - 1; i >= 0; i-- {
		if rates[i].from < moment {
			return rates[i], true
		}
	}
	return rate{}, false
}

// convert turns minor units into minor units, rounded half away from zero.
func (x rate) convert(a int64) (converted int64, ok bool) {
	if x.num == x.den {
		return a, true
	}
	c, _, ok := money.Amount(a).Scale(x.num, x.den)
	return int64(c), ok
}

// ReadRates reads a rates file: CSV in UTF-8 with a header that names the columns currency, rate and,
// where rates change, from.
func ReadRates(in io.Reader, to string) (*Rates, error) {
	r := csv.NewReader(in)
	r.FieldsPerRecord = -1
	header, err := r.Read()
	if err != nil {
		return nil, fmt.Errorf("rates: cannot read the header: %w", err)
	}
	header[0] = strings.TrimPrefix(header[0], "\ufeff")
	at := map[string]int{}
	for i, name := range header {
		at[strings.ToLower(strings.TrimSpace(name))] = i
	}
	if _, ok := at["currency"]; !ok {
		return nil, errors.New("rates: no column currency, expected currency,rate or currency,rate,from")
	}
	if _, ok := at["rate"]; !ok {
		return nil, errors.New("rates: no column rate, expected currency,rate or currency,rate,from")
	}
	rows, err := readRateRows(r, at, len(header))
	if err != nil {
		return nil, err
	}
	rates, err := NewRates(to, rows)
	if err != nil {
		return nil, fmt.Errorf("rates: %w", err)
	}
	return rates, nil
}

func readRateRows(r *csv.Reader, at map[string]int, width int) ([]RateRow, error) {
	var rows []RateRow
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil {
			return nil, fmt.Errorf("rates: %w", err)
		}
		if len(record) != width {
			line, _ := r.FieldPos(0)
			return nil, fmt.Errorf("rates: line %d: %d cells, expected %d", line, len(record), width)
		}
		row := RateRow{Currency: record[at["currency"]], Rate: record[at["rate"]]}
		if i, ok := at["from"]; ok {
			row.From = strings.TrimSpace(record[i])
		}
		rows = append(rows, row)
	}
}
