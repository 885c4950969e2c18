package cli

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"reflect"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/report"
	"github.com/cxcalc/cxcalc/pkg/source"
	"github.com/cxcalc/cxcalc/pkg/state"
)

// stateName is the output that is no document: what the sources say before it is judged, for merge.
const stateName = "state"

// isState tells whether an output is a state, and to which file it goes, "" for standard output.
func isState(value string) (file string, ok bool) {
	name, file, _ := strings.Cut(value, "=")
	switch {
	case name == stateName:
		if isStdout(file) {
			file = ""
		}
		return file, true
	case strings.HasSuffix(value, "."+stateName) && !strings.Contains(value, "="):
		return value, true
	}
	return "", false
}

// stateOutput finds a state among the outputs. It stands alone, since nothing is judged for it.
func stateOutput(values []string) (file string, ok bool, err error) {
	i := slices.IndexFunc(values, func(v string) bool { _, is := isState(v); return is })
	if i < 0 {
		return "", false, nil
	}
	if len(values) > 1 {
		return "", true, wrong("-o %s stands alone: it is what the rows say before it is judged, and the document comes from cxcalc merge", values[i])
	}
	file, _ = isState(values[i])
	return file, true, nil
}

// outputsOf understands where what is asked for goes. A state is the only output.
func outputsOf(v flags.Values) (outputs []output, keep bool, err error) {
	file, keep, err := stateOutput(v.List("output"))
	if err == nil && keep {
		return []output{{file: file, given: stateName}}, true, nil
	}
	if err == nil {
		outputs, err = parseOutputs(v.List("output"))
	}
	return outputs, false, err
}

// readingFlags are those that say how sources are read, which is done when a state is written.
var readingFlags = []string{"no-places", "input-format", "layout", "delimiter", "encoding", "header-rows", "skip", "lenient", "records", "sheet",
	"max-cell", "max-record", "jobs", "query", "timeout", "password-file", "insecure"}

// askedBy is what settled flags ask for, in the order of names.
func askedBy(m metric.Metric, v flags.Values) (plan []state.Setting, err error) {
	for _, f := range questionFlags(m) {
		value := v[f.Name]
		if slices.Contains(readingFlags, f.Name) || value == nil || same(value, f.Default) {
			continue
		}
		s := state.Setting{Flag: f.Name}
		if list, ok := value.([]string); ok {
			s.Texts = list
		} else {
			s.Texts = []string{fmt.Sprint(value)}
		}
		if namesFile(f) && len(s.Texts) == 1 {
			if s.File, err = digestOf(s.Texts[0]); err != nil {
				return nil, err
			}
		}
		plan = append(plan, s)
	}
	slices.SortFunc(plan, func(a, b state.Setting) int { return strings.Compare(a.Flag, b.Flag) })
	return plan, nil
}

// same tells whether a value is the default of its flag.
func same(value, def any) bool {
	a, isA := value.([]string)
	b, isB := def.([]string)
	if isA && isB {
		return slices.Equal(a, b)
	}
	return reflect.DeepEqual(value, def)
}

// namesFile tells whether the value of a flag is the name of a file to read.
func namesFile(f flags.Flag) bool { return strings.Contains(f.Usage, "`FILE`") }

// digestOf tells the content of a file.
func digestOf(name string) (string, error) {
	f, err := os.Open(name)
	if err != nil {
		return "", wrong("%v", err)
	}
	defer f.Close()
	return digest(f)
}

// keepState reads for a question, and writes what its sources say.
func (d *desk) keepState(ctx context.Context, q *question, m metric.Metric, sources []string, file string, v flags.Values) error {
	plan, err := askedBy(m, v)
	if err != nil {
		return err
	}
	if v.Text("rejects") != "" || v.Text("history") != "" || v.Is("explain") {
		return wrong("-o state judges nothing, so there is nothing for --rejects, --history and --explain to say")
	}
	y := &diary{desk: d, before: make(map[string]fs.FileInfo), digests: make(map[string]string)}
	for _, source := range sources {
		if err := y.see(source); err != nil {
			return err
		}
	}
	shown := d.watch(sources, v.Is("quiet"))
	words := q.Said()
	words.Sources, words.Dataset.Progress = sources, shown.sink()
	y.listen(words)
	h, err := report.Keep(ctx, q.Question)
	shown.end()
	if err != nil {
		return err
	}
	for i := range h.Sources {
		if s := &h.Sources[i]; s.Digest == "" && !h.IsBlank() {
			if s.Digest, err = y.identity(s.Name, v.Text("query")); err != nil {
				return err
			}
		}
	}
	if err := distinct(h.Sources); err != nil {
		return err
	}
	h.Plan = plan
	return d.writeState(h, file)
}

// identity tells sources of a state apart: files by their content, and tables of databases by their addresses and what was
// asked for in their place.
func (y *diary) identity(name, query string) (string, error) {
	if source.IsAddress(name) {
		return digest(strings.NewReader(name + "\x00" + query))
	}
	return y.fileDigest(name)
}

// distinct refuses sources of the same content, whose rows would count twice. Those without a row have no digest.
func distinct(sources []state.Parent) error {
	seen := make(map[string]string)
	for _, s := range sources {
		before, again := seen[s.Digest]
		switch {
		case s.Digest == "":
			continue
		case again && before == s.Name:
			return wrong("%s is in two of the states: its rows would count twice", s.Name)
		case again:
			return wrong("%s has the same content as %s: its rows would count twice", s.Name, before)
		}
		seen[s.Digest] = s.Name
	}
	return nil
}

// writeState writes a state, a file whole or not at all.
func (d *desk) writeState(h *state.Holding, file string) error {
	if file == "" {
		return h.Write(d.Out)
	}
	set := d.files.Edition()
	defer set.Discard()
	if err := set.Add(file, func(w io.Writer) error { return h.Write(w) }); err != nil {
		return err
	}
	return set.Publish()
}
