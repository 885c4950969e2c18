package cli

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/cxcalc/cxcalc/pkg/catalog"
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/metric"
)

// metricFlags lists the flags of the command of a metric, in the order of help.
func metricFlags(m metric.Metric) []flags.Flag { return flags.Join(outputFlags(), questionFlags(m)) }

// questionFlags lists the flags that say what is asked of a metric.
func questionFlags(m metric.Metric) []flags.Flag {
	alone := slices.Clone(m.Flags)
	for i := range alone {
		alone[i].PerMetric = true
	}
	return flags.Join(kind.Flags(), catalog.KindOf(m).Flags(), alone)
}

// outputFlags lists what the desk itself understands: where figures go, and what is told beside them.
func outputFlags() []flags.Flag {
	return append([]flags.Flag{
		{Name: "output", Short: "o", Default: []string{"table"}, Group: flags.Output,
			Usage: "print `FORMAT[=FILE]`: " + flags.Listed(formatNames(), "or") + "; or FILE, whose ending tells; repeatable"},
		{Name: "raw", Default: false, Group: flags.Output, Usage: "CSV and TSV without the guard against spreadsheet formulas"},
		{Name: "csv-dialect", Default: "", Group: flags.Output, Usage: "write CSV for a spreadsheet of another country: `excel-es` has semicolons, decimal commas and a BOM"},
		{Name: "rejects", Default: "", Group: flags.Output, Usage: "write every row that does not count to `FILE`, with the reason, as CSV"},
		{Name: "explain", Default: false, Group: flags.Output, Usage: "print definition, formula, source, and the columns chosen and why"},
		{Name: "history", Default: "", Group: flags.Output, Usage: "add what the run says to `FILE`, a record a line, for trend and --baseline; the same is not added twice"},
		{Name: "warn-only", Default: false, Group: flags.Output, Usage: "a missed threshold is a warning, and no status 3"},
		quietFlag(),
	}, screenFlags()...)
}

// quietFlag is the flag of all commands that tell something beside what they print.
func quietFlag() flags.Flag {
	return flags.Flag{Name: "quiet", Short: "q", Default: flags.Level(0), Group: flags.Output,
		Usage: "nothing on standard error but errors; -qq: nothing at all unless something broke"}
}

// filesOf lists the files that flags name to be read: those of a metric whose value is a FILE.
func filesOf(set *pflag.FlagSet, v flags.Values) (files []string) {
	written := outputFlags()
	set.VisitAll(func(f *pflag.Flag) {
		if takesFile(f) && !slices.ContainsFunc(written, func(w flags.Flag) bool { return w.Name == f.Name }) {
			files = append(files, v.Text(f.Name))
		}
	})
	return files
}

// takesFile tells whether the value of a flag names a file.
func takesFile(f *pflag.Flag) bool {
	value, _ := pflag.UnquoteUsage(f)
	return strings.Contains(value, "FILE")
}

func addFlags(set *pflag.FlagSet, list []flags.Flag) {
	for _, f := range list {
		switch def := f.Default.(type) {
		case string:
			set.StringP(f.Name, f.Short, def, f.Usage)
		case flags.Choice:
			set.VarPF(&def, f.Name, f.Short, f.Usage).NoOptDefVal = "true"
		case flags.Level:
			set.VarPF(&def, f.Name, f.Short, f.Usage).NoOptDefVal = "true"
		case bool:
			set.BoolP(f.Name, f.Short, def, f.Usage)
		case int:
			set.IntP(f.Name, f.Short, def, f.Usage)
		case int64:
			set.Int64P(f.Name, f.Short, def, f.Usage)
		case float64:
			set.Float64P(f.Name, f.Short, def, f.Usage)
		case []string:
			set.StringArrayP(f.Name, f.Short, slices.Clone(def), f.Usage)
		}
		setGroup(set, f.Group, f.Name)
	}
}

// A once is the value of a flag that is given at most once on a command line: of two values, one would be
// lost without a word.
type once struct {
	pflag.Value
	given bool
	twice bool // a shell completes a word, for which the line is read twice
}

// errRepeated says that a flag with a single value was given again.
var errRepeated = errors.New("given more than once")

// Set takes the value, the first time.
func (o *once) Set(text string) error {
	if o.given && !o.twice {
		return fmt.Errorf("%w: first %q, then %q", errRepeated, o.Value.String(), text)
	}
	o.given = true
	return o.Value.Set(text)
}

// refuseRepeats makes every flag of a command that is no list and no Level, and of those below it, one that is given once.
func (d *desk) refuseRepeats(cmd *cobra.Command) {
	guard := func(f *pflag.Flag) {
		_, list := f.Value.(pflag.SliceValue)
		_, guarded := f.Value.(*once)
		_, level := f.Value.(*flags.Level)
		if !list && !guarded && !level {
			f.Value = &once{Value: f.Value, twice: d.completing()}
		}
	}
	cmd.PersistentFlags().VisitAll(guard)
	cmd.Flags().VisitAll(guard)
	for _, below := range cmd.Commands() {
		d.refuseRepeats(below)
	}
}

// A shelf is the metrics that the desk offers, in the order of help. All it knows of them is what they
// declare.
type shelf []metric.Metric

func everything() shelf { return catalog.Metrics() }

// Flags returns the flags of all metrics, each once, for the page that lists them.
func Flags() []flags.Flag { return everything().allFlags() }

func (s shelf) names() (names []string) {
	for _, m := range s {
		names = append(names, m.Name)
	}
	return names
}

// find returns a metric by its name.
func (s shelf) find(name string) (m metric.Metric, ok bool) {
	i := slices.IndexFunc(s, func(m metric.Metric) bool { return m.Name == name })
	if i < 0 {
		return m, false
	}
	return s[i], true
}

// flagsOf lists the flags of a metric, nil where there is no such metric.
func (s shelf) flagsOf(metric string) []flags.Flag {
	m, ok := s.find(metric)
	if !ok {
		return nil
	}
	return metricFlags(m)
}

// allFlags lists the flags of all metrics, each once.
func (s shelf) allFlags() []flags.Flag {
	var lists [][]flags.Flag
	for _, name := range s.names() {
		lists = append(lists, s.flagsOf(name))
	}
	return eachOnce(lists...)
}

// eachOnce joins lists of flags: one that some list lets be repeated may be repeated.
func eachOnce(lists ...[]flags.Flag) (out []flags.Flag) {
	at := make(map[string]int)
	for _, f := range flags.Join(lists...) {
		i, again := at[f.Name]
		if !again {
			at[f.Name] = len(out)
			out = append(out, f)
		} else if _, several := f.Default.([]string); several && out[i].Default == any("") {
			out[i].Default = f.Default
		}
	}
	return out
}

// owner names a metric that has a flag: the one that is asked for, if it has, or else the first.
func (s shelf) owner(flag, asked string) string {
	for _, metric := range append([]string{asked}, s.names()...) {
		if slices.ContainsFunc(s.flagsOf(metric), func(f flags.Flag) bool { return f.Name == flag }) {
			return metric
		}
	}
	return ""
}
