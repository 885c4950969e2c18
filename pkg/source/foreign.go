package source

import (
	"archive/zip"
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"
)

// A ForeignError says that an input is something else than what is read, and how it becomes that.
type ForeignError struct {
	// Text says what it is and what was expected.
	Text string
	// Usage says that the command line is to be mended, not the file.
	Usage bool
	// Hint says in words what to do.
	Hint string
	// Flags, when there are any, make the command work.
	Flags []string
	// Before is a command that makes something to be read, ending with what joins it to the next one: "|" or "&&".
	// Instead is what stands in the place of the input then.
	Before  []string
	Instead string
}

func (e *ForeignError) Error() string { return e.Text }

// tarMagic is where the magic bytes of a tar archive stand.
const tarMagic = 257

// foreign names files that are something else than text, by their magic bytes, with a way out.
func foreign(name string, head []byte) error {
	for _, kind := range []struct {
		magic, what string
		out         func(name string) ForeignError
	}{
		{"PK\x03\x04", "an archive inside an archive, expected text: unpack it", nil},
		{"PK\x05\x06", "an empty zip archive, expected text", nil},
		{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "", nil},
		{"\x04\x22\x4d\x18", "compressed with lz4, expected text, gzip, zstd, xz or bzip2", through("lz4", "-dc")},
		{"7z\xbc\xaf\x27\x1c", "a 7z archive, expected text", through("7z", "x", "-so")},
		{"Rar!\x1a\x07", "a rar archive, expected text: unpack it", nil},
		{"PAR1\x15", "a Parquet file, expected text", throughDuckDB},
		{"ARROW1\x00\x00", "an Arrow file, expected text: write it as CSV or NDJSON", nil},
		{"SQLite format 3\x00", "a SQLite database, expected text: write the table as CSV", nil},
		{"%PDF-1.", "a PDF document, expected text", nil},
		{"\x89PNG\r\n\x1a\n", "a PNG picture, expected text", nil},
		{"\xff\xd8\xff\xe0", "a JPEG picture, expected text", nil},
		{"\x1f\x8b\x08", "compressed twice, expected text: unpack it once", nil},
		{"\x28\xb5\x2f\xfd", "compressed twice, expected text: unpack it once", nil},
		{"\xfd7zXZ\x00", "compressed twice, expected text: unpack it once", nil},
		{"version https://git-lfs.github.com/spec/v1", "a Git LFS pointer, expected the file that it stands for: git lfs pull fetches it", nil},
		{"$FL2@(#)", "an SPSS file, expected text: export it as CSV", nil},
	} {
		switch {
		case !bytes.HasPrefix(head, []byte(kind.magic)):
			continue
		case kind.what == "":
			return oldOffice(name, head)
		}
		e := ForeignError{}
		if kind.out != nil && name != "-" {
			e = kind.out(name)
		}
		e.Text = "this is " + kind.what
		return &e
	}
	if len(head) > tarMagic+5 && string(head[tarMagic:tarMagic+5]) == "ustar" {
		return &ForeignError{Text: "this is a tar archive, expected text: unpack it"}
	}
	return nil
}

// through has a tool write the text that is packed in a file.
func through(tool ...string) func(name string) ForeignError {
	return func(name string) ForeignError {
		return ForeignError{Hint: tool[0] + " unpacks it", Before: append(slices.Clone(tool), name, "|"), Instead: "-"}
	}
}

// throughDuckDB has DuckDB write a file as CSV.
func throughDuckDB(name string) ForeignError {
	query := "copy (from '" + strings.ReplaceAll(name, "'", "''") + "') to '/dev/stdout' (format csv)"
	return ForeignError{Hint: "DuckDB writes it as CSV", Before: []string{"duckdb", "-c", query, "|"}, Instead: "-"}
}

// throughOffice has LibreOffice write a workbook that can be read, into the folder at hand.
func throughOffice(name string) ForeignError {
	written := strings.TrimSuffix(path.Base(name), path.Ext(name)) + ".xlsx"
	return ForeignError{Hint: "save it as .xlsx or CSV",
		Before: []string{"libreoffice", "--headless", "--convert-to", "xlsx", name, "&&"}, Instead: written}
}

// oldOffice tells what files of the old Office are: workbooks, or new ones that are locked.
func oldOffice(name string, head []byte) error {
	if bytes.Contains(head, []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00")) {
		return &ForeignError{Text: "this is a workbook that is locked with a password, expected one that is not: save it without"}
	}
	return officeError(name, "an old Excel workbook (.xls)")
}

func officeError(name, what string) error {
	e := ForeignError{Hint: "save it as .xlsx or CSV"}
	if name != "-" {
		e = throughOffice(name)
	}
	e.Text = "this is " + what + ", expected .xlsx or text"
	return &e
}

// foreignArchive names the archives that are documents of some program.
func (s *Stream) foreignArchive(files []*zip.File) error {
	for _, f := range files {
		switch name := strings.ToLower(f.Name); {
		case name == "xl/workbook.bin":
			return officeError(s.Name, "a binary Excel workbook (.xlsb)")
		case name == "content.xml" && slices.ContainsFunc(files, func(f *zip.File) bool { return f.Name == "mimetype" }):
			return officeError(s.Name, "an OpenDocument file (.ods)")
		case strings.HasPrefix(name, "word/"), strings.HasPrefix(name, "ppt/"):
			return &ForeignError{Text: "this is a document of Word or PowerPoint, expected .xlsx or text"}
		case strings.HasPrefix(name, "index/") && strings.HasSuffix(name, ".iwa"):
			return &ForeignError{Text: "this is a document of Numbers or Pages, expected .xlsx or text: export it"}
		}
	}
	return nil
}

// Markup refuses pages, which some tools write under the name of a workbook, where a table is expected.
func Markup(name string, text []byte) error {
	begin := strings.ToLower(string(bytes.TrimSpace(text[:min(len(text), 1024)])))
	switch {
	case strings.HasPrefix(begin, "<?xml") && strings.Contains(begin, "excel.sheet"):
		return officeError(name, "an Excel workbook in XML of 2003")
	case isPage(begin) && !bytes.Contains(bytes.ToLower(text), []byte("<table")):
		return &ForeignError{Text: "this is an HTML page without a table, such as one to sign in, expected text: download the export again"}
	case isPage(begin):
		return officeError(name, "an HTML page")
	case strings.HasPrefix(begin, "<?xml"):
		return &ForeignError{Text: "this is XML, expected text: export it as CSV"}
	}
	return nil
}

// isPage tells whether a text in lower case begins like an HTML page.
func isPage(begin string) bool {
	for strings.HasPrefix(begin, "<!--") {
		_, begin, _ = strings.Cut(begin, "-->")
		begin = strings.TrimSpace(begin)
	}
	for _, tag := range []string{"<!doctype html", "<html", "<head", "<body", "<meta", "<title", "<script", "<table", "<div"} {
		if strings.HasPrefix(begin, tag) {
			return true
		}
	}
	return false
}

// notText refuses what cannot be text in any encoding: at its beginning, one character in ten or
// more is a control character that no text has.
func notText(text []byte) error {
	const look, few = 4096, 4
	all, controls := 0, 0
	for _, r := range string(text[:min(len(text), look)]) {
		all++
		if r < ' ' && !strings.ContainsRune("\t\n\v\f\r\x0e\x0f\x1a\x1b", r) || r == 0x7f {
			controls++
		}
	}
	if controls < few || 10*controls < all {
		return nil
	}
	return fmt.Errorf("%d of the first %d characters are control characters, expected text", controls, all)
}
