package source

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
)

// sampleSize is the number of bytes, before and after decoding, on which everything is decided.
const sampleSize = 1 << 20

// Open opens an input and finds out what it is. "-" is what o.Stdin reads. Close the source also
// when it was not read to its end.
//
// Compression is told by the magic bytes. The encoding is the one of the byte-order mark; else
// UTF-16 or UTF-32 when NUL bytes alternate as they do there; else UTF-8 when the first MiB is
// valid, or so nearly valid that it must be damaged UTF-8; else a code page guessed from the
// bytes. Format and dialect are found as detectFormat and detectDialect say. Options go
// before all of this.
//
// An input of no bytes is no error: its Sample is empty and Whole is true.
func Open(ctx context.Context, name string, o Hints) (*Stream, error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	s := &Stream{Name: name, FirstLine: 1}
	in, err := s.openInput(ctx, o.Stdin)
	if err != nil {
		return nil, err
	}
	in.count(o.Progress)
	if err := s.recognise(in, o); err != nil {
		s.Close()
		return nil, fileError(name, err)
	}
	return s, nil
}

// An input is the bytes as they are stored.
type input struct {
	reader io.Reader
	at     io.ReaderAt // for a regular file, with the place where it was when it was handed over
	start  int64
	size   int64
}

func (s *Stream) openInput(ctx context.Context, stdin io.Reader) (input, error) {
	if s.Name == "-" {
		return standardInput(ctx, stdin)
	}
	file, err := os.Open(s.Name)
	if err != nil {
		return input{}, fileError(s.Name, err)
	}
	info, err := file.Stat()
	if err == nil && info.IsDir() {
		err = isFolder(s.Name)
	}
	if err != nil {
		file.Close()
		return input{}, err
	}
	s.closers = append(s.closers, file)
	in := input{reader: contextReader{ctx, file}}
	if info.Mode().IsRegular() && info.Size() > 0 { // those in /proc say 0 and are not
		in = regularFile(ctx, file, 0, info.Size())
	}
	return in, nil
}

// standardInput takes a redirected file (cxcalc - < file) for a file. Its position is moved to the
// end, as if it had been read, because others may share it.
func standardInput(ctx context.Context, stdin io.Reader) (input, error) {
	if stdin == nil {
		return input{}, errors.New("-: there is no standard input")
	}
	in := input{reader: contextReader{ctx, stdin}}
	file, ok := stdin.(*os.File)
	if !ok {
		return in, nil
	}
	info, err := file.Stat()
	if err != nil || !info.Mode().IsRegular() || info.Size() == 0 {
		return in, nil
	}
	start, err := file.Seek(0, io.SeekCurrent)
	if err != nil || start > info.Size() {
		return in, nil
	}
	if _, err := file.Seek(0, io.SeekEnd); err != nil {
		return in, nil
	}
	return regularFile(ctx, file, start, info.Size()), nil
}

func (s *Stream) recognise(in input, o Hints) error {
	head := make([]byte, magicSize)
	n, _, err := readFull(in.reader, head)
	if err != nil {
		return err
	}
	head = head[:n]
	if isArchive(head) {
		return s.openArchive(in, head, o)
	}
	if o.Format == workbookFormat {
		return noWorkbook()
	}
	s.Compression = compression(head)
	plain := io.MultiReader(bytes.NewReader(head), in.reader)
	if s.Compression != "none" {
		opened, err := decompress(s.Compression, plain)
		if err != nil {
			return err
		}
		s.closers = append(s.closers, opened)
		in.at, plain = nil, opened
	}
	return s.recogniseText(in, plain, o)
}

func (s *Stream) recogniseText(in input, plain io.Reader, o Hints) error {
	size := int64(sampleSize)
	if in.at != nil {
		size = min(size, in.size-in.start+1) // one more, to see the end
	}
	raw := make([]byte, size)
	n, whole, err := readFull(plain, raw)
	if err != nil {
		return err
	}
	raw = raw[:n:n]
	if err := foreign(s.Name, raw); err != nil {
		return err
	}
	found, err := detectEncoding(raw, whole, o.Encoding)
	if err != nil {
		return err
	}
	s.Encoding, s.Guessed = found.name, found.guessed
	s.Invalid, s.InvalidLine = found.invalid, found.invalidLine
	s.Whole, s.mark = whole, found.bom
	rest, err := s.decode(raw[found.bom:], plain)
	if err != nil {
		return err
	}
	if err := notText(s.Sample); err != nil && o.Encoding == "" {
		return err
	}
	s.in, s.behind = in, namedReader{s.Name, rest}
	s.passOver(s.skipDeclaration(&o))
	s.describe(o)
	return nil
}

// decode fills Sample from the first bytes, and returns the decoded text behind it.
func (s *Stream) decode(first []byte, behind io.Reader) (rest io.Reader, err error) {
	to := decoder(s.Encoding)
	if to == nil {
		s.Sample = first
		return behind, nil
	}
	text := newDecodingReader(io.MultiReader(bytes.NewReader(first), behind), to)
	size := sampleSize
	if s.Whole {
		size = min(size, 3*len(first)+1) // a byte becomes three at most
	}
	sample := make([]byte, size)
	n, whole, err := readFull(text, sample)
	s.Sample, s.Whole = sample[:n:n], whole
	return text, err
}

// skipDeclaration takes a first line "sep=;" into the options. It returns its length with the line end.
func (s *Stream) skipDeclaration(o *Hints) int {
	if o.Format == "json" || o.Format == "ndjson" {
		return 0
	}
	delimiter, skip := declaredDelimiter(s.Sample)
	if skip == 0 {
		return 0
	}
	if o.Delimiter == 0 {
		o.Delimiter = delimiter
	}
	if o.Format == "" {
		o.Format = "csv"
	}
	s.FirstLine = 2
	return skip
}

// describe settles format and dialect.
func (s *Stream) describe(o Hints) {
	s.Format = o.Format
	if s.Format == "" {
		s.Format = detectFormat(s.Sample, s.Whole)
	}
	if s.Format != "csv" && s.Format != "tsv" {
		return
	}
	if s.Format == "tsv" && o.Delimiter == 0 {
		o.Delimiter = '\t'
	}
	s.Dialect, s.Marks = detectDialect(s.Sample, s.Whole, o)
	s.Format = "csv"
	if s.Dialect.Delimiter == '\t' {
		s.Format = "tsv"
	}
}
