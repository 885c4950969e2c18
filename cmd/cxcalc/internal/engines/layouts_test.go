package engines_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The layout of a vendor is found by the columns of a table as by those of a file, and so are the rows that it leaves out.
func TestLayoutsOfTables(t *testing.T) {
	s, dir := connect(t), t.TempDir()
	of := readSample(t, filepath.Join(root, "testdata", "layouts", "asknicely.csv"))
	rows := &table{name: "asked"}
	for _, name := range of.head {
		rows.columns = append(rows.columns, column{name, "text"})
	}
	for _, texts := range of.rows {
		var cells []cell
		for _, text := range texts {
			cells = append(cells, cell{text, false})
		}
		rows.rows = append(rows.rows, cells)
	}
	s.load([]*table{rows})
	file := rows.file(s, dir)
	named := slices.Concat(asFile[:len(asFile)-2], []string{"-o", "json"}) // without --layout none
	want := told(slices.Concat([]string{"nps"}, named, []string{file}), file, filepath.Base(file))
	if want.status != 0 || want.out == told(slices.Concat([]string{"nps", "--score", "answer", "--layout", "none"}, named, []string{file}), file, filepath.Base(file)).out {
		t.Fatalf("the layout makes no difference in the file: %v", want)
	}
	for _, r := range s.routes() {
		if got := s.asks(r, rows, question{"nps"}); got != want {
			t.Errorf("%s: %s", r.name, difference(want, got))
		}
		if got := inside("nps", "--insecure", "-o", "json", r.address("asked")); !strings.Contains(got.out, `"layout": "asknicely"`) {
			t.Errorf("%s: the layout is not told: %d %s%s", r.name, got.status, got.out, got.err)
		}
	}
}
