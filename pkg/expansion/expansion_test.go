package expansion_test

import (
	"math"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/expansion"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 1e-6*max(1, math.Abs(want)) {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

// movement is five customers that brought 100 each: two bring 120 and 130, one 80, one the same, one left.
func movement() *tally.Movement {
	m := new(tally.Movement)
	m.Stay(100, 120)
	m.Stay(100, 130)
	m.Stay(100, 80)
	m.Stay(100, 100)
	m.Lose(100, tally.CauseUnknown, []byte("gone"))
	return m
}

func TestExpansion(t *testing.T) {
	m := movement()
	p, _ := expansion.Percent(m)
	near(t, "expansion", p, 10) // 50 / 500
	v, ok := expansion.Interval(m, 0.95)
	if !ok || v.Low != 0 {
		t.Errorf("the lower end is not cut at 0: %v", v)
	}
	// gains 20, 30, 0, 0, 0 around 10: squares 100+400+300 = 800; sqrt(5/4·800)/500 = .0632456, t(4) = 2.776445,
	// which is 1.755978 of the mean: exp(1.5) times that
	near(t, "high", v.High, 10*math.Exp(1.5)*2.7764451052*0.63245553203)
	cover, _ := expansion.CoverRatio(m)
	near(t, "cover", cover, 0.5) // 50 gained, 100 lost
	net, _ := expansion.Net(m)
	near(t, "net", net, -10)
	v, _ = expansion.NetInterval(m, 0.95)
	if !v.Contains(net) || v.Low < -100 || v.High < 0 {
		t.Errorf("one of five left and two gained a little: net %v to %v", v.Low, v.High)
	}
}

func TestNothing(t *testing.T) {
	none := new(tally.Movement)
	for what, f := range map[string]func(*tally.Movement) (float64, bool){
		"expansion": expansion.Percent, "cover": expansion.CoverRatio, "net": expansion.Net,
	} {
		if v, ok := f(none); ok {
			t.Errorf("%s of nothing is %v", what, v)
		}
	}
	if _, ok := expansion.Interval(none, 0.95); ok {
		t.Error("an interval of nothing")
	}
	same := new(tally.Movement)
	same.Stay(100, 110)
	same.Stay(200, 220)
	// (100 + 200)² / (100² + 200²) = 1.8 customers who all gain a tenth: 10 % of Wilson's for 1.8 of 1.8
	if v, ok := expansion.Interval(same, 0.95); !ok || math.Abs(v.Low-10*1.8/(1.8+3.8414588)) > 1e-6 || math.Abs(v.High-10) > 1e-9 {
		t.Errorf("two customers without spread: %v, %v", v, ok)
	}
}

func TestMetric(t *testing.T) {
	d := expansion.Metric()
	q := metric.Account{Confidence: 0.95, Decimals: 2, Priced: true}
	judge := func(m *tally.Movement, want string, target float64) {
		t.Helper()
		v := d.Judge(d.Movement(m, q))
		if v == nil || v.Text != want {
			t.Errorf("got %+v, want %s", v, want)
			return
		}
		near(t, "target", v.Target, target)
	}
	judge(movement(), "missed, not proven", 20) // 100 of 500 were lost
	good := new(tally.Movement)
	for i := range int64(100) {
		good.Stay(1000, 1190+i%20)
	}
	judge(good, "met and proven", 0)
	bad := new(tally.Movement)
	for range 50 {
		bad.Stay(1000, 1001)
		bad.Lose(1000, tally.CauseUnknown, nil)
	}
	judge(bad, "missed and proven", 50)
	if v := d.Judge(d.Movement(new(tally.Movement), q)); v != nil {
		t.Errorf("a verdict on nothing: %+v", v)
	}
	// the founding example: 10 000 new on 100 000
	june := new(tally.Movement)
	june.Stay(6_000_000, 7_000_000)
	june.Stay(4_000_000, 4_000_000)
	o := d.Movement(june, q)
	for key, want := range map[string]float64{"n": 2, "value": 10, "revenue_start": 100_000, "revenue_expansion": 10_000, "revenue_lost": 0, "net_pct": 10} {
		got, _ := o.Number(key)
		near(t, key, got, want)
	}
	if v, ok := o.Get("cover_ratio"); !ok || v != nil {
		t.Errorf("nothing was lost, and the cover ratio is %v", v)
	}
}
