package source

import (
	"bytes"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"
)

// FuzzOpen opens any bytes. Whatever they are: an error or a text, the same in any pieces and as a
// file, beginning with the sample, and valid UTF-8 unless it is called damaged.
func FuzzOpen(f *testing.F) {
	for _, stored := range []string{
		"", "score\n9\n", "\xef\xbb\xbfa;b\n1,5;2\n", "\xff\xfea\x00,\x00b\x00", "\x00\x00\xfe\xff\x00\x00\x00a",
		"sep=;\na;b\n", `[{"score":9}]`, "{\"score\":9}\n{\"score\":10}\n", "caf\xe9;9\n", "Ки\xd1в;дякую;добре\n",
		"'a','b'\n'1','2'\n", "\"a\nb\",c\n\"", "PK\x03\x04", "\x1f\x8b", "a b c\n1 2 3\n4 5 6\n",
	} {
		f.Add([]byte(stored), "")
		f.Add(gzipped(f, stored, "x"), "utf-16")
		f.Add(zstdCompressed(f, stored), "koi8-u")
	}
	f.Add(bzip2Table(f), "")
	f.Fuzz(func(t *testing.T, stored []byte, encoding string) {
		if _, ok := EncodingName(encoding); !ok {
			encoding = ""
		}
		text, s := openFuzzed(t, io.MultiReader(bytes.NewReader(stored)), encoding)
		again, _ := openFuzzed(t, iotest.OneByteReader(bytes.NewReader(stored)), encoding)
		if text != again {
			t.Fatalf("the text depends on the pieces: %q, %q", text, again)
		}
		if s == nil {
			return
		}
		if !strings.HasPrefix(text, string(s.Sample)) || s.Whole && text != string(s.Sample) {
			t.Fatalf("sample %q of text %q, whole %v", s.Sample, text, s.Whole)
		}
		if s.Invalid == 0 && len(text) < sampleSize && !utf8.ValidString(text) {
			t.Fatalf("%s: damage in %q is not told", s.Encoding, text)
		}
		if repaired, _ := Repair(text); !utf8.ValidString(repaired) {
			t.Fatalf("%q is repaired to %q", text, repaired)
		}
		checkDescription(t, s)
	})
}

// openFuzzed returns the text, or nothing when there is an error.
func openFuzzed(t *testing.T, in io.Reader, encoding string) (string, *Stream) {
	s, err := Open(t.Context(), "-", Hints{Stdin: in, Encoding: encoding})
	if err != nil {
		return err.Error(), nil
	}
	defer s.Close()
	text, err := io.ReadAll(s.Reader)
	if err != nil {
		return err.Error(), nil
	}
	return string(text), s
}

func checkDescription(t *testing.T, s *Stream) {
	t.Helper()
	d := s.Dialect
	switch s.Format {
	case "json", "ndjson":
		if d != (Dialect{}) {
			t.Fatalf("%s has the dialect %v", s.Format, d)
		}
	case "csv", "tsv":
		known := strings.IndexByte(usualDelimiters+rareDelimiters, d.Delimiter) >= 0 || s.FirstLine == 2
		if !known || d.Quote != '"' && d.Quote != '\'' || d.Decimal != '.' && d.Decimal != ',' {
			t.Fatalf("%s has the dialect %q %q %q", s.Format, d.Delimiter, d.Quote, d.Decimal)
		}
	default:
		t.Fatalf("format %q", s.Format)
	}
}
