package stats

import (
	"fmt"
	"math"
)

// CompareNetAdjusted compares two independent net shares by the adjusted Wald method: three answers
// (3/4, 3/2, 3/4) are added to each sample, and the variances are not pooled. The interval is centred
// on the adjusted difference. Source: Rocks, 2016; Lewis & Sauro, MeasuringU, 2021.
func CompareNetAdjusted(a, b Trinomial, confidence float64) (Comparison, error) {
	if !a.valid() || !b.valid() {
		return Comparison{}, ErrNoData
	}
	c, err := CompareNetWald(a.Adjusted(), b.Adjusted(), confidence)
	if err != nil {
		return Comparison{}, err
	}
	netA, _ := a.Net()
	netB, _ := b.Net()
	c.Difference = netB - netA
	return c, nil
}

// CompareNetWald compares two independent net shares by their difference and its standard error. It
// is refused when all answers fall in one group in both samples.
func CompareNetWald(a, b Trinomial, confidence float64) (Comparison, error) {
	netA, okA := a.Net()
	netB, okB := b.Net()
	if !okA || !okB {
		return Comparison{}, ErrNoData
	}
	z, err := level(confidence)
	if err != nil {
		return Comparison{}, err
	}
	seA, _ := a.StandardError()
	seB, _ := b.StandardError()
	se := math.Hypot(seA, seB)
	if se == 0 {
		return Comparison{}, fmt.Errorf("%w: all answers of each sample are in one group", ErrNoSpread)
	}
	return normalComparison(netB-netA, netB-netA, se, z), nil
}

// CompareNetScore compares two independent net shares by their score intervals, squared and added.
// It works for any samples that are not empty.
func CompareNetScore(a, b Trinomial, confidence float64) (Comparison, error) {
	netA, okA := a.Net()
	netB, okB := b.Net()
	if !okA || !okB {
		return Comparison{}, ErrNoData
	}
	z, err := level(confidence)
	if err != nil {
		return Comparison{}, err
	}
	intervals := func(z float64) (va, vb Interval) {
		va, _ = a.Score(z)
		vb, _ = b.Score(z)
		return va, vb
	}
	return squareAndAdd(netA, netB, intervals, z), nil
}

// TestTarget tests the net share against a target by the adjusted Wald method; the statistic is
// positive when the answers lie above it. ok is false when there are no answers.
func (t Trinomial) TestTarget(target float64) (test Test, ok bool) {
	if !t.valid() || !isFinite(target) {
		return Test{}, false
	}
	net, _ := t.Adjusted().Net()
	se, _ := t.Adjusted().StandardError()
	z := (net - target) / se
	return Test{Statistic: z, P: normalP(z)}, true
}
