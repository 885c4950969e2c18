package repeat

import (
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"slices"
	"strconv"

	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// check understands how long a product lasts: a number of days, or a file. It tells what does not go together.
func check(q metric.Account) (metric.Account, error) {
	q, err := cycle(q)
	rfm := scored(q)
	switch grace := q.Own.Number("grace"); {
	case err != nil:
		return q, err
	case q.Own.Text("product") != "" && q.CycleFile == "":
		return q, errors.New("--product needs --cycle FILE, which tells how long each product lasts")
	case rfm && q.CycleFile != "":
		return q, errors.New("--rfm and --cycle FILE both say what the rows of results are: give one of them")
	case rfm && q.Unit != "":
		return q, errors.New("--rfm looks at all orders of a customer together: it cannot be combined with --period; --since and --until bound the orders")
	case grace != 0 && grace < 1:
		return q, fmt.Errorf("--grace %v is not a factor of 1 or more", grace)
	}
	q.Grace = max(q.Own.Number("grace"), 1)
	if q.Ahead, err = forecastDays(q); err != nil {
		return q, err
	}
	return q, alone(q)
}

func cycle(q metric.Account) (metric.Account, error) {
	text := q.Own.Text("cycle")
	if text == "" {
		return q, nil
	}
	days, err := strconv.ParseFloat(text, 64)
	if err == nil {
		if !(days > 0) || math.IsInf(days, 0) {
			return q, fmt.Errorf("--cycle %s is not a number of days", text)
		}
		q.Cycle = days
		return q, nil
	}
	if _, err := os.Stat(text); errors.Is(err, fs.ErrNotExist) {
		return q, fmt.Errorf("--cycle %s is neither a number of days nor a file", text)
	}
	q.CycleFile = text
	return q, nil
}

func cycled(q metric.Account) bool { return q.Cycle > 0 || q.CycleFile != "" }

func scored(q metric.Account) bool { return q.Own.Is("rfm") }

func settings(q metric.Account) (o result.Object) {
	o.Add(q.Cycle > 0, "cycle", q.Cycle)
	o.Add(cycled(q), "grace", q.Grace)
	o.Add(scored(q), "rfm", true)
	o.Add(q.Ahead > 0, "forecast", q.Own.Text("forecast"))
	return o
}

// shown brings fields into tables that are there only where they are asked for.
func shown(fields []result.Field, q metric.Account) []result.Field {
	if cycled(q) {
		fields = dueFirst(fields)
	}
	for i := range fields {
		f := &fields[i]
		if q.CycleFile != "" {
			showProducts(f)
		}
		switch f.Name {
		case "overdue", "overdue_pct":
			if cycled(q) {
				f.Extra = false
			}
		case "forecast_orders", "alive_pct", "forecast_check_expected", "forecast_check_orders":
			f.Extra = q.Ahead == 0
		case "span", "revenue_pct":
			if scored(q) {
				f.Only = "groups"
			}
		case "repeat_customers", "orders_beyond_first", "repeat_days_pct", "again_within_pct", "gap_median", "gap_mean":
			if scored(q) {
				f.Only = "total" // beside who they are and what they bring
			}
		}
	}
	return fields
}

// showProducts fits a field to rows of products: what is due is asked for, and stays longest in a narrow table.
func showProducts(f *result.Field) {
	switch f.Name {
	case "repeat_customers", "orders", "orders_beyond_first":
		f.Spare = 3
	case "cycle":
		f.Spare, f.Only = 1, "groups"
	case "overdue_pct":
		f.Spare = 1
	case "cycle_customers", "orders_without_cycle":
		f.Only = "total"
	}
}

// dueFirst moves what is due from behind the money to before the shares.
func dueFirst(fields []result.Field) []result.Field {
	at := func(name string) int {
		return slices.IndexFunc(fields, func(f result.Field) bool { return f.Name == name })
	}
	to, from, end := at("repeat_days_pct"), at("cycle"), at("orders_without_cycle")+1
	return slices.Concat(fields[:to], fields[from:end], fields[to:from], fields[end:])
}
