package cli

import (
	"bufio"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/render"
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
func (d *desk) checkTargets(outputs []output, rejects string, read []string) error {
	d.obeyed = nil
	if err := d.compareTargets(outputs, rejects, read); err != nil {
		return err
	}
	d.obeyed = obeyedOf(outputs)
	return nil
}

func (d *desk) compareTargets(outputs []output, rejects string, read []string) error {
	var used []usedFile
	for _, name := range read {
		if f, ok := d.used(name); ok {
			used = append(used, usedFile{f.path, f.info, name, true})
		}
	}
	take := func(file, given, ending string) error {
		f := usedFile{what: "standard output"}
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
			return wrong("%s would be overwritten: it is read", file)
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
	if rejects == "" {
		return nil
	}
	if isStdout(rejects) {
		rejects = ""
	}
	return take(rejects, "", "")
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
	if resolved, err := filepath.EvalSymlinks(path); err == nil {
		return resolved
	}
	if folder, err := filepath.EvalSymlinks(filepath.Dir(path)); err == nil {
		return filepath.Join(folder, filepath.Base(path))
	}
	return path
}

// write writes the files, each whole, and standard output last.
func (d *desk) write(p render.Volume, outputs []output, v flags.Values) error {
	told := len(outputs) == 0
	var written []*wholeFile
	defer func() {
		for _, f := range written {
			f.discard()
		}
	}()
	for _, out := range outputs {
		told = told || out.format.Text || out.format.Doubts
		if out.file == "" {
			continue
		}
		f, err := d.files.create(out.file)
		if err != nil {
			return err
		}
		written = append(written, f)
		if err := d.render(f, p, out, v); err != nil {
			return cannotWrite(out.file, err)
		}
	}
	if !told && !v.Is("quiet") {
		d.warn(p)
	}
	for len(written) > 0 {
		f := written[0]
		written = written[1:]
		if err := f.commit(); err != nil {
			return err
		}
	}
	if err := d.attach(p, outputs); err != nil {
		return err
	}
	d.obeyed = nil // from here on, what was written says how the run ended
	i := slices.IndexFunc(outputs, func(out output) bool { return out.file == "" })
	if i < 0 {
		return nil
	}
	return d.render(d.Out, p, outputs[i], v)
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
	options := render.Options{Raw: v.Is("raw")}
	if out.file == "" {
		options.Width = d.OutWidth()
		options.Color = options.Width > 0 && d.Getenv("NO_COLOR") == "" && d.Getenv("TERM") != "dumb"
	}
	return options
}

// warn tells the doubts on standard error, for formats that have no place for them.
func (d *desk) warn(p render.Volume) {
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
			fmt.Fprintf(d.Err, "cxcalc: %s%s%s\n", whose(c.Name), place, w.Text)
		}
	}
}

// whose begins what is said about one document of several. What a terminal would obey is made visible.
func whose(name string) string {
	switch {
	case name == "":
		return ""
	case strings.ContainsFunc(name, unicode.IsControl):
		name = strconv.Quote(name)
	}
	return name + ": "
}
