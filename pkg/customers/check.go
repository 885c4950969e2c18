package customers

import (
	"slices"
	"strconv"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// Ask understands the words of a request. Its errors are all of the command line.
func (r *Brief) Ask() (kind.Session, error) {
	s := &audit{Brief: r, eachRow: r.Customer == everyRow}
	var err error
	if s.Understood, err = r.Understand(r.Confidence); err != nil {
		return s, err
	}
	for _, step := range []func() error{s.checkShape, s.checkFigures, s.checkRows, s.checkReasons, s.checkTime} {
		if err := step(); err != nil {
			return s, err
		}
	}
	return s, nil
}

func (s *audit) checkShape() error {
	if s.Shape == "" || s.Shape == "auto" {
		return nil
	}
	var err error
	if s.shape, err = ledger.ParseShape(s.Shape); err != nil {
		return problem.Wrong("--shape: ", err)
	}
	if !s.fits(s.shape) {
		e := problem.Usage("--shape %s does not tell what %s asks for; it reads %s", s.shape, s.Metric.Name, flags.Listed(s.shapes(), "or"))
		if s.shape == ledger.Status {
			return s.askChurn(e)
		}
		return e
	}
	return nil
}

// fits tells whether ledgers of a shape can answer the metric.
func (s *audit) fits(shape ledger.Shape) bool {
	switch {
	case s.Metric.Orders != nil:
		return shape == ledger.Transaction
	case s.Metric.Cohorts != nil, s.Metric.Changes:
		return shape != ledger.Status
	}
	return true
}

func (s *audit) shapes() []ledger.Shape {
	return slices.DeleteFunc(ledger.Shapes(), func(shape ledger.Shape) bool { return !s.fits(shape) })
}

func (s *audit) checkFigures() error {
	var err error
	if s.asked, err = s.Metric.Understand(metric.Account{Confidence: s.Confidence, Own: s.Own, Unit: s.Period}); err != nil {
		return problem.Wrong("", err)
	}
	if s.asked.Ahead > 0 && len(s.By) > 0 {
		return problem.Usage("--forecast fits one model to all customers: it cannot be combined with --by; --where keeps the customers of one group")
	}
	if s.RatesFile != "" && s.CurrencyCode == "" {
		return problem.Usage("--rates needs --report-currency, the currency that they lead to")
	}
	return nil
}

func (s *audit) checkRows() error {
	var err error
	if s.Amount == noColumn && s.Metric.Money {
		return s.orHowMany(problem.Usage("--amount none leaves all money out, and %s is about money", s.Metric.Name))
	}
	if s.types, err = typeMap(s.TypeMap); err != nil {
		return err
	}
	switch s.churnOn = ledger.Event(s.ChurnOn); s.churnOn {
	case "":
		s.churnOn = ledger.AtEnd
	case ledger.AtEnd, ledger.AtRequest:
	default:
		return problem.Usage("--churn-on %q is not one of end, request", s.ChurnOn)
	}
	if s.InactiveAfter != "" {
		span, ok := parseSpan(s.InactiveAfter)
		if !ok {
			return problem.Usage("--inactive-after %q is not a length of time, such as 90d or 3 months", s.InactiveAfter)
		}
		s.inactive = span
	}
	return nil
}

func (s *audit) checkTime() (err error) {
	if s.asOf, err = kind.Moment("as-of", s.AsOf, s.Zone); err != nil {
		return err
	}
	if s.Cut == "" {
		s.Cut = dates.Month
	}
	return nil
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
