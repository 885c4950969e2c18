package source

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/cxcalc/cxcalc/pkg/workbook"
)

// A source that is opened again is what it was, and has the same text from its start.
func TestAgain(t *testing.T) {
	for name, raw := range map[string]string{
		"plain":            "id,score\n1,9\n",
		"empty":            "",
		"mark":             "\ufeffid,score\n1,9\n",
		"declared":         "sep=;\nid;score\n1;9\n",
		"mark, declared":   "\ufeffsep=;\r\nid;score\r\n1;9\r\n",
		"code page":        "id,score,caf\xe9\n1,9,d\xe9j\xe0\n2,10,tr\xe8s bien\n",
		"utf-16":           encode(t, "utf-16le", "id,score\n1,9\n"),
		"utf-16, declared": encode(t, "utf-16be", "sep=;\nid;score\n1;9\n"),
		"damaged":          "id,score\n1,9\xff\n",
		"json":             `[{"score":9}]`,
	} {
		for compressed, text := range map[string]string{"": raw, " gzip": string(gzipped(t, raw, ""))} {
			path := filepath.Join(t.TempDir(), "in")
			if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			checkAgain(t, name+compressed, path)
		}
	}
}

func checkAgain(t *testing.T, name, path string) {
	t.Helper()
	first, err := Open(context.Background(), path, Hints{})
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	defer first.Close()
	second, err := first.Again(context.Background(), Hints{})
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	defer second.Close()
	described := cmp.Options{cmpopts.IgnoreUnexported(Stream{}, workbook.Range{}), cmpopts.IgnoreFields(Stream{}, "Spelled", "Sample", "Whole", "Reader", "At", "Text")}
	if diff := cmp.Diff(first, second, described); diff != "" {
		t.Errorf("%s: (-first +again)\n%s", name, diff)
	}
	if (first.At == nil) != (second.At == nil) {
		t.Errorf("%s: access to any place: first %v, again %v", name, first.At != nil, second.At != nil)
	}
	if diff := cmp.Diff(textOf(t, first.Reader), textOf(t, second.Reader)); diff != "" {
		t.Errorf("%s: text (-first +again)\n%s", name, diff)
	}
}

func textOf(t *testing.T, r io.Reader) string {
	t.Helper()
	text, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// A file that has become shorter than what was passed over in it is an error.
func TestAgainShorter(t *testing.T) {
	path := filepath.Join(t.TempDir(), "in")
	if err := os.WriteFile(path, gzipped(t, "sep=;\nid;score\n1;9\n", ""), 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := Open(context.Background(), path, Hints{})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, gzipped(t, "se", ""), 0o600); err != nil {
		t.Fatal(err)
	}
	want := path + ": the file became shorter while it was read"
	if _, err := s.Again(context.Background(), Hints{}); err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}
