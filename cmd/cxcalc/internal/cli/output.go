package cli

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/render"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// An output is a format and the file it goes to; file is "" for standard output.
type output struct {
	format render.Format
	file   string
	given  string // the words of the command line
}

// parseOutputs reads the values of --output: a format, a format and a file, or a file whose ending is a format.
func parseOutputs(values []string) ([]output, error) {
	var out []output
	for _, v := range values {
		name, file, named := strings.Cut(v, "=")
		format, ok := render.Find(name)
		if ending := filepath.Ext(v); !ok && ending != "" {
			file, named = v, true
			format, ok = render.Find(strings.ToLower(ending[1:]))
		}
		if !ok {
			return nil, unknownFormat(v, name)
		}
		if named && file == "" {
			return nil, wrong("-o %q names no file", v)
		}
		if isStdout(file) {
			file = ""
		}
		out = append(out, output{format, file, v})
	}
	return out, nil
}

// isStdout tells whether a name means standard output, which is written as it is: opened a second
// time, a file behind it would be written from its start.
func isStdout(name string) bool {
	switch name {
	case "-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1":
		return true
	}
	return false
}

func formatNames() (names []string) {
	for _, f := range render.Formats() {
		names = append(names, f.Name)
	}
	return names
}

func unknownFormat(value, name string) error {
	names := formatNames()
	e := wrong("there is no output format %q; the formats are %s", name, strings.Join(names, ", "))
	if near := layout.Suggest(name, names); len(near) > 0 {
		e.Replace = [2]string{value, near[0] + strings.TrimPrefix(value, name)}
	}
	return e
}

// checkTargets refuses outputs that would overwrite one another or a source.
func checkTargets(outputs []output, rejects string, sources []string) error {
	taken := make(map[string]string)
	for _, name := range sources {
		if real, ok := realFile(name); ok {
			taken[real] = "the source " + name
		}
	}
	take := func(file, given, ending string) error {
		real, ok := realFile(file)
		what := "the file " + file
		if file == "" {
			real, ok, what = "", true, "standard output"
		}
		if !ok {
			return nil
		}
		old, clash := taken[real]
		taken[real] = what
		if !clash {
			return nil
		}
		if strings.HasPrefix(old, "the source") {
			return wrong("%s would be overwritten: it is read", file)
		}
		e := wrong("two outputs go to %s", what)
		if format, _, _ := strings.Cut(given, "="); file == "" && given != "" {
			e.Replace = [2]string{given, format + "=cxcalc." + ending}
		}
		return e
	}
	for _, out := range outputs {
		if err := take(out.file, out.given, out.format.Ending()); err != nil {
			return err
		}
	}
	if rejects == "" {
		return nil
	}
	if isStdout(rejects) {
		rejects = ""
	}
	return take(rejects, "", "")
}

// realFile returns the one name of a file, whatever way leads to it. ok is false for what cannot be
// overwritten: standard input, devices, pipes.
func realFile(name string) (real string, ok bool) {
	if name == "" || name == "-" {
		return "", false
	}
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
		return "", false
	}
	real, err := filepath.Abs(name)
	if err != nil {
		return "", false
	}
	if resolved, err := filepath.EvalSymlinks(real); err == nil {
		return resolved, true
	}
	if folder, err := filepath.EvalSymlinks(filepath.Dir(real)); err == nil {
		return filepath.Join(folder, filepath.Base(real)), true
	}
	return real, true
}

// write writes the files, each whole, and standard output last.
func (d *desk) write(doc *result.Document, outputs []output, v flags.Values) error {
	told := len(outputs) == 0
	var written []*wholeFile
	defer func() {
		for _, f := range written {
			f.discard()
		}
	}()
	for _, out := range outputs {
		told = told || out.format.Text || out.format.Name == "json"
		if out.file == "" {
			continue
		}
		f, err := d.files.create(out.file)
		if err != nil {
			return err
		}
		written = append(written, f)
		if err := d.render(f, doc, out, v); err != nil {
			return cannotWrite(out.file, err)
		}
	}
	if !told && !v.Is("quiet") {
		d.warn(doc)
	}
	for len(written) > 0 {
		f := written[0]
		written = written[1:]
		if err := f.commit(); err != nil {
			return err
		}
	}
	i := slices.IndexFunc(outputs, func(out output) bool { return out.file == "" })
	if i < 0 {
		return nil
	}
	return d.render(d.Out, doc, outputs[i], v)
}

// render writes a document in one format. What it takes to write does not grow with the groups.
func (d *desk) render(w io.Writer, doc *result.Document, out output, v flags.Values) error {
	buffered := bufio.NewWriterSize(w, 1<<16)
	if err := out.format.Write(buffered, doc, d.renderOptions(out, v)); err != nil {
		return err
	}
	return buffered.Flush()
}

// renderOptions fit an output to where it goes.
func (d *desk) renderOptions(out output, v flags.Values) render.Options {
	options := render.Options{Raw: v.Is("raw")}
	if out.file == "" {
		options.Width = d.OutWidth()
		options.Color = options.Width > 0 && d.Getenv("NO_COLOR") == "" && d.Getenv("TERM") != "dumb"
	}
	return options
}

// warn tells the doubts on standard error, for formats that have no place for them.
func (d *desk) warn(doc *result.Document) {
	for _, w := range doc.Warnings {
		if w.Code == kind.NoData {
			continue // the run ends with it
		}
		place := w.Place()
		if place != "" {
			place += ": "
		}
		fmt.Fprintf(d.Err, "cxcalc: %s%s\n", place, w.Text)
	}
}
