package ledger

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/money"
)

// Rates are exchange rates into one currency, by the day from which they hold.
type Rates struct {
	To    money.Currency
	zone  *time.Location
	table map[string][]rate // by code, rising in from
}

// A rate is an exact decimal: one unit of a currency is num / den units of another.
type rate struct {
	from     dates.Instant
	num, den int64
}

// always is the moment from which a rate without a date holds.
const always = dates.Instant(-1 << 62)

// rateDigits bounds the digits of a rate, so that amounts times rates stay exact.
const rateDigits = 12

// NewRates makes empty rates into a currency. The days from which they hold are those of a zone, nil for UTC,
// which has to be that of the ledger's periods.
func NewRates(to string, zone *time.Location) (*Rates, error) {
	c, ok := money.CurrencyOf(to)
	if !ok {
		return nil, fmt.Errorf("%q is not a currency of ISO 4217", to)
	}
	return &Rates{To: c, zone: zone, table: map[string][]rate{c.Code: {{from: always, num: 1, den: 1}}}}, nil
}

// Add adds how many units of the reporting currency one unit of another is, a decimal, from a date or period on, ""
// for always. It says what is wrong with which field: "currency", "rate" or "from". The reporting currency may stand
// there with the rate 1.
func (r *Rates) Add(currency, decimal, from string) (field string, err error) {
	c, ok := money.CurrencyOf(strings.TrimSpace(currency))
	if !ok {
		return "currency", fmt.Errorf("%q is not a currency of ISO 4217", currency)
	}
	x, err := parseRate(strings.TrimSpace(decimal))
	if err != nil {
		return "rate", err
	}
	if c.Code == r.To.Code {
		if x.num != x.den {
			return "rate", fmt.Errorf("%q is not the rate of the reporting currency %s, which is 1", decimal, c.Code)
		}
		return "", nil
	}
	x.num *= pow10(r.To.Decimals)
	x.den *= pow10(c.Decimals)
	if x.from = always; from != "" {
		if x.from, err = dates.ParseBound(from, r.zone); err != nil {
			return "from", err
		}
	}
	at, found := slices.BinarySearchFunc(r.table[c.Code], x, func(a, b rate) int { return cmp.Compare(a.from, b.from) })
	if found {
		return "currency", fmt.Errorf("%q has two rates from the same day on, %q", c.Code, from)
	}
	r.table[c.Code] = slices.Insert(r.table[c.Code], at, x)
	return "", nil
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
func (r *Rates) at(code string, slotDay dates.Instant) (rate, bool) {
	rates := r.table[code]
	for i := len(rates) - 1; i >= 0; i-- {
		if rates[i].from < slotDay {
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
