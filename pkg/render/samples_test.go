package render

import (
	"strings"

	"github.com/cxcalc/cxcalc/pkg/result"
)

// samples are the documents that the goldens show, by name.
func samples() map[string]*result.Document {
	return map[string]*result.Document{
		"nps":      npsTotal(),
		"regions":  npsByRegion(),
		"csat":     csatTotal(),
		"empty":    emptyGroups(),
		"nasty":    nastyNames(),
		"churn":    churnByMonth(),
		"counted":  everythingCounted(),
		"segments": bySegment(),

		"revenue":     revenueByMonth(),
		"cohort":      cohortTriangle(),
		"definitions": definitionsSideBySide(),

		"trend":   trendByMonth(),
		"changes": changesBySegment(),
		"needed":  needed(),

		"listed":  withLists(),
		"by-list": listsByChannel(),
	}
}

func head(value result.Form, title string) []result.Field {
	return []result.Field{
		{Name: "n", Title: "n", Kind: result.Count, Doc: "Number of answers that count."},
		{Name: "value", Title: title, Kind: value, Doc: title + "."},
		{Name: "low", Title: "low", Kind: value, Doc: "Lower end of the confidence interval of value."},
		{Name: "high", Title: "high", Kind: value, Doc: "Upper end of the confidence interval of value."},
	}
}

func tail() []result.Field {
	return []result.Field{
		{Name: "mean", Title: "mean", Kind: result.Mean, Doc: "Mean score."},
		{Name: "distribution", Title: "distribution", Kind: result.Distribution, Doc: "Number of answers for each score."},
		{Name: "n_effective", Title: "effective n", Kind: result.Number, Extra: true, Doc: "Effective number of answers."},
	}
}

func npsFields() []result.Field {
	return append(append(head(result.Points, "NPS"),
		result.Field{Name: "promoters", Title: "promoters", Kind: result.Count, Doc: "Number of promoters."},
		result.Field{Name: "passives", Title: "passives", Kind: result.Count, Doc: "Number of passives."},
		result.Field{Name: "detractors", Title: "detractors", Kind: result.Count, Doc: "Number of detractors."},
		result.Field{Name: "promoters_pct", Title: "promoters_pct", Kind: result.Percent, Share: "good", Doc: "Share of promoters."},
		result.Field{Name: "passives_pct", Title: "passives_pct", Kind: result.Percent, Share: "neutral", Doc: "Share of passives."},
		result.Field{Name: "detractors_pct", Title: "detractors_pct", Kind: result.Percent, Share: "bad", Doc: "Share of detractors."},
	), tail()...)
}

func csatFields() []result.Field {
	h := head(result.Percent, "CSAT")
	h[1].Share = "good"
	return append(append(h, result.Field{Name: "satisfied", Title: "satisfied", Kind: result.Count, Doc: "Number of satisfied answers."}), tail()...)
}

func churnFields() []result.Field {
	h := head(result.Percent, "churn")
	h[1].Share = "bad"
	return append(h,
		result.Field{Name: "customers_start", Title: "customers at start", Kind: result.Count, Doc: "Customers at the end of the previous period."},
		result.Field{Name: "customers_lost", Title: "customers lost", Kind: result.Count, Doc: "Customers lost."},
		result.Field{Name: "revenue_lost", Title: "revenue lost", Kind: result.Number, Doc: "Revenue lost."},
		result.Field{Name: "annualised_pct", Title: "annualised", Kind: result.Percent, Doc: "Churn of a year at this rate."},
	)
}

// npsGroup makes the values of a group; the limits are given, since a renderer computes nothing.
func npsGroup(pro, pas, det int64, low, high, mean float64, distribution ...int64) result.Object {
	n := float64(pro + pas + det)
	values := result.Object{
		{Key: "n", Value: pro + pas + det},
		{Key: "value", Value: 100 * float64(pro-det) / n}, {Key: "low", Value: low}, {Key: "high", Value: high},
		{Key: "promoters", Value: pro}, {Key: "passives", Value: pas}, {Key: "detractors", Value: det},
		{Key: "promoters_pct", Value: 100 * float64(pro) / n},
		{Key: "passives_pct", Value: 100 * float64(pas) / n},
		{Key: "detractors_pct", Value: 100 * float64(det) / n},
		{Key: "mean", Value: mean},
	}
	return append(values, result.Member{Key: "distribution", Value: scores(0, distribution...)})
}

func scores(from int, counts ...int64) result.Object {
	var o result.Object
	for i, n := range counts {
		o = append(o, result.Member{Key: (voice{}).decimal(float64(from+i), 0), Value: n})
	}
	return o
}

func judged(values result.Object, target float64) result.Group {
	value, ok := values.Number("value")
	if !ok {
		return result.Group{Values: values}
	}
	low, _ := values.Number("low")
	high, _ := values.Number("high")
	v := &result.Verdict{Target: target, Met: value >= target, Text: "met and proven"}
	v.Proven = v.Met && low >= target || !v.Met && high < target
	switch {
	case v.Met && !v.Proven:
		v.Text = "met, not proven"
	case !v.Met && v.Proven:
		v.Text = "missed and proven"
	case !v.Met:
		v.Text = "missed, not proven"
	}
	return result.Group{Values: values, Verdict: v}
}

// npsTotal is the worked example of 200 answers.
func npsTotal() *result.Document {
	return &result.Document{
		Schema: "cxcalc/nps/v1", Metric: "nps", Unit: "points", Title: "Net Promoter Score",
		Definition: "100 × (promoters − detractors) / answers; promoters 9–10, detractors 0–6",
		Sources:    []result.Source{{Name: "responses.csv", Format: "csv", Layout: "none", Encoding: "utf-8", Delimiter: ",", Compression: "none"}},
		Columns:    result.Object{{Key: "score", Value: "score"}},
		Settings: result.Object{{Key: "confidence", Value: 0.95}, {Key: "interval", Value: "score"},
			{Key: "scale", Value: []float64{0, 10}}, {Key: "dedup", Value: "none"}},
		Rows:   result.Rows{Read: 207, Counted: 200, Blank: 4, Invalid: 2, OutOfRange: 1},
		Total:  judged(npsGroup(90, 80, 30, 19.76, 39.53, 7.9, 1, 0, 2, 2, 3, 9, 13, 30, 50, 40, 50), 0),
		Fields: npsFields(),
		Warnings: []result.Warning{
			{Code: "repeated_respondents", Text: "12 respondents answered more than once; every answer counts, --dedup latest keeps one of each", Source: "responses.csv", Line: 12},
		},
		Thresholds: []result.Threshold{},
	}
}

func npsByRegion() *result.Document {
	d := npsTotal()
	d.By, d.Period = []string{"region"}, "month"
	d.Columns = append(d.Columns, result.Member{Key: "time", Value: "submitted_at"})
	add := func(region, period string, values result.Object) {
		g := judged(values, 0)
		g.By, g.Period = result.Object{{Key: "region", Value: region}}, period
		d.Groups.Add(g)
	}
	add("Asia-Pacific", "2026-05", npsGroup(3, 9, 5, -43.02, 21.18, 6.9, 0, 0, 0, 1, 1, 1, 2, 4, 5, 2, 1))
	add("Asia-Pacific", "2026-06", npsGroup(0, 1, 9, -98.21, -52.44, 4.2, 1, 1, 1, 1, 1, 2, 2, 1, 0, 0, 0))
	add("EU", "2026-05", npsGroup(40, 30, 7, 30.1, 54.22, 8.31, 0, 0, 1, 0, 0, 3, 3, 12, 18, 22, 18))
	add("EU", "2026-06", npsGroup(47, 40, 9, 27.83, 49.74, 8.2, 0, 0, 1, 1, 1, 2, 4, 13, 27, 16, 31))
	d.Groups.Add(result.Group{By: result.Object{{Key: "region", Value: ""}}, Period: "2026-06", Values: npsNothing()})
	actual := 30.0
	missed := -90.0
	d.Thresholds = []result.Threshold{
		{Expression: "value>=30", Actual: &actual, Passed: true},
		{Expression: "Asia-Pacific.value>=10", Actual: &missed},
		{Expression: "LATAM.value>=10"},
	}
	return d
}

func npsNothing() result.Object {
	var o result.Object
	for _, f := range npsFields() {
		if f.Extra {
			continue
		}
		m := result.Member{Key: f.Name}
		if f.Kind == result.Count {
			m.Value = int64(0)
		}
		if f.Kind == result.Distribution {
			m.Value = scores(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
		}
		o = append(o, m)
	}
	return o
}

// csatTotal is the worked example of 80 satisfied among 100.
func csatTotal() *result.Document {
	d := npsTotal()
	d.Schema, d.Metric, d.Unit, d.Title = "cxcalc/csat/v1", "csat", "percent", "Customer Satisfaction Score"
	d.Definition = "100 × satisfied / answers; satisfied 4–5 on 1–5"
	d.Rows = result.Rows{Read: 100, Counted: 100}
	d.Fields = csatFields()
	d.Settings[1].Value = "wilson"
	d.Warnings = nil
	d.Total = judged(result.Object{{Key: "n", Value: int64(100)}, {Key: "value", Value: 80.0},
		{Key: "low", Value: 71.11708}, {Key: "high", Value: 86.66331}, {Key: "satisfied", Value: int64(80)},
		{Key: "mean", Value: 3.98}, {Key: "distribution", Value: scores(1, 5, 5, 10, 47, 33)}}, 80)
	return d
}

func emptyGroups() *result.Document {
	d := npsTotal()
	d.Rows = result.Rows{Read: 3, Blank: 3}
	d.Total = result.Group{Values: npsNothing()}
	d.Warnings = []result.Warning{{Code: "no_answers", Text: "nothing was counted, so there is no score"}}
	return d
}

// churnByMonth has money, thousands and small percentages, and groups by period alone.
func churnByMonth() *result.Document {
	d := &result.Document{
		Schema: "cxcalc/churn/v1", Metric: "churn", Unit: "percent", Title: "Customer churn",
		Definition: "100 × customers lost / customers at the end of the previous period",
		Sources: []result.Source{
			{Name: "ledger-2025.csv.gz", Format: "csv", Compression: "gzip"},
			{Name: "ledger-2026.csv.gz", Format: "csv", Compression: "gzip"},
		},
		Columns:  result.Object{{Key: "customer", Value: "customer_id"}, {Key: "time", Value: "month"}, {Key: "amount", Value: "mrr"}},
		Settings: result.Object{{Key: "confidence", Value: 0.95}, {Key: "interval", Value: "wilson"}, {Key: "period", Value: "month"}},
		Rows:     result.Rows{Read: 1234567, Counted: 1234500, Filtered: 60, Malformed: 7},
		Fields:   churnFields(),
		Period:   "month",
	}
	values := func(n, lost int64, low, high, money float64) result.Object {
		value := 100 * float64(lost) / float64(n)
		return result.Object{{Key: "n", Value: n}, {Key: "value", Value: value}, {Key: "low", Value: low}, {Key: "high", Value: high},
			{Key: "customers_start", Value: n}, {Key: "customers_lost", Value: lost}, {Key: "revenue_lost", Value: money},
			{Key: "annualised_pct", Value: 26.2}}
	}
	add := func(period, text string, v result.Object) {
		d.Groups.Add(result.Group{Period: period, Values: v,
			Verdict: &result.Verdict{Target: 5, Met: true, Proven: text == "met and proven", Text: text}})
	}
	add("2026-05", "met, not proven", values(2100, 100, 3.93, 5.76, 12000.5))
	add("2026-06", "met and proven", values(2000, 50, 1.90, 3.28, 1125))
	add("2026-07", "met and proven", values(13612, 50, 0.28, 0.48, 1250000))
	d.Total = result.Group{Values: values(17712, 200, 0.98, 1.3, 1263125.5), Verdict: d.Groups.At(1).Verdict}
	return d
}

func everythingCounted() *result.Document {
	d := npsTotal()
	d.Rows = result.Rows{Read: 200, Counted: 200}
	d.Warnings = nil
	d.Total.Verdict = nil
	d.Total.Values = append(d.Total.Values, result.Member{Key: "n_effective", Value: 153.84615384615384})
	return d
}

// bySegment has two columns that make the groups, one of them with the name of a field.
func bySegment() *result.Document {
	d := npsTotal()
	d.By = []string{"value", "How would you describe your role in the company?"}
	add := func(tier, role any, values result.Object, target float64) {
		g := judged(values, target)
		g.By = result.Object{{Key: d.By[0], Value: tier}, {Key: d.By[1], Value: role}}
		d.Groups.Add(g)
	}
	add("gold", "I decide about the purchase of software and sign the contracts", npsGroup(50, 10, 5, 55.2, 79.1, 9.1, 0, 0, 0, 0, 1, 2, 2, 4, 6, 20, 30), 30)
	add("gold", "用户体验设计师", npsGroup(20, 40, 15, -7.1, 20.2, 7.4, 0, 0, 0, 0, 5, 5, 5, 20, 20, 10, 10), 30)
	add("silver", "Пользователь", npsGroup(20, 30, 10, 2.84, 30.37, 7.5, 0, 0, 0, 0, 0, 5, 5, 10, 20, 10, 10), 30)
	return d
}

// nastyNames holds what people and machines put into a column of names.
func nastyNames() *result.Document {
	d := npsTotal()
	d.Sources[0].Name = "bad\x1b]0;owned\a\nname.csv"
	d.Columns[0].Value = "score\u202egnp.exe | How likely?"
	d.By = []string{"region", "region", "=cmd|' /C calc'!A0"}
	names := []string{"=1+1", "a|b", "line\nbreak", "\x1b[31mred\x1b[0m", "\u202eright to left", "שלום עולם", "東京都の顧客",
		"👩‍👩‍👧 family", "e\u0301te\u0301", "tab\there", "-5", "<script>alert(1)</script>", "\xff\xfe", "[x](javascript:alert(1))",
		strings.Repeat("long name ", 30), "\\|", "zero\u200bwidth", "`code`", "*star* _under_"}
	for _, name := range names {
		g := judged(npsGroup(9, 4, 7, -21.4, 41.2, 7.0, 0, 0, 0, 0, 1, 2, 4, 2, 2, 5, 4), 0)
		g.By = result.Object{{Key: "region", Value: name}, {Key: "region", Value: "same"}, {Key: d.By[2], Value: name}}
		d.Groups.Add(g)
	}
	d.Warnings = []result.Warning{{Code: "odd_text", Text: "\"\x1b[2J\" is not a number", Source: "a\tb.csv", Line: 7}}
	return d
}
