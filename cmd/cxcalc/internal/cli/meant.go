package cli

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/render"
	"github.com/cxcalc/cxcalc/pkg/report"
	"github.com/cxcalc/cxcalc/pkg/source"
)

// A meantError is an error with a command that does what was meant.
type meantError struct {
	error
	hint string
}

func (e *meantError) Unwrap() error { return e.error }

// otherFlags are names that other programs give to flags that are here, too.
var otherFlags = map[string]string{"format": "-o", "output-format": "-o", "out": "-o", "group-by": "--by", "filter": "--where", "column": "--score",
	"no-header": "--header-rows=0", "noheader": "--header-rows=0", "no-headers": "--header-rows=0"}

// meantFlag is what stands for a flag of other programs, or for a format that is taken for one; "" for nothing.
func meantFlag(name string) string {
	if f, ok := render.Find(name); ok {
		return "--output=" + f.Name
	}
	return otherFlags[name]
}

// fileAsCommand refuses a file in the place of a command, with the command that the file answers.
func (d *desk) fileAsCommand(cmd *cobra.Command, files []string) error {
	e := wrong("%q is a file, and no command", files[0])
	if isReport(files[0]) {
		return e.Advise(reportOf(files[0]))
	}
	command, metric, err := d.answering(cmd, files, false)
	switch {
	case err != nil:
		return err
	case metric == "":
		command = d.commandFor("inspect", cmd.Flags(), files)
	case len(d.args) > len(files) && d.args[0] == files[0]: // flags stand behind it
		command = quoted(append([]string{"cxcalc", metric}, d.args...))
	}
	return e.Advise(command)
}

// answering is the first command that some files answer, or unless only answers count the first that asks a question about
// them, and its metric; "" for none.
func (d *desk) answering(cmd *cobra.Command, files []string, only bool) (command, metric string, err error) {
	s, err := d.settler(cmd.Flags())
	if err != nil {
		return "", "", err
	}
	questions, err := d.everyQuestion(s, layering{})
	if err != nil {
		return "", "", err
	}
	sources, err := report.Sources(files)
	if err != nil {
		return "", "", err
	}
	for _, q := range questions {
		q.Said().Sources = sources
	}
	p, err := d.look(cmd.Context(), questions, lookTerms(flags.Defaults(inspectFlags())), func(metric string) string {
		return d.commandFor(metric, cmd.Flags(), files)
	})
	if err != nil {
		return "", "", err
	}
	list := p.Commands
	if !only {
		for _, q := range p.Questions {
			list = append(list, q.Command)
		}
	}
	if len(list) == 0 {
		return "", "", nil
	}
	return list[0], strings.Fields(list[0])[1], nil
}

// elsewhere adds to the refusal of a metric a command for the same files, where they are rows of another kind and
// nobody has named a column.
func (d *desk) elsewhere(cmd *cobra.Command, kind string, args []string, err error) error {
	var e *problem.Error
	if !errors.As(err, &e) || !e.Usage || e.Read || e.Instead != "" || len(e.Senses) > 0 && !e.Guessed || len(e.Flags) > 0 && e.Flags[0] != "--shape" || slices.Contains(args, "-") {
		return err
	}
	named := false
	cmd.Flags().Visit(func(f *pflag.Flag) {
		named = named || f.Name == "shape" || slices.Contains(f.Annotations["group"], flags.Columns)
	})
	if named {
		return err
	}
	if kind != metric.OfAnswers && kind != metric.OfCustomers {
		return err // what happens has many kinds, and other columns of a file of one of them tell of something else
	}
	ledger := kind == metric.OfCustomers // money fits many a scale of answers, so a question about such rows is none
	command, name, looked := d.answering(cmd, args, ledger)
	if m, ok := d.offered.find(name); looked != nil || !ok || m.Kind == kind || happens(name) {
		return err // a file of another kind may look like one of them
	}
	return &meantError{err, "the rows look like those of another metric, for instance: " + command}
}

// noReport adds to the refusal of a report file the command that it answers, where it is an export.
func (d *desk) noReport(cmd *cobra.Command, file string, err error) error {
	if !isFile(file) || isReport(file) {
		return misspelt(err, file)
	}
	command, _, looked := d.answering(cmd, []string{file}, false)
	if looked != nil || command == "" {
		return err
	}
	return &meantError{err, "a report is asked for in YAML; one metric answers by itself, for instance: " + command}
}

// isFile tells whether a word of the command line is the name of a file.
func isFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular()
}

// isReport tells whether a file is one that cxcalc report reads, by its ending.
func isReport(name string) bool {
	ending := strings.ToLower(filepath.Ext(name))
	return isFile(name) && (ending == ".yaml" || ending == ".yml")
}

// reportOf is the command that answers a report file.
func reportOf(file string) string { return "cxcalc report " + layout.ShellQuote(notFlag(file)) }

// notFlag is the name of a file that cannot be taken for a flag.
func notFlag(name string) string {
	if strings.HasPrefix(name, "-") && name != "-" {
		return "./" + name
	}
	return name
}

// sameSort tells whether one name may stand for another: by its ending, or as what can be read in its place.
func sameSort(name, other string) bool {
	ending := strings.ToLower(filepath.Ext(other))
	return strings.EqualFold(filepath.Ext(name), ending) || strings.HasPrefix(other, name+".") || slices.Contains(source.Formats(), strings.TrimPrefix(ending, "."))
}

// misspelt adds to an error about a file that is not there the one with the nearest name beside it.
func misspelt(err error, names ...string) error {
	for _, name := range names {
		if _, missing := os.Stat(name); missing == nil || name == "-" {
			continue
		}
		folder, base := filepath.Split(name)
		entries, _ := os.ReadDir(filepath.Clean(folder))
		var there []string
		for _, e := range entries {
			if e.Type().IsRegular() && sameSort(base, e.Name()) {
				there = append(there, e.Name())
			}
		}
		var e *problem.Error
		if near := layout.Suggest(base, there); len(near) > 0 && errors.As(err, &e) {
			e.Hint, e.Replace = "", [2]string{name, notFlag(folder + near[0])}
		}
		return err
	}
	return err
}
