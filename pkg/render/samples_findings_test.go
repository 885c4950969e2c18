package render

import "github.com/cxcalc/cxcalc/pkg/result"

// trendByMonth has a total, members of its own and two lists, one of them with a point that does not exist.
func trendByMonth() *result.Document {
	d := npsTotal()
	d.Schema, d.Metric, d.Title, d.Total.Verdict, d.Thresholds = "cxcalc/trend/v1", "trend", "NPS, change per month", nil, nil
	d.Definition = "weighted least squares"
	d.Total = result.Group{Values: result.Object{{Key: "n", Value: int64(4)}, {Key: "value", Value: -2.5}, {Key: "low", Value: -6.25}, {Key: "high", Value: 1.25}}}
	d.Fields = append(head(result.Points, "change"), result.Field{Name: "p", Title: "p", Kind: result.Probability, Doc: "p."})
	d.Own = result.Object{{Key: "p", Value: 0.1}, {Key: "limits", Value: nil},
		{Key: "seasons", Value: []result.Object{{{Key: "name", Value: "<spring>"}}}}}
	d.Findings = []result.Findings{
		{Key: "points", Title: "points", Spark: "value", Fields: append([]result.Field{{Name: "period", Title: "month", Kind: result.Text, Names: true}},
			append(head(result.Points, "NPS"), result.Field{Name: "signal", Title: "signal", Kind: result.Text, IfTold: true})...)},
		{Key: "signals", Title: "signals", Fields: []result.Field{
			{Name: "period", Title: "month", Kind: result.Text, Names: true}, {Name: "rule", Title: "rule", Kind: result.Count},
			{Name: "text", Title: "what it says", Kind: result.Text}}},
	}
	add := func(period string, n int64, value, low, high, signal any) {
		d.Findings[0].Rows = append(d.Findings[0].Rows, result.Object{{Key: "period", Value: period}, {Key: "n", Value: n}, {Key: "value", Value: value},
			{Key: "low", Value: low}, {Key: "high", Value: high}, {Key: "signal", Value: signal}})
	}
	add("2026-03", 77, 42.0, 30.1, 54.22, "")
	add("2026-04", 96, 39.6, 27.83, 49.74, "")
	add("2026-05", 0, nil, nil, nil, "")
	add("2026-06", 20, -35.0, -60.2, -2.5, "beyond")
	d.Findings[1].Rows = []result.Object{{{Key: "period", Value: "2026-06"}, {Key: "rule", Value: int64(1)},
		{Key: "text", Value: "one point is farther from the center than three standard errors, which chance alone does in 3 of 1,000 periods"}}}
	return d
}

// changesBySegment has no total, and one main list by a column of the data.
func changesBySegment() *result.Document {
	d := npsTotal()
	d.Schema, d.Metric, d.Title = "cxcalc/compare/v1", "compare", "NPS, each region against the rest"
	d.Total, d.Fields, d.Warnings, d.By = result.Group{}, nil, nil, []string{"region"}
	d.Own = result.Object{{Key: "baseline", Value: "rest"}}
	names := npsFields()
	d.Findings = []result.Findings{{Key: "changes", Title: "changes", Fields: []result.Field{names[0], names[1],
		{Name: "change", Title: "change", Kind: result.Points}, {Name: "change_low", Title: "low", Kind: result.Points},
		{Name: "change_high", Title: "high", Kind: result.Points}, {Name: "p", Title: "p", Kind: result.Probability, Spare: 1},
		{Name: "verdict", Title: "verdict", Kind: result.Text}}}}
	add := func(region string, n int64, value, change, low, high, p float64, verdict string) {
		d.Findings[0].Rows = append(d.Findings[0].Rows, result.Object{{Key: "by", Value: result.Object{{Key: "region", Value: region}}},
			{Key: "n", Value: n}, {Key: "value", Value: value}, {Key: "change", Value: change}, {Key: "change_low", Value: low},
			{Key: "change_high", Value: high}, {Key: "p", Value: p}, {Key: "verdict", Value: verdict}})
	}
	add("EU", 96, 39.6, 12.1, -2.3, 25.9, 0.1, "~")
	add("=cmd|' /C calc'!A0", 1200, -4.25, -31.5, -40.1, -21.75, 0.0004, "worse")
	add("", 77, 60, 30, 20.5, 41, 0.001, "better")
	return d
}

// needed speaks of no source.
func needed() *result.Document {
	d := npsTotal()
	return &result.Document{Schema: "cxcalc/sample/v1", Metric: "sample", Unit: "answers", Title: "Answers needed",
		Definition: "z² × variance / margin²", Total: result.Group{Values: result.Object{{Key: "n", Value: int64(1537)}, {Key: "value", Value: int64(1537)}}},
		Fields: d.Fields[:2], Own: result.Object{{Key: "margin", Value: 5.0}}}
}
