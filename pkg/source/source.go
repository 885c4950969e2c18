// Package source opens inputs and finds out what they are: it expands names, undoes compression,
// decodes to UTF-8, and recognises format and dialect from the content.
package source

import (
	"io"
)

// Options say what is known about the inputs. A zero field means: find out.
type Options struct {
	Format    string    // "", "csv", "tsv", "json" or "ndjson"
	Encoding  string    // "", or a name from Encodings
	Delimiter byte      // 0, or the byte between cells
	Quote     byte      // 0, or the byte around cells
	Decimal   byte      // 0, '.' or ','
	Stdin     io.Reader // what "-" reads
}

// A Dialect is how delimited text is written.
type Dialect struct {
	Delimiter byte // byte between cells
	Quote     byte // byte around cells, 0 for none
	Decimal   byte // decimal mark in numbers, '.' or ','
}

// A Source is an opened input, ready to be read once from its start.
type Source struct {
	Name        string  // as given; "-" for standard input
	Format      string  // "csv", "tsv", "json", "ndjson"
	Encoding    string  // canonical lower-case name, "utf-8", "utf-16le", "windows-1252" …
	Compression string  // "none", "gzip", "zstd", "bzip2"
	Dialect     Dialect // for csv and tsv
	Guessed     bool    // the encoding was guessed from the bytes, so people should be told

	// Sample is the beginning of the decoded text, without a byte-order mark: all of it when
	// Whole is true, else at least 64 KiB.
	Sample []byte
	Whole  bool

	// Reader gives the decoded text from its start, without a byte-order mark.
	Reader io.Reader

	// At, when not nil, gives the same text at any place: a plain file that is already UTF-8.
	// Offset 0 is the first byte after a byte-order mark; Size is the number of bytes.
	At   io.ReaderAt
	Size int64
}
