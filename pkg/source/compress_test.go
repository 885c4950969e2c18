package source

import (
	"bytes"
	stdgzip "compress/gzip"
	"encoding/hex"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

const plainTable = "score;region\n9;EU\n10;US\n"

// bzip2Table is plainTable as written by bzip2 1.0.8 -9: the standard library cannot write it.
func bzip2Table(t testing.TB) []byte {
	t.Helper()
	stored, err := hex.DecodeString("425a68393141592653599e31745a00000bcf800010602802000a000aa198002000314c0013422646348d1ea4d87d2446c0a6251fa4969bf8bb9229c28484f18ba2d0")
	if err != nil {
		t.Fatal(err)
	}
	return stored
}

func gzipped(t testing.TB, text, name string) []byte {
	t.Helper()
	var stored bytes.Buffer
	w := gzip.NewWriter(&stored)
	w.Name = name
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return stored.Bytes()
}

func zstdCompressed(t testing.TB, text string, options ...zstd.EOption) []byte {
	t.Helper()
	w, err := zstd.NewWriter(nil, options...)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	return w.EncodeAll([]byte(text), nil)
}

func join(parts ...[]byte) []byte { return bytes.Join(parts, nil) }

func TestCompressed(t *testing.T) {
	check := func(what, kind string, stored []byte, want string) {
		t.Helper()
		s := open(t, stored, Hints{})
		if got := readAll(t, s); got != want || s.Compression != kind || s.At != nil {
			t.Errorf("%s: %s, %d bytes, want %d", what, s.Compression, len(got), len(want))
		}
		slow, err := Open(t.Context(), "-", Hints{Stdin: iotest.HalfReader(bytes.NewReader(stored))})
		if err != nil {
			t.Fatal(err)
		}
		if got := readAll(t, slow); got != want {
			t.Errorf("%s in small reads: %d bytes, want %d", what, len(got), len(want))
		}
	}
	check("gzip", "gzip", gzipped(t, plainTable, ""), plainTable)
	check("gzip of a long table", "gzip", gzipped(t, longTable(), "responses.csv"), longTable())
	check("gzip members", "gzip", join(gzipped(t, "score\n", "a"), gzipped(t, "", "b"), gzipped(t, "9\n", "")), "score\n9\n")
	check("gzip of nothing", "gzip", gzipped(t, "", ""), "")
	check("gzip of UTF-16", "gzip", gzipped(t, "\xff\xfe"+encode(t, "utf-16le", plainTable), ""), plainTable)

	skip := []byte("\x5a\x2a\x4d\x18\x05\x00\x00\x00notes")
	check("zstd", "zstd", zstdCompressed(t, plainTable), plainTable)
	check("zstd of a long table", "zstd", zstdCompressed(t, longTable()), longTable())
	check("zstd frames", "zstd", join(zstdCompressed(t, "score\n"), skip, zstdCompressed(t, "9\n")), "score\n9\n")
	check("zstd after a skippable frame", "zstd", join(skip, zstdCompressed(t, plainTable)), plainTable)
	check("zstd of nothing", "zstd", zstdCompressed(t, "", zstd.WithZeroFrames(true)), "")

	check("bzip2", "bzip2", bzip2Table(t), plainTable)
	check("bzip2 streams", "bzip2", join(bzip2Table(t), bzip2Table(t)), plainTable+plainTable)
	check("bzip2 of nothing", "bzip2", []byte("BZh9\x17\x72\x45\x38\x50\x90\x00\x00\x00\x00"), "")
}

// verdict reads a source to its end and returns the first error, from Open or from Reader.
func verdict(t testing.TB, stored []byte) (text []byte, err error) {
	t.Helper()
	s, err := Open(t.Context(), "-", Hints{Stdin: io.MultiReader(bytes.NewReader(stored)), Encoding: "utf-8"})
	if err != nil {
		return nil, err
	}
	defer s.Close()
	return io.ReadAll(s.Reader)
}

// Cut anywhere but between two members, a compressed input must end in an error.
func TestTruncatedInputs(t *testing.T) {
	check := func(kind string, stored []byte, between ...int) {
		t.Helper()
		step := max(1, len(stored)/60)
		for n := 12; n < len(stored); n += step {
			good := false
			for _, b := range between {
				good = good || n == b
			}
			if _, err := verdict(t, stored[:n]); (err == nil) != good {
				t.Errorf("%s cut to %d of %d bytes: error %v", kind, n, len(stored), err)
			} else if err != nil && !strings.HasPrefix(err.Error(), "-: "+kind+": ") {
				t.Errorf("%s cut to %d bytes: error %q does not say what is damaged", kind, n, err)
			}
		}
	}
	first := gzipped(t, "score\n", "responses.csv")
	check("gzip", join(first, first), len(first))
	check("gzip", gzipped(t, longTable(), ""))
	frame := zstdCompressed(t, "score\n")
	check("zstd", join(frame, frame), len(frame))
	stream := bzip2Table(t)
	check("bzip2", join(stream, stream), len(stream))
}

func TestDamagedInputs(t *testing.T) {
	check := func(stored []byte, want string) {
		t.Helper()
		if _, err := verdict(t, stored); err == nil || err.Error() != "-: "+want {
			t.Errorf("error %v, want %s", err, want)
		}
	}
	tooEarly := "the file ends too early, it is truncated"
	check(gzipped(t, plainTable, "")[:20], "gzip: "+tooEarly)
	check(zstdCompressed(t, plainTable)[:12], "zstd: "+tooEarly)
	check(bzip2Table(t)[:30], "bzip2: "+tooEarly)
	// What a damaged tail of a long input does must be seen by who reads it all.
	long := gzipped(t, longTable(), "")
	check(long[:len(long)-3], "gzip: "+tooEarly)

	check(join(gzipped(t, plainTable, ""), []byte("trailing garbage")), "gzip: something else follows the compressed data")
	check(join(gzipped(t, plainTable, ""), []byte("\n")), "gzip: something else follows the compressed data")
	check(join(gzipped(t, plainTable, ""), []byte{0x1f}), "gzip: "+tooEarly)
	check(join(zstdCompressed(t, plainTable), []byte("trailing garbage")), "zstd: something else follows the compressed data")
	check(join(bzip2Table(t), []byte("trailing garbage")), "bzip2: bzip2 data invalid: bad magic value in continuation file")

	broken := gzipped(t, plainTable, "")
	broken[len(broken)-6] ^= 1
	check(broken, "gzip: gzip: invalid checksum")
}

// A frame that asks for a window of 256 MiB: magic, no flags, window exponent 28 − 10 = 18 (RFC 8878,
// section 3.1.1.1.2), one last raw block of one byte.
func TestZstdWindowIsBounded(t *testing.T) {
	stored := []byte("\x28\xb5\x2f\xfd\x00\x90\x09\x00\x00x")
	if _, err := verdict(t, stored); err == nil || err.Error() != "-: zstd: needs a window of more than 128 MiB to decompress" {
		t.Errorf("error %v", err)
	}
	stored[5] = 0x88 // 128 MiB
	if text, err := verdict(t, stored); err != nil || string(text) != "x" {
		t.Errorf("a window of 128 MiB: %q, error %v", text, err)
	}
}

// The standard library's reader is the judge: the same verdict, and the same bytes when good. The one
// case apart sets a reserved flag, which RFC 1952, section 2.3.1.2, wants refused as gzip does.
func TestSuiteFuzzedGzip(t *testing.T) {
	good, bad := 0, 0
	suite(t, "go-fuzz-gzip", func(c sample) {
		if compression(c.stored) != "gzip" {
			if _, err := verdict(t, c.stored); err != nil && len(c.stored) > 0 {
				bad++ // read as text, which may be refused
			}
			return
		}
		judge(t, c.ID, c.stored, &good, &bad)
	})
	if good == 0 || bad == 0 {
		t.Errorf("%d good and %d bad inputs: the suite tests nothing", good, bad)
	}
}

// The deflate streams of the suite, in a gzip frame whose checksum cannot be right.
func TestSuiteFuzzedFlate(t *testing.T) {
	good, bad := 0, 0
	suite(t, "go-fuzz-flate", func(c sample) {
		header := "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
		judge(t, c.ID, join([]byte(header), c.stored, make([]byte, 8)), &good, &bad)
	})
	if good+bad != 111 || bad == 0 {
		t.Errorf("%d good and %d bad inputs, want 111 in all", good, bad)
	}
}

func judge(t *testing.T, id string, stored []byte, good, bad *int) {
	t.Helper()
	var want []byte
	std, stdErr := stdgzip.NewReader(bytes.NewReader(stored))
	if stdErr == nil {
		want, stdErr = io.ReadAll(std)
	}
	got, err := verdict(t, stored)
	switch {
	case id == "a5eb6e389298948f3cf6b173888736449d8f4f5f-9" && err != nil:
		*bad++
	case (err == nil) != (stdErr == nil):
		t.Errorf("%s: error %v, the standard library says %v", id, err, stdErr)
	case err != nil:
		*bad++
	case !bytes.Equal(bytes.TrimPrefix(want, []byte("\xef\xbb\xbf")), got):
		t.Errorf("%s: %d bytes, the standard library reads %d", id, len(got), len(want))
	default:
		*good++
	}
}

func TestSuiteZstdGolden(t *testing.T) {
	cases := 0
	suite(t, "zstd-golden", func(c sample) {
		cases++
		if _, err := verdict(t, c.stored); (err == nil) != (c.Expected.Verdict == "accept") {
			t.Errorf("%s: error %v, want verdict %s", c.ID, err, c.Expected.Verdict)
		}
	})
	if cases != 4 {
		t.Errorf("%d cases, want 4", cases)
	}
}
