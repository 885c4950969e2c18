package sample

import (
	"math"
	"strings"
	"testing"
)

// The numbers are golden cases nps-044, nps-045, csat-017, -018 and -019 of the reference data, by R.
func TestPlan(t *testing.T) {
	check := func(p Plan, s Spread, n int64) {
		t.Helper()
		p.Confidence, s.Inflate = 0.95, 1
		if p.Power == 0 {
			p.Power = 0.8
		}
		o, err := p.Answer(s)
		if got, _ := o.Number("n"); int64(got) != n || err != nil {
			t.Errorf("%+v of %+v: got %v, %v, want %d", p, s, got, err, n)
		}
	}
	half := 0.5
	check(Plan{Margin: 10}, Spread{Variance: 1e4}, 385)
	check(Plan{Difference: 10}, Spread{Variance: 5100}, 801)
	check(Plan{Margin: 5}, Spread{Variance: 2500, Share: &half}, 385)
	check(Plan{Margin: 5, Population: 2000}, Spread{Variance: 2500, Share: &half}, 323)
	check(Plan{Margin: 5, Population: 1000}, Spread{Variance: 2500, Share: &half}, 278)
}

// A sum of shares that is no whole is told with its line.
func TestShares(t *testing.T) {
	_, err := ReadShares("s.csv", strings.NewReader("column,value,share\ng,m,40\ng,f,50\n"))
	if err == nil || err.Error() != `s.csv:3: the shares of "g" add up to 90, expected 1 or 100` {
		t.Errorf("got %v", err)
	}
	all, err := ReadShares("s.csv", strings.NewReader("column,value,share\ng,m,49%\ng,f,51\na,y,.4\na,o,.6\n"))
	if err != nil || len(all) != 2 || all[0].Share[0] != 0.49 || all[1].Share[1] != 0.6 {
		t.Errorf("got %v, %v", all, err)
	}
}

// The weights are golden case resp-004, by R's survey package.
func TestRake(t *testing.T) {
	g := &Shares{Column: "g", Values: []string{"m", "f"}, Share: []float64{0.5, 0.5}}
	a := &Shares{Column: "a", Values: []string{"y", "o"}, Share: []float64{0.6, 0.4}}
	p := &People{shares: []*Shares{g, a}, cells: [][]int{{0, 0}, {1, 0}, {0, 1}, {1, 1}}, counts: []float64{30, 20, 10, 40}}
	r, err := p.Rake(0)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []float64{4. / 3, 1, 1, 0.75} {
		if math.Abs(r.weights[i]-want) > 1e-6 {
			t.Errorf("cell %d: got %v, want %v", i, r.weights[i], want)
		}
	}
	if math.Abs(r.Effective-94.4881889764) > 1e-6 {
		t.Errorf("effective %v", r.Effective)
	}
	if r, err = p.Rake(1.2); err != nil || r.Trimmed != 30 || r.Most > 1.2+1e-12 {
		t.Errorf("trimmed %+v, %v", r, err)
	}
}
