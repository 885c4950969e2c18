package ledger

import "fmt"

// RatesOf makes rates of rows of currency, rate and from, each a text. An error says which row is wrong, and in which
// field.
func RatesOf(to string, rows [][3]string) (*Rates, error) {
	r, err := NewRates(to, nil)
	for i, row := range rows {
		if err == nil {
			if field, wrong := r.Add(row[0], row[1], row[2]); wrong != nil {
				err = fmt.Errorf("%s of rate %d: %w", field, i+1, wrong)
			}
		}
	}
	return r, err
}
