// Package stats estimates and compares: shares, net scores and means with their intervals, tests of two
// samples, weights, finite populations and sample sizes. Numbers go in and numbers come out. Each figure
// has one interval and one test, the one to choose.
//
// Shares lie in [0, 1] and net scores in [-1, 1]; callers that speak of percent or points multiply
// by 100. Counts may be fractional, because a weighted sample counts for an effective number of
// answers. Every interval is two-sided.
//
// Functions that take z instead of a confidence level let a finite population shrink it: pass
// Z(confidence) times the factor of [FPC]. With z = 0, a census, the interval is the estimate itself.
//
// A figure that does not exist comes back as ok = false, or as an error that says why where there is
// more than one reason. Nothing returns NaN or an infinity with ok = true.
package stats
