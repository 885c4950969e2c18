package source

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestExpand(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, name := range []string{"b.csv", "a.csv", "odd[1].csv", "odd1.csv", ".hidden.csv", "2026/05/may.csv", "2026/06/june.csv", "2026/all.csv", "notes.txt"} {
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	check := func(args, want []string, wantErr string) {
		t.Helper()
		got, err := Expand(args)
		message := ""
		if err != nil {
			message = err.Error()
		}
		if diff := cmp.Diff(want, got); diff != "" || message != wantErr {
			t.Errorf("%q: error %q, want %q (-want +got):\n%s", args, message, wantErr, diff)
		}
	}
	check(nil, nil, "")
	check([]string{"b.csv", "-", "a.csv", "b.csv"}, []string{"b.csv", "-", "a.csv", "b.csv"}, "")
	check([]string{"?.csv"}, []string{"a.csv", "b.csv"}, "")
	check([]string{"odd[1].csv"}, []string{"odd[1].csv"}, "") // exists: not a pattern
	check([]string{"odd[0-9].csv"}, []string{"odd1.csv"}, "")
	check([]string{"{b,a}.csv"}, []string{"a.csv", "b.csv"}, "")
	check([]string{"2026/**/*.csv"}, []string{"2026/05/may.csv", "2026/06/june.csv", "2026/all.csv"}, "")
	check([]string{"2026/*.csv", "a.csv"}, []string{"2026/all.csv", "a.csv"}, "")
	check([]string{".h*.csv"}, []string{".hidden.csv"}, "")

	check([]string{"responses.csv"}, nil, "responses.csv: no such file")
	check([]string{"a.csv", "*.xlsx"}, nil, "*.xlsx: no file matches")
	check([]string{"202[!x]"}, nil, "202[!x]: no file matches") // only a folder does
	check([]string{"[a.csv"}, nil, "[a.csv: no such file, and not a valid pattern")
	check([]string{"2026/"}, nil, `2026/: is a folder, expected a file or a pattern such as "2026/*.csv"`)
	check([]string{""}, nil, `"" is not the name of a file`)
	check([]string{"-", "a.csv", "-"}, nil, "-: standard input can be read only once")
	check([]string{"a.csv/b"}, nil, "a.csv/b: not a directory")
}
