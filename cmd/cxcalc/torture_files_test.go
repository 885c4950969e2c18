//go:build unix

package main_test

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"testing"
)

// Whenever a reader has seen enough of what goes to standard output, the files are whole all the same.
func TestClosedPipes(t *testing.T) {
	readers := times(t, 12, 0.2)
	r := newRack(t, t.TempDir())
	mixed, over, said := 0, 0, 0
	for i := range readers {
		cmd := r.run(i % 2)
		cmd.Args = append(cmd.Args, "-o", "ndjson")
		from, to, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		var stderr bytes.Buffer
		cmd.Stdout, cmd.Stderr = to, &stderr
		if i%4 < 2 {
			from.Close() // before anything is written
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		to.Close()
		if i%4 >= 2 {
			_, _ = io.CopyN(io.Discard, from, r.random.Int64N(600))
			from.Close()
		}
		if status := exitStatus(t, cmd.Wait()); status != 0 || stderr.Len() > 0 {
			said++
		}
		if sets, bad := r.of(); bad || !sets[i%2] || sets[1-i%2] {
			mixed++
		}
		over += r.hidden()
	}
	t.Logf("%d readers that left: %d runs failed or said something, %d sets were not those of the run, %d hidden files", readers, said, mixed, over)
	if said+mixed+over > 0 {
		t.Errorf("%d failures, %d other sets, %d files left over", said, mixed, over)
	}
	r.checkHistory()
}

// What is read is never written, whatever it is called there: both surveys stay, and so do the outputs of before.
func TestOutputsThatAreInputs(t *testing.T) {
	r := newRack(t, t.TempDir())
	before, err := os.ReadFile(filepath.Join(r.dir, "0.in"))
	if err != nil {
		t.Fatal(err)
	}
	for name, link := range map[string]func(target, name string) error{"hard.in": os.Link, "soft.in": os.Symlink} {
		if err := link(filepath.Join(r.dir, "0.in"), filepath.Join(r.dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink("soft.in", filepath.Join(r.dir, "softer.in")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(r.dir, filepath.Join(r.dir, "sub", "up")); err != nil {
		t.Fatal(err)
	}
	refused, tried := 0, 0
	for _, name := range []string{"0.in", "./0.in", "hard.in", "soft.in", "softer.in", "sub/up/0.in", "sub/up/hard.in"} {
		for _, flag := range [][]string{{"-o", "csv=" + name}, {"--rejects", name}, {"--history", name}} {
			for _, source := range []string{"0.in", "hard.in", "softer.in"} {
				cmd := r.run(0)
				cmd.Args = append([]string{"cxcalc", "nps", "-qq", "-o", "json=a.json", source}, flag...)
				out, err := cmd.CombinedOutput()
				tried++
				if status := exitStatus(t, err); status == 2 && bytes.Count(out, []byte("\n")) == 1 {
					refused++
				} else {
					t.Errorf("%q of %s: status %d\n%s", flag, source, status, out)
				}
				if after, err := os.ReadFile(filepath.Join(r.dir, "0.in")); err != nil || !bytes.Equal(after, before) {
					t.Fatalf("%q of %s: the survey has %d bytes, not %d, %v", flag, source, len(after), len(before), err)
				}
			}
		}
	}
	sets, bad := r.of()
	t.Logf("%d outputs that are inputs: %d refused, the survey and the outputs of before stay", tried, refused)
	if bad || sets[0] || r.hidden() > 0 {
		t.Errorf("of both sets %v, torn %v, %d hidden files", sets, bad, r.hidden())
	}
}

// A folder that may not be written keeps what it has.
func TestReadOnlyFolder(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root may write everywhere; a disk that is read-only is tried beside this")
	}
	r := newRack(t, t.TempDir())
	sub := filepath.Join(r.dir, "sub")
	for _, folder := range []string{sub, r.dir} {
		if err := os.Chmod(folder, 0o555); err != nil {
			t.Fatal(err)
		}
		defer os.Chmod(folder, 0o755)
		out, err := r.run(0).CombinedOutput()
		status := exitStatus(t, err)
		if sets, bad := r.of(); status != 1 || bytes.Count(out, []byte("\n")) != 1 || bad || sets[0] || r.hidden() > 0 {
			t.Errorf("%s: status %d, of both sets %v, torn %v, %d hidden files\n%s", folder, status, sets, bad, r.hidden(), out)
		}
		r.checkHistory()
	}
}
