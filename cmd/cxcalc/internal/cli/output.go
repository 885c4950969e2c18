package cli

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/render"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// An output is a format and the file it goes to; file is "" for standard output.
type output struct {
	format render.Format
	file   string
}

// parseOutputs reads the values of --output. One of them may go to standard output.
func parseOutputs(values []string) ([]output, error) {
	var out []output
	files := make(map[string]bool)
	for _, v := range values {
		name, file, named := strings.Cut(v, "=")
		format, ok := render.Find(name)
		if !ok {
			return nil, unknownFormat(name)
		}
		if named && file == "" {
			return nil, wrong("-o %q names no file", v)
		}
		if file == "-" {
			file = ""
		}
		if files[file] {
			what := "the file " + file
			if file == "" {
				what = "standard output"
			}
			return nil, &usageError{text: "two outputs go to " + what, hint: fmt.Sprintf("-o %s=FILE writes one to a file", name)}
		}
		files[file] = true
		out = append(out, output{format, file})
	}
	return out, nil
}

func unknownFormat(name string) error {
	var names []string
	for _, f := range render.Formats() {
		names = append(names, f.Name)
	}
	e := &usageError{text: fmt.Sprintf("there is no output format %q; the formats are %s", name, strings.Join(names, ", "))}
	if near := layout.Suggest(name, names); len(near) > 0 {
		e.hint = "did you mean -o " + near[0] + "?"
	}
	return e
}

// write renders every output, then writes the files, each whole, and standard output last.
func (d *desk) write(doc *result.Document, outputs []output, o *Options) error {
	texts := make([]bytes.Buffer, len(outputs))
	told := len(outputs) == 0
	for i, out := range outputs {
		if err := out.format.Write(&texts[i], doc, d.renderOptions(out, o)); err != nil {
			return fmt.Errorf("%s output: %w", out.format.Name, err)
		}
		told = told || out.format.Text || out.format.Name == "json"
	}
	if !told && !o.Quiet {
		d.warn(doc)
	}
	var written []*wholeFile
	defer func() {
		for _, f := range written {
			f.discard()
		}
	}()
	for i, out := range outputs {
		if out.file == "" {
			continue
		}
		f, err := d.files.create(out.file)
		if err != nil {
			return err
		}
		written = append(written, f)
		if _, err := f.Write(texts[i].Bytes()); err != nil {
			return cannotWrite(out.file, err)
		}
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
	_, err := d.Out.Write(texts[i].Bytes())
	return err
}

// renderOptions fit an output to where it goes.
func (d *desk) renderOptions(out output, o *Options) render.Options {
	options := render.Options{Raw: o.Raw}
	if out.file == "" {
		options.Width = d.OutWidth()
		options.Color = options.Width > 0 && d.Getenv("NO_COLOR") == "" && d.Getenv("TERM") != "dumb"
	}
	return options
}

// warn tells the doubts on standard error, for formats that have no place for them.
func (d *desk) warn(doc *result.Document) {
	for _, w := range doc.Warnings {
		place := ""
		if w.Source != "" {
			place = w.Source + ": "
		}
		if w.Line > 0 {
			place = fmt.Sprintf("%s:%d: ", w.Source, w.Line)
		}
		fmt.Fprintf(d.Err, "cxcalc: %s%s\n", place, w.Text)
	}
}
