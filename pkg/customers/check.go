package customers

import (
	"slices"
	"strconv"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/gate"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/where"
)

// A checked request is one whose words have been understood, before any source is opened.
type checked struct {
	*Request
	shape        ledger.Shape   // "" to find out
	asked        metric.Account // how the figures are asked for, as far as the words tell
	conditions   []*where.Cond
	since, until *dates.Instant
	asOf         *dates.Instant
	period       dates.Period
	inactive     ledger.Lapse
	churnOn      ledger.Event
	types        map[string]ledger.Motion
	rates        *ledger.Rates
	gates        []gate.Gate
}

// Check tells whether the words of a request can be understood, without looking at any source.
func (r *Request) Check() error {
	_, err := r.check()
	return err
}

// check understands the words of a request. Its errors are all of the command line.
func (r *Request) check() (*checked, error) {
	c := &checked{Request: r}
	for _, step := range []func() error{
		func() error { return kind.Confidence(r.Confidence) },
		func() error { return r.Groups.Check(r.Metric.Fields, r.Metric.Triangle != nil) },
		c.checkShape, c.checkFigures, c.checkMoney, c.checkRows, c.checkTime,
	} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return c, nil
}

func (c *checked) checkShape() error {
	if c.Shape == "" || c.Shape == "auto" {
		return nil
	}
	var err error
	if c.shape, err = ledger.ParseShape(c.Shape); err != nil {
		return problem.Wrong("--shape: ", err)
	}
	if !c.fits(c.shape) {
		return problem.Usage("--shape %s does not tell what %s asks for; it reads %s", c.shape, c.Metric.Name, list(c.shapes()))
	}
	return nil
}

// fits tells whether ledgers of a shape can answer the metric.
func (c *checked) fits(s ledger.Shape) bool {
	switch {
	case c.Metric.Orders != nil:
		return s == ledger.Transaction
	case c.Metric.Cohorts != nil, c.Metric.Changes:
		return s != ledger.Status
	}
	return true
}

// shapes lists the shapes that can answer the metric.
func (c *checked) shapes() []ledger.Shape {
	return slices.DeleteFunc(ledger.Shapes(), func(s ledger.Shape) bool { return !c.fits(s) })
}

// list writes names as people do: "a", "a or b", "a, b or c".
func list[T ~string](names []T) string {
	text := ""
	for i, n := range names {
		switch {
		case i == 0:
		case i == len(names)-1:
			text += " or "
		default:
			text += ", "
		}
		text += string(n)
	}
	return text
}

func (c *checked) checkFigures() error {
	var err error
	if c.asked, err = c.Metric.Understand(metric.Account{Confidence: c.Confidence, Own: c.Own, Unit: c.Period}); err != nil {
		return problem.Wrong("", err)
	}
	c.gates, err = kind.Gates(c.Thresholds, c.Metric.Fields)
	return err
}

func (c *checked) checkMoney() error {
	if c.RatesFile != "" && c.CurrencyCode == "" {
		return problem.Usage("--rates needs --report-currency, the currency that they lead to")
	}
	return nil
}

func (c *checked) checkRows() error {
	var err error
	if c.conditions, err = kind.Conditions(c.Where); err != nil {
		return err
	}
	if c.types, err = typeMap(c.TypeMap); err != nil {
		return err
	}
	switch c.churnOn = ledger.Event(c.ChurnOn); c.churnOn {
	case "":
		c.churnOn = ledger.AtEnd
	case ledger.AtEnd, ledger.AtRequest:
	default:
		return problem.Usage("--churn-on %q is not one of end, request", c.ChurnOn)
	}
	if c.InactiveAfter != "" {
		span, ok := parseSpan(c.InactiveAfter)
		if !ok {
			return problem.Usage("--inactive-after %q is not a length of time, such as 90d or 3 months", c.InactiveAfter)
		}
		c.inactive = span
	}
	return nil
}

func (c *checked) checkTime() error {
	var err error
	if c.since, c.until, err = kind.Bounds(c.Since, c.Until, c.Zone); err != nil {
		return err
	}
	if c.asOf, err = kind.Moment("as-of", c.AsOf, c.Zone); err != nil {
		return err
	}
	if c.period, err = kind.Period(c.Period); err != nil {
		return err
	}
	if c.period == "" {
		c.period = dates.Month
	}
	if _, err := dates.NewReader(c.dateOptions(dates.Unknown)); err != nil {
		return problem.Wrong("--date-format: ", err)
	}
	return nil
}

func (c *checked) dateOptions(order dates.DayOrder) dates.Writing {
	return dates.Writing{Layout: c.DateFormat, Order: order, Zone: c.Zone}
}

// parseSpan reads a length of time: "90d", "90 days", "3 months", "12w", "1 year".
func parseSpan(text string) (ledger.Lapse, bool) {
	text = strings.ToLower(strings.TrimSpace(text))
	digits := len(text) - len(strings.TrimLeft(text, "0123456789"))
	n, err := strconv.Atoi(text[:digits])
	if err != nil || n < 1 || n > 100_000 {
		return ledger.Lapse{}, false
	}
	unit, ok := map[string]dates.Period{
		"d": dates.Day, "day": dates.Day, "days": dates.Day, "w": dates.Week, "week": dates.Week, "weeks": dates.Week,
		"m": dates.Month, "mo": dates.Month, "month": dates.Month, "months": dates.Month,
		"q": dates.Quarter, "quarter": dates.Quarter, "quarters": dates.Quarter, "y": dates.Year, "year": dates.Year, "years": dates.Year,
	}[strings.TrimSpace(text[digits:])]
	return ledger.Lapse{N: n, Unit: unit}, ok
}
