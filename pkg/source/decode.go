package source

import (
	"encoding/binary"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
	"golang.org/x/text/transform"
)

// decodeBlock is the number of encoded bytes that are decoded at a time.
const decodeBlock = 64 << 10

// decoder returns what turns an encoding into UTF-8, or nil when there is nothing to do. Sequences
// that mean nothing become U+FFFD. A byte-order mark is not expected.
func decoder(name string) transform.Transformer {
	switch name {
	case utf8Name:
		return nil
	case "utf-16le":
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewDecoder()
	case "utf-16be":
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewDecoder()
	case "utf-32le":
		return utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM).NewDecoder()
	case "utf-32be":
		return utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM).NewDecoder()
	}
	page, _ := findCodePage(name)
	return newPageDecoder(page.table)
}

// A pageDecoder decodes a single-byte encoding. It copies runs of ASCII whole, which makes it
// several times faster than the decoder of the charmap, byte for byte the same otherwise.
type pageDecoder struct {
	transform.NopResetter
	runes [0x80][]byte // UTF-8 of the bytes from 0x80
}

func newPageDecoder(table *charmap.Charmap) *pageDecoder {
	d := new(pageDecoder)
	for i := range d.runes {
		d.runes[i] = utf8.AppendRune(nil, table.DecodeByte(byte(0x80+i)))
	}
	return d
}

func (d *pageDecoder) Transform(dst, src []byte, _ bool) (nDst, nSrc int, err error) {
	for nSrc < len(src) {
		n := asciiPrefix(src[nSrc:])
		if n > 0 {
			n = copy(dst[nDst:], src[nSrc:nSrc+n])
			nDst += n
			nSrc += n
			if n == 0 {
				return nDst, nSrc, transform.ErrShortDst
			}
			continue
		}
		r := d.runes[src[nSrc]-0x80]
		if len(dst)-nDst < len(r) {
			return nDst, nSrc, transform.ErrShortDst
		}
		nDst += copy(dst[nDst:], r)
		nSrc++
	}
	return nDst, nSrc, nil
}

// asciiPrefix returns the number of ASCII bytes at the beginning, eight of them at a time.
func asciiPrefix(p []byte) int {
	n := 0
	for len(p)-n >= 8 && binary.LittleEndian.Uint64(p[n:])&0x8080808080808080 == 0 {
		n += 8
	}
	for n < len(p) && p[n] < utf8.RuneSelf {
		n++
	}
	return n
}

// A decodingReader is transform.Reader with blocks that suit files of gigabytes.
type decodingReader struct {
	in       io.Reader
	to       transform.Transformer
	raw      []byte // encoded bytes not yet decoded: raw[from:till]
	from     int
	till     int
	text     []byte // decoded bytes not yet given away
	space    []byte
	readErr  error
	finished bool
}

func newDecodingReader(in io.Reader, to transform.Transformer) *decodingReader {
	return &decodingReader{in: in, to: to, raw: make([]byte, decodeBlock), space: make([]byte, decodeBlock)}
}

func (d *decodingReader) Read(p []byte) (int, error) {
	for len(d.text) == 0 {
		if d.finished {
			return 0, d.readErr
		}
		if len(p) == 0 {
			return 0, nil
		}
		d.fill()
	}
	n := copy(p, d.text)
	d.text = d.text[n:]
	return n, nil
}

// fill decodes what is there, and reads more when that is not enough for one character.
func (d *decodingReader) fill() {
	nDst, nSrc, err := d.to.Transform(d.space, d.raw[d.from:d.till], d.readErr == io.EOF)
	d.text = d.space[:nDst]
	d.from += nSrc
	switch {
	case err == transform.ErrShortDst, nSrc > 0:
	case d.readErr != nil:
		d.finished = true
	default:
		d.till = copy(d.raw, d.raw[d.from:d.till])
		d.from = 0
		var n int
		n, d.readErr = d.in.Read(d.raw[d.till:])
		d.till += n
	}
}

// readFull reads until p is full or the reader ends, and says which. Unlike io.ReadFull it keeps an
// io.ErrUnexpectedEOF of the reader apart from its end.
func readFull(r io.Reader, p []byte) (n int, whole bool, err error) {
	for n < len(p) && err == nil {
		var m int
		m, err = r.Read(p[n:])
		n += m
	}
	if err == io.EOF {
		return n, true, nil
	}
	return n, false, err
}
