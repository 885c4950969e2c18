package result

import (
	"math"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/money"
)

// A Price is an exact amount of money. Floating-point numbers lose cents beyond 2^53 of them, which sums
// of large ledgers pass.
type Price struct {
	Minor    int64 // in the minor unit of the currency
	Decimals int   // of the currency, from 0 to 18
}

// Float returns the amount in the unit of the currency, as near as a float can be.
func (a Price) Float() float64 { return float64(a.Minor) / math.Pow10(a.Decimals) }

// Text returns the amount with all decimals of its currency: "1234.50".
func (a Price) Text() string {
	return money.Format(money.Amount(a.Minor), a.Decimals)
}

// String returns the amount without zeros at the end, as JSON and CSV have it: "1234.5".
func (a Price) String() string {
	text := a.Text()
	if !strings.Contains(text, ".") {
		return text
	}
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
}

// MarshalJSON writes the amount as a number with every digit.
func (a Price) MarshalJSON() ([]byte, error) { return []byte(a.String()), nil }

// Negative returns the amount with the other sign.
func (a Price) Negative() Price { return Price{-a.Minor, a.Decimals} }
