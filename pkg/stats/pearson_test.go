package stats

import (
	"math"
	"testing"
)

func TestFisherZ(t *testing.T) {
	check := func(r, n, low, high float64) {
		t.Helper()
		got, ok := FisherZ(r, n, 0.95)
		if !ok || math.Abs(got.Low-low) > 1e-9 || math.Abs(got.High-high) > 1e-9 {
			t.Errorf("%v of %v pairs: %v, %v", r, n, got, ok)
		}
	}
	check(0.825417569542, 30, 0.662012769871, 0.913913891354) // R 4.2.2, cor.test of attitude
	check(0, 4, -math.Tanh(1.959963984540054), math.Tanh(1.959963984540054))
	check(1, 10, 1, 1)
	check(-1, 10, -1, -1)
	if _, ok := FisherZ(0.5, 3, 0.95); ok {
		t.Error("three pairs have limits")
	}
}
