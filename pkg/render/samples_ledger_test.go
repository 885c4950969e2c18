package render

import (
	"fmt"

	"github.com/cxcalc/cxcalc/pkg/result"
)

// ledgerSample is what the documents of ledgers have in common.
func ledgerSample(metric, title string) *result.Document {
	d := churnByMonth()
	d.Schema, d.Metric, d.Title = "cxcalc/"+metric+"/v1", metric, title
	d.Sources = d.Sources[:1]
	d.Settings = append(d.Settings, result.Member{Key: "currency", Value: "EUR"})
	d.Rows = result.Rows{Read: 3980, Counted: 3980}
	d.Groups = result.Groups{}
	return d
}

func moneyStep(name, part, heads string, spare int) result.Field {
	return result.Field{Name: name, Title: name, Kind: result.Money, Decimals: 2, Step: part, Heads: heads, Spare: spare, Doc: name + "."}
}

// revenueByMonth has a bridge: what moved between two ends, in money and customers.
func revenueByMonth() *result.Document {
	d := ledgerSample("revenue", "Revenue movements and retention")
	d.Definition = "100 × (opening + expansion − contraction − churn) / opening"
	d.Fields = head(result.Percent, "NRR")
	d.Fields[0].Title = "customers"
	d.Fields = append(d.Fields,
		moneyStep("opening", "opening", "customers_opening", 0), moneyStep("new", "in", "customers_new", 0),
		moneyStep("reactivation", "in", "customers_reactivated", 2), moneyStep("expansion", "in", "customers_expanded", 1),
		moneyStep("contraction", "out", "customers_contracted", 2), moneyStep("churn", "out", "customers_lost", 0),
		moneyStep("closing", "closing", "customers_closing", 0),
		result.Field{Name: "grr", Title: "GRR", Kind: result.Percent, Spare: 3, Doc: "GRR."},
		result.Field{Name: "arpa", Title: "ARPA", Kind: result.Money, Decimals: 2, Only: "total", Doc: "ARPA."})
	for _, part := range []string{"opening", "new", "reactivated", "expanded", "contracted", "lost", "closing"} {
		d.Fields = append(d.Fields, result.Field{Name: "customers_" + part, Title: part, Kind: result.Count, Extra: true, Doc: part + "."})
	}
	may := movement(400, 100000, 20, 6250.5, 0, 0, 30, 4000, 10, 1999.99, 12, 3000)
	june := movement(408, 105250.51, 25, 7000, 2, 499.49, 31, 5125, 9, 2875, 16, 42000)
	d.Groups = result.List(result.Group{Period: "2026-05", Values: may}, result.Group{Period: "2026-06", Values: june})
	pooled := movement(808, 205250.51, 45, 13250.5, 2, 499.49, 61, 9125, 19, 4874.99, 28, 45000)
	d.Total = result.Group{Values: movement(400, 100000, 45, 13250.5, 2, 499.49, 61, 9125, 19, 4874.99, 28, 45000)}
	for i, m := range d.Total.Values { // rates are those of both months
		if m.Key == "n" || m.Key == "value" || m.Key == "low" || m.Key == "high" || m.Key == "grr" || m.Key == "arpa" {
			d.Total.Values[i].Value = pooled[i].Value
		}
	}
	d.Fields[1].Span = result.SpanMean
	d.Span = &result.Stretch{Periods: 2, Unit: "month", From: "2026-05", To: "2026-06"}
	return d
}

// movement makes the values of a group from customers and money in the order of the bridge.
func movement(openers int64, opening float64, comers int64, fresh float64, backs int64, back float64, growers int64, grown float64,
	shrinkers int64, shrunk float64, leavers int64, left float64) result.Object {
	nrr, grr := 100*(opening+grown-shrunk-left)/opening, 100*(opening-shrunk-left)/opening
	closing, closers := opening+fresh+back+grown-shrunk-left, openers+comers+backs-leavers
	return result.Object{
		{Key: "n", Value: openers}, {Key: "value", Value: nrr}, {Key: "low", Value: nrr - 1.5}, {Key: "high", Value: nrr + 1.5},
		{Key: "opening", Value: opening}, {Key: "new", Value: fresh}, {Key: "reactivation", Value: back}, {Key: "expansion", Value: grown},
		{Key: "contraction", Value: shrunk}, {Key: "churn", Value: left}, {Key: "closing", Value: closing},
		{Key: "grr", Value: grr}, {Key: "arpa", Value: closing / float64(closers)},
		{Key: "customers_opening", Value: openers}, {Key: "customers_new", Value: comers}, {Key: "customers_reactivated", Value: backs},
		{Key: "customers_expanded", Value: growers}, {Key: "customers_contracted", Value: shrinkers}, {Key: "customers_lost", Value: leavers},
		{Key: "customers_closing", Value: closers},
	}
}

// cohortTriangle has 14 cohorts, an open cell for a month that is missing, and the curve of all.
func cohortTriangle() *result.Document {
	d := ledgerSample("cohort", "Retention by cohort")
	d.Definition = "100 × customers there at an age / customers of the cohort"
	d.Fields = head(result.Percent, "retained")
	d.Fields[0].Title = "customers"
	d.Fields = append(d.Fields,
		result.Field{Name: "age", Title: "age", Kind: result.Count, Only: "groups", Doc: "Age of the cohort in periods."},
		result.Field{Name: "active", Title: "active", Kind: result.Count, Doc: "Customers that are there."},
		result.Field{Name: "survival", Title: "survival", Kind: result.Distribution, Extra: true, Doc: "Kaplan-Meier curve in percent, by age; of the total."})
	d.Triangle = &result.Triangle{Age: "age", Size: "n", Curve: "survival"}
	d.Gist = []string{"{active} of {n} are there one {period} after they came", "median life in {period}s: {median_life}"}
	const last = 13
	for start := range last + 1 {
		size := int64(40 + 7*start)
		for age := range last - start + 1 {
			d.Groups.Add(result.Group{Period: fmt.Sprintf("%d-%02d", 2025+(9+start)/12, (9+start)%12+1), Values: cohortCell(size, age, start+age == 9 && age > 0)})
		}
	}
	d.Total = result.Group{Values: append(cohortCell(1105, 1, false), result.Member{Key: "survival", Value: result.Object{
		{Key: "1", Value: 90.5}, {Key: "2", Value: 84.0}, {Key: "5", Value: 70.25}, {Key: "12", Value: 41.0}}})}
	return d
}

func cohortCell(size int64, age int, open bool) result.Object {
	o := result.Object{{Key: "n", Value: size}, {Key: "value"}, {Key: "low"}, {Key: "high"}, {Key: "age", Value: int64(age)}, {Key: "active"}}
	if open {
		return o
	}
	active := size - size*int64(5*age)/100
	value := 100 * float64(active) / float64(size)
	o[1].Value, o[5].Value = value, active
	if age > 0 {
		o[2].Value, o[3].Value = value-6, min(value+6, 100)
	}
	return o
}

// definitionsSideBySide has words beside its figures.
func definitionsSideBySide() *result.Document {
	d := ledgerSample("churn", "Customer churn")
	d.Definition = "100 × lost / customers at the start"
	d.Period, d.Span = "", &result.Stretch{Periods: 12, Unit: "month", From: "2025-07", To: "2026-06"}
	d.By = []string{"definition"}
	d.Gist = []string{"{customers_lost} of {n}", "{revenue_lost} of revenue", "{unknown} of nothing"}
	d.Fields = append(churnFields(),
		result.Field{Name: "formula", Title: "formula", Kind: result.Text, Extra: true, Only: "groups", Doc: "Formula."},
		result.Field{Name: "users", Title: "used by", Kind: result.Text, Extra: true, Only: "groups", Doc: "Who uses it."})
	d.Fields[0].Title, d.Fields[0].Only, d.Fields[1].Share = "customers", "total", ""
	for i := range d.Fields {
		if name := d.Fields[i].Name; name == "customers_start" || name == "customers_lost" || name == "annualised_pct" {
			d.Fields[i].Only = "total"
		}
		if d.Fields[i].Name == "revenue_lost" {
			d.Fields[i].Kind, d.Fields[i].Decimals, d.Fields[i].Only = result.Money, 2, "total"
		}
	}
	values := func(value, low, high any) result.Object {
		return result.Object{{Key: "n", Value: int64(6099)}, {Key: "value", Value: value}, {Key: "low", Value: low}, {Key: "high", Value: high},
			{Key: "customers_start", Value: int64(6099)}, {Key: "customers_lost", Value: int64(225)}, {Key: "revenue_lost", Value: 124920.5},
			{Key: "annualised_pct", Value: 36.3}}
	}
	add := func(name, formula, users string, v result.Object) {
		v = append(v, result.Member{Key: "formula", Value: formula}, result.Member{Key: "users", Value: users})
		d.Groups.Add(result.Group{By: result.Object{{Key: "definition", Value: name}}, Values: v})
	}
	add("start", "lost / customers at the start", "the default here; ChartMogul (B2B)", values(3.6891, 3.2444, 4.1921))
	add("average", "(lost + came and left) / ((customers at the start + customers at the end) / 2)", "staff turnover", values(3.6403, 3.2, 4.13))
	add("net-revenue-reactivated", "(revenue of the lost + contraction − expansion − reactivation) / revenue at the start",
		"ChartMogul net MRR churn", values(-2.0711, nil, nil))
	add("voluntary", "lost by their own will / customers at the start", "Gumroad", values(nil, nil, nil))
	d.Total = result.Group{Values: values(3.6891, 3.2444, 4.1921)}
	return d
}
