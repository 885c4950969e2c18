package customers_test

import (
	"strings"
	"testing"
)

// Which number of a date is the year is asked with a command for each way in which all dates are dates, and not where dates are
// as they are written nearly everywhere.
func TestYearsOfTwoDigitsAreAsked(t *testing.T) {
	for csv, want := range map[string]string{
		"order_id,customer,order_date,total\n1,a,04-28-22,5\n2,b,04-29-22,5\n3,a,05-30-22,5\n": "mdy",
		"order_id,customer,order_date,total\n1,a,28-04-68,5\n2,b,29-04-22,5\n3,a,30-05-22,5\n": "dmy",
		"order_id,customer,order_date,total\n1,a,22/04/28,5\n2,b,22/04/29,5\n3,a,22/05/30,5\n": "%y/%m/%d dmy",
	} {
		var formats []string
		for _, sense := range refused(t, request(t, "repeat", file(t, "orders.csv", csv))).Senses {
			formats = append(formats, sense.Flags[1])
		}
		if got := strings.Join(formats, " "); got != want {
			t.Errorf("%q: formats %q, want %q", csv, got, want)
		}
	}
	d := document(t, request(t, "repeat", file(t, "orders.csv", "order_id,customer,order_date,total\n1,a,28/04/22,5\n2,b,29/04/22,5\n3,a,30/05/22,5\n")))
	checkNumbers(t, d.Total, map[string]float64{"orders": 3})
}
