package source

import (
	"context"
	"io"
)

// Again opens the input of a closed source once more, as what it was found to be, without
// looking at its beginning again: Sample is empty. Only Progress counts of the options. An input
// that was standard input cannot be opened again.
func (s *Stream) Again(ctx context.Context, o Hints) (*Stream, error) {
	again := &Stream{Name: s.Name, Format: s.Format, Encoding: s.Encoding, Compression: s.Compression,
		Dialect: s.Dialect, Guessed: s.Guessed, Invalid: s.Invalid, InvalidLine: s.InvalidLine,
		FirstLine: s.FirstLine, Range: s.Range, member: s.member, mark: s.mark, passed: s.passed, end: s.end}
	in, err := again.openInput(ctx, nil)
	if err != nil {
		return nil, err
	}
	in.count(o.Progress)
	if err := again.begin(in); err != nil {
		again.Close()
		return nil, fileError(s.Name, err)
	}
	return again, nil
}

// begin makes the text of an input whose description is known ready to be read.
func (s *Stream) begin(in input) error {
	if s.Format != workbookFormat && s.Compression == "none" && s.Encoding == utf8Name && in.at != nil {
		s.readAnywhere(in)
		s.Reader = io.NewSectionReader(s.At, 0, s.Size)
		return nil
	}
	plain := in.reader
	if s.Format == workbookFormat || s.Compression == "zip" {
		archive, err := in.archive(nil)
		if err != nil {
			return err
		}
		if s.Format == workbookFormat {
			return s.reopenWorkbook(archive)
		}
		if plain, err = s.openMember(archive); err != nil {
			return err
		}
	} else if s.Compression != "none" {
		opened, err := decompress(s.Compression, plain)
		if err != nil {
			return err
		}
		s.closers = append(s.closers, opened)
		plain = opened
	}
	if err := pass(plain, s.mark); err != nil {
		return err
	}
	text := plain
	if to := decoder(s.Encoding); to != nil {
		text = newDecodingReader(plain, to)
	}
	if err := pass(text, s.passed); err != nil {
		return err
	}
	s.Reader = namedReader{s.Name, text}
	if s.end > 0 {
		s.Reader = io.LimitReader(s.Reader, s.end)
	}
	return nil
}

// pass reads n bytes and lets them go.
func pass(r io.Reader, n int) error {
	_, err := io.CopyN(io.Discard, r, int64(n))
	if err == io.EOF {
		return errShortened
	}
	return err
}

// readAnywhere gives access to any place of a file that is text in UTF-8.
func (s *Stream) readAnywhere(in input) {
	start := min(in.start+int64(s.mark+s.passed), in.size)
	s.Size = in.size - start
	if s.end > 0 {
		s.Size = min(s.Size, s.end)
	}
	s.At = sizedFile{io.NewSectionReader(in.at, start, s.Size), s.Name + ": "}
}
