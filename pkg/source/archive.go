package source

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/visible"
	"github.com/cxcalc/cxcalc/pkg/workbook"
)

// archiveLimit bounds an archive that comes through a pipe: its list of files stands at its end.
const archiveLimit = 256 << 20

// isArchive tells a zip archive, which a workbook is, too.
func isArchive(head []byte) bool { return bytes.HasPrefix(head, []byte("PK\x03\x04")) }

// openArchive opens a zip archive: a workbook, or one file with text.
func (s *Stream) openArchive(in input, head []byte, o Hints) error {
	archive, err := in.archive(head)
	if err != nil {
		return err
	}
	if workbook.IsWorkbook(archive.File) {
		return s.openWorkbook(archive, o)
	}
	if o.Format == workbookFormat {
		return noWorkbook()
	}
	if err := s.foreignArchive(archive.File); err != nil {
		return err
	}
	file, err := s.onlyFile(archive.File)
	if err != nil {
		return err
	}
	s.Compression, s.member = "zip", file.Name
	opened, err := s.openMember(archive)
	if err != nil {
		return err
	}
	in.at = nil
	return s.recogniseText(in, opened, o)
}

// archive reads the list of files of an archive. What comes through a pipe is read whole.
func (in input) archive(head []byte) (*zip.Reader, error) {
	at, size := in.at, in.size-in.start
	if at == nil {
		data, err := io.ReadAll(io.LimitReader(io.MultiReader(bytes.NewReader(head), in.reader), archiveLimit+1))
		if err != nil {
			return nil, err
		}
		if len(data) > archiveLimit {
			return nil, fmt.Errorf("a workbook or zip archive of more than %d MiB cannot be read from a pipe, expected a file", archiveLimit>>20)
		}
		at, size = bytes.NewReader(data), int64(len(data))
	} else {
		at = io.NewSectionReader(at, in.start, size)
	}
	archive, err := zip.NewReader(at, size)
	if errors.Is(err, zip.ErrFormat) {
		err = errors.New("this is a zip archive or an Excel workbook without its end: the file is truncated")
	}
	return archive, err
}

// openMember opens the file of the archive that is read.
func (s *Stream) openMember(archive *zip.Reader) (io.Reader, error) {
	i := slices.IndexFunc(archive.File, func(f *zip.File) bool { return f.Name == s.member })
	if i < 0 {
		return nil, fmt.Errorf("the archive no longer has %s", s.member)
	}
	opened, err := archive.File[i].Open()
	switch {
	case errors.Is(err, zip.ErrAlgorithm):
		return nil, fmt.Errorf("%s in the archive is packed in a way that is not known, expected deflate", s.member)
	case err != nil:
		return nil, fmt.Errorf("%s in the archive: %w", s.member, err)
	}
	s.closers = append(s.closers, opened)
	return &honestReader{kind: "zip", in: opened}, nil
}

// textEndings are those of the names of files that hold text.
var textEndings = []string{".csv", ".tsv", ".tab", ".txt", ".json", ".ndjson", ".jsonl"}

// onlyFile returns the one file of an archive that may be read: the only one, or the only one that has the name of text.
func (s *Stream) onlyFile(files []*zip.File) (*zip.File, error) {
	var all, texts []*zip.File
	for _, f := range files {
		base := path.Base(f.Name)
		if f.FileInfo().IsDir() || strings.HasPrefix(base, ".") || strings.HasPrefix(f.Name, "__MACOSX/") {
			continue
		}
		all = append(all, f)
		if slices.Contains(textEndings, strings.ToLower(path.Ext(base))) {
			texts = append(texts, f)
		}
	}
	if len(texts) > 0 {
		all = texts
	}
	if len(all) == 1 {
		if all[0].Flags&1 != 0 {
			return nil, fmt.Errorf("%s in the archive is locked with a password, expected one that is not", all[0].Name)
		}
		return all[0], nil
	}
	return nil, s.several(all)
}

// several asks which file of an archive is meant.
func (s *Stream) several(files []*zip.File) error {
	const shown = 20
	if len(files) == 0 {
		return errors.New("this is a zip archive without files, expected one with text")
	}
	e := &ForeignError{Usage: true, Text: fmt.Sprintf("the archive holds %d files; choose one", len(files))}
	for _, f := range files[:min(len(files), shown)] {
		e.Text += "\n  " + visible.Text(f.Name)
	}
	if len(files) > shown {
		e.Text += fmt.Sprintf("\n  and %d more", len(files)-shown)
	}
	if s.Name != "-" {
		e.Before, e.Instead = []string{"unzip", "-p", s.Name, files[0].Name, "|"}, "-"
	}
	return e
}
