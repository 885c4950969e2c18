package source

import (
	"bufio"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"strings"

	"github.com/ulikunitz/xz"
)

const (
	xzFooter = 12
	// xzTail is how much of the end of a stream is kept: its footer, and the padding that may follow.
	xzTail = 4 << 10
)

// An xzReader decompresses xz. The library takes a stream that breaks off between blocks for one that ends there, so the
// footer is looked at as well.
type xzReader struct {
	*xz.Reader
	stored *tailReader
}

func newXZ(r io.Reader) (io.ReadCloser, error) {
	stored := &tailReader{in: r}
	decoder, err := xz.NewReader(bufio.NewReaderSize(stored, inputBuffer))
	if err != nil {
		return nil, plainXZ(err)
	}
	return xzReader{decoder, stored}, nil
}

func (x xzReader) Close() error { return nil }

func (x xzReader) Read(p []byte) (int, error) {
	n, err := x.Reader.Read(p)
	if err == io.EOF && !endsXZ(x.stored.tail) {
		err = io.ErrUnexpectedEOF
	}
	return n, plainXZ(err)
}

// plainXZ leaves the name of the library out of its errors.
func plainXZ(err error) error {
	if err == nil || err == io.EOF || errors.Is(err, io.ErrUnexpectedEOF) {
		return err
	}
	return errors.New(strings.TrimPrefix(err.Error(), "xz: "))
}

// endsXZ tells whether a text ends with the footer of a stream, or with padding behind it.
func endsXZ(tail []byte) bool {
	for len(tail) >= xzFooter+4 && binary.LittleEndian.Uint32(tail[len(tail)-4:]) == 0 {
		tail = tail[:len(tail)-4]
	}
	if len(tail) < xzFooter {
		return false
	}
	footer := tail[len(tail)-xzFooter:]
	return string(footer[10:]) == "YZ" && crc32.ChecksumIEEE(footer[4:10]) == binary.LittleEndian.Uint32(footer)
}

// A tailReader remembers the end of what was read.
type tailReader struct {
	in   io.Reader
	tail []byte
}

func (t *tailReader) Read(p []byte) (int, error) {
	n, err := t.in.Read(p)
	t.tail = append(t.tail, p[max(0, n-xzTail):n]...)
	if extra := len(t.tail) - xzTail; extra > 0 {
		t.tail = append(t.tail[:0], t.tail[extra:]...)
	}
	return n, err
}
