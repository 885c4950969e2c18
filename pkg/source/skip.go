package source

import (
	"bytes"
	"fmt"
	"io"

	"github.com/cxcalc/cxcalc/pkg/visible"
)

// SkipLines leaves out lines at the beginning of delimited text, which are no part of the table, and looks for the
// dialect in what is left. A source in another format stays as it is.
func (s *Stream) SkipLines(lines int, o Hints) error {
	if s.Format != "csv" && s.Format != "tsv" || lines <= 0 {
		return nil
	}
	size, ok := linesSize(s.Sample, lines)
	if !ok && !s.Whole {
		return fmt.Errorf("%s: the first %d lines have more than the %d bytes that can be left out", visible.Text(s.Name), lines, len(s.Sample))
	}
	s.FirstLine += int64(lines)
	s.passOver(size)
	s.describe(o)
	return nil
}

// linesSize returns the size of the first lines of a text. ok is false when there are fewer.
func linesSize(text []byte, lines int) (size int, ok bool) {
	lineEnd := byte('\n')
	if bytes.IndexByte(text, '\n') < 0 {
		lineEnd = '\r'
	}
	for ; lines > 0; lines-- {
		end := bytes.IndexByte(text[size:], lineEnd)
		if end < 0 {
			return len(text), false
		}
		size += end + 1
	}
	return size, true
}

// passOver lets the text begin later, inside the sample.
func (s *Stream) passOver(size int) {
	s.Sample = s.Sample[size:]
	s.passed += size
	s.Reader = io.MultiReader(bytes.NewReader(s.Sample), s.behind)
	if s.in.at != nil && s.Encoding == utf8Name {
		s.readAnywhere(s.in)
	}
}

// EndAt lets the text end before its input does: what stands behind is no part of the table. The whole text must be
// in the sample, or be there at any place.
func (s *Stream) EndAt(size int64) {
	s.end = size
	s.Sample = s.Sample[:min(int64(len(s.Sample)), size)]
	s.Reader = bytes.NewReader(s.Sample)
	if s.At != nil {
		s.readAnywhere(s.in)
		s.Reader = io.NewSectionReader(s.At, 0, s.Size)
	}
}
