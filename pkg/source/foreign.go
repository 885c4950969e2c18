package source

import (
	"bytes"
	"errors"
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
