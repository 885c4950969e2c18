package ltv

import (
	"fmt"
	"math"

	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// lacking says in words why there is no model.
var lacking = map[string]result.Phrase{
	lackCohorts:   result.Say("the ledger does not tell when customers came and until when they were followed; of orders, repeat --forecast tells what to expect"),
	lackGaps:      result.Say("periods are missing in the data, so ages at which customers left are not known"),
	lackCustomers: result.Say("it needs %d customers or more whose beginning is known", fewForModel),
	lackLeft:      result.Say("it needs %d customers or more who left", fewLeft),
	lackAges:      result.Say("it needs customers who were followed for %d periods or more after their first", fewAges),
	lackModel:     result.Say("the share that leaves does not fall with age, which the model (shifted beta-geometric) cannot explain; arpa × margin / churn holds where it stays the same"),
}

// modelDoubts says what a model rests on, and how far it can be trusted.
func modelDoubts(total result.Object, q metric.Account) []result.Warning {
	lack, asked := total.Get("model_lack")
	switch {
	case !q.Followed || !asked:
		return nil
	case lack != nil:
		return []result.Warning{result.Warn("no_model", "no model: %s", lacking[fmt.Sprint(lack)])}
	}
	says := []result.Warning{result.Warn("model", "the figures of the model have no interval; it takes each customer to have a chance to leave of its own that never changes, "+
		"to bring the same at every age, and new customers to be like those who came")}
	if unknown, _ := total.Number("model_unknown"); unknown > 0 {
		says = append(says, result.Warn("model_unknown", "%.0f customers who may have come before the data begin are not in the model, nor in what is still to come", unknown))
	}
	if _, ok := total.Number("model_lifetime"); !ok {
		says = append(says, result.Warn("model_endless", "the model keeps some customers so long that the mean of how long they stay has no bound: --horizon N counts N periods, and --discount makes later money worth less"))
	}
	if beyond, ok := total.Number("model_beyond_pct"); ok && beyond > seenShare {
		ages, _ := total.Number("model_ages")
		says = append(says, result.Warn("model_far", "%.0f %% of the worth by the model lies beyond the %.0f %ss that anybody has been followed: --horizon %.0f counts what has been seen",
			beyond, ages+1, result.Word(q.Unit), ages+1))
	}
	return append(says, checked(total, q)...)
}

const (
	seenShare = 20.  // percent of the worth that may lie beyond what has been seen, without a word
	offBy     = 0.25 // how far a model of what is known already may be from it, without a word
)

func checked(total result.Object, q metric.Account) []result.Warning {
	expected, ok := total.Number("model_check_expected")
	lost, _ := total.Number("model_check_lost")
	periods, _ := total.Number("model_check_periods")
	if !ok {
		return []result.Warning{result.Warn("model_unchecked", "the model could not be held against the last periods: what came before them is too little for one")}
	}
	chance := 2 * math.Sqrt(max(expected, 1)) // that of counts
	if off := math.Abs(expected - lost); off > max(offBy*lost, chance) {
		return []result.Warning{result.Warn("model_off", "the same model, fitted %.0f %ss before the end of the data, said %.0f customers would leave since, and %.0f did: take it with as much doubt",
			periods, result.Word(q.Unit), expected, lost)}
	}
	return nil
}
