package scan

import (
	"fmt"
	"io"
	"sync"
)

// csvFeed cuts a source into chunks and gives them out in the order of the source.
type csvFeed struct {
	mu     sync.Mutex
	number int64 // of the next chunk
	ended  bool

	// For a file, the chunks begin at off. They are read side by side.
	at        io.ReaderAt
	off, size int64

	// For a stream, ahead was read already. Chunks are read one after the other.
	src   io.Reader
	ahead []byte
}

// csvChunk is the outcome of reading one chunk.
type csvChunk struct {
	number int64
	size   int
	last   bool
	err    error
}

// take reads the next chunk into buf. ok is false when there is none.
func (f *csvFeed) take(buf []byte) (c csvChunk, ok bool) {
	f.mu.Lock()
	if f.ended {
		f.mu.Unlock()
		return c, false
	}
	c.number = f.number
	f.number++
	if f.at != nil {
		return f.takeFile(buf, c), true
	}
	defer f.mu.Unlock()
	return f.takeStream(buf, c), true
}

// takeFile gives the lock back as soon as the next worker may take its chunk.
func (f *csvFeed) takeFile(buf []byte, c csvChunk) csvChunk {
	off := f.off
	c.size = int(min(int64(len(buf)), f.size-off))
	f.off += int64(c.size)
	c.last = f.off == f.size
	f.ended = c.last
	f.mu.Unlock()
	n, err := f.at.ReadAt(buf[:c.size], off)
	if n < c.size {
		if err == io.EOF {
			err = fmt.Errorf("the text ends at byte %d of %d: %w", off+int64(n), f.size, io.ErrUnexpectedEOF)
		}
		c.err = err
	}
	return c
}

func (f *csvFeed) takeStream(buf []byte, c csvChunk) csvChunk {
	c.size = copy(buf, f.ahead)
	f.ahead = f.ahead[c.size:]
	if c.size == len(buf) {
		return c
	}
	f.ahead = nil
	n, err := io.ReadFull(f.src, buf[c.size:])
	c.size += n
	switch err {
	case nil:
	case io.EOF, io.ErrUnexpectedEOF:
		c.last = true
	default:
		c.err = err
	}
	f.ended = c.last || c.err != nil
	return c
}

// rest returns the size of what is left of a file, and -1 for a stream.
func (f *csvFeed) rest() int64 {
	if f.at == nil {
		return -1
	}
	return f.size - f.off
}

// over tells that there are no more chunks.
func (f *csvFeed) over() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.ended
}

// stop lets nobody take another chunk.
func (f *csvFeed) stop() {
	f.mu.Lock()
	f.ended = true
	f.mu.Unlock()
}
