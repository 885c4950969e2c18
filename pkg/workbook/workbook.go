// Package workbook reads the sheets of an Excel workbook (Office Open XML, .xlsx and .xlsm) as delimited text: a line for
// every row of the sheet, so that lines are rows, and numbers, dates and texts as people would type them.
//
// It reads row by row, in memory that does not depend on the rows. What it does not need of a workbook it does not look at.
package workbook

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/klauspost/compress/flate"
)

// A Workbook is an opened workbook.
type Workbook struct {
	// Sheets are its sheets in their order, those that are hidden too, and none that are charts.
	Sheets []Sheet
	// Plain says that the first row of a header names the columns, where else merged cells give names to the rows below.
	Plain bool

	files  map[string]*zip.File
	styles string // parts, "" for none
	shared string
	since  time.Time // day 0 of its dates
}

// A Sheet is one sheet of a workbook.
type Sheet struct {
	Name   string
	Hidden bool
	part   string
}

// IsWorkbook tells whether the files of an archive make a workbook that Open reads.
func IsWorkbook(files []*zip.File) bool {
	return slices.ContainsFunc(files, func(f *zip.File) bool { return plainPart(f.Name) == "xl/workbook.xml" })
}

// plainPart returns the name of a part as most programs write it: without a slash before, in small letters.
func plainPart(name string) string {
	return strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(name, `\`, "/"), "/"))
}

// Open reads what a workbook says of itself.
func Open(archive *zip.Reader) (*Workbook, error) {
	archive.RegisterDecompressor(zip.Deflate, func(in io.Reader) io.ReadCloser { return flate.NewReader(in) })
	w := &Workbook{files: make(map[string]*zip.File), since: since1900}
	for _, f := range archive.File {
		w.files[plainPart(f.Name)] = f
	}
	targets, err := w.relations()
	if err != nil {
		return nil, err
	}
	if err := w.readSheets(targets); err != nil {
		return nil, err
	}
	if len(w.Sheets) == 0 {
		return nil, errors.New("the workbook has no sheet of cells")
	}
	return w, nil
}

// part opens a part. One that is not there is an error of its name.
func (w *Workbook) part(name string) (io.ReadCloser, error) {
	f := w.files[plainPart(name)]
	if f == nil {
		return nil, fmt.Errorf("the workbook has no part %s", name)
	}
	in, err := f.Open()
	if err != nil {
		return nil, partError(name, err)
	}
	return in, nil
}

func partError(name string, err error) error {
	if err == nil {
		return nil
	}
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF):
		err = errors.New("it ends too early, the file is truncated")
	case errors.Is(err, zip.ErrChecksum):
		err = errors.New("its checksum does not fit, the file is damaged")
	}
	return fmt.Errorf("part %s of the workbook: %w", name, err)
}

// each goes through the tags of a part.
func (w *Workbook) each(name string, do func(*markup)) error {
	in, err := w.part(name)
	if err != nil {
		return err
	}
	defer in.Close()
	m := newMarkup(in)
	for m.next() {
		do(m)
	}
	return partError(name, m.failure())
}

// relations reads which parts the workbook is made of: their names by their ids. It notes those of styles and texts.
func (w *Workbook) relations() (map[string]string, error) {
	targets := make(map[string]string)
	err := w.each("xl/_rels/workbook.xml.rels", func(m *markup) {
		if !m.is("Relationship") || !m.opens {
			return
		}
		target := m.attr("Target")
		if !strings.HasPrefix(target, "/") {
			target = path.Join("xl", target)
		}
		switch kind := m.attr("Type"); path.Base(kind) {
		case "worksheet":
			targets[m.attr("Id")] = target
		case "styles":
			w.styles = target
		case "sharedStrings":
			w.shared = target
		}
	})
	return targets, err
}

func (w *Workbook) readSheets(targets map[string]string) error {
	return w.each("xl/workbook.xml", func(m *markup) {
		switch {
		case !m.opens:
		case m.is("workbookPr") && isTrue([]byte(m.attr("date1904"))):
			w.since = since1904
		case m.is("sheet"):
			part, ok := targets[m.attr("id")]
			if state := m.attr("state"); ok {
				w.Sheets = append(w.Sheets, Sheet{Name: m.attr("name"), Hidden: state == "hidden" || state == "veryHidden", part: part})
			}
		}
	})
}

// forms returns what the numbers of its styles mean.
func (w *Workbook) forms() ([]numberForm, error) {
	if w.styles == "" {
		return nil, nil
	}
	in, err := w.part(w.styles)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	forms, err := readStyles(in)
	return forms, partError(w.styles, err)
}

// texts reads the texts that cells share.
func (w *Workbook) texts(wanted selection) (stringTable, error) {
	if w.shared == "" {
		return stringTable{}, nil
	}
	in, err := w.part(w.shared)
	if err != nil {
		return stringTable{}, err
	}
	defer in.Close()
	texts, err := readStrings(in, wanted)
	return texts, partError(w.shared, err)
}

// manyTexts is the size of shared texts from which on only those are kept that are needed.
const manyTexts = 16 << 20

// large tells whether the shared texts are so many.
func (w *Workbook) large() bool {
	f := w.files[plainPart(w.shared)]
	return w.shared != "" && f != nil && f.UncompressedSize64 > manyTexts
}
