package source

import (
	"archive/zip"

	"github.com/cxcalc/cxcalc/pkg/workbook"
)

// workbookFormat is the format of workbooks, which are read as delimited text.
const workbookFormat = "xlsx"

// openWorkbook finds the table in a workbook.
func (s *Stream) openWorkbook(archive *zip.Reader, o Hints) error {
	if o.Format != "" && o.Format != workbookFormat {
		return &ForeignError{Usage: true, Text: "this is an Excel workbook, and no " + o.Format, Flags: []string{"--input-format", workbookFormat}}
	}
	book, err := workbook.Open(archive)
	if err != nil {
		return err
	}
	book.Plain = o.HeaderStands
	if s.Range, err = book.Find(o.Sheet); err != nil {
		return err
	}
	sample, err := book.Sample(s.Range)
	if err != nil {
		return err
	}
	s.Format, s.Encoding, s.Compression = workbookFormat, utf8Name, "none"
	s.Sample, s.Whole = sample.Text, sample.Whole
	s.Dialect = Dialect{Delimiter: ',', Quote: '"', Decimal: o.Decimal}
	if s.Dialect.Decimal == 0 {
		s.Dialect.Decimal = '.'
		if !sample.Fractions {
			s.Marks = marksOf(s.Sample, s.Whole, s.Dialect)
			s.Dialect.Decimal = s.Marks.Decimal(s.Dialect.Delimiter)
		}
	}
	s.readSheet(book)
	return nil
}

// readSheet readies the text of a sheet.
func (s *Stream) readSheet(book *workbook.Workbook) {
	s.Text = book.Text(s.Range, s.Dialect.Decimal)
	s.closers = append(s.closers, s.Text)
	s.Reader = namedReader{s.Name, s.Text}
}

// reopenWorkbook readies the text of a sheet that was found before.
func (s *Stream) reopenWorkbook(archive *zip.Reader) error {
	book, err := workbook.Open(archive)
	if err != nil {
		return err
	}
	s.readSheet(book)
	return nil
}

func noWorkbook() error {
	return &ForeignError{Usage: true, Text: "this is no Excel workbook", Flags: []string{"--input-format", "auto"}}
}
