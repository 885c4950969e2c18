//go:build unix

package whole

import (
	"errors"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// put writes files of a folder by name.
func put(t *testing.T, files map[string]string) {
	t.Helper()
	for name, text := range files {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// wantFiles holds all files below this folder to what they should hold.
func wantFiles(t *testing.T, want map[string]string) {
	t.Helper()
	got := make(map[string]string)
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			text, _ := os.ReadFile(path)
			got[path] = string(text)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
}

// edition writes a set, and leaves it unpublished.
func edition(t *testing.T, p *Drafts, files map[string]string) *Edition {
	t.Helper()
	e := p.Edition()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		err := e.Add(name, func(w io.Writer) error {
			_, err := io.WriteString(w, files[name])
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return e
}

var (
	oldSet = map[string]string{"a": "old a", "b": "old b", "sub/c": "old c"}
	newSet = map[string]string{"a": "new a", "b": "new b", "sub/c": "new c", "sub/d": "new d"}
)

// A set that was killed between its renames is completed by whoever writes into one of its folders next.
func TestKilledBetween(t *testing.T) {
	for renamed := range len(newSet) + 1 {
		for _, next := range []string{"other", "sub/other"} {
			t.Chdir(t.TempDir())
			put(t, oldSet)
			killed := new(Drafts)
			e := edition(t, killed, newSet)
			var moves []move
			for _, d := range e.files {
				moves = append(moves, move{From: d.File.Name(), To: d.target})
			}
			written, err := killed.intend(moves)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range moves[:renamed] {
				if err := rename(m.From, m.To); err != nil {
					t.Fatal(err)
				}
			}
			for _, d := range e.files {
				d.Close()
			}
			// Somebody has the set in hand, who needs the parts.
			if err := new(Drafts).Save(next, []byte("beside the living")); err != nil {
				t.Fatal(err)
			}
			if text, _ := os.ReadFile("b"); renamed == 0 && string(text) != "old b" {
				t.Errorf("a set that is in hand was touched: b is %q", text)
			}
			for _, f := range written {
				f.Close()
			}
			if err := new(Drafts).Save(next, []byte("next")); err != nil {
				t.Fatal(err)
			}
			if next == "other" { // what is left in the other folder is for those who write there
				if err := new(Drafts).Save("sub/other", []byte("next")); err != nil {
					t.Fatal(err)
				}
				os.Remove("sub/other")
			} else if err := new(Drafts).Save("other", []byte("next")); err == nil {
				os.Remove("other")
			}
			want := maps.Clone(newSet)
			want[next] = "next"
			wantFiles(t, want)
		}
	}
}

// Before the renames are written down, a set leaves all as it was.
func TestKilledBefore(t *testing.T) {
	t.Chdir(t.TempDir())
	put(t, oldSet)
	for _, d := range edition(t, new(Drafts), newSet).files {
		d.Close()
	}
	put(t, map[string]string{hidden + "TORN" + setEnd: `{"Moves":[{"From`})
	for _, name := range []string{"e", "sub/e"} {
		if err := new(Drafts).Save(name, []byte("next")); err != nil {
			t.Fatal(err)
		}
	}
	want := maps.Clone(oldSet)
	want["e"], want["sub/e"] = "next", "next"
	wantFiles(t, want)
}

// What somebody has written since a set was killed stays.
func TestWrittenSince(t *testing.T) {
	t.Chdir(t.TempDir())
	put(t, oldSet)
	killed := new(Drafts)
	e := edition(t, killed, map[string]string{"a": "new a", "b": "new b"})
	moves := []move{{From: e.files[0].File.Name(), To: e.files[0].target}, {From: e.files[1].File.Name(), To: e.files[1].target}}
	written, err := killed.intend(moves)
	if err != nil {
		t.Fatal(err)
	}
	if err := rename(moves[0].From, moves[0].To); err != nil {
		t.Fatal(err)
	}
	for _, f := range append(written, e.files[1].File) {
		f.Close()
	}
	put(t, map[string]string{"b": "by hand"})
	if err := new(Drafts).Save("sub/c", []byte("next")); err != nil {
		t.Fatal(err)
	}
	if err := new(Drafts).Save("d", []byte("next")); err != nil {
		t.Fatal(err)
	}
	wantFiles(t, map[string]string{"a": "new a", "b": "by hand", "sub/c": "next", "d": "next"})
}

// A set of which one file cannot get its name changes nothing.
func TestUndo(t *testing.T) {
	t.Chdir(t.TempDir())
	put(t, map[string]string{"b": "old b", "z": "old z"})
	e := edition(t, new(Drafts), map[string]string{"a": "new a", "b": "new b", "c": "new c", "z": "new z"})
	if err := os.MkdirAll("c/full", 0o755); err != nil {
		t.Fatal(err)
	}
	if err := e.Publish(); err == nil || !strings.HasPrefix(err.Error(), "c: cannot be written: ") {
		t.Errorf("publishes over a folder: %v", err)
	}
	wantFiles(t, map[string]string{"b": "old b", "z": "old z"})
}

// What is begun is gone at the end, and nothing is begun after it.
func TestEnd(t *testing.T) {
	t.Chdir(t.TempDir())
	put(t, oldSet)
	p := new(Drafts)
	e := edition(t, p, newSet)
	p.End()
	if err := e.Publish(); !errors.Is(err, errEnded) {
		t.Errorf("published after the end: %v", err)
	}
	if _, err := p.Create("e"); !errors.Is(err, errEnded) {
		t.Errorf("begun after the end: %v", err)
	}
	wantFiles(t, oldSet)
}

// Links stay links, dangling ones and those to links are followed, modes stay, and names may be as long as can be.
func TestTargets(t *testing.T) {
	t.Chdir(t.TempDir())
	put(t, map[string]string{"there": "old", "sub/in": "old"})
	long := strings.Repeat("n", 255)
	links := map[string]string{"link": "there", "dangling": "sub/later", "twice": "again", "again": "sub/in"}
	for name, to := range links {
		if err := os.Symlink(to, name); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chmod("there", 0o606); err != nil {
		t.Fatal(err)
	}
	e := edition(t, new(Drafts), map[string]string{"link": "1", "dangling": "2", "twice": "3", long: "4"})
	if err := e.Publish(); err != nil {
		t.Fatal(err)
	}
	for name, to := range links {
		if got, err := os.Readlink(name); got != to {
			t.Errorf("%s leads to %q, %v, want %q", name, got, err, to)
		}
	}
	for name, want := range map[string]string{"there": "1", "sub/later": "2", "sub/in": "3", long: "4"} {
		if text, err := os.ReadFile(name); string(text) != want {
			t.Errorf("%.20s holds %q, %v, want %q", name, text, err, want)
		}
	}
	if info, err := os.Stat("there"); err != nil || info.Mode().Perm() != 0o606 {
		t.Errorf("the mode is now %v, %v", info.Mode(), err)
	}
	if err := os.Symlink("round", "round"); err != nil {
		t.Fatal(err)
	}
	if _, err := new(Drafts).Create("round"); err == nil {
		t.Error("a link to itself is written")
	}
}

// An addition is whole or absent.
func TestAppend(t *testing.T) {
	t.Chdir(t.TempDir())
	put(t, map[string]string{"h": "one\ntor"})
	err := Append("h", func(held []byte) (int, []byte, error) { return 4, []byte("two\n"), nil })
	if err != nil {
		t.Fatal(err)
	}
	wantFiles(t, map[string]string{"h": "one\ntwo\n"})
	refused := errors.New("refused")
	if err := Append("h", func([]byte) (int, []byte, error) { return 0, nil, refused }); !errors.Is(err, refused) {
		t.Errorf("%v", err)
	}
	wantFiles(t, map[string]string{"h": "one\ntwo\n"})
}
