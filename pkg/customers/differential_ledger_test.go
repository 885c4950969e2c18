package customers_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/cxcalc/cxcalc/pkg/customers"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/ledger"
)

// A refRow is a row of a random ledger. Days are numbered from 1 January 2025, which is 1, in the zone of
// the ledger; 0 is no day.
type refRow struct {
	customer, group string
	day, end        int   // end is the first day without service
	cents           int64 // of the interval, for subscriptions
	currency        string
	interval, kind  string
	order           string
	lost            bool
}

// A refRate is what one unit of a currency is worth in EUR from a day on.
type refRate struct {
	currency string
	from     int
	percent  int64 // 50 is 0.5
}

// A refLedger is a random ledger and how it is asked about.
type refLedger struct {
	shape              ledger.Shape
	rows               []refRow
	period             dates.Period
	since, until, asOf int
	window             refSpan
	by                 bool
	rates              []refRate
	zone               string
	cycle              int
	onlyRepeat         bool // lines of an order lie on several days, of which movements know nothing
}

// A refSpan is a length of time, as --inactive-after takes it.
type refSpan struct{ days, months int }

func (s refSpan) String() string {
	if s.months > 0 {
		return fmt.Sprintf("%d months", s.months)
	}
	return fmt.Sprintf("%dd", s.days)
}

// dateOf returns the date of a day.
func dateOf(day int) time.Time { return time.Date(2024, 12, 31+day, 0, 0, 0, 0, time.UTC) }

// dayOf returns the number of a date.
func dayOf(t time.Time) int { return int(t.Sub(dateOf(0)).Hours() / 24) }

func dayText(day int) string {
	if day == 0 {
		return ""
	}
	return dateOf(day).Format("2006-01-02")
}

// stamp writes a day as its ledger does: as a date, or as a moment of the day in UTC where the ledger has a zone.
func (l *refLedger) stamp(day, hour int) string {
	if l.zone == "" || day == 0 {
		return dayText(day)
	}
	zone, err := time.LoadLocation(l.zone)
	if err != nil {
		panic(err)
	}
	d := dateOf(day)
	return time.Date(d.Year(), d.Month(), d.Day(), hour, 30, 0, 0, zone).UTC().Format(time.RFC3339)
}

func centsText(cents int64) string {
	sign := ""
	if cents < 0 {
		sign, cents = "-", -cents
	}
	return fmt.Sprintf("%s%d.%02d", sign, cents/100, cents%100)
}

// header returns the columns of the ledger, in the order of cells.
func (l *refLedger) header() []string {
	names := []string{"customer"}
	switch l.shape {
	case ledger.Subscription:
		names = append(names, "start", "end", "amount", "interval")
	case ledger.Status:
		names = append(names, "churn", "amount")
	case ledger.Movement:
		names = append(names, "date", "amount")
		if l.typed() {
			names = append(names, "type")
		}
	case ledger.Transaction:
		names = append(names, "date", "amount")
		if l.ordered() {
			names = append(names, "order_id")
		}
	default:
		names = append(names, "date", "amount")
	}
	if l.by {
		names = append(names, "plan")
	}
	if l.rates != nil {
		names = append(names, "currency")
	}
	return names
}

// typed tells whether movements name their type.
func (l *refLedger) typed() bool { return l.shape == ledger.Movement && l.rows[0].kind != "" }

// ordered tells whether rows are lines of orders.
func (l *refLedger) ordered() bool { return l.shape == ledger.Transaction && l.rows[0].order != "" }

func (l *refLedger) cells(i int) []string {
	r := l.rows[i]
	cells := []string{r.customer}
	switch l.shape {
	case ledger.Subscription:
		cells = append(cells, l.stamp(r.day, i*7%24), l.stamp(r.end, i*5%24), centsText(r.cents), r.interval)
	case ledger.Status:
		cells = append(cells, map[bool]string{true: "Yes", false: "No"}[r.lost], centsText(r.cents))
	case ledger.Movement:
		cents := r.cents
		if l.typed() {
			cents = max(cents, -cents)
		}
		cells = append(cells, l.stamp(r.day, i*7%24), centsText(cents))
		if l.typed() {
			cells = append(cells, r.kind)
		}
	default:
		cells = append(cells, l.stamp(r.day, i*7%24), centsText(r.cents))
		if l.ordered() {
			cells = append(cells, r.order)
		}
	}
	if l.by {
		cells = append(cells, r.group)
	}
	if l.rates != nil {
		cells = append(cells, r.currency)
	}
	return cells
}

// csv is the ledger as a file.
func (l *refLedger) csv() string {
	var b strings.Builder
	b.WriteString(strings.Join(l.header(), ",") + "\n")
	for i := range l.rows {
		b.WriteString(strings.Join(l.cells(i), ",") + "\n")
	}
	return b.String()
}

func (l *refLedger) ratesCSV() string {
	var b strings.Builder
	b.WriteString("currency,rate,from\n")
	for _, r := range l.rates {
		fmt.Fprintf(&b, "%s,%s,%s\n", r.currency, strconv.FormatFloat(float64(r.percent)/100, 'f', -1, 64), dayText(r.from))
	}
	return b.String()
}

// write writes the ledger and its rates into a folder.
func (l *refLedger) write(t *testing.T, folder string) {
	t.Helper()
	files := map[string]string{"ledger.csv": l.csv()}
	if l.rates != nil {
		files["rates.csv"] = l.ratesCSV()
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// request asks a metric about the ledger that was written into a folder.
func (l *refLedger) request(t *testing.T, metric, folder string) customers.Brief {
	t.Helper()
	r := request(t, metric, filepath.Join(folder, "ledger.csv"))
	r.Shape, r.Workers = string(l.shape), 1
	r.Customer, r.Amount = "customer", "amount"
	switch l.shape {
	case ledger.Subscription:
		r.Start, r.End, r.IntervalCol = "start", "end", "interval"
	case ledger.Status:
		r.Status = "churn"
	default:
		r.Time = "date"
	}
	if l.typed() {
		r.Type = "type"
	}
	if l.by {
		r.By = []string{"plan"}
	}
	if l.rates != nil {
		r.Currency, r.CurrencyCode, r.RatesFile = "currency", "EUR", filepath.Join(folder, "rates.csv")
	}
	r.Since, r.Until, r.AsOf = dayText(l.since), dayText(l.until), dayText(l.asOf)
	if l.period != dates.Month {
		r.Period = string(l.period)
	}
	if l.window != (refSpan{}) {
		r.InactiveAfter = l.window.String()
	}
	if l.zone != "" {
		zone, err := time.LoadLocation(l.zone)
		if err != nil {
			t.Fatal(err)
		}
		r.Zone, r.ZoneName = zone, l.zone
	}
	return r
}

// flags tells how the ledger is asked about, for people.
func (l *refLedger) flags() string {
	var b strings.Builder
	fmt.Fprintf(&b, "--shape %s --period %s", l.shape, l.period)
	flag := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, " %s %s", name, value)
		}
	}
	flag("--since", dayText(l.since))
	flag("--until", dayText(l.until))
	flag("--as-of", dayText(l.asOf))
	flag("--tz", l.zone)
	if l.window != (refSpan{}) {
		flag("--inactive-after", l.window.String())
	}
	if l.by {
		flag("--by", "plan")
	}
	if l.rates != nil {
		flag("--report-currency EUR --rates", "rates.csv")
	}
	if l.cycle > 0 {
		flag("--cycle", strconv.Itoa(l.cycle))
	}
	return b.String()
}
