// Package source opens inputs and finds out what they are: it expands names, undoes compression,
// decodes to UTF-8, and recognises format and dialect from the content.
//
// Everything is decided on the first MiB of the decompressed bytes, and on nothing else, so that a
// file, a pipe and a compressed copy with the same content are read the same way.
package source

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/workbook"
)

// Hints say what is known about the inputs. A zero field means: find out.
type Hints struct {
	Format    string    // "", "csv", "tsv", "json", "ndjson" or "xlsx"
	Encoding  string    // "", or a name that EncodingName knows
	Delimiter byte      // 0, or the byte between cells
	Quote     byte      // 0, or the byte around cells
	Decimal   byte      // 0, '.' or ','
	Sheet     string    // of a workbook: "", its name, its number from 1, or NAME!A:C for some of its columns
	Stdin     io.Reader // what "-" reads

	// HeaderStands says that the first row of a workbook's header names the columns, whatever is merged.
	HeaderStands bool

	// Progress, when not nil, is told how many bytes were read of what is stored, whenever some
	// were; by several goroutines at once.
	Progress func(bytes int)
}

// A Dialect is how delimited text is written.
type Dialect struct {
	Delimiter byte // byte between cells
	Quote     byte // byte around cells, 0 for none
	Decimal   byte // decimal mark in numbers, '.' or ','
}

// A Stream is an opened input, ready to be read once from its start.
type Stream struct {
	Name        string         // as given; "-" for standard input
	Format      string         // "csv", "tsv", "json", "ndjson", "xlsx"
	Encoding    string         // canonical lower-case name, "utf-8", "utf-16le", "windows-1252" …
	Compression string         // "none", "gzip", "zstd", "bzip2", "xz", "zip"
	Dialect     Dialect        // for csv and tsv, and for xlsx, whose text is delimited
	Marks       MarkEvidence   // which decimal mark the cells at the beginning show
	Spelled     map[string]int // of a workbook: the texts at the beginning that are written like numbers with a mark
	Guessed     bool           // the encoding was guessed from the bytes, so people should be told

	// Invalid counts the bytes of the first MiB that are not UTF-8 although the encoding is "utf-8":
	// a text that was damaged on its way. They stay in the text as they are; Repair gives
	// them a readable form.
	Invalid int64
	// InvalidLine is the line of the input with the first such byte, from 1, or 0.
	InvalidLine int64

	// FirstLine is the line of the input on which the text begins: 1, or a later one when lines were left out that
	// are no part of it, such as Excel's "sep=;", which names the delimiter.
	FirstLine int64

	// Sample is the beginning of the decoded text, without a byte-order mark: all of it when
	// Whole is true, else at least 64 KiB.
	Sample []byte
	Whole  bool

	// Reader gives the decoded text from its start, without a byte-order mark. A damaged or
	// truncated compressed input ends in an error, never in a silent io.EOF.
	Reader io.Reader

	// At, when not nil, gives the same text at any place: a plain file that is already UTF-8.
	// Offset 0 is the first byte after a byte-order mark; Size is the number of bytes.
	At   io.ReaderAt
	Size int64

	// Range is the table of a workbook, and Text the reader of it.
	Range workbook.Range
	Text  *workbook.SheetText

	closers []io.Closer
	member  string // file of the archive that is read, if it is one
	in      input
	behind  io.Reader // the decoded text behind Sample
	mark    int       // bytes of the byte-order mark
	passed  int       // bytes of the decoded text that FirstLine has passed over
	end     int64     // where the text ends, behind passed; 0 for where the input does
}

// Close releases the file and the decompressor. What Stdin gave stays open.
func (s *Stream) Close() error {
	var first error
	for _, c := range slices.Backward(s.closers) {
		if err := c.Close(); err != nil && first == nil {
			first = err
		}
	}
	s.closers, s.in, s.behind = nil, input{}, nil // what was looked at can go
	return first
}

// Formats lists the input formats that Options.Format takes.
func Formats() []string { return []string{"csv", "tsv", "json", "ndjson", workbookFormat} }

// check refuses options that no input could satisfy.
func (o Hints) check() error {
	if o.Format != "" && !slices.Contains(Formats(), o.Format) {
		return fmt.Errorf("format %q is not known, expected one of %s", o.Format, strings.Join(Formats(), ", "))
	}
	if _, ok := EncodingName(o.Encoding); o.Encoding != "" && !ok {
		return unknownEncoding(o.Encoding)
	}
	if strings.IndexByte("\r\n", o.Delimiter) >= 0 || o.Delimiter >= 0x80 {
		return fmt.Errorf("delimiter %q is not possible, expected one ASCII character that does not end a line", o.Delimiter)
	}
	if strings.IndexByte("\r\n", o.Quote) >= 0 || o.Quote >= 0x80 {
		return fmt.Errorf("quote %q is not possible, expected one ASCII character that does not end a line", o.Quote)
	}
	if o.Delimiter != 0 && o.Delimiter == o.Quote {
		return fmt.Errorf("%q cannot be both delimiter and quote", o.Delimiter)
	}
	if o.Decimal != 0 && o.Decimal != '.' && o.Decimal != ',' {
		return fmt.Errorf("decimal mark %q is not known, expected '.' or ','", o.Decimal)
	}
	return nil
}
