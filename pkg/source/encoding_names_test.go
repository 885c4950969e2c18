package source

import (
	"bytes"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
	"pgregory.net/rapid"
)

// encode writes text in an encoding with the library, not with the code under test.
func encode(t testing.TB, name, text string) string {
	t.Helper()
	var to encoding.Encoding
	switch name {
	case "utf-8":
		return text
	case "utf-16le":
		to = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case "utf-16be":
		to = unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	case "utf-32le":
		to = utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM)
	case "utf-32be":
		to = utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM)
	default:
		page, ok := findCodePage(name)
		if !ok {
			t.Fatalf("no encoding %s", name)
		}
		to = page.table
	}
	stored, err := to.NewEncoder().String(text)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return stored
}

func TestEncodingName(t *testing.T) {
	check := func(name, want string) {
		t.Helper()
		got, ok := EncodingName(name)
		if got != want || ok != (want != "") {
			t.Errorf("%q: %q %v, want %q", name, got, ok, want)
		}
	}
	check("UTF8", "utf-8")
	check("utf-8-sig", "utf-8")
	check("ASCII", "utf-8")
	check("utf16", "utf-16")
	check("UTF_16LE", "utf-16le")
	check("latin1", "windows-1252")
	check("ISO-8859-1", "windows-1252")
	check("ISO_8859-1", "windows-1252")
	check("ANSI", "windows-1252")
	check("cp1252", "windows-1252")
	check("Windows-1251", "windows-1251")
	check("CP1251", "windows-1251")
	check("iso8859-11", "windows-874")
	check("TIS-620", "windows-874")
	check("latin-9", "iso-8859-15")
	check("iso 8859 15", "iso-8859-15")
	check("KOI8-U", "koi8-u")
	check("MacRoman", "macintosh")
	check("MacCyrillic", "x-mac-cyrillic")
	check("IBM866", "ibm866")
	check("cp866", "ibm866")
	check("850", "ibm850")
	check("shift_jis", "")
	check("utf-7", "")
	check("", "")
	check("---", "")
	check("1252 1251", "")
}

// Every name and alias must lead to one encoding only.
func TestEncodingNamesAreDistinct(t *testing.T) {
	owner := make(map[string]string)
	for _, e := range append(unicodeNames(), codePages()...) {
		for _, name := range append(strings.Fields(e.aliases), squash(e.name)) {
			if owner[name] != "" {
				t.Errorf("%q is %s and %s", name, owner[name], e.name)
			}
			owner[name] = e.name
			if got, ok := EncodingName(name); !ok || got != e.name {
				t.Errorf("%q gives %q, want %s", name, got, e.name)
			}
		}
	}
	if len(Encodings()) != len(unicodeNames())+len(codePages()) {
		t.Errorf("%d encodings listed", len(Encodings()))
	}
}

// The decoder for code pages must equal the library's on every byte.
func TestPageDecoderEqualsLibrary(t *testing.T) {
	stored := make([]byte, 0, 1<<16)
	for i := range 1 << 16 {
		stored = append(stored, byte(i), byte(i>>8))
	}
	for _, page := range codePages() {
		want, err := page.table.NewDecoder().Bytes(stored)
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(newDecodingReader(bytes.NewReader(stored), newPageDecoder(page.table)))
		if err != nil || !bytes.Equal(want, got) {
			t.Errorf("%s: differs from the library, error %v", page.name, err)
		}
		if ascii := stored[0]; page.table.DecodeByte(ascii) != 0 || page.table.DecodeByte('~') != '~' {
			t.Errorf("%s does not contain ASCII", page.name)
		}
	}
}

func TestMarksDecideTheEncoding(t *testing.T) {
	text := "id;comment\n1;дуже добре 👍\n2;café\n"
	check := func(mark, encoding, given string) {
		t.Helper()
		s := open(t, []byte(mark+encode(t, encoding, text)), Hints{Encoding: given})
		if got := readAll(t, s); got != text || s.Encoding != encoding || s.Guessed {
			t.Errorf("%s given %q: read as %s, guessed %v: %q", encoding, given, s.Encoding, s.Guessed, got)
		}
	}
	for _, given := range []string{"", "utf-8"} {
		check("\xef\xbb\xbf", "utf-8", given)
		check("", "utf-8", given)
	}
	for _, given := range []string{"", "utf-16", "UTF-16LE"} {
		check("\xff\xfe", "utf-16le", given)
	}
	for _, given := range []string{"", "utf-16", "UTF-16BE"} {
		check("\xfe\xff", "utf-16be", given)
	}
	for _, given := range []string{"", "utf-32", "utf-32le"} {
		check("\xff\xfe\x00\x00", "utf-32le", given)
	}
	for _, given := range []string{"", "utf-32", "utf-32be"} {
		check("\x00\x00\xfe\xff", "utf-32be", given)
	}
	check("", "utf-16le", "utf-16")
	check("", "utf-16be", "utf-16")
	check("", "utf-32be", "utf-32")
}

func TestWideEncodingsWithoutMark(t *testing.T) {
	for _, text := range []string{
		"score\n9\n",
		"score,region\r\n9,EU\r\n10,US\r\n",
		"оцінка;коментар\n9;дуже добре, дякую вам за швидку допомогу\n10;усе сподобалося\n",
		"点数,コメント\n9,とても親切でした\n10,また利用します\n",
	} {
		for _, name := range []string{"utf-16le", "utf-16be", "utf-32le", "utf-32be"} {
			s := open(t, []byte(encode(t, name, text)), Hints{})
			if got := readAll(t, s); got != text || s.Encoding != name || !s.Guessed {
				t.Errorf("%s: read as %s, guessed %v: %q", name, s.Encoding, s.Guessed, got)
			}
		}
	}
}

func TestBrokenWideEncodings(t *testing.T) {
	check := func(stored, encoding, want string) {
		t.Helper()
		if got := readAll(t, open(t, []byte(stored), Hints{Encoding: encoding})); got != want {
			t.Errorf("%q as %s: %q, want %q", stored, encoding, got, want)
		}
	}
	check("a\x00b", "utf-16le", "a�")                                   // half a unit
	check("a\x00\x3d\xd8", "utf-16le", "a�")                            // half a pair at the end
	check("\x3d\xd8a\x00", "utf-16le", "�a")                            // half a pair
	check("\x4d\xdca\x00", "utf-16le", "�a")                            // second half first
	check("\x00a\x00\x00\x00\x00\x00\x00", "utf-16be", "a\x00\x00\x00") // NUL is a character
	check("\x00\x00\x00a\x00\x11\x00\x00b", "utf-32be", "a��")
}

// However the bytes arrive, the text is the same.
func TestChunksDoNotMatter(t *testing.T) {
	names := []string{"utf-8", "utf-16le", "utf-16be", "utf-32le", "utf-32be", "windows-1251", "koi8-u"}
	rapid.Check(t, func(rt *rapid.T) {
		text := rapid.StringOfN(rapid.SampledFrom([]rune("aя,;\"\n\r9 ї")), 0, 200, -1).Draw(rt, "text")
		name := rapid.SampledFrom(names).Draw(rt, "encoding")
		stored := encode(t, name, text)
		for _, in := range []io.Reader{
			strings.NewReader(stored),
			iotest.OneByteReader(strings.NewReader(stored)),
			iotest.HalfReader(strings.NewReader(stored)),
			iotest.DataErrReader(strings.NewReader(stored)),
		} {
			s, err := Open(t.Context(), "-", Hints{Stdin: in, Encoding: name, Format: "json"})
			if err != nil {
				rt.Fatal(err)
			}
			got, err := io.ReadAll(iotest.OneByteReader(s.Reader))
			if err != nil || string(got) != text {
				rt.Fatalf("%s: %q, want %q, error %v", name, got, text, err)
			}
		}
	})
}

func TestLongTextIsDecodedWhole(t *testing.T) {
	text := strings.Repeat("1017;дуже добре, дякую;9\n", 40_000)
	for _, name := range []string{"utf-16le", "utf-16be", "utf-32le", "windows-1251", "koi8-u", "ibm866"} {
		s := open(t, []byte(encode(t, name, strings.ReplaceAll(text, "й", "и"))), Hints{Encoding: name})
		if s.Whole {
			t.Errorf("%s: the sample is called whole", name)
		}
		if got := readAll(t, s); got != text {
			t.Errorf("%s: %d bytes, want %d", name, len(got), len(text))
		}
	}
}

func TestDamagedUTF8(t *testing.T) {
	damaged := "місто;оцінка\nЛьвів;9\nКи\xd1в;10\nОдеса\xff;8\n"
	s := open(t, []byte(damaged), Hints{})
	if s.Encoding != "utf-8" || s.Guessed || s.Invalid != 2 || s.InvalidLine != 3 {
		t.Errorf("%s, guessed %v, %d invalid bytes from line %d", s.Encoding, s.Guessed, s.Invalid, s.InvalidLine)
	}
	if got := readAll(t, s); got != damaged {
		t.Errorf("text %q: bytes were lost", got)
	}

	marked := open(t, []byte("\xef\xbb\xbfcaf\xe9;9\n"), Hints{})
	if marked.Encoding != "utf-8" || marked.Invalid != 1 || marked.InvalidLine != 1 {
		t.Errorf("the mark does not decide: %s, %d invalid bytes", marked.Encoding, marked.Invalid)
	}
	given := open(t, []byte("id\ncaf\xe9;9\n"), Hints{Encoding: "utf-8"})
	if given.Encoding != "utf-8" || given.Invalid != 1 || given.InvalidLine != 2 {
		t.Errorf("the given name does not decide: %s, %d invalid bytes", given.Encoding, given.Invalid)
	}
	cut := open(t, []byte(strings.Repeat("x", sampleSize-1)+"я\n"), Hints{})
	if cut.Invalid != 0 || cut.Encoding != "utf-8" {
		t.Errorf("a character cut by the end of the sample counts as damage")
	}
	short := open(t, []byte("score\n9\nя"[:len("score\n9\nя")-1]), Hints{})
	if got := readAll(t, short); short.Encoding == "utf-8" && short.Invalid == 0 {
		t.Errorf("a character cut by the end of the file counts as good: %q", got)
	}
}

func TestRepair(t *testing.T) {
	check := func(text, want string, damaged bool) {
		t.Helper()
		if got, d := Repair(text); got != want || d != damaged {
			t.Errorf("%q: %q %v, want %q %v", text, got, d, want, damaged)
		}
	}
	check("", "", false)
	check("café", "café", false)
	check("\ufffd", "\ufffd", false) // a replacement character is a character
	check("caf\xe9", "café", true)
	check("Ки\xd1в \x80 5", "КиÑв € 5", true)
	check("\xff\xfe", "ÿþ", true)
	check("\x81", "\ufffd", true) // has no character in Windows-1252
}
