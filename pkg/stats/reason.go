package stats

import (
	"errors"
	"fmt"
)

// The reasons for which a figure does not exist. Errors of this package are one of them, by
// errors.Is, and most say more.
var (
	ErrNoData   = errors.New("no data")                // there is nothing to count
	ErrTooFew   = errors.New("fewer than two answers") // one value has no spread to estimate
	ErrNoSpread = errors.New("no spread")              // all values are the same
	ErrArgument = errors.New("impossible argument")    // a count below zero, a level outside 0 to 1 …
	// ErrNoMaximum: a likelihood keeps rising, or stays level, as a parameter goes to 0 or without bound.
	ErrNoMaximum = errors.New("the data do not determine the parameters of the model")
)

// An argumentError is an ErrArgument whose own words are enough for people.
type argumentError string

func (e argumentError) Error() string { return string(e) }

func (e argumentError) Is(target error) bool { return target == ErrArgument }

// impossible returns an error that says what cannot be, and is an ErrArgument.
func impossible(format string, args ...any) error { return argumentError(fmt.Sprintf(format, args...)) }
