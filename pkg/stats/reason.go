package stats

import "errors"

// The reasons for which a figure does not exist. Errors of this package wrap one of them, or name the
// argument that cannot be.
var (
	ErrNoData   = errors.New("no data")                // there is nothing to count
	ErrTooFew   = errors.New("fewer than two answers") // one value has no spread to estimate
	ErrNoSpread = errors.New("no spread")              // all values are the same
	ErrArgument = errors.New("impossible argument")    // a count below zero, a level outside 0 to 1 …
)
