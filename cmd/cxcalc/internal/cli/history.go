package cli

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"

	"github.com/cxcalc/cxcalc/cmd/cxcalc/internal/whole"
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/history"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/source"
)

// A diary is a history that a run adds to. A nil diary takes nothing.
type diary struct {
	desk    *desk
	name    string
	quiet   bool
	before  map[string]fs.FileInfo // the sources as they were when reading began
	digests map[string]string
	piped   hash.Hash // of standard input that can be read only once; nil where it is a file or not read
}

// openDiary looks whether the history can be added to, and at the sources before they are read. It returns nil when nobody asks
// for a history.
func (d *desk) openDiary(sources []string, v flags.Values) (*diary, error) {
	name := v.Text("history")
	if name == "" {
		return nil, nil
	}
	if info, err := os.Stat(name); isStdout(name) || err == nil && !info.Mode().IsRegular() {
		return nil, wrong("--history %s: a history is a file, which is read before something is added", name)
	} else if err == nil {
		text, err := os.ReadFile(name)
		if err == nil {
			_, err = history.Read(text, name)
		}
		if err != nil {
			return nil, wrong("--history %v", err)
		}
	}
	y := &diary{desk: d, name: name, quiet: v.Is("quiet"), before: make(map[string]fs.FileInfo), digests: make(map[string]string)}
	for _, source := range sources {
		if err := y.see(source); err != nil {
			return nil, err
		}
	}
	return y, nil
}

// see looks at a source before it is read.
func (y *diary) see(source string) error {
	if source != "-" {
		info, err := os.Stat(source)
		if err == nil && !info.Mode().IsRegular() && !info.IsDir() {
			return wrong("--history tells the content of %s, which can be read only once", source).Advise("give it as standard input, -")
		}
		y.before[source] = info
		return nil
	}
	file, ok := y.desk.In.(*os.File)
	if ok {
		if info, err := file.Stat(); err == nil && info.Mode().IsRegular() {
			at, err := file.Seek(0, io.SeekCurrent)
			if err == nil {
				y.digests[source], err = digest(io.NewSectionReader(file, at, max(0, info.Size()-at)))
			}
			return err
		}
	}
	if y.piped == nil {
		y.piped = sha256.New()
	}
	return nil
}

// listen has standard input told to the diary as it is read.
func (y *diary) listen(words *kind.Words) {
	if y != nil && y.piped != nil {
		words.Dataset.Stdin = io.TeeReader(words.Dataset.Stdin, y.piped)
	}
}

// digestOf tells the content of a source that was read for a document: of a database what the document says of it.
func (y *diary) digestOf(name string, d *result.Document) (string, error) {
	if source.IsAddress(name) {
		text, err := json.Marshal([]any{d.Rows, d.Total, d.Groups})
		return fmt.Sprintf("sha256:%x", sha256.Sum256(text)), err
	}
	return y.fileDigest(name)
}

// fileDigest tells the content of a file or of standard input.
func (y *diary) fileDigest(source string) (string, error) {
	if known, ok := y.digests[source]; ok {
		return known, nil
	}
	var err error
	if source == "-" {
		y.digests[source] = written(y.piped)
		return y.digests[source], nil
	}
	f, err := os.Open(source)
	if err != nil {
		return "", err
	}
	defer f.Close()
	text, err := digest(f)
	if err != nil {
		return "", err
	}
	info, err := f.Stat()
	if was := y.before[source]; err == nil && (was == nil || !os.SameFile(was, info) || was.Size() != info.Size() || !was.ModTime().Equal(info.ModTime())) {
		err = fmt.Errorf("%s: was written while it was read, so that a history cannot tell its content", source)
	}
	y.digests[source] = text
	return text, err
}

func digest(r io.Reader) (string, error) {
	h := sha256.New()
	_, err := io.Copy(h, r)
	return written(h), err
}

func written(h hash.Hash) string { return fmt.Sprintf("sha256:%x", h.Sum(nil)) }

// A saying is a document for a diary. name is that of its question in a report, "" for none.
type saying struct {
	name string
	*result.Document
}

// add writes what documents say, each once. The sources of a document are those that it names.
func (y *diary) add(entries ...saying) error {
	if y == nil || len(entries) == 0 {
		return nil
	}
	var records [][]byte
	for _, d := range entries {
		var digests []string
		for _, s := range d.Sources {
			one, err := y.digestOf(s.Name, d.Document)
			if err != nil {
				return err
			}
			digests = append(digests, one)
		}
		record, err := history.Of(d.name, d.Document, digests, y.desk.Now())
		if err != nil {
			return err
		}
		records = append(records, record)
	}
	torn := 0
	err := whole.Append(y.name, func(held []byte) (keep int, add []byte, err error) {
		past, err := history.Read(held, y.name)
		if err != nil {
			return 0, nil, err
		}
		torn = past.Torn
		add, err = past.Add(held, records)
		return past.Whole, add, err
	})
	if err == nil && torn > 0 && !y.quiet {
		fmt.Fprintf(y.desk.Err, "cxcalc: %s:%d: the line was cut off when it was written, and is taken away\n", y.name, torn)
	}
	return err
}
