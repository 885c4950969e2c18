package ledger_test

import (
	"bufio"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cxcalc/cxcalc/pkg/churn"
	"github.com/cxcalc/cxcalc/pkg/cohort"
	"github.com/cxcalc/cxcalc/pkg/internal/shared"
	"github.com/cxcalc/cxcalc/pkg/repeat"
)

func checkAtRisk(_ *testing.T, in object) object {
	amount, ok := churn.AtRisk(number(in, "detractor_revenue"), number(in, "churn_detractors_pct"), number(in, "churn_promoters_pct"))
	return object{"revenue_at_risk": orNil(amount, ok)}
}

// regular is the "Regular" cohort of Fader & Hardie 2007 over all its years.
var regular = []int64{1000, 631, 468, 382, 326, 289, 262, 241}

func checkForecastStay(t *testing.T, in object) object {
	start := number(in, "start")
	survivors := []int64{int64(start)}
	for _, n := range numbers(in, "survivors") {
		survivors = append(survivors, int64(n))
	}
	m, logLikelihood, err := cohort.FitShiftedBetaGeometric(survivors)
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

func checkFitRepeat(t *testing.T, _ object) object {
	customers := calibration(t)
	if len(customers) != 2357 {
		t.Fatalf("%d customers, want 2357", len(customers))
	}
	m, logLikelihood, err := repeat.FitBGNBD(customers)
	if err != nil {
		t.Fatal(err)
	}
	return object{"r": m.R, "alpha": m.Alpha, "a": m.A, "b": m.B, "loglik": logLikelihood}
}

// calibration reads the customers of the CDNOW sample as of the end of its 39th week, 30 September 1997.
// Columns: id, id in the sample, day, disks, dollars; the lines of a customer stand together by day. The
// purchases of one day are one.
func calibration(t *testing.T) (customers []repeat.Purchases) {
	f, err := os.Open(shared.Dir(t, "data", "cdnow", "CDNOW_sample.txt"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	end := time.Date(1997, 9, 30, 0, 0, 0, 0, time.UTC)
	id, first, before := "", time.Time{}, time.Time{}
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		columns := strings.Fields(lines.Text())
		day, err := time.Parse("20060102", columns[2])
		if err != nil {
			t.Fatal(err)
		}
		switch {
		case columns[0] != id:
			id, first = columns[0], day
			customers = append(customers, repeat.Purchases{Until: weeks(end, first)})
		case day.After(before) && !day.After(end):
			c := &customers[len(customers)-1]
			c.Again++
			c.Last = weeks(day, first)
		}
		before = day
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return customers
}

func weeks(day, since time.Time) float64 { return day.Sub(since).Hours() / 24 / 7 }
