package ledger_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/ltv"
	"github.com/cxcalc/cxcalc/pkg/repeat"
	"github.com/cxcalc/cxcalc/pkg/stats"
)

// regular is the "Regular" cohort of Fader & Hardie 2007 over all its years.
var regular = []int64{1000, 631, 468, 382, 326, 289, 262, 241}

func checkForecastStay(t *testing.T, in object) object {
	start := number(in, "start")
	survivors := []int64{int64(start)}
	var lives []stats.Lifetime
	for i, n := range numbers(in, "survivors") {
		survivors = append(survivors, int64(n))
		lives = append(lives, stats.Lifetime{Age: float64(i + 1), Ended: float64(survivors[i]) - n})
	}
	lives[len(lives)-1].Open = float64(survivors[len(survivors)-1])
	m, logLikelihood, err := ltv.FitShiftedBetaGeometric(lives)
	if err != nil {
		t.Fatal(err)
	}
	out := object{"alpha": m.Alpha, "beta": m.Beta, "loglik": logLikelihood}
	for _, year := range []int{7, 8} {
		share, ok := m.Survival(year)
		out[fmt.Sprintf("predicted_survival_year_%d", year)] = orNil(share, ok)
	}
	if slices.Equal(survivors, regular[:min(len(survivors), len(regular))]) { // what the forecast from fewer years is held against
		out["observed_survival_year_7"] = float64(regular[7]) / start
	}
	return out
}

func checkForecastRepeat(_ *testing.T, in object) object {
	m := repeat.BGNBD{R: number(in, "r"), Alpha: number(in, "alpha"), A: number(in, "a"), B: number(in, "b")}
	p := repeat.Purchases{Again: number(in, "frequency"), Last: number(in, "recency"), Until: number(in, "T")}
	purchases, ok := m.Expected(p, number(in, "t"))
	alive, okAlive := m.Alive(p)
	return object{"expected_purchases": orNil(purchases, ok), "p_alive": orNil(alive, okAlive)}
}
