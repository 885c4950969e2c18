// Package problem is how the packages tell people what went wrong and what to do about it.
package problem

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/visible"
)

// An Error is a failure that people can do something about.
type Error struct {
	// Usage says that the command line is wrong, not the data.
	Usage bool
	// Text says what is wrong; lines after the first show candidates.
	Text string
	// Hint says in words what to do.
	Hint string
	// Flags, when there are any, make the command work when they are added to it.
	Flags []string
	// Drop are flags without which the command works.
	Drop []string
	// Senses, when there are any, are ways to understand the data, the likeliest first: each makes the command work.
	Senses []Sense
	// Guessed says that the senses are of columns that may be something else, so that the data may be those of another question.
	Guessed bool
	// Instead, when not "", is the metric with which the command works.
	Instead string
	// Replace, when its first text is not "", is a word of the command line that makes it work when
	// the second stands in its place.
	Replace [2]string
	// Before is a command that makes what the program then reads, ending with what joins it to the next one: "|" or "&&".
	Before []string
	// Read says that all rows were read, so that what was told of them is whole.
	Read bool
	// Found is what was found about the sources before, which may be why.
	Found []string
	// Err is the cause, or nil.
	Err error
}

// A Sense is a way to understand data that may be understood in several.
type Sense struct {
	Says    string   // in words, "the labels count"
	Flags   []string // what says so
	Drop    []string // the flags that do not fit to it
	Instead string   // the metric whose command it is, "" for the one that was asked
	Before  []string // a command that makes what the program then reads, see Error
	Replace [2]string
}

func (e *Error) Error() string { return e.Text }
func (e *Error) Unwrap() error { return e.Err }

// Lines are lines of words that stand in an error as they are, where any other text is made visible: a line break in
// the name of a file would begin a line that seems to be the program's.
type Lines string

// A shown text is made visible, unless it is quoted, which does so by itself.
type shown string

// Format writes the text as a verb of fmt says.
func (s shown) Format(f fmt.State, verb rune) {
	text := string(s)
	if verb != 'q' {
		text = visible.Text(text)
	}
	fmt.Fprintf(f, fmt.FormatString(f, verb), text)
}

// Usage makes an error of the command line.
func Usage(format string, args ...any) *Error {
	e := Failure(format, args...)
	e.Usage = true
	return e
}

// Failure makes an error of the data.
func Failure(format string, args ...any) *Error {
	for i, arg := range args {
		switch arg := arg.(type) {
		case *Error:
		case error:
			args[i] = shown(arg.Error())
		case string:
			args[i] = shown(arg)
		}
	}
	return &Error{Text: fmt.Sprintf(format, args...)}
}

// Advise adds words on what to do.
func (e *Error) Advise(hint string) *Error {
	e.Hint = hint
	return e
}

// Wrong makes an error of the command line from its cause, with words before it.
func Wrong(words string, err error) *Error {
	return &Error{Usage: true, Text: visible.Text(words + err.Error()), Err: err}
}

// AfterReading says of an error that all rows have been read.
func AfterReading(err error) error {
	var e *Error
	if errors.As(err, &e) {
		e.Read = true
	}
	return err
}

// Fraction asks whether a number between 0 and 1 is in percent, as all numbers in its place are.
func Fraction(what string, x float64) *Error {
	plain := func(x float64) string { return strconv.FormatFloat(x, 'g', 12, 64) }
	return Usage("%s: %s means %s %%; for %s %% write %s, for %s %% write %s%%", what, plain(x), plain(x), plain(100*x), plain(100*x), plain(x), plain(x))
}

// IsFraction tells whether a number of percent is likely to be meant as a part of 1: without a sign of percent, and below 1.
func IsFraction(text string, x float64) bool {
	return x > 0 && x < 1 && !strings.HasSuffix(strings.TrimSpace(text), "%")
}
