package render

import (
	"fmt"

	"github.com/cxcalc/cxcalc/pkg/result"
)

// withLists has every kind of list among its figures: one that is drawn in each way, one that is not drawn, and a record.
func withLists() *result.Document {
	d := npsTotal()
	d.Schema, d.Metric, d.Title, d.Unit = "cxcalc/journey/v1", "journey", "Journey", "percent"
	d.Definition, d.Gist = "100 × cases that reach the last step / cases", []string{"{cases} cases"}
	d.Total.Verdict, d.Thresholds, d.Warnings = nil, nil, nil
	d.Fields = listedFields()
	d.Total.Values = append(listedHead(1240, 21.5), result.Object{{Key: "steps", Value: steppedList(1240, 980, 310, 267)},
		{Key: "paths", Value: pathsList()}, {Key: "curve", Value: curveList()}, {Key: "sections", Value: sectionsList()},
		{Key: "bursts", Value: burstsList()}, {Key: "alike", Value: alikeRecord()}, {Key: "left_out", Value: []result.Object{}}}...)
	return d
}

// listsByChannel has lists in its groups too.
func listsByChannel() *result.Document {
	d := withLists()
	d.By = []string{"channel"}
	add := func(name string, n ...int64) {
		values := append(listedHead(n[0], 100*float64(n[3])/float64(n[0])), result.Object{{Key: "steps", Value: steppedList(n...)},
			{Key: "paths", Value: pathsList()[:2]}, {Key: "curve", Value: curveList()[:3]}, {Key: "sections", Value: []result.Object{}},
			{Key: "bursts", Value: []result.Object{}}, {Key: "alike", Value: alikeRecord()}, {Key: "left_out", Value: []result.Object{}}}...)
		d.Groups.Add(result.Group{By: result.Object{{Key: "channel", Value: name}}, Values: values})
	}
	add("app", 700, 600, 200, 190)
	add("=shop|<b>", 540, 380, 110, 77)
	return d
}

func listedHead(n int64, value float64) result.Object {
	return result.Object{{Key: "n", Value: n}, {Key: "value", Value: value}, {Key: "low", Value: value - 2.2}, {Key: "high", Value: value + 2.4}, {Key: "cases", Value: n}}
}

func listedFields() []result.Field {
	name := func(name, title string) result.Field {
		return result.Field{Name: name, Title: title, Kind: result.Text, Names: true, Doc: "Which " + title + "."}
	}
	share := func(name, title string) result.Field {
		return result.Field{Name: name, Title: title, Kind: result.Percent, Doc: "Share, " + title + ", in percent."}
	}
	n := result.Field{Name: "n", Title: "n", Kind: result.Count, Doc: "Number of cases."}
	of := []result.Field{share("value", "value"), share("low", "low"), share("high", "high")}
	list := func(name, title, chart string, rows ...result.Field) result.Field {
		return result.Field{Name: name, Title: title, Kind: result.Listing, Chart: chart, Rows: rows, Doc: "The " + title + "."}
	}
	outside := list("outside", "branches outside of the limits", "", name("branch", "branch"), result.Field{Name: "mean", Title: "mean", Kind: result.Mean, Doc: "Mean score."})
	return append(head(result.Percent, "reach the last step"),
		result.Field{Name: "cases", Title: "cases", Kind: result.Count, Doc: "Number of cases."},
		list("steps", "steps", result.ChartFunnel, name("step", "step"), n, share("of_first_pct", "of the first"), share("of_first_pct_low", "low"),
			share("of_first_pct_high", "high"), result.Field{Name: "of_previous_pct", Title: "of the one before", Kind: result.Percent, Spare: 1, Doc: "Share of the step before."},
			result.Field{Name: "dropped", Title: "dropped", Kind: result.Count, Doc: "Those who came no further."}),
		list("paths", "paths", "", n, share("pct", "share"), result.Field{Name: "path", Title: "path", Kind: result.Text, Doc: "Steps in their order."}),
		list("curve", "not yet answered", result.ChartCurve, result.Field{Name: "age", Title: "hours", Kind: result.Number, Doc: "Hours since the start."},
			share("share", "open"), share("share_low", "low"), share("share_high", "high")),
		list("sections", "sections", result.ChartDots, append([]result.Field{name("section", "section"), n}, of...)...),
		list("bursts", "bursts", result.ChartBars, name("period", "day"), n, result.Field{Name: "expected", Title: "expected", Kind: result.Number, Doc: "What was expected."}),
		result.Field{Name: "alike", Title: "how alike branches are", Kind: result.Record, Doc: "How alike branches are.", Rows: []result.Field{
			{Name: "icc", Title: "same branch, same score", Kind: result.Number, Doc: "Intraclass correlation."}, {Name: "icc_low", Kind: result.Number}, {Name: "icc_high", Kind: result.Number},
			{Name: "welch_p", Title: "p of equal means", Kind: result.Probability, Doc: "p."}, {Name: "spread_p", Title: "p of equal spread", Kind: result.Probability, IfTold: true, Doc: "p."}, outside}},
		list("left_out", "left out", "", name("name", "name")))
}

func steppedList(n ...int64) (rows []result.Object) {
	for i, name := range []string{"visit", "basket", "a step | with <a> *long* name that goes on", "paid"} {
		of := 100 * float64(n[i]) / float64(n[0])
		row := result.Object{{Key: "step", Value: name}, {Key: "n", Value: n[i]}, {Key: "of_first_pct", Value: of}, {Key: "of_first_pct_low", Value: max(of-2.1, 0)},
			{Key: "of_first_pct_high", Value: min(of+2.3, 100)}, {Key: "of_previous_pct", Value: nil}, {Key: "dropped", Value: int64(0)}}
		if i > 0 {
			row[5].Value = 100 * float64(n[i]) / float64(n[i-1])
		}
		if i < 3 {
			row[6].Value = n[i] - n[i+1]
		}
		rows = append(rows, row)
	}
	return rows
}

func pathsList() (rows []result.Object) {
	for i := range 25 {
		path := []string{"visit", "basket", fmt.Sprint("page ", i+1), "paid"}
		rows = append(rows, result.Object{{Key: "n", Value: int64(200 - 5*i)}, {Key: "pct", Value: float64(200-5*i) / 12.4}, {Key: "path", Value: path}})
	}
	return rows
}

func curveList() (rows []result.Object) {
	for i, at := range []float64{0, 0.5, 1, 4, 24, 72} {
		share := []float64{100, 80, 55, 30, 12, 4}[i]
		row := result.Object{{Key: "age", Value: at}, {Key: "share", Value: share}, {Key: "share_low", Value: max(share-6, 0)}, {Key: "share_high", Value: min(share+6, 100)}}
		if i == 5 {
			row[2].Value, row[3].Value = nil, nil
		}
		rows = append(rows, row)
	}
	return rows
}

func sectionsList() (rows []result.Object) {
	for i, name := range []string{"welcome", "shelves", "till", ""} {
		v := []float64{92.5, 71.25, 60, 0}[i]
		row := result.Object{{Key: "section", Value: name}, {Key: "n", Value: int64(40)}, {Key: "value", Value: v}, {Key: "low", Value: v - 8}, {Key: "high", Value: v + 6}}
		if name == "" {
			row[0].Value, row[2].Value, row[3].Value, row[4].Value = "\x1b[31mred", nil, nil, nil
		}
		rows = append(rows, row)
	}
	return rows
}

func burstsList() []result.Object {
	return []result.Object{{{Key: "period", Value: "2026-05-03"}, {Key: "n", Value: int64(41)}, {Key: "expected", Value: 3.25}},
		{{Key: "period", Value: "2026-06-11"}, {Key: "n", Value: int64(19)}, {Key: "expected", Value: 4.0}}}
}

func alikeRecord() result.Object {
	return result.Object{{Key: "icc", Value: 0.31}, {Key: "icc_low", Value: 0.12}, {Key: "icc_high", Value: 0.55}, {Key: "welch_p", Value: 0.0004}, {Key: "spread_p", Value: nil},
		{Key: "outside", Value: []result.Object{{{Key: "branch", Value: "Kyiv"}, {Key: "mean", Value: 61.5}}}}}
}
