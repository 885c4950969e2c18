// Package settings settles flags from what people have written, in a file, a variable or a report: every
// value is checked to be of the type of its flag, and every mistake is told with its place.
package settings

import (
	"slices"
	"strconv"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// A Given is what somebody gave for a flag.
type Given struct {
	// Flag is its name.
	Flag string
	// Words name it in errors: "cxcalc.yaml:3:1: target", "CXCALC_TARGET".
	Words string
	// Texts are the values as they were written; a list may have any number of them.
	Texts []string
	// List says that it was written as a list.
	List bool
	// Line says that it stood on the command line, where a flag of several metrics is a list as soon as one of them takes
	// several values; one entry is one value.
	Line bool
}

// Text returns one text that was given. Where the flag is a list, every line of it is an entry: names of columns
// hold commas and blanks.
func Text(flag, words, text string) Given {
	return Given{Flag: flag, Words: words, Texts: []string{text}}
}

// Settle returns the values of a list of flags: what was given, or else the default. It refuses values that are
// not of the type of their flag. The last of several for one flag counts.
func Settle(list []flags.Flag, given []Given) (flags.Values, error) {
	values := flags.Defaults(list)
	for _, g := range given {
		i := slices.IndexFunc(list, func(f flags.Flag) bool { return f.Name == g.Flag })
		if i < 0 {
			return nil, problem.Usage("%s: there is no such setting", g.Words)
		}
		value, err := g.as(list[i].Default)
		if err != nil {
			return nil, err
		}
		values[g.Flag] = value
	}
	return values, nil
}

// as returns what was given, in the type of a default.
func (g Given) as(kind any) (any, error) {
	if _, ok := kind.([]string); ok {
		return g.Entries(), nil
	}
	if g.List && !(g.Line && len(g.Texts) == 1) {
		e := problem.Usage("%s takes one value, not a list", g.Words)
		if g.Line {
			e.Hint = "name one of them, in a run of its own for each"
		}
		return nil, e
	}
	var value any = g.Texts[0]
	var expected string
	var err error
	switch kind.(type) {
	case int:
		expected = "a whole number"
		value, err = strconv.Atoi(g.Texts[0])
	case int64:
		expected = "a whole number"
		value, err = strconv.ParseInt(g.Texts[0], 10, 64)
	case float64:
		expected = "a number"
		value, err = strconv.ParseFloat(g.Texts[0], 64)
	case bool:
		expected = "true or false"
		value, err = strconv.ParseBool(g.Texts[0])
	case flags.Choice:
		var c flags.Choice
		expected = "auto, true or false"
		err = c.Set(g.Texts[0])
		value = c
	case flags.Level:
		var l flags.Level
		expected = "true or false"
		err = l.Set(g.Texts[0])
		value = l
	}
	if err != nil {
		return nil, problem.Usage("%s %q is not %s", g.Words, g.Texts[0], expected)
	}
	return value, nil
}

// Entries returns what was given, entry by entry.
func (g Given) Entries() []string {
	if g.List {
		return g.Texts
	}
	if g.Texts[0] == "" {
		return []string{}
	}
	return strings.Split(g.Texts[0], "\n")
}

// Unknown makes an error for a name that means nothing, and suggests what may be meant, in the form in which it
// would be written.
func Unknown(text, name string, known []string, written func(name string) string) *problem.Error {
	e := problem.Usage("%s", text).Advise("cxcalc config show prints all settings")
	if near := layout.Suggest(name, known); len(near) > 0 {
		e.Hint = "did you mean " + written(near[0]) + "?"
	}
	return e
}
