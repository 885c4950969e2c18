package repeat

import (
	"math"

	"github.com/cxcalc/cxcalc/pkg/tally"
)

// Below so many customers, and so many of them who came again, four parameters are guesswork.
const (
	fewForForecast = 100
	fewWhoReturned = 30
)

// A Forecast is how many orders are expected of the customers who have come. Orders of one day are one.
type Forecast struct {
	Model         BGNBD // in weeks
	LogLikelihood float64
	Orders        float64 // in the days ahead, of all customers
	Alive         float64 // mean probability, from 0 to 1, that a customer who came again has not left for good
	Watched       int64   // days since the first order of all
	// Expected is what the same forecast, made as many days before the end, says about the days until the end, and
	// Came what came of the same customers; Checked tells whether it could be made.
	Expected float64
	Came     int64
	Checked  bool
	// Lack says why there is no forecast, "" where there is one.
	Lack string
}

// Why there is no forecast.
const (
	lackCustomers = "few customers"
	lackReturns   = "few came again"
	lackModel     = "no model"
)

// ForecastOf fits the model to habits, and holds it against the days that have come already.
func ForecastOf(h *tally.Habits) (f Forecast) {
	for habit := range h.Now {
		f.Watched = max(f.Watched, int64(habit.Until))
	}
	now := ahead{days: h.Ahead, customers: purchasesOf(h.Now)}
	if f.Lack = now.fit(); f.Lack != "" {
		return f
	}
	f.Model, f.LogLikelihood = now.model, now.logLikelihood
	var ok bool
	if f.Orders, f.Alive, ok = now.expect(); !ok {
		return Forecast{Watched: f.Watched, Lack: lackModel}
	}
	before := ahead{days: h.Ahead, customers: purchasesOf(h.Before)}
	if before.fit() == "" {
		f.Expected, _, f.Checked = before.expect()
		f.Came = h.After
	}
	return f
}

// ahead is a model of customers, for some days.
type ahead struct {
	days          int32
	customers     map[Purchases]int64
	model         BGNBD
	logLikelihood float64
}

// fit finds the model, or says why there is none.
func (a *ahead) fit() (lack string) {
	var all, again int64
	for p, n := range a.customers {
		all += n
		if p.Again > 0 {
			again += n
		}
	}
	switch {
	case all < fewForForecast:
		return lackCustomers
	case again < fewWhoReturned:
		return lackReturns
	}
	var err error
	if a.model, a.logLikelihood, err = FitBGNBD(a.customers); err != nil {
		return lackModel
	}
	return ""
}

// expect adds what is expected of each customer; alive is the mean of those who came again.
func (a *ahead) expect() (orders, alive float64, ok bool) {
	all, err := crowdOf(a.customers)
	if err != nil {
		return 0, 0, false
	}
	again := 0.
	for _, c := range all.alike {
		one, ok := a.model.Expected(c.Purchases, float64(a.days)/7)
		if !ok {
			return 0, 0, false
		}
		orders += c.customers * one
		if c.Again > 0 {
			one, _ := a.model.Alive(c.Purchases)
			alive += c.customers * one
			again += c.customers
		}
	}
	return orders, alive / again, !math.IsNaN(alive / again)
}

// purchasesOf brings days to weeks, in which the model is known.
func purchasesOf(habits map[tally.Habit]int64) map[Purchases]int64 {
	out := make(map[Purchases]int64, len(habits))
	for h, n := range habits {
		out[Purchases{Again: float64(h.Again), Last: float64(h.Last) / 7, Until: float64(h.Until) / 7}] = n
	}
	return out
}

// forecastOf is the forecast of orders that were counted for one, and otherwise of nobody.
func forecastOf(o *tally.Orders, days int64) *Forecast {
	habits := o.Habits
	if habits == nil {
		habits = tally.NewHabits(int32(days))
	}
	f := ForecastOf(habits)
	return &f
}
