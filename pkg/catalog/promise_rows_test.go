package catalog

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/result"
)

// No row of what happened is lost in silence: whichever cell says nothing, or something else than was asked for, every row
// is in one account.
func TestRowsOfHappeningsAddUp(t *testing.T) {
	if testing.Short() {
		t.Skip("one worker at a time, hundreds of files: go test ./... reads them")
	}
	answered, unusable := 0, 0
	for _, d := range happenings() {
		for _, q := range inquests(t, d) {
			if filepath.Ext(q.sample) != ".csv" {
				continue
			}
			for _, file := range damaged(t, q.sample) {
				a, err := q.answer([]string{file}, 1)
				if err != nil {
					continue // it is asked about, or refused
				}
				answered++
				r := a.Document.Rows
				var all int64
				for _, account := range r.Accounts() {
					all += account.N
				}
				if all != r.Read {
					t.Errorf("%s, %s: %d rows read, and %d in accounts", q.name(), filepath.Base(file), r.Read, all)
				}
				if r != (result.Rows{Read: r.Read, Counted: r.Read}) {
					unusable++
				}
			}
		}
	}
	if answered < 50 || unusable < 20 {
		t.Errorf("%d files are answered, and %d have rows that do not count: that shows too little", answered, unusable)
	}
}

// damaged writes copies of a sample, two for each column: some cells of it are blank in one, and say something else in the other.
func damaged(t *testing.T, sample string) (files []string) {
	t.Helper()
	f, err := os.Open(sample)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	for column := range rows[0] {
		for _, cell := range []string{"", "???"} {
			copied := slices.Clone(rows)
			for i := 7; i < len(copied); i += 9 {
				copied[i] = slices.Clone(copied[i])
				copied[i][column] = cell
			}
			name := filepath.Join(folder, fmt.Sprintf("%d-%d.csv", column, len(cell)))
			out, err := os.Create(name)
			if err != nil {
				t.Fatal(err)
			}
			if err := csv.NewWriter(out).WriteAll(copied); err != nil {
				t.Fatal(err)
			}
			if err := out.Close(); err != nil {
				t.Fatal(err)
			}
			files = append(files, name)
		}
	}
	return files
}
