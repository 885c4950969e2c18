package source

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
)

// regularFile is the input from start to size: what a file holds when it is opened. What is
// appended later is not read.
func regularFile(ctx context.Context, file *os.File, start, size int64) input {
	at := newCachedFile(file)
	whole := sizedFile{SectionReader: io.NewSectionReader(at, start, size-start)}
	return input{reader: contextReader{ctx, whole}, at: at, start: start, size: size}
}

var errShortened = errors.New("the file became shorter while it was read")

// A sizedFile is a file that ends where it ended when it was opened. One that was cut short in
// the meantime is an error, where it would look like a shorter file otherwise.
type sizedFile struct {
	*io.SectionReader
	prefix string // of the errors of ReadAt
}

func (w sizedFile) Read(p []byte) (int, error) {
	n, err := w.SectionReader.Read(p)
	if err == io.EOF {
		if at, _ := w.Seek(0, io.SeekCurrent); at < w.SectionReader.Size() {
			err = errShortened
		}
	}
	return n, err
}

func (w sizedFile) ReadAt(p []byte, off int64) (int, error) {
	n, err := w.SectionReader.ReadAt(p, off)
	if err == io.EOF && n < len(p) && off >= 0 && off+int64(n) < w.SectionReader.Size() {
		err = errShortened
	}
	if err != nil && err != io.EOF {
		err = fmt.Errorf("%s%w", w.prefix, err)
	}
	return n, err
}

// A contextReader stops reading when the context is done.
type contextReader struct {
	ctx context.Context
	in  io.Reader
}

func (c contextReader) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.in.Read(p)
}

// A namedReader puts the name of the source before its errors.
type namedReader struct {
	name string
	in   io.Reader
}

func (r namedReader) Read(p []byte) (int, error) {
	n, err := r.in.Read(p)
	if err != nil && err != io.EOF {
		err = fileError(r.name, err)
	}
	return n, err
}

// count tells of every byte that is read.
func (in *input) count(progress func(bytes int)) {
	if progress == nil {
		return
	}
	in.reader = countedReader{in.reader, progress}
	if in.at != nil {
		in.at = countedAt{in.at, progress}
	}
}

type countedReader struct {
	io.Reader
	progress func(bytes int)
}

func (c countedReader) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.progress(n)
	return n, err
}

type countedAt struct {
	io.ReaderAt
	progress func(bytes int)
}

func (c countedAt) ReadAt(p []byte, off int64) (int, error) {
	n, err := c.ReaderAt.ReadAt(p, off)
	c.progress(n)
	return n, err
}
