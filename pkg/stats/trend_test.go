package stats

import (
	"errors"
	"math"
	"testing"
)

func TestShareTrend(t *testing.T) {
	check := func(z, p float64, groups ...Share) {
		t.Helper()
		gotZ, gotP, err := ShareTrend(groups)
		if err != nil || math.Abs(gotZ-z) > 1e-7 || math.Abs(gotP-p) > 1e-8*max(1, p) && math.Abs(gotP/p-1) > 1e-6 {
			t.Errorf("%v: z %v, p %v, %v; want %v and %v", groups, gotZ, gotP, err, z, p)
		}
	}
	// prop.trend.test of R 4.2.2, by the pages of the reference data
	check(-2.98909448, 0.00279805594, Share{9, 41}, Share{7, 54}, Share{0, 38})
	check(-3.96752629, 7.26225026e-05, Share{66, 289}, Share{46, 280}, Share{73, 442}, Share{52, 459})
	check(-12.4157954, 2.14543874e-35, Share{421, 1768}, Share{43, 617}, Share{23, 395}, Share{7, 199}, Share{1, 76}, Share{0, 95})
	z, _, _ := ShareTrend([]Share{{9, 41}, {0, 38}})
	gap, _, _ := ShareTrend([]Share{{9, 41}, {}, {0, 38}})
	if z != gap { // a line through two points is the same however far they lie apart
		t.Errorf("a gap makes %v of %v", gap, z)
	}
	for want, groups := range map[error][]Share{ErrNoData: {{}, {}}, ErrNoSpread: {{3, 9}, {}}, ErrArgument: {{4, 3}, {1, 2}}} {
		if _, _, err := ShareTrend(groups); !errors.Is(err, want) {
			t.Errorf("%v: %v, want %v", groups, err, want)
		}
	}
	for _, same := range [][]Share{{{0, 3}, {0, 4}}, {{3, 3}, {4, 4}}} {
		if _, _, err := ShareTrend(same); !errors.Is(err, ErrNoSpread) {
			t.Errorf("%v: %v", same, err)
		}
	}
}

func TestRiskRatio(t *testing.T) {
	check := func(a, b Share, ratio, low, high float64) {
		t.Helper()
		got, v, err := RiskRatio(a, b, 0.95)
		if err != nil || math.Abs(got-ratio) > 1e-7 || math.Abs(v.Low-low) > 1e-6 || math.Abs(v.High-high) > 1e-6 {
			t.Errorf("%v over %v: %v %v %v", a, b, got, v, err)
		}
	}
	// relative risks with limits of the logarithm, by the pages of the reference data
	check(Share{200, 241}, Share{295, 2909}, 8.18341656, 7.241019, 9.24846441)
	check(Share{66, 289}, Share{52, 459}, 2.0158371, 1.44591808, 2.81039381)
	check(Share{28, 83}, Share{13, 144}, 3.73679333, 2.0512532, 6.80736263)
	check(Share{5, 5}, Share{5, 5}, 1, 1, 1)
	for _, empty := range [][2]Share{{{9, 41}, {0, 38}}, {{0, 41}, {9, 38}}} {
		if _, _, err := RiskRatio(empty[0], empty[1], 0.95); !errors.Is(err, ErrNoSpread) {
			t.Errorf("%v: %v", empty, err)
		}
	}
	if _, _, err := RiskRatio(Share{1, 2}, Share{}, 0.95); !errors.Is(err, ErrNoData) {
		t.Error(err)
	}
	if _, _, err := RiskRatio(Share{1, 2}, Share{1, 2}, 95); !errors.Is(err, ErrArgument) {
		t.Error(err)
	}
}
