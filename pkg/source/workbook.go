package source

import (
	"archive/zip"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/money"
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
	sample, err := book.Sample(s.Range, '.')
	if err != nil {
		return err
	}
	s.Format, s.Encoding, s.Compression = workbookFormat, utf8Name, "none"
	s.Sample, s.Whole, s.Spelled = sample.Text, sample.Whole, sample.Spelled
	s.Dialect = Dialect{Delimiter: ',', Quote: '"', Decimal: o.Decimal}
	if s.Dialect.Decimal == 0 {
		s.Dialect.Decimal = '.'
		switch {
		case !sample.Fractions:
			s.Marks = marksOf(s.Sample, s.Whole, s.Dialect)
			s.Dialect.Decimal = s.Marks.Decimal(s.Dialect.Delimiter)
		case commasBeyondDoubt(s.Spelled):
			s.Dialect.Decimal = ','
			if sample, err = book.Sample(s.Range, ','); err != nil {
				return err
			}
			s.Sample = sample.Text
		}
	}
	s.readSheet(book)
	return nil
}

// commasBeyondDoubt tells whether the texts of a sheet have decimal commas although its numbers, which tell nothing of how texts
// are written, have fractions: 1.200,50 and 12,50, and none with a decimal point. Lists such as 1,2 do not tell.
func commasBeyondDoubt(spelled map[string]int) bool {
	found := false
	for text := range spelled {
		mark, sure := money.MarkOf([]byte(text))
		if sure && mark == '.' {
			return false
		}
		behind := len(text) - strings.LastIndexByte(text, ',') - 1
		found = found || sure && mark == ',' && (strings.ContainsRune(text, '.') || behind == 2 && len(text) >= len("12,50"))
	}
	return found
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
