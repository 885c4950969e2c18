// Package coverage holds intervals and verdicts to what they say, by simulation: how often an interval of
// 95 % holds the truth, and how often a verdict is proven that is not true. It has tests only.
package coverage
