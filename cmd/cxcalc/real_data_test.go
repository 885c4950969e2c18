package main_test

import (
	"encoding/csv"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// asked is an asking in the folder of reference data.
func asked(t *testing.T, folder ...string) *asking {
	t.Helper()
	dir, err := filepath.Abs(besides(t, append([]string{"data"}, folder...)...))
	if err != nil {
		t.Fatal(err)
	}
	return &asking{t, find(t), dir}
}

// stated are the reference values that the page of a data set states.
func (a *asking) stated(set string) (values inputs) {
	a.Helper()
	page, err := os.ReadFile(filepath.Join(a.dir, set, "SOURCE.md"))
	if err != nil {
		a.Fatal(err)
	}
	_, text, _ := strings.Cut(string(page), "```json\n")
	text, _, _ = strings.Cut(text, "```")
	if err := json.Unmarshal([]byte(text), &values); err != nil {
		a.Fatal(err)
	}
	return values
}

// only is the one file of a folder that fits a pattern.
func (a *asking) only(pattern string) string {
	a.Helper()
	found, err := filepath.Glob(filepath.Join(a.dir, pattern))
	if err != nil || len(found) != 1 {
		a.Fatalf("%s: %v, %v", pattern, found, err)
	}
	return found[0]
}

func (a *asking) near(what string, got, want any) {
	a.Helper()
	sameNumbers(a.T, what, got, want, 1e-6)
}

// columns returns columns of a file, by their headers.
func (a *asking) columns(name string, headers ...string) (rows [][]string) {
	a.Helper()
	f, err := os.Open(name)
	if err != nil {
		a.Fatal(err)
	}
	defer f.Close()
	all, err := csv.NewReader(f).ReadAll()
	if err != nil {
		a.Fatal(err)
	}
	for _, record := range all[1:] {
		var row []string
		for _, header := range headers {
			row = append(row, record[slices.Index(all[0], header)])
		}
		rows = append(rows, row)
	}
	return rows
}

// What follows is written from the formulas, and shares nothing with the program.

// A netCount is detractors, passives and promoters.
type netCount [3]float64

func (c *netCount) add(score string) {
	switch score {
	case "0", "1", "2", "3", "4", "5", "6":
		c[0]++
	case "7", "8":
		c[1]++
	case "9", "10":
		c[2]++
	}
}

func (c netCount) n() float64   { return c[0] + c[1] + c[2] }
func (c netCount) net() float64 { return 100 * (c[2] - c[0]) / c.n() }

// netDifference is the adjusted Wald interval of b less a, in points, and its p.
func netDifference(a, b netCount) (low, high, p float64) {
	var mean [2]float64
	var variance float64
	for i, c := range []netCount{a, b} {
		c[0], c[1], c[2] = c[0]+.75, c[1]+1.5, c[2]+.75
		mean[i] = (c[2] - c[0]) / c.n()
		variance += ((c[2]+c[0])/c.n() - mean[i]*mean[i]) / c.n()
	}
	d, se := 100*(mean[1]-mean[0]), 100*math.Sqrt(variance)
	return d - quantile95*se, d + quantile95*se, math.Erfc(math.Abs(d/se) / math.Sqrt2)
}

const quantile95 = 1.959963984540054

// newcombe is the interval of the share k2 of n2 less k1 of n1, in percent, at a normal quantile.
func newcombe(k1, n1, k2, n2, z float64) (low, high float64) {
	wilson := func(k, n float64) (p, low, high float64) {
		p = k / n
		center, half := (p+z*z/2/n)/(1+z*z/n), z*math.Sqrt(p*(1-p)/n+z*z/4/n/n)/(1+z*z/n)
		return p, center - half, center + half
	}
	p1, l1, u1 := wilson(k1, n1)
	p2, l2, u2 := wilson(k2, n2)
	return 100 * (p2 - p1 - math.Hypot(p2-l2, u1-p1)), 100 * (p2 - p1 + math.Hypot(u2-p2, p1-l1))
}

// studentP is the two-sided p of t, by Simpson's rule over the density.
func studentP(t, df float64) float64 {
	const steps = 20_000
	density := func(x float64) float64 { return math.Pow(1+x*x/df, -(df+1)/2) }
	var inside float64
	h := math.Abs(t) / steps
	for i := range steps {
		x := float64(i) * h
		inside += h / 6 * (density(x) + 4*density(x+h/2) + density(x+h))
	}
	top, _ := math.Lgamma((df + 1) / 2)
	bottom, _ := math.Lgamma(df / 2)
	return 1 - 2*inside*math.Exp(top-bottom)/math.Sqrt(df*math.Pi)
}

// Two years of an airport's survey: the share of satisfied travellers, with codes that mean no answer.
func TestAirportYears(t *testing.T) {
	forWholeRun(t)
	a := asked(t)
	files := []string{a.only("sfo-survey-2016/*.csv"), a.only("sfo-survey-2017/*.csv")}
	before, after := a.stated("sfo-survey-2016"), a.stated("sfo-survey-2017")
	flags := []string{"--scale", "1-5", "--missing", "0", "--missing", "6", "--missing", "Blank"}
	for score, key := range map[string]string{"Q7ALL": "csat_q7all_top2_of_5", "Q9ALL": "csat_q9all_top2_of_5"} {
		was, is := before.side(key), after.side(key)
		c := a.changed(nil, append(append([]string{"csat", "--score", score}, flags...), files...)...)
		k1, n1, k2, n2 := was.number("top"), was.number("n"), is.number("top"), is.number("n")
		a.near(score+" before", c.at("baseline_value"), 100*k1/n1)
		a.near(score, c.at("value"), 100*k2/n2)
		low, high := newcombe(k1, n1, k2, n2, quantile95)
		a.near(score+" interval", c.ends(), []any{low, high})
		// The interval at the confidence 1 − p ends at 0.
		z := math.Sqrt2 * math.Erfinv(1-c.number("p"))
		end, _ := newcombe(k1, n1, k2, n2, z)
		a.near(score+" end at p", end, 0.)
		a.near(score+" verdict", c.at("verdict"), "~")
	}
	c := a.changed(nil, append(append([]string{"csat", "--field", "mean", "--score", "Q7ALL"}, flags...), files...)...)
	a.near("mean before", math.Round(1e4*c.number("baseline_value"))/1e4, before.side("csat_q7all_top2_of_5")["mean"])
	a.near("mean", math.Round(1e4*c.number("value"))/1e4, after.side("csat_q7all_top2_of_5")["mean"])
	for _, lang := range a.changes(nil, append(append([]string{"csat", "--score", "Q7ALL", "--by", "LANG"}, flags...), files...)...) {
		label, _ := lang.at("by/LANG").(string)
		was, is := before.side("csat_q7all_by_lang").numbers(label), after.side("csat_q7all_by_lang").numbers(label)
		a.near(label, []any{lang.at("baseline_n"), lang.at("n")}, []any{was[0], is[0]})
		a.near(label, math.Round(1e4*lang.number("value"))/1e4, is[1])
	}
	// The first year has no question about recommending.
	if said := a.refused("compare", "nps", "--score", "NETPRO", "--missing", "11", files[0], files[1]); !strings.Contains(said, `"NETPRO": there is no such column`) {
		t.Errorf("says %s", said)
	}
	a.againstTheRest(files[1], "LANG", "NETPRO", after.side("nps_by_lang"), "--missing", "11")
}

// Two questions of the same guests of an event.
func TestEventPairs(t *testing.T) {
	const event, keynote = "On a scale of 0-10, how would you rate Sudzilla?", "On a scale of 0-10, how would you rate the opening keynote?"
	a := asked(t, "sudzilla-nps")
	c := a.changed(nil, "nps", "--paired", "--score", event, "--score", keynote, "input_02.csv")
	var sum, squares, n float64
	for _, row := range a.columns(a.only("input_02.csv"), event, keynote) {
		var one, two netCount
		one.add(row[0])
		two.add(row[1])
		d := two.net() - one.net()
		n, sum, squares = n+1, sum+d, squares+d*d
	}
	mean := sum / n
	se := math.Sqrt((squares - n*mean*mean) / (n - 1) / n)
	const t38 = 2.024394163911969 // R: qt(0.975, 38)
	a.near("change", c.at("change"), mean)
	a.near("interval", c.ends(), []any{mean - t38*se, mean + t38*se})
	a.near("p", c.at("p"), studentP(mean/se, n-1))
	stated := (&asking{a.T, a.program, filepath.Dir(a.dir)}).stated("sudzilla-nps")
	a.near("event", math.Round(1e4*c.number("baseline_value"))/1e4, stated.side("nps")["nps"])
	a.near("keynote", math.Round(1e4*c.number("value"))/1e4, stated.side("opening")["nps"])
}

// Every airline against the rest, and the customers of a shop by segment.
func TestSegmentsAgainstTheRest(t *testing.T) {
	a := asked(t)
	a.againstTheRest(a.only("airline-nps/input_01.csv"), "Airline", "How likely are you to recommend this airline?", a.stated("airline-nps").side("by_airline_ge50"))
	a.againstTheRest(a.only("retail-nps-fr/nps.csv"), "t", "nps", a.stated("retail-nps-fr").side("nps_by_t"))
}

// againstTheRest compares each value of a column with the rest, and holds that against a count of the file and what its
// page states.
func (a *asking) againstTheRest(file, by, score string, stated inputs, flags ...string) {
	a.Helper()
	counts, all := make(map[string]*netCount), netCount{}
	for _, row := range a.columns(file, by, score) {
		if counts[row[0]] == nil {
			counts[row[0]] = new(netCount)
		}
		counts[row[0]].add(row[1])
		all.add(row[1])
	}
	changes := a.changes(nil, append([]string{"nps", "--by", by, "--score", score, file}, flags...)...)
	if len(changes) != len(counts) {
		a.Errorf("%s: %d changes of %d values", file, len(changes), len(counts))
	}
	ps := make([]float64, len(changes))
	for i, c := range changes {
		label, _ := c.at("by/" + by).(string)
		one, rest := *counts[label], all
		for k := range rest {
			rest[k] -= one[k]
		}
		low, high, p := netDifference(rest, one)
		a.near(label, []any{c.at("value"), c.at("baseline_value"), c.at("change"), c.at("p")}, []any{one.net(), rest.net(), one.net() - rest.net(), p})
		a.near(label+" interval", c.ends(), []any{max(low, -200), min(high, 200)})
		if says := stated.numbers(label); says != nil {
			a.near(label+" stated", []any{c.at("n"), math.Round(1e4*c.number("value")) / 1e4}, []any{says[0], says[1]})
		}
		ps[i] = p
	}
	for i, c := range changes {
		// Benjamini and Hochberg: the least of p m / rank over all p that are not smaller.
		adjusted := 1.0
		for _, p := range ps {
			rank := 0.
			for _, q := range ps {
				if q <= p {
					rank++
				}
			}
			if p >= ps[i] {
				adjusted = min(adjusted, p*float64(len(ps))/rank)
			}
		}
		a.near("adjusted", c.at("p_adjusted"), adjusted)
	}
}
