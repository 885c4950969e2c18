package link

import "github.com/cxcalc/cxcalc/pkg/result"

// The fields of the total, beside those of the outcome.
const (
	matched          = "matched"
	unmatchedLabel   = "unmatched_label"
	unmatchedOutcome = "unmatched_outcome"
	eachN            = "each_n"
	eachHit          = "each_hit"
	eachPct          = "each_pct"
	testedKey        = "tested"
	trendZ           = "trend_z"
	trendP           = "trend_p"
	chiSquare        = "chi_square"
	chiSquareP       = "chi_square_p"
	riskRatio        = "risk_ratio"
	difference       = "difference"
	revenueAtRisk    = "revenue_at_risk"
	earnedNew        = "earned_new"
	earnedNewPct     = "earned_new_pct"
	earnedGrowth     = "earned_growth"
	rankCorrelation  = "rank_correlation"
	rankP            = "rank_p"
	sidesKey         = "sides"
)

// Fields are those that a link adds to the total of the outcome, whose value has a form and whose money so many decimals.
func Fields(form result.Form, decimals int) []result.Field {
	of := func(name, title string, kind result.Form, doc string) result.Field {
		return result.Field{Name: name, Title: title, Kind: kind, Only: "total", Extra: true, IfTold: true, Doc: doc}
	}
	limits := func(name, title string, kind result.Form, how string) []result.Field {
		return []result.Field{of(name+"_low", title+" from", kind, "Lower end of the interval of "+name+how+"."), of(name+"_high", title+" to", kind, "Upper end of the interval of "+name+how+".")}
	}
	if form == result.Percent {
		form = result.Points // a difference of percentages
	}
	out := []result.Field{
		of(matched, "on both sides", result.Count, "Keys of the label that the outcome has, too."),
		of(unmatchedLabel, "label alone", result.Count, "Keys of the label that the outcome does not have."),
		of(unmatchedOutcome, "outcome alone", result.Count, "Keys of the outcome that the label does not have."),
		of(testedKey, "tested", result.Text, "The field of the labels that the tests are about: value; or each_pct, where periods or rows make several of one customer."),
		of(trendZ, "trend z", result.Number, "Statistic of Cochran and Armitage for a trend of shares from the first label to the last; below 0 where they fall."),
		of(trendP, "trend p", result.Probability, "P-value of that trend, two-sided; null with a warning where the outcome is no share."),
		of(chiSquare, "chi-square", result.Number, "Pearson's chi-square of the shares of all labels, without a correction."),
		of(chiSquareP, "chi-square p", result.Probability, "P-value of chi_square."),
		of(riskRatio, "risk ratio", result.Number, "Share of the first label over that of the last; null with a warning where nobody of one is hit."),
	}
	out = append(out, limits(riskRatio, "risk ratio", result.Number, ", by its logarithm")...)
	out = append(out, of(difference, "difference", form, "Tested figure of the first label less that of the last."))
	out = append(out, limits(difference, "difference", form, "")...)
	out = append(out, of("difference_p", "difference p", result.Probability, "P-value of difference, two-sided."),
		of("difference_method", "difference by", result.Text, "How its interval and p-value came about, by the words of compare: newcombe, fisher, welch …"),
		of(revenueAtRisk, "revenue at risk", result.Money, "What customers of the first label bring at the start of a period, on average, times the share of them that leaves in one."),
		of(earnedNew, "earned new revenue", result.Money, "What new customers bring who came by referral; beside revenue, where labels say how customers came."),
		of(earnedNewPct, "of revenue", result.Percent, "The same, of the revenue at the start; of several periods a mean."),
		of(earnedGrowth, "earned growth", result.Percent, "NRR and earned_new_pct, less 100: the growth that returning customers and their referrals make."),
		of(rankCorrelation, "rank correlation", result.Mean, "Spearman's correlation of both figures over the keys, -1 to 1; where the key stands for a group."))
	out = append(out, limits(rankCorrelation, "rank correlation", result.Mean, "")...)
	out = append(out, of(rankP, "rank p", result.Probability, "P-value of rank_correlation, two-sided: exact up to nine keys."))
	for i := range out {
		if out[i].Kind == result.Money {
			out[i].Decimals = decimals
		}
	}
	return append(out, result.Field{Name: sidesKey, Title: "both sides", Kind: result.Listing, Only: "total", Extra: true, Rows: SideFields(), Doc: "What became of the keys of each side."})
}

// EachFields are those of a link that counts each customer once, who is hit: "lost", "missed".
func EachFields(hit string) []result.Field {
	of := func(name, title string, kind result.Form, spare int, doc string) result.Field {
		return result.Field{Name: name, Title: title, Kind: kind, IfTold: true, Spare: spare, Doc: doc}
	}
	out := []result.Field{
		of(eachN, "each once", result.Count, 3, "Customers, each counted once: of several periods those who were there when the first began, of rows those who have any."),
		of(eachHit, "ever "+hit, result.Count, 2, "Those of them who are hit at least once: lost, missed or late."),
		of(eachPct, "ever "+hit, result.Percent, 1, "Share of each_hit in each_n."),
		of(eachPct+"_low", "from", result.Percent, 4, "Lower end of its interval, by Wilson."),
		of(eachPct+"_high", "to", result.Percent, 4, "Upper end of its interval, by Wilson."),
	}
	out[3].Extra, out[4].Extra = true, true
	return out
}

// SideFields are those of a side.
func SideFields() []result.Field {
	return []result.Field{
		{Name: "side", Title: "side", Kind: result.Text, Names: true, Doc: "Name of the file without its ending."},
		{Name: "metric", Title: "metric", Kind: result.Text, Names: true, Doc: "What is asked of it, or the column of the label."},
		{Name: "key", Title: "key", Kind: result.Text, Names: true, Doc: "Column of the key."},
		{Name: "keys", Title: "keys", Kind: result.Count, Doc: "Distinct keys: on the side of the label, those that it calls something."},
		{Name: "matched", Title: "matched", Kind: result.Count, Doc: "Those that the other side has, too."},
		{Name: "unmatched", Title: "unmatched", Kind: result.Count, Doc: "Those that it does not have."},
		{Name: "unnamed", Title: "without a key", Kind: result.Count, Doc: "Rows whose key is blank."},
		{Name: "repeated", Title: "repeated", Kind: result.Count, Doc: "Keys of the label with several answers, of which one counts."},
		{Name: "examples", Title: "such as", Kind: result.Text, Extra: true, Doc: "Some of the unmatched keys; only with --list."},
	}
}

// GroupFields are those that a link by groups adds to each of them: the figure of the label, of a form.
func GroupFields(title string, form result.Form) []result.Field {
	of := func(name, title, doc string, extra bool) result.Field {
		return result.Field{Name: name, Title: title, Kind: form, Only: "groups", Extra: extra, Doc: doc}
	}
	return []result.Field{
		{Name: "label_n", Title: "n of label", Kind: result.Count, Only: "groups", Extra: true, Spare: 1, Doc: "What the figure of the label stands on; where the key stands for a group."},
		of("label_value", title, "Figure of the label.", false),
		of("label_low", "low", "Lower end of its interval.", true),
		of("label_high", "high", "Upper end of its interval.", true),
	}
}
