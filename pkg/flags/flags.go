// Package flags says what can be asked for and how: every flag has a name, a default, words and one
// owner, who lists it and who alone understands its value. The command line, the environment, settings
// files and reports all end in the same Values.
package flags

import (
	"slices"
	"strconv"
)

// The groups of flags, in the order of help.
const (
	Columns = "Columns (COL is a header, a pattern that fits one header, #7, or a JSON path)"
	Answers = "Answers"
	Ledger  = "Ledger"
	Rows    = "Rows and groups"
	Figures = "Figures"
	Output  = "Output"
	Input   = "Input"
	Server  = "Databases (clickhouse://user@host/db?table=T, postgres://user@host/db?table=T)"
	Tool    = "The tool"
)

// A Flag is one setting: its default and its place in help. The word in back quotes of Usage stands
// for the value there.
type Flag struct {
	Name, Short string
	Default     any // string, Choice, Level, bool, int, int64, float64 or []string
	Usage       string
	Group       string
	// PerMetric says that the flag means something else for every metric, so that a value for all of them
	// makes no sense: a settings file has it in the section of a metric.
	PerMetric bool
	// Adds says that a list goes on with what the layout of a source says, where others would replace it.
	Adds bool
}

// Join returns lists of flags as one, in the order of help: that of the groups, and then that of the lists.
func Join(lists ...[]Flag) []Flag {
	order := []string{Columns, Answers, Ledger, Rows, Figures, Output, Input, Server, Tool}
	all := slices.Concat(lists...)
	slices.SortStableFunc(all, func(a, b Flag) int { return slices.Index(order, a.Group) - slices.Index(order, b.Group) })
	return all
}

// A Choice is a switch that may also be left to the data: "auto", "true" or "false".
type Choice string

// The words of a Choice. Auto leaves it to the data, as does "".
const (
	Auto Choice = "auto"
	Yes  Choice = "true"
	No   Choice = "false"
)

// Open tells whether a Choice is left to the data.
func (c Choice) Open() bool { return c != Yes && c != No }

// Set takes a word for a Choice. With String, Type and IsBoolFlag it makes a Choice a value of the command line.
func (c *Choice) Set(text string) error {
	if text != string(Auto) {
		yes, err := strconv.ParseBool(text)
		if err != nil {
			return err
		}
		text = strconv.FormatBool(yes)
	}
	*c = Choice(text)
	return nil
}

// String returns the word for a Choice.
func (c *Choice) String() string { return string(*c) }

// Type is the type of a switch, which help shows without a value.
func (c *Choice) Type() string { return "bool" }

// IsBoolFlag says that the flag may stand without a value.
func (c *Choice) IsBoolFlag() bool { return true }

// A Level is a switch that says more when it is given twice.
type Level int

// Set takes a word for a Level: one more for true, none for false, or 2. With String, Type and IsBoolFlag it makes a Level a
// value of the command line.
func (l *Level) Set(text string) error {
	if text == "2" {
		*l = 2
		return nil
	}
	yes, err := strconv.ParseBool(text)
	switch {
	case err != nil:
		return err
	case yes:
		*l = min(*l+1, 2)
	default:
		*l = 0
	}
	return nil
}

// String returns the word for a Level.
func (l Level) String() string { return []string{"false", "true", "2"}[l] }

// MarshalJSON writes the word.
func (l Level) MarshalJSON() ([]byte, error) { return []byte(l.String()), nil }

// Type is the type of a switch, which help shows without a value.
func (l *Level) Type() string { return "bool" }

// IsBoolFlag says that the flag may stand without a value.
func (l *Level) IsBoolFlag() bool { return true }

// Values are settled flags by name, each of the type of its default. A flag that nobody listed has no
// value, and reads as the zero of its type.
type Values map[string]any

// Text returns the value of a flag whose default is a string.
func (v Values) Text(name string) string { return of[string](v, name) }

// List returns the value of a flag that may be repeated.
func (v Values) List(name string) []string { return of[[]string](v, name) }

// Is returns the value of a switch, whether it is given once or more often.
func (v Values) Is(name string) bool { return of[bool](v, name) || v.Level(name) > 0 }

// Level tells how often a switch is given that may be given several times.
func (v Values) Level(name string) Level { return of[Level](v, name) }

// Int returns the value of a flag whose default is an int or int64.
func (v Values) Int(name string) int64 {
	if n, ok := v[name].(int); ok {
		return int64(n)
	}
	return of[int64](v, name)
}

// Number returns the value of a flag whose default is a float64.
func (v Values) Number(name string) float64 { return of[float64](v, name) }

// Choice returns the value of a switch that may be left to the data.
func (v Values) Choice(name string) Choice { return of[Choice](v, name) }

func of[T any](v Values, name string) T {
	value, _ := v[name].(T)
	return value
}

// Defaults returns the values of flags that nobody has set.
func Defaults(list []Flag) Values {
	v := make(Values, len(list))
	for _, f := range list {
		v[f.Name] = f.Default
		if texts, ok := f.Default.([]string); ok {
			v[f.Name] = slices.Clone(texts)
		}
	}
	return v
}
