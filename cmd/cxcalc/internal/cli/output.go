package cli

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/cxcalc/cxcalc/cmd/cxcalc/internal/whole"
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/lang"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/render"
	"github.com/cxcalc/cxcalc/pkg/visible"
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
		if !named {
			if byEnding, is := formatOf(v); !ok && is {
				format, file, named, ok = byEnding, v, true, true
			}
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

// formatOf returns the format that the ending of a file's name tells.
func formatOf(file string) (render.Format, bool) {
	return render.Find(strings.ToLower(strings.TrimPrefix(filepath.Ext(file), ".")))
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
	} else if format, ok := formatOf(value); ok && name != "" { // a folder may have a "=" in its name
		e.Replace = [2]string{value, format.Name + "=" + value}
	}
	return e
}

// A usedFile is a file that is read or written in a run.
type usedFile struct {
	path string      // its one name, whatever way leads to it; "" for standard output
	info fs.FileInfo // nil where there is none yet
	what string
	read bool
}

func (f usedFile) same(g usedFile) bool {
	return f.path == g.path || f.info != nil && g.info != nil && os.SameFile(f.info, g.info)
}

// checkTargets refuses outputs that would overwrite one another or what is read.
func (d *desk) checkTargets(outputs []output, v flags.Values, read []string) error {
	d.obeyed = nil
	if err := d.compareTargets(outputs, v, read); err != nil {
		return err
	}
	d.obeyed = obeyedOf(outputs)
	return nil
}

func (d *desk) compareTargets(outputs []output, v flags.Values, read []string) error {
	var used []usedFile
	for _, name := range read {
		if f, ok := d.used(name); ok {
			used = append(used, usedFile{f.path, f.info, name, true})
		}
	}
	take := func(file, given, ending string) error {
		f := d.usedAsOutput()
		if file != "" {
			var ok bool
			if f, ok = d.used(file); !ok {
				return nil
			}
		}
		i := slices.IndexFunc(used, f.same)
		if i < 0 {
			used = append(used, f)
			return nil
		}
		if used[i].read {
			return wrong("%s would be overwritten: it is read", cmp.Or(file, used[i].what))
		}
		e := wrong("two outputs go to %s", f.what)
		if format, _, _ := strings.Cut(given, "="); file == "" && given != "" {
			e.Replace = [2]string{given, format + "=cxcalc." + ending}
		}
		return e
	}
	for _, out := range outputs {
		if err := take(out.file, out.given, out.format.Ending()); err != nil {
			return err
		}
		for _, a := range out.format.Attached {
			if name := d.Getenv(a.Variable); name != "" {
				if err := take(name, "", ""); err != nil {
					return err
				}
			}
		}
	}
	for _, name := range besideOutputs(v) {
		if err := take(name, "", ""); err != nil {
			return err
		}
	}
	return nil
}

// besideOutputs are the files that a run writes beside its outputs, "" for standard output.
func besideOutputs(v flags.Values) (names []string) {
	for _, flag := range []string{"rejects", "history"} {
		name := v.Text(flag)
		if name == "" || flag == "history" && (name == v.Text("baseline") || isStdout(name)) { // which is read before, or refused
			continue
		}
		if isStdout(name) {
			name = ""
		}
		names = append(names, name)
	}
	return names
}

// usedAsOutput describes standard output, which may be a file that is read.
func (d *desk) usedAsOutput() usedFile {
	f := usedFile{what: "standard output"}
	if out := stdoutFile(d.Out); out != nil {
		if info, err := out.Stat(); err == nil && info.Mode().IsRegular() {
			f.info = info
		}
	}
	return f
}

// used describes a file by its name, "-" for what standard input is read from. ok is false for what cannot be
// overwritten: devices, pipes.
func (d *desk) used(name string) (f usedFile, ok bool) {
	if name == "" {
		return f, false
	}
	f = usedFile{path: name, what: "the file " + name}
	if name == "-" {
		stdin, isFile := d.In.(*os.File)
		if !isFile {
			return f, false
		}
		var err error
		f.info, err = stdin.Stat()
		return f, err == nil && f.info.Mode().IsRegular()
	}
	if info, err := os.Stat(name); err == nil {
		f.info = info
		if !info.Mode().IsRegular() {
			return f, false
		}
	}
	f.path = realPath(name)
	return f, true
}

// realPath returns the one name of a file that need not be there.
func realPath(name string) string {
	path, err := filepath.Abs(name)
	if err != nil {
		return name
	}
	if resolved, err := whole.Resolve(path); err == nil {
		return resolved
	}
	return path
}

// A dispatch is where the outputs of a run go, and what goes beside them.
type dispatch struct {
	outputs []output
	rejects *rejectFile // nil for none
	silent  bool        // nothing on standard output
	look    screen
	// record is called when the files have their names, nil for nothing to do.
	record func() error
	// attach adds to the files that the environment names, nil for nothing to do.
	attach func() error
}

// deliver writes the files, together and each whole, and standard output last. draw writes one of the outputs.
func (d *desk) deliver(to dispatch, draw func(w io.Writer, out output) error) error {
	set := d.files.Edition()
	defer set.Discard()
	for _, out := range to.outputs {
		if out.file == "" {
			continue
		}
		err := set.Add(out.file, func(w io.Writer) error { return draw(w, out) })
		if err != nil {
			return err
		}
	}
	if err := to.rejects.join(set); err != nil {
		return err
	}
	if err := set.Publish(); err != nil {
		return err
	}
	if to.record != nil {
		if err := to.record(); err != nil {
			return err
		}
	}
	if to.attach != nil {
		if err := to.attach(); err != nil {
			return err
		}
	}
	d.obeyed = nil // from here on, what was written says how the run ended
	i := slices.IndexFunc(to.outputs, func(out output) bool { return out.file == "" })
	if i < 0 || to.silent {
		return nil
	}
	if err := d.print(to.outputs[i], to.look, draw); !errors.Is(err, syscall.EPIPE) {
		return err
	}
	return nil // who has seen enough still wants to know how the run ends
}

// print writes one of the outputs to standard output. A table is made whole first, since a pager may have to show it.
func (d *desk) print(out output, look screen, draw func(w io.Writer, out output) error) error {
	if out.format.Name != "table" {
		return draw(d.Out, out)
	}
	var table bytes.Buffer
	if err := draw(&table, out); err != nil {
		return err
	}
	return d.show(table.Bytes(), look)
}

// write writes documents.
func (d *desk) write(p render.Volume, to dispatch, v flags.Values) error {
	if !v.Is("quiet") && len(to.outputs) > 0 && !slices.ContainsFunc(to.outputs, func(out output) bool { return out.format.Text || out.format.Doubts }) {
		d.warn(p, wordsOf(v))
	}
	to.look, to.attach = d.screen(v), func() error { return d.attach(p, to.outputs) }
	return d.deliver(to, func(w io.Writer, out output) error { return d.render(w, p, out, v) })
}

// render writes in one format. What it takes to write does not grow with the groups. What is no report, or a format
// without a place for several, gets the only document.
func (d *desk) render(w io.Writer, p render.Volume, out output, v flags.Values) error {
	buffered, options := bufio.NewWriterSize(w, 1<<16), d.renderOptions(out, v)
	var err error
	if only := p.Chapters[0]; only.Name == "" && !out.format.Obeyed || out.format.Several == nil {
		err = out.format.Write(buffered, only.Document, options)
	} else {
		err = out.format.Several(buffered, p, options)
	}
	if err != nil {
		return err
	}
	return buffered.Flush()
}

// renderOptions fit an output to where it goes.
func (d *desk) renderOptions(out output, v flags.Values) render.Options {
	options := render.Options{Raw: v.Is("raw"), Words: wordsOf(v), Dialect: v.Text("csv-dialect")}
	if out.file == "" {
		s := d.screen(v)
		options.Width, options.Color = s.width, s.color
	}
	return options
}

// warn tells the doubts on standard error, for formats that have no place for them.
func (d *desk) warn(p render.Volume, words *lang.Tongue) {
	for _, c := range p.Chapters {
		if c.Document == nil {
			continue
		}
		for _, w := range c.Document.Warnings {
			if w.Code == kind.NoData {
				continue // the run ends with it
			}
			place := w.Place()
			if place != "" {
				place += ": "
			}
			fmt.Fprintf(d.Err, "cxcalc: %s%s\n", whose(c.Name), visible.Text(place+w.In(words)))
		}
	}
}

// whose begins what is said about one document of several.
func whose(name string) string {
	if name == "" {
		return ""
	}
	return visible.Text(name) + ": "
}
