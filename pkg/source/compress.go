package source

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/bzip2"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

const (
	// magicSize is the number of bytes that tell compression and foreign formats apart.
	magicSize = 16
	// zstdWindow bounds the memory of the zstd decoder. It is what `zstd --long=27` writes and what
	// the zstd tool itself takes without being asked for more.
	zstdWindow = 128 << 20
	// inputBuffer is what is read from a compressed input at a time.
	inputBuffer = 256 << 10
)

// compression names the compression of an input by its first bytes.
func compression(head []byte) string {
	switch {
	case bytes.HasPrefix(head, []byte{0x1f, 0x8b}):
		return "gzip"
	case bytes.HasPrefix(head, []byte{0x28, 0xb5, 0x2f, 0xfd}), isSkippable(head):
		return "zstd"
	case isBzip2(head):
		return "bzip2"
	case bytes.HasPrefix(head, []byte("\xfd7zXZ\x00")):
		return "xz"
	}
	return "none"
}

// isSkippable tells a zstd skippable frame, which may stand before the first real one (RFC 8878,
// section 3.1.2).
func isSkippable(head []byte) bool {
	return len(head) >= 4 && head[0]&0xf0 == 0x50 && bytes.Equal(head[1:4], []byte{0x2a, 0x4d, 0x18})
}

// isBzip2 asks for the block's or the empty stream's magic too: "BZh9" alone could be text.
func isBzip2(head []byte) bool {
	if len(head) < 10 || !bytes.HasPrefix(head, []byte("BZh")) || head[3] < '1' || head[3] > '9' {
		return false
	}
	block := []byte{0x31, 0x41, 0x59, 0x26, 0x53, 0x59}
	empty := []byte{0x17, 0x72, 0x45, 0x38, 0x50, 0x90}
	return bytes.Equal(head[4:10], block) || bytes.Equal(head[4:10], empty)
}

// decompress returns the decompressed bytes of r. Errors name the compression.
func decompress(kind string, r io.Reader) (io.ReadCloser, error) {
	buffered := bufio.NewReaderSize(r, inputBuffer)
	var plain io.ReadCloser
	switch kind {
	case "gzip":
		plain = &gzipMembers{in: buffered}
	case "zstd":
		// One decoder without goroutines: files are read side by side by the engine.
		decoder, err := zstd.NewReader(buffered, zstd.WithDecoderConcurrency(1),
			zstd.WithDecoderMaxMemory(zstdWindow), zstd.WithDecoderMaxWindow(zstdWindow))
		if err != nil {
			return nil, fmt.Errorf("zstd: %w", err)
		}
		plain = decoder.IOReadCloser()
	case "xz":
		decoder, err := newXZ(r)
		if err != nil {
			return nil, fmt.Errorf("xz: %w", err)
		}
		plain = decoder
	default:
		plain = io.NopCloser(bzip2.NewReader(buffered))
	}
	return &honestReader{kind: kind, in: plain}, nil
}

// An honestReader names the compression in errors and says what they mean for the file.
type honestReader struct {
	kind string
	in   io.ReadCloser
}

func (h *honestReader) Close() error { return h.in.Close() }

func (h *honestReader) Read(p []byte) (int, error) {
	n, err := h.in.Read(p)
	switch {
	case err == nil || err == io.EOF:
		return n, err
	case errors.Is(err, io.ErrUnexpectedEOF):
		err = errors.New("the file ends too early, it is truncated")
	case errors.Is(err, zstd.ErrWindowSizeExceeded), errors.Is(err, zstd.ErrDecoderSizeExceeded):
		err = fmt.Errorf("needs a window of more than %d MiB to decompress", zstdWindow>>20)
	case errors.Is(err, gzip.ErrHeader):
		err = errors.New("invalid header, or something else follows the compressed data")
	case errors.Is(err, zip.ErrChecksum):
		err = errors.New("invalid checksum, the file is damaged")
	case errors.Is(err, zstd.ErrMagicMismatch):
		err = errBehind
	}
	return n, fmt.Errorf("%s: %w", h.kind, err)
}

// gzipMembers reads the members of a gzip file one after the other. The multistream mode of
// the library takes a second member that breaks off inside the file name of its header for the end.
type gzipMembers struct {
	in     *bufio.Reader
	member *gzip.Reader
	err    error
}

func (g *gzipMembers) Close() error { return nil }

func (g *gzipMembers) Read(p []byte) (int, error) {
	for g.err == nil {
		if g.member == nil {
			g.err = g.open(new(gzip.Reader))
			continue
		}
		n, err := g.member.Read(p)
		if err == io.EOF {
			if err = g.behind(); err == nil {
				err = g.open(g.member)
			}
		}
		g.err = err
		if n > 0 || len(p) == 0 {
			return n, nil
		}
	}
	return 0, g.err
}

// errBehind says that a compressed file goes on as something else.
var errBehind = errors.New("something else follows the compressed data")

// behind looks at what follows a member: io.EOF for nothing, or for the zeros with which some devices fill their blocks.
func (g *gzipMembers) behind() error {
	for {
		switch next, err := g.in.Peek(2); {
		case len(next) == 0:
			return err
		case next[0] == 0:
			g.in.Discard(1)
		case next[0] == 0x1f && (len(next) == 1 || next[1] == 0x8b):
			return nil
		default:
			return errBehind
		}
	}
}

func (g *gzipMembers) open(member *gzip.Reader) error {
	if err := member.Reset(g.in); err == io.EOF {
		return io.ErrUnexpectedEOF
	} else if err != nil {
		return err
	}
	member.Multistream(false)
	g.member = member
	return nil
}
