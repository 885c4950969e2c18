// Package flags says what can be asked for and how: every flag has a name, a default, words and one
// owner, who lists it and who alone understands its value. The command line, the environment, settings
// files and reports all end in the same Values.
package flags

import "slices"

// The groups of flags, in the order of help.
const (
	Columns = "Columns (COL is a header, a pattern that fits one header, #7, or a JSON path)"
	Answers = "Answers"
	Ledger  = "Ledger"
	Rows    = "Rows and groups"
	Figures = "Figures"
	Output  = "Output"
	Input   = "Input"
	Tool    = "The tool"
)

// A Flag is one setting: its default and its place in help. The word in back quotes of Usage stands
// for the value there.
type Flag struct {
	Name, Short string
	Default     any // string, Choice, bool, int, int64, float64 or []string
	Usage       string
	Group       string
}

// A Choice is a switch that may also be left to the data: "auto", "true" or "false".
type Choice string

// Auto leaves a Choice to the data.
const Auto Choice = "auto"

// Values are settled flags by name, each of the type of its default. A flag that nobody listed has no
// value, and reads as the zero of its type.
type Values map[string]any

// Text returns the value of a flag whose default is a string.
func (v Values) Text(name string) string { return of[string](v, name) }

// List returns the value of a flag that may be repeated.
func (v Values) List(name string) []string { return of[[]string](v, name) }

// Is returns the value of a switch.
func (v Values) Is(name string) bool { return of[bool](v, name) }

// Int returns the value of a flag whose default is an int or int64.
func (v Values) Int(name string) int64 {
	if n, ok := v[name].(int); ok {
		return int64(n)
	}
	return of[int64](v, name)
}

// Number returns the value of a flag whose default is a float64.
func (v Values) Number(name string) float64 { return of[float64](v, name) }

// Choice returns the value of a switch that may be left to the data; Auto where it is.
func (v Values) Choice(name string) Choice {
	if c := of[Choice](v, name); c != "" {
		return c
	}
	return Auto
}

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
