package main_test

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A split is what JSON tells of a change and of what --decompose makes of it.
type split struct {
	Changes []struct {
		Metric        string
		Change, Value float64
		BaselineValue float64 `json:"baseline_value"`
	}
	Mix []struct {
		Metric, Part  string
		Before, After *float64
		WeightBefore  float64 `json:"weight_before_pct"`
		WeightAfter   float64 `json:"weight_after_pct"`
		Mix, Real     float64
	}
}

// splitOf asks for the split of two ledgers; what else it says comes back where there is none.
func splitOf(t *testing.T, before, after string, args ...string) (s split, stderr string, status int) {
	t.Helper()
	dir := t.TempDir()
	names := []string{filepath.Join(dir, "before.csv"), filepath.Join(dir, "after.csv")}
	for i, text := range []string{before, after} {
		if err := os.WriteFile(names[i], []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	text, stderr, status := inside(slices.Concat([]string{"compare"}, args, []string{"-q", "-o", "json"}, names)...)
	if status == 0 {
		if err := json.Unmarshal([]byte(text), &s); err != nil {
			t.Fatal(err)
		}
	}
	return s, stderr, status
}

// A business is customers, of whom some move from country to country, and what they bring month by month.
func business(r *rand.Rand, countries []string, months int, moving float64) string {
	var b strings.Builder
	b.WriteString("customer,month,mrr,country\n")
	for c := range 40 + r.IntN(80) {
		country := countries[r.IntN(len(countries))]
		amount := 10 + r.IntN(200)
		for m := range months {
			if m > 0 && r.Float64() < .1 {
				break
			}
			fmt.Fprintf(&b, "C%d,2026-%02d,%d,%s\n", c, m+1, amount, country)
			if r.Float64() < moving {
				country = countries[r.IntN(len(countries))]
			}
			if r.Float64() < .3 {
				amount = max(1, amount+r.IntN(60)-25)
			}
		}
	}
	return b.String()
}

// Whatever the ledgers are, mix and real make the change, also where a value stands on one side only. Where customers
// moved, the parts may not make the whole, and it is refused.
func TestSplitOfLedgersAddsUp(t *testing.T) {
	forWholeRun(t)
	const runs = 40
	r := rand.New(rand.NewPCG(3, 11))
	for _, what := range [][]string{{"churn"}, {"revenue"}, {"expansion"}, {"churn,revenue,expansion"}, {"revenue", "--field", "grr"}, {"churn", "--field", "revenue_lost_pct"}} {
		told, refused := 0, 0
		for run := range runs {
			months := 2 + r.IntN(4)
			moving := []float64{0, .2}[run%2]
			before := business(r, []string{"es", "ua", "de"}, months, moving)
			after := business(r, [][]string{{"es", "ua", "de"}, {"es", "fr"}, {"ua", "de"}}[r.IntN(3)], months, moving)
			s, stderr, status := splitOf(t, before, after, append(what, "--decompose", "country")...)
			if status == 2 && moving > 0 && strings.Contains(stderr, "customers have moved") {
				refused++
				continue
			}
			if status != 0 {
				t.Fatalf("%v: exit status %d\n%s", what, status, stderr)
			}
			for _, x := range s.Changes {
				for _, m := range s.Mix {
					if m.Part != "all" || len(s.Changes) > 1 && m.Metric != x.Metric {
						continue
					}
					told++
					if math.Abs(m.Mix+m.Real-x.Change) > 1e-9 {
						t.Errorf("%v %s: mix %v + real %v is not the change %v", what, x.Metric, m.Mix, m.Real, x.Change)
					}
				}
			}
		}
		t.Logf("%v: %d of %d changes were split, and %d refused", what, told, runs, refused)
		if told+refused < runs || told < runs/2 {
			t.Errorf("%v: only %d of %d changes were split", what, told, runs)
		}
	}
}

// By hand: 3 of 5 Spaniards of 10 customers stay in May as 4 of 5 others do; in June Spaniards are 2 of 10.
func TestSplitOfChurnByHand(t *testing.T) {
	side := func(spaniards, theirLost, others, lost int) string {
		var b strings.Builder
		b.WriteString("customer,month,mrr,country\n")
		for i := range spaniards + others {
			country, gone := "es", i < theirLost
			if i >= spaniards {
				country, gone = "ua", i-spaniards < lost
			}
			fmt.Fprintf(&b, "C%d,2026-01,10,%s\n", i, country)
			if !gone {
				fmt.Fprintf(&b, "C%d,2026-02,10,%s\n", i, country)
			}
		}
		return b.String()
	}
	s, stderr, status := splitOf(t, side(5, 2, 5, 1), side(2, 1, 8, 2), "churn", "--decompose", "country")
	if status != 0 {
		t.Fatal(stderr)
	}
	// es: 50 % to 20 % of customers, churn 40 to 50; ua: 50 % to 80 %, churn 20 to 25.
	want := map[string][2]float64{"es": {-.3 * 40, .2 * 10}, "ua": {.3 * 20, .8 * 5}, "all": {-6, 6}}
	if len(s.Mix) != len(want) {
		t.Fatalf("%d parts, want %d", len(s.Mix), len(want))
	}
	for _, m := range s.Mix {
		if x := want[m.Part]; math.Abs(m.Mix-x[0]) > 1e-9 || math.Abs(m.Real-x[1]) > 1e-9 {
			t.Errorf("%s: mix %v, real %v, want %v", m.Part, m.Mix, m.Real, x)
		}
	}
}

// What no weights make of its parts is refused, and says what can be split.
func TestSplitIsRefused(t *testing.T) {
	months := business(rand.New(rand.NewPCG(1, 1)), []string{"es", "ua"}, 4, 0)
	orders := "customer,date,amount,country\n"
	for i := range 60 {
		orders += fmt.Sprintf("C%d,2026-%02d-%02d,%d,%s\n", i%20, 1+i/20, 1+i%28, 10+i, []string{"es", "ua"}[i%2])
	}
	for _, c := range []struct {
		text, says string
		args       []string
	}{
		{orders, "--decompose splits figures that are the mean of their parts", []string{"repeat"}},
		{months, "--decompose splits figures that are the mean of their parts", []string{"ltv"}},
		{months, "--decompose splits figures that are the mean of their parts", []string{"cohort"}},
	} {
		_, stderr, status := splitOf(t, c.text, c.text, append(c.args, "--decompose", "country")...)
		if status != 2 || !strings.Contains(stderr, c.says) {
			t.Errorf("%v: exit status %d, want 2 and %q\n%s", c.args, status, c.says, stderr)
		}
	}
}
