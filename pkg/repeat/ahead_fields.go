package repeat

import (
	"cmp"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// forecastDays understands for how many days orders are forecast; 0 for not at all.
func forecastDays(q metric.Account) (int64, error) {
	text := strings.ToLower(strings.ReplaceAll(q.Own.Text("forecast"), " ", ""))
	if text == "" {
		return 0, nil
	}
	number := strings.TrimRight(text, "adeksyw")
	n, err := strconv.ParseInt(number, 10, 32)
	of, known := map[string]int64{"": 1, "d": 1, "day": 1, "days": 1, "w": 7, "week": 7, "weeks": 7}[text[len(number):]]
	if err != nil || !known || n < 1 || n*of > 3660 {
		return 0, fmt.Errorf("--forecast %s is not a length of time in days or weeks, up to ten years, such as 90d or 12w", q.Own.Text("forecast"))
	}
	return n * of, nil
}

// ahead are the fields of a forecast; there are none where it is not asked for.
func forecastFields() list {
	told := func(of func(Forecast) any) func(repeatFigures) any {
		return func(f repeatFigures) any {
			if f.ahead == nil {
				return metric.Absent{}
			}
			return of(*f.ahead)
		}
	}
	number := func(of func(Forecast) float64, when func(Forecast) bool) func(repeatFigures) any {
		return told(func(f Forecast) any { return metric.Optional(of(f), when(f)) })
	}
	fitted := func(f Forecast) bool { return f.Lack == "" }
	one := func(name, title string, kind result.Form, doc string, of func(repeatFigures) any) metric.Figure[repeatFigures] {
		return metric.Figure[repeatFigures]{Field: result.Field{Name: name, Title: title, Kind: kind, Extra: true, Doc: doc}, Of: of}
	}
	return list{
		{Field: result.Field{Name: "forecast_days", Title: "days ahead", Kind: result.Count, Extra: true, Doc: "Days after the end of the data that --forecast is about."},
			Of: func(f repeatFigures) any { return metric.If(f.ahead != nil, f.account.Ahead) }},
		one("forecast_orders", "expected orders", result.Number, "Orders expected in forecast_days of the customers who have come, those of one day as one; nobody new is in it.",
			number(func(f Forecast) float64 { return f.Orders }, fitted)),
		one("alive_pct", "still customers", result.Percent, "Mean probability that a customer who came again has not left for good. Of those who came once the model cannot tell.",
			number(func(f Forecast) float64 { return 100 * f.Alive }, fitted)),
		one("forecast_check_expected", "expected before", result.Number, "What the same forecast, made forecast_days before the end of the data, says about those days.",
			number(func(f Forecast) float64 { return f.Expected }, func(f Forecast) bool { return f.Checked })),
		one("forecast_check_orders", "came", result.Count, "Orders of the same customers that came in those days.",
			told(func(f Forecast) any {
				if !f.Checked {
					return nil
				}
				return f.Came
			})),
		one("forecast_watched", "days watched", result.Count, "Days from the first order of all until the end of the data.", told(func(f Forecast) any { return f.Watched })),
		one("forecast_r", "r", result.Number, "Shape of the rates of orders, of the fitted model (BG/NBD).", number(func(f Forecast) float64 { return f.Model.R }, fitted)),
		one("forecast_alpha", "alpha", result.Number, "Their scale, in weeks: a customer orders r / alpha times a week on average.", number(func(f Forecast) float64 { return f.Model.Alpha }, fitted)),
		one("forecast_a", "a", result.Number, "First parameter of the chances to leave after an order: a / (a + b) on average.", number(func(f Forecast) float64 { return f.Model.A }, fitted)),
		one("forecast_b", "b", result.Number, "Second parameter of them.", number(func(f Forecast) float64 { return f.Model.B }, fitted)),
		one("forecast_loglik", "log-likelihood", result.Number, "Log-likelihood of the model, with time in weeks.", number(func(f Forecast) float64 { return f.LogLikelihood }, fitted)),
		one("forecast_lack", "why no forecast", result.Text, "Why there is no forecast, in short; null where there is one.",
			told(func(f Forecast) any {
				if f.Lack == "" {
					return nil
				}
				return f.Lack
			})),
	}
}

// doubts says what a forecast rests on, and how far it can be trusted.
func doubts(d *result.Document, q metric.Account) []result.Warning {
	if says := alonePeriods(d, q); says != nil {
		return says
	}
	total := d.Total.Values
	watched, known := total.Number("forecast_watched")
	if q.Ahead == 0 || !known || watched == 0 && d.Rows.Counted == 0 {
		return nil
	}
	if lack, _ := total.Get("forecast_lack"); lack != nil {
		return []result.Warning{result.Warn("no_forecast", "no forecast: %s", lacking[fmt.Sprint(lack)])}
	}
	says := []result.Warning{result.Warn("forecast_model", "the forecast has no interval; it takes each customer to order at a steady rate of its own until it leaves unseen, "+
		"counts orders of one day as one, and knows nothing of new customers, seasons and campaigns")}
	if float64(q.Ahead) > watched {
		says = append(says, result.Warn("forecast_far", "the forecast goes %d days ahead, and the data go %.0f days back: nothing in them shows what happens after that long", q.Ahead, watched))
	}
	return append(says, checked(total, q.Ahead)...)
}

// alonePeriods says that each period is looked at alone, where customers came again in another one.
func alonePeriods(d *result.Document, q metric.Account) []result.Warning {
	if d.Groups.Len() == 0 || d.Groups.At(0).Period == "" {
		return nil
	}
	all, _ := d.Total.Values.Number("repeat_customers")
	within := 0.0
	for _, g := range d.Groups.All() {
		again, _ := g.Values.Number("repeat_customers")
		within += again
	}
	if within >= all {
		return nil
	}
	return []result.Warning{result.Warn("periods_alone", "each %s counts the orders within it alone: who ordered in an earlier one begins anew, so that no row says how many came back; cohort tells that by the %s of the first order",
		result.Word(q.Unit), result.Word(q.Unit))}
}

// lacking says in words why there is no forecast.
var lacking = map[string]result.Phrase{
	lackCustomers: result.Say("it needs %d customers or more", fewForForecast),
	lackReturns:   result.Say("it needs %d customers or more who came again on another day", fewWhoReturned),
	lackModel:     result.Say("nothing in the data tells customers who left from customers who order rarely, so the model (BG/NBD) has no single best fit"),
}

// offBy is how far a forecast of what is known already may be from it, without a word.
const offBy = 0.2

func checked(total result.Object, days int64) []result.Warning {
	expected, ok := total.Number("forecast_check_expected")
	came, _ := total.Number("forecast_check_orders")
	if !ok {
		return []result.Warning{result.Warn("forecast_unchecked", "the forecast could not be held against the last %d days: what came before them is too little to forecast from", days)}
	}
	if off := math.Abs(expected-came) / max(came, 1); off > offBy {
		more := map[bool]result.Word{true: "more", false: "less"}[expected > came]
		return []result.Warning{result.Warn("forecast_off", "the same forecast, made %d days before the end of the data, said %.0f orders, and %.0f came: %.0f %% %s than came, so take this one with as much doubt",
			days, expected, came, 100*off, more)}
	}
	return nil
}

// alone tells what a forecast cannot be combined with.
func alone(q metric.Account) error {
	with := cmp.Or(map[bool]string{true: "--period"}[q.Unit != ""], map[bool]string{true: "--rfm"}[scored(q)], map[bool]string{true: "--cycle FILE"}[q.CycleFile != ""])
	if q.Ahead == 0 || with == "" {
		return nil
	}
	return fmt.Errorf("--forecast fits one model to all orders of all customers: it cannot be combined with %s", with)
}
