package smallfile_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/smallfile"
)

// weights is a file with whose weight it is, the weight, and optionally a month.
func weights(t *testing.T, text string) *smallfile.Appendix {
	t.Helper()
	name := filepath.Join(t.TempDir(), "weights.csv")
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return &smallfile.Appendix{Name: name, Flag: "--weights", Header: "respondent,weight", Most: 3, Needs: []smallfile.Need{
		{Role: layout.Respondent, Says: "whose weight it is"}, {Role: layout.Weight, Says: "the weight"}, {Role: layout.Time, Says: "when", Optional: true}}}
}

// read returns the cells of all rows, a line each.
func read(f *smallfile.Appendix) (string, error) {
	var out strings.Builder
	err := f.Read(context.Background(), dataset.Terms{}, func(row smallfile.Listed) error {
		if row.Cells[1] == "bad" {
			return f.Wrong(row, 1, "is not a number, expected %d or more", 0)
		}
		out.WriteString(strings.Join(row.Cells, "|") + "\n")
		return nil
	})
	return out.String(), err
}

// Cells come trimmed and in the order of what is needed, whatever that of the file; a column that need not be there is blank.
func TestRead(t *testing.T) {
	for text, want := range map[string]string{
		"respondent,weight\na,1\nb,2\n":                  "a|1|\nb|2|\n",
		"weight;respondent\n1,5; a \n2;b":                "a|1,5|\nb|2|\n",
		"\ufeffrespondent,weight,date\na,1,2026-01-02\n": "a|1|2026-01-02\n",
	} {
		if got, err := read(weights(t, text)); err != nil || got != want {
			t.Errorf("%q: %q, %v; want %q", text, got, err, want)
		}
	}
}

// Every row counts: what is wrong ends the reading, and says where and what was expected.
func TestReadRefuses(t *testing.T) {
	for text, want := range map[string]string{
		"respondent,weight\na,1\nb,bad\nc,bad\n":        `weights.csv:3: column "weight": "bad" is not a number, expected 0 or more`,
		"respondent,weight\n":                           "no rows below the header",
		"respondent,weight\na,1\nb,1\nc,1\nd,1\n":       "more than 3 rows, which --weights cannot have",
		"respondent,other\na,1\n":                       "0 columns could hold the weight, expected a header such as respondent,weight",
		"respondent,weight\na,1\nb,\"2\n":               "weights.csv:3: ",
		"respondent,weight\na,1\nb,2,3\nc,1\nd,1,1,1\n": "weights.csv:3: ",
	} {
		_, err := read(weights(t, text))
		var e *problem.Error
		if !errors.As(err, &e) || !strings.Contains(e.Text, want) {
			t.Errorf("%q: %v; want %q", text, err, want)
		}
	}
	f := weights(t, "respondent,weight\na,1\n")
	f.Name = "-"
	if _, err := read(f); err == nil || !strings.Contains(err.Error(), "--weights reads a file, and not standard input") {
		t.Errorf("standard input: %v", err)
	}
	f.Stdin = strings.NewReader("respondent,weight\na,1\n")
	if got, err := read(f); err != nil || got != "a|1|\n" {
		t.Errorf("standard input: %q, %v", got, err)
	}
}

// A drawer has what was read once, its failure too; without one everybody reads.
func TestOnce(t *testing.T) {
	read := 0
	failure := errors.New("no such file")
	try := func() (int, error) { read++; return read, failure }
	var d smallfile.Drawer
	for _, name := range []string{"a", "a", "b", "a"} {
		if got, err := smallfile.Once(&d, name, try); !errors.Is(err, failure) || name == "a" && got != 1 {
			t.Errorf("%s: %d, %v", name, got, err)
		}
	}
	if read != 2 {
		t.Errorf("read %d times, want 2", read)
	}
	for range 2 {
		_, _ = smallfile.Once(nil, "a", try)
	}
	if read != 4 {
		t.Errorf("read %d times, want 4", read)
	}
}
