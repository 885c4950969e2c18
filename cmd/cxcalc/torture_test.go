//go:build unix

package main_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// tortured is the program that make torture ends a thousand times; "" for fewer times, and the one of the tests.
func tortured() string { return os.Getenv("TORTURE") }

// times is how often something is tried: a few times, or as often as make torture says, of which it has a share.
func times(t *testing.T, few int, share float64) int {
	if tortured() == "" {
		return few
	}
	n, err := strconv.Atoi(os.Getenv("KILLS"))
	if err != nil {
		t.Fatal("KILLS: ", err)
	}
	return max(few, int(share*float64(n)))
}

// A rack is a folder in which runs are ended at random. There are two surveys, and each run makes the set of outputs that of
// the other one.
type rack struct {
	t      *testing.T
	dir    string
	path   string
	names  []string
	sets   [2]map[string]string
	takes  time.Duration
	random *rand.Rand
}

func newRack(t *testing.T, dir string) *rack {
	r := &rack{t: t, dir: dir, random: rand.New(rand.NewPCG(1, 2))}
	r.names = []string{"a.json", "b.csv", "sub/c.md", "sub/" + strings.Repeat("n", 255), "rejects.csv"}
	var err error
	if r.path = tortured(); r.path != "" {
		// as it is built
	} else if r.path, err = exec.LookPath("cxcalc"); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(r.dir, "sub"), 0o755); err != nil {
		t.Fatal(err)
	}
	survey(t, filepath.Join(r.dir, "0.in"), 1000)
	survey(t, filepath.Join(r.dir, "1.in"), 1500)
	for i := range 2 {
		begun := time.Now()
		if out, err := r.run(i).CombinedOutput(); err != nil || len(out) > 0 {
			t.Fatalf("%v\n%s", err, out)
		}
		r.takes = time.Since(begun)
		r.sets[i] = r.read()
	}
	return r
}

func (r *rack) run(i int) *exec.Cmd {
	args := []string{"nps", "-qq", "--by", "region", "--history", "h.ndjson", "--rejects", "rejects.csv", fmt.Sprintf("%d.in", i)}
	for _, name := range r.names[:4] {
		format := strings.TrimPrefix(filepath.Ext(name), ".")
		if format == "" {
			format = "ndjson"
		}
		args = append(args, "-o", format+"="+name)
	}
	cmd := exec.Command(r.path, args...)
	cmd.Dir = r.dir
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + r.dir, noRaceSleep}
	return cmd
}

func (r *rack) read() map[string]string {
	held := make(map[string]string)
	for _, name := range r.names {
		if text, err := os.ReadFile(filepath.Join(r.dir, name)); err == nil {
			held[name] = string(text)
		}
	}
	return held
}

// of tells which sets there are files of, and whether there is something else.
func (r *rack) of() (sets [2]bool, torn bool) {
	for name, text := range r.read() {
		switch text {
		case r.sets[0][name]:
			sets[0] = true
		case r.sets[1][name]:
			sets[1] = true
		default:
			torn = true
		}
	}
	return sets, torn || len(r.read()) != len(r.names)
}

// hidden counts what is there that is no output.
func (r *rack) hidden() (n int) {
	for _, folder := range []string{r.dir, filepath.Join(r.dir, "sub")} {
		for _, name := range files(r.t, folder) {
			if strings.HasPrefix(name, ".cxcalc-") {
				n++
			}
		}
	}
	return n
}

// end runs until a moment at random, or, aimed, one soon after the first file is begun, and then sends a signal.
func (r *rack) end(i int, s os.Signal, aimed bool) error {
	cmd := r.run(i)
	if err := cmd.Start(); err != nil {
		r.t.Fatal(err)
	}
	begun := time.Now()
	if aimed {
		for r.hidden() == 0 && time.Since(begun) < r.takes {
		}
		time.Sleep(time.Duration(r.random.Int64N(int64(r.takes / 4))))
	} else {
		time.Sleep(time.Duration(r.random.Int64N(int64(r.takes + r.takes/8))))
	}
	_ = cmd.Process.Signal(s)
	return cmd.Wait()
}

// next is a run that writes into the folders, and has nothing to do with the set.
func (r *rack) next() {
	cmd := r.run(0)
	cmd.Args = []string{"cxcalc", "nps", "-qq", "0.in", "-o", "json=next", "-o", "json=sub/next"}
	if out, err := cmd.CombinedOutput(); err != nil {
		r.t.Fatalf("%v\n%s", err, out)
	}
}

// Whenever a run is killed, each of its outputs is whole, and with the next run all are of one set and nothing is left over.
func TestKilled(t *testing.T) {
	kills := times(t, 16, 1)
	r := newRack(t, t.TempDir())
	halfway, left, mixed, torn, over := 0, 0, 0, 0, 0
	for i := range kills {
		_ = r.end(i%2, os.Kill, i%4 < 2)
		if sets, bad := r.of(); bad {
			torn++
		} else if sets[0] && sets[1] {
			halfway++
		}
		if r.hidden() > 0 {
			left++
		}
		r.next()
		if sets, bad := r.of(); bad || sets[0] && sets[1] {
			mixed++
		}
		over += r.hidden()
	}
	t.Logf("%d kills: %d left hidden files, %d a set between two renames; after the next run %d left hidden files, %d mixed sets; %d outputs were torn",
		kills, left, halfway, over, mixed, torn)
	if mixed+torn+over > 0 || left == 0 {
		t.Errorf("%d mixed sets, %d torn, %d files left over; %d killed while they wrote", mixed, torn, over, left)
	}
	r.checkHistory()
}

// checkHistory holds a history to have whole lines, and none twice.
func (r *rack) checkHistory() {
	text, err := os.ReadFile(filepath.Join(r.dir, "h.ndjson"))
	if err != nil {
		r.t.Fatal(err)
	}
	lines := bytes.SplitAfter(text, []byte("\n"))
	for _, line := range lines[:len(lines)-1] {
		if !json.Valid(line) {
			r.t.Errorf("the history has a line %.80q", line)
		}
	}
	if len(lines) != 3 || len(lines[2]) > 0 {
		r.t.Errorf("the history has %d lines, want 2 and nothing behind:\n%s", len(lines)-1, text)
	}
}

// Whenever a run is interrupted, its outputs are those of before or after, and nothing else is there.
func TestInterrupted(t *testing.T) {
	signals := times(t, 12, 0.26)
	r := newRack(t, t.TempDir())
	ended, mixed, over := 0, 0, 0
	for i := range signals {
		sent := []os.Signal{os.Interrupt, syscall.SIGTERM}[i/2%2]
		status := exitStatus(t, r.end(i%2, sent, i%4 < 2))
		switch status {
		case 130, 143:
			ended++
		case 0, -1: // it was ready, or had hardly begun
		default:
			t.Errorf("%v: status %d", sent, status)
		}
		if sets, bad := r.of(); bad || sets[0] && sets[1] {
			mixed++
		}
		over += r.hidden()
	}
	t.Logf("%d signals: %d ended a run; %d mixed sets, %d hidden files", signals, ended, mixed, over)
	if mixed+over > 0 || ended == 0 {
		t.Errorf("%d mixed sets, %d files left over; %d were interrupted", mixed, over, ended)
	}
	r.checkHistory()
}

// A disk that is full, or a file that may not grow, leaves what was there, says so, and is status 1.
func TestFull(t *testing.T) {
	r := newRack(t, t.TempDir())
	for _, blocks := range []int{0, 1, 2, 4, 8} {
		cmd := r.run(0)
		cmd.Args = append([]string{"sh", "-c", fmt.Sprintf(`ulimit -f %d && exec "$@"`, blocks), "sh", r.path}, cmd.Args[1:]...)
		cmd.Path = "/bin/sh"
		out, err := cmd.CombinedOutput()
		if status := exitStatus(t, err); status != 1 || bytes.Count(out, []byte("\n")) != 1 || !bytes.Contains(out, []byte("cannot be written: ")) {
			t.Errorf("files of %d blocks: status %d\n%s", blocks, status, out)
		}
		if sets, bad := r.of(); bad || sets[0] || r.hidden() > 0 {
			t.Errorf("files of %d blocks: of both sets %v, torn %v, %d hidden files", blocks, sets, bad, r.hidden())
		}
	}
	r.checkHistory()
}

// On a disk that gets full at any point, or may not be written, all stays as it was.
func TestFullDisk(t *testing.T) {
	disk := t.TempDir()
	mount := func(args ...string) error {
		return exec.Command("mount", append(args, "-t", "tmpfs", "none", disk)...).Run()
	}
	if err := mount("-o", "size=256k"); err != nil {
		t.Skip("needs to mount a small disk: ", err)
	}
	defer func() { _ = exec.Command("umount", disk).Run() }()
	r := newRack(t, disk)
	filler := filepath.Join(disk, "filler")
	refused := func(whose string) {
		t.Helper()
		out, err := r.run(0).CombinedOutput()
		status := exitStatus(t, err)
		sets, bad := r.of()
		if status != 1 || bytes.Count(out, []byte("\n")) != 1 || bad || sets[0] || r.hidden() > 0 {
			t.Errorf("%s: status %d, of both sets %v, torn %v, %d hidden files\n%s", whose, status, sets, bad, r.hidden(), out)
		}
		r.checkHistory()
	}
	if err := os.WriteFile(filler, make([]byte, 256<<10), 0o666); err == nil {
		t.Fatal("the disk does not get full")
	}
	info, err := os.Stat(filler)
	if err != nil {
		t.Fatal(err)
	}
	const page = 4 << 10
	for free := int64(0); free <= 4*page; free += page {
		if err := os.Truncate(filler, info.Size()-free); err != nil {
			t.Fatal(err)
		}
		refused(fmt.Sprintf("%d bytes free", free))
	}
	if err := mount("-o", "remount,ro"); err != nil {
		t.Fatal(err)
	}
	refused("a disk that is read-only")
}

// What several runs add to a history at once is there once, in whole lines.
func TestHistoryAtOnce(t *testing.T) {
	r := newRack(t, t.TempDir())
	if err := os.Remove(filepath.Join(r.dir, "h.ndjson")); err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			if out, err := r.run(i % 2).CombinedOutput(); err != nil {
				t.Errorf("%v\n%s", err, out)
			}
		})
	}
	all.Wait()
	r.checkHistory()
	if n := r.hidden(); n > 0 {
		t.Errorf("%d hidden files", n)
	}
}
