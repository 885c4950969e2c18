package stats

import (
	"errors"
	"fmt"
	"math"
	"slices"
)

// Kish returns the effective number of answers of a weighted sample, from the sum of the weights
// and the sum of their squares:
//
//	(Σw)² / Σw²
//
// It is the number itself when all weights are equal, and 0 when there are none. The design effect
// is the number of answers divided by it. Source: Kish, Survey Sampling, 1965
func Kish(sumW, sumW2 float64) float64 {
	if !(sumW2 > 0) {
		return 0
	}
	return sumW * (sumW / sumW2)
}

// ErrNotRaked says that no weights meet all margins: raking was still moving when it was given up.
var ErrNotRaked = errors.New("raking does not settle")

// A Margin says how the population falls into the categories of one variable.
type Margin struct {
	Category []int     // Category is, for each cell, the place of its category in Target.
	Target   []float64 // Target is what each category weighs; shares or totals, only proportions matter.
}

// Raking goes on until every margin is met to one part in 10¹⁰, at most so many times round.
const (
	rakingPrecision = 1e-10
	rakingRounds    = 1000
)

// Rake returns the weight of an answer of each cell, so that all margins of the weighted sample are
// those of the population, by iterative proportional fitting from equal weights. counts are the
// answers in each cell; cells may be groups of answers or single ones. The mean weight of an answer
// is 1.
//
// It is an error when a category with a positive target has no answers, and [ErrNotRaked] when the
// margins are not met after 1000 rounds, as when they contradict each other.
// Source: Deming & Stephan, Annals of Mathematical Statistics 11, 1940.
func Rake(counts []float64, margins []Margin) (weights []float64, err error) {
	var n float64
	for i, k := range counts {
		if !isCount(k) {
			return nil, impossible("a count of %v in cell %d", k, i+1)
		}
		n += k
	}
	if n == 0 {
		return nil, ErrNoData
	}
	targets := make([][]float64, len(margins))
	for m, margin := range margins {
		if targets[m], err = margin.scaled(counts, n); err != nil {
			return nil, fmt.Errorf("margin %d: %w", m+1, err)
		}
	}
	mass := slices.Clone(counts)
	for range rakingRounds {
		off := 0.0
		for m, margin := range margins {
			off = max(off, margin.fit(mass, targets[m]))
		}
		if !(off <= rakingPrecision*n) {
			continue
		}
		for i, k := range counts {
			if k > 0 {
				mass[i] /= k
			}
		}
		return mass, nil
	}
	return nil, fmt.Errorf("%w: the margins are not met after %d rounds", ErrNotRaked, rakingRounds)
}

// scaled returns the targets as masses of a sample of n, or an error when no weights can meet them.
func (m Margin) scaled(counts []float64, n float64) ([]float64, error) {
	if len(m.Category) != len(counts) {
		return nil, impossible("categories of %d cells, and there are %d", len(m.Category), len(counts))
	}
	for i, c := range m.Category {
		if c < 0 || c >= len(m.Target) {
			return nil, impossible("cell %d is in category %d of %d", i+1, c+1, len(m.Target))
		}
	}
	sums, total := m.sums(counts), 0.0
	for c, target := range m.Target {
		switch {
		case !isCount(target):
			return nil, impossible("a target of %v in category %d", target, c+1)
		case target > 0 && sums[c] == 0:
			return nil, impossible("category %d has a target of %v and no answers", c+1, target)
		}
		total += target
	}
	if total == 0 {
		return nil, impossible("all targets are 0")
	}
	targets := make([]float64, len(m.Target))
	for c, target := range m.Target {
		targets[c] = target / total * n
	}
	return targets, nil
}

// sums returns the mass in each category.
func (m Margin) sums(mass []float64) []float64 {
	sums := make([]float64, len(m.Target))
	for i, c := range m.Category {
		sums[c] += mass[i]
	}
	return sums
}

// fit scales the cells of each category to its target, and returns how far the category was from it that was
// farthest.
func (m Margin) fit(mass, targets []float64) (off float64) {
	sums := m.sums(mass)
	for c, sum := range sums {
		off = max(off, math.Abs(sum-targets[c]))
	}
	for i, c := range m.Category {
		if sums[c] > 0 {
			mass[i] *= targets[c] / sums[c]
		}
	}
	return off
}
