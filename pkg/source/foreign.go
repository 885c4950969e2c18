package source

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
)

// tarMagic is where the magic bytes of a tar archive stand.
const tarMagic = 257

// foreign names files that are something else than text, by their magic bytes, with a way out.
func foreign(head []byte) error {
	for _, kind := range []struct{ magic, what string }{
		{"PK\x03\x04", "a zip archive or an Excel workbook, expected text: unpack it, or save the sheet as CSV"},
		{"PK\x05\x06", "an empty zip archive, expected text"},
		{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Excel workbook, expected text: save the sheet as CSV"},
		{"\xfd7zXZ\x00", "compressed with xz, expected text, gzip, zstd or bzip2"},
		{"\x04\x22\x4d\x18", "compressed with lz4, expected text, gzip, zstd or bzip2"},
		{"7z\xbc\xaf\x27\x1c", "a 7z archive, expected text: unpack it"},
		{"Rar!\x1a\x07", "a rar archive, expected text: unpack it"},
		{"PAR1\x15", "a Parquet file, expected text: write it as CSV or NDJSON"},
		{"SQLite format 3\x00", "a SQLite database, expected text: write the table as CSV"},
		{"%PDF-1.", "a PDF document, expected text"},
		{"\x89PNG\r\n\x1a\n", "a PNG picture, expected text"},
		{"\xff\xd8\xff\xe0", "a JPEG picture, expected text"},
		{"\x1f\x8b\x08", "compressed twice, expected text: unpack it once"},
		{"\x28\xb5\x2f\xfd", "compressed twice, expected text: unpack it once"},
		{"$FL2@(#)", "an SPSS file, expected text: export it as CSV"},
	} {
		if bytes.HasPrefix(head, []byte(kind.magic)) {
			return errors.New("this is " + kind.what)
		}
	}
	if len(head) > tarMagic+5 && string(head[tarMagic:tarMagic+5]) == "ustar" {
		return errors.New("this is a tar archive, expected text: unpack it")
	}
	return nil
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
