package churn

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/stats"
	"github.com/cxcalc/cxcalc/pkg/tags"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// Fields about reasons that warnings look at.
const (
	reasonList = "reasons"
	noReason   = "no_reason"
	vitalFew   = "vital_few"
)

// Causes are why customers left.
type causes struct {
	asked    bool
	account  metric.Account
	tolls    []tally.Toll // by the number of a reason
	ranked   []tags.Ranked
	enough   bool       // the vital few are known
	given    tally.Toll // of those of whom the data say why
	silent   tally.Toll // of the others
	mentions int64
}

// causesOf tells the reasons apart. Who gives several counts for each, and what was lost does, too.
func causesOf(m *tally.Movement, q metric.Account) causes {
	c := causes{asked: q.Because != nil, account: q}
	if !c.asked {
		return c
	}
	var names []tags.ReasonName
	var counts []int64
	number := make(map[string]int)
	for _, cell := range slices.Sorted(maps.Keys(m.Tolls)) {
		toll, reasons := m.Tolls[cell], q.Because(cell)
		sum := &c.given
		if len(reasons) == 0 {
			sum = &c.silent
		}
		sum.Add(toll)
		for _, name := range reasons {
			at, known := number[name]
			if !known {
				at = len(names)
				number[name], names = at, append(names, tags.Called(name))
				c.tolls, counts = append(c.tolls, tally.Toll{}), append(counts, 0)
			}
			c.tolls[at].Add(toll)
			counts[at] += toll.Customers
			c.mentions += toll.Customers
		}
	}
	c.ranked, _, c.enough = tags.Rank(names, counts)
	return c
}

func reasonFields() list {
	return list{
		{Field: result.Field{Name: reasonList, Title: "Reasons", Kind: result.Listing, Extra: true, Chart: result.ChartPareto, Rows: reasonRows(),
			Doc: "Why customers left, the most frequent reason first and what is called other last; only with --reason."},
			Of: func(f churnFigures) any { return metric.If(f.why.asked, f.why.rows()) }},
		{Field: result.Field{Name: "with_reason", Title: "reason given", Kind: result.Count, Extra: true, Doc: "Lost customers of whom the data say why; only with --reason."},
			Of: func(f churnFigures) any { return metric.If(f.why.asked, f.why.given.Customers) }},
		{Field: result.Field{Name: noReason, Title: "no reason given", Kind: result.Count, Extra: true, Doc: "Lost customers of whom the data do not say why; only with --reason."},
			Of: func(f churnFigures) any { return metric.If(f.why.asked, f.why.silent.Customers) }},
		{Field: result.Field{Name: "no_reason_revenue", Title: "lost without a reason", Kind: result.Money, Extra: true, Doc: "What these brought before they left; only with --reason, and null in a ledger without amounts."},
			Of: func(f churnFigures) any { return metric.If(f.why.asked, f.Price(f.why.silent.Money)) }},
		{Field: result.Field{Name: vitalFew, Title: "vital few", Kind: result.Text, Extra: true, Doc: "Fewest reasons that together have 80 % of all mentions, without the one that is called other; only with --reason, and where there are some."},
			Of: func(f churnFigures) any {
				return metric.If(f.why.asked && f.why.enough, strings.Join(f.why.few(), ", "))
			}},
	}
}

// reasonRows are the fields of a reason.
func reasonRows() []result.Field {
	return []result.Field{
		{Name: "reason", Title: "reason", Kind: result.Text, Names: true, Doc: "The reason, in its most frequent form."},
		{Name: "lost", Title: "lost", Kind: result.Count, Doc: "Lost customers who give it."},
		{Name: "share_pct", Title: "of lost", Kind: result.Percent, Doc: "Their share of the lost customers who give any reason, in percent."},
		{Name: "share_low", Title: "low", Kind: result.Percent, Doc: "Lower end of the interval of share_pct."},
		{Name: "share_high", Title: "high", Kind: result.Percent, Doc: "Upper end of the interval of share_pct."},
		{Name: "mentions_pct", Title: "of mentions", Kind: result.Percent, Drawn: true, Spare: 4, Doc: "Share of all mentions of reasons, in percent; the same as share_pct where nobody gives several."},
		{Name: "cumulative_pct", Title: "so far", Kind: result.Percent, Doc: "Share of it and of those before it, in percent of all mentions."},
		{Name: "vital", Title: "vital", Kind: result.Flag, Spare: 2, Doc: "Whether it is one of the vital few."},
		{Name: "all_pct", Title: "of all lost", Kind: result.Percent, Spare: 5, Doc: "Share of all lost customers who give it, also of those who give no reason, in percent."},
		{Name: "value", Title: "revenue lost", Kind: result.Money, IfTold: true, Doc: "What those who give it brought before they left; null in a ledger without amounts."},
		{Name: "value_pct", Title: "of revenue", Kind: result.Percent, IfTold: true, Doc: "Its share of the revenue lost with a reason, in percent; a customer with several reasons counts for each of them."},
		{Name: "few", Title: "few", Kind: result.Flag, Spare: 6, Doc: "Whether fewer than 30 customers give it."},
	}
}

// fewGive is how many customers have to give a reason for its figures to stand on more than little.
const fewGive = 30

func (c causes) rows() []result.Object {
	out := []result.Object{}
	for _, r := range c.ranked {
		out = append(out, c.row(r))
	}
	return out
}

// row tells of a reason. Where so few give it that groups of as many are held back, it has its name only.
func (c causes) row(r tags.Ranked) result.Object {
	toll, share := c.tolls[r.Number], stats.Share{K: float64(r.Mentions), N: float64(c.given.Customers)}
	interval, ok := stats.Wilson(share.K, share.N, c.account.Z())
	limits := metric.Bound(interval.Times(100), ok)
	row := result.Object{
		{Key: "reason", Value: r.Shown},
		{Key: "lost", Value: toll.Customers},
		{Key: "share_pct", Value: metric.Percent(share.K, share.N)},
		{Key: "share_low", Value: limits.LowerEnd()},
		{Key: "share_high", Value: limits.UpperEnd()},
		{Key: "mentions_pct", Value: metric.Percent(share.K, float64(c.mentions))},
		{Key: "cumulative_pct", Value: metric.Percent(float64(r.Cumulative), float64(c.mentions))},
		{Key: "vital", Value: r.Vital},
		{Key: "all_pct", Value: metric.Percent(share.K, float64(c.given.Customers+c.silent.Customers))},
		{Key: "value", Value: c.account.Price(toll.Money)},
		{Key: "value_pct", Value: c.valueShare(toll)},
		{Key: "few", Value: toll.Customers < fewGive},
	}
	if toll.Customers < c.account.MinN {
		for i := range row[1 : len(row)-1] {
			row[i+1].Value = nil
		}
	}
	return row
}

func (c causes) valueShare(toll tally.Toll) any {
	if !c.account.Priced {
		return nil
	}
	return metric.Percent(float64(toll.Money), float64(c.given.Money))
}

// few names the vital few.
func (c causes) few() (names []string) {
	for _, r := range c.ranked {
		if r.Vital {
			names = append(names, r.Shown)
		}
	}
	return names
}

// reasonDoubts say of how many of the lost nothing tells why, and what nothing tells of the others.
func reasonDoubts(d *result.Document, q metric.Account) (out []result.Warning) {
	if q.Because == nil {
		return nil
	}
	if n, ok := d.Total.Values.Number(noReason); ok && n > 0 {
		out = append(out, result.Warn("no_reason", "lost customers of whom the data do not say why: %d; shares are of those who give a reason, shares of all of all lost", int64(n)))
	}
	if !q.Priced {
		out = append(out, result.Warn("no_amount", "the ledger has no amounts, so nothing tells what was lost by reason; --amount names their column"))
	}
	if _, told := d.Total.Values.Get(vitalFew); !told {
		if other := lastReason(d.Total); other != "" {
			out = append(out, result.Warn("other", "%s has so many mentions that the other reasons never reach 80 %% of them", strconv.Quote(other)))
		}
	}
	return out
}

// lastReason is the last reason of a group, behind which there is none but what is called other; "" where there is none.
func lastReason(g result.Group) string {
	list, _ := g.Values.Get(reasonList)
	rows, _ := list.([]result.Object)
	if len(rows) == 0 {
		return ""
	}
	name, _ := rows[len(rows)-1].Get("reason")
	text, _ := name.(string)
	return text
}
