//go:build unix

package main_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// command returns cxcalc in a folder of its own, with an environment that holds nothing of the
// machine.
func command(t *testing.T, dir string, args ...string) *exec.Cmd {
	t.Helper()
	path, err := exec.LookPath("cxcalc")
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(path, args...)
	cmd.Dir = dir
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + t.TempDir(), "TMPDIR=" + os.TempDir(), noRaceSleep}
	return cmd
}

// finish runs a command to its end.
func finish(t *testing.T, cmd *exec.Cmd) (stdout, stderr string, status int) {
	t.Helper()
	var out, err bytes.Buffer
	if cmd.Stdout == nil {
		cmd.Stdout = &out
	}
	cmd.Stderr = &err
	status = exitStatus(t, cmd.Run())
	return out.String(), err.String(), status
}

// files lists the names in a folder.
func files(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	names := []string{}
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// survey writes an export of n answers with everything that makes an account, in three regions.
func survey(t *testing.T, path string, n int) {
	t.Helper()
	var b bytes.Buffer
	b.WriteString("respondent,date,region,weight,comment,score\n")
	for i := range n {
		region := []string{"EU", "US", "AS"}[i%3]
		score := fmt.Sprint(i * 7 % 11)
		switch i % 101 {
		case 3:
			score = ""
		case 5:
			score = "N/A"
		case 7:
			score = "12"
		case 9:
			score = "9,surplus"
		}
		fmt.Fprintf(&b, "r%d,2026-%02d-%02d,%s,0.%d,\"a comment, \"\"quoted\"\"\nover two lines\",%s\n", i%(n-n/10), i%12+1, i%28+1, region, i%97, score)
	}
	if err := os.WriteFile(path, b.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
}

// The same input and flags give the same bytes, however many workers there are, and however the
// bytes come.
func TestSameBytes(t *testing.T) {
	dir := t.TempDir()
	survey(t, filepath.Join(dir, "survey.csv"), 60_000)
	run := func(jobs, source string, extra ...string) string {
		t.Helper()
		args := append([]string{"nps", "--by", "region", "--period", "month", "--jobs", jobs, "--rejects", "rejects.csv", source}, extra...)
		cmd := command(t, dir, args...)
		if source == "-" {
			f, err := os.Open(filepath.Join(dir, "survey.csv"))
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			cmd.Stdin = io.MultiReader(f) // a pipe, not the file
		}
		out, stderr, status := finish(t, cmd)
		if status != 0 {
			t.Fatalf("%q: status %d\n%s", args, status, stderr)
		}
		rejects, err := os.ReadFile(filepath.Join(dir, "rejects.csv"))
		if err != nil {
			t.Fatal(err)
		}
		return out + stderr + string(rejects)
	}
	check := func(flags ...string) {
		t.Helper()
		want := run("1", "survey.csv", flags...)
		for _, jobs := range []string{"1", "8"} {
			if diff := cmp.Diff(want, run(jobs, "survey.csv", flags...)); diff != "" {
				t.Fatalf("%q --jobs %s (-one +this):\n%.2000s", flags, jobs, diff)
			}
		}
	}
	check("-o", "table")
	check("-o", "json")
	check("-o", "ndjson")
	check("-o", "csv")
	check("-o", "markdown")
	check("-o", "json", "--dedup", "latest")
	check("-o", "json", "--dedup", "first", "--weight", "weight")
	file := strings.ReplaceAll(run("8", "survey.csv", "-o", "csv", "-q"), "survey.csv", "-")
	if diff := cmp.Diff(file, run("8", "-", "-o", "csv", "-q")); diff != "" {
		t.Fatalf("through a pipe (-file +pipe):\n%.2000s", diff)
	}
}

// A signal ends a run that waits for its input with 128 and the signal's number, and leaves no
// part of a file, nor touches one that is there.
func TestSignals(t *testing.T) {
	check := func(sent os.Signal, want int) {
		t.Helper()
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "out.json"), []byte("old"), 0o666); err != nil {
			t.Fatal(err)
		}
		cmd := command(t, dir, "nps", "-", "-o", "json=out.json", "-o", "csv=new.csv", "--rejects", "rejects.csv")
		in, err := cmd.StdinPipe()
		if err != nil {
			t.Fatal(err)
		}
		var out, stderr bytes.Buffer
		cmd.Stdout, cmd.Stderr = &out, &stderr
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		// More than pipes hold: when this is written, the program reads.
		if _, err := io.WriteString(in, "score\n"+strings.Repeat("9\nN/A\n", 400_000)); err != nil {
			t.Fatal(err)
		}
		if err := cmd.Process.Signal(sent); err != nil {
			t.Fatal(err)
		}
		if status := exitStatus(t, cmd.Wait()); status != want {
			t.Errorf("%v: status %d, want %d\n%s", sent, status, want, stderr.String())
		}
		if out.Len() > 0 || stderr.Len() > 0 {
			t.Errorf("%v: prints %q and %q", sent, out.String(), stderr.String())
		}
		if diff := cmp.Diff([]string{"out.json"}, files(t, dir)); diff != "" {
			t.Errorf("%v: files (-want +got):\n%s", sent, diff)
		}
		if text, err := os.ReadFile(filepath.Join(dir, "out.json")); err != nil || string(text) != "old" {
			t.Errorf("%v: out.json is now %q, %v", sent, text, err)
		}
	}
	check(os.Interrupt, 130)
	check(syscall.SIGTERM, 143)
}

// A reader that has seen enough ends the program quietly: cxcalc … | head -1.
func TestClosedPipe(t *testing.T) {
	dir := t.TempDir()
	survey(t, filepath.Join(dir, "survey.csv"), 3000)
	check := func(take int64, args ...string) {
		t.Helper()
		r, w, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		var stderr bytes.Buffer
		cmd := command(t, dir, append([]string{"nps", "survey.csv"}, args...)...)
		cmd.Stdout, cmd.Stderr = w, &stderr
		if take == 0 {
			r.Close()
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		w.Close()
		if take > 0 {
			if _, err := io.CopyN(io.Discard, r, take); err != nil {
				t.Fatal(err)
			}
			r.Close()
		}
		if status := exitStatus(t, cmd.Wait()); status != 0 || stderr.Len() > 0 {
			t.Errorf("%q: status %d\n%s", args, status, stderr.String())
		}
	}
	check(10, "-q", "-o", "ndjson", "--by", "respondent") // far more than a pipe holds
	check(0, "-q", "-o", "json")
	check(0, "-o", "table")

	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	r.Close()
	cmd := command(t, dir, "nps", "-o", "json", "--threshold", "value>=99", "survey.csv")
	cmd.Stdout = w
	if _, stderr, status := finish(t, cmd); status != 3 || !strings.HasPrefix(stderr, "cxcalc: threshold missed: ") {
		t.Errorf("a gate behind a closed pipe: status %d, %q", status, stderr)
	}
}

// Devices and named pipes are written and read as they are.
func TestDevices(t *testing.T) {
	dir := t.TempDir()
	survey(t, filepath.Join(dir, "survey.csv"), 300)
	out, stderr, status := finish(t, command(t, dir, "nps", "-q", "-o", "csv", "-o", "json="+os.DevNull, "survey.csv"))
	if status != 0 || !strings.HasPrefix(out, "n,value,") || stderr != "" {
		t.Fatalf("status %d, %q, %q", status, out, stderr)
	}
	if info, err := os.Stat(os.DevNull); err != nil || info.Mode().IsRegular() {
		t.Fatalf("%s is no device any more: %v, %v", os.DevNull, info, err)
	}
	pipe := filepath.Join(dir, "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skip(err)
	}
	written := make(chan error, 1)
	go func() {
		text, err := os.ReadFile(filepath.Join(dir, "survey.csv"))
		written <- errors.Join(err, os.WriteFile(pipe, text, 0))
	}()
	fromPipe, stderr, status := finish(t, command(t, dir, "nps", "-q", "-o", "csv", "pipe"))
	if err := <-written; err != nil || status != 0 {
		t.Fatalf("status %d: %v\n%s", status, err, stderr)
	}
	if diff := cmp.Diff(out, fromPipe); diff != "" {
		t.Errorf("from a named pipe (-file +pipe):\n%s", diff)
	}
}

// A document that cannot be written is a failure, and leaves nothing of the others.
func TestCannotWrite(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("needs /dev/full and /proc")
	}
	dir := t.TempDir()
	survey(t, filepath.Join(dir, "survey.csv"), 30)
	check := func(want string, args ...string) {
		t.Helper()
		out, stderr, status := finish(t, command(t, dir, append([]string{"nps", "-q", "survey.csv"}, args...)...))
		if status != 1 || out != "" || !strings.Contains(stderr, want) {
			t.Errorf("%q: status %d, %q, %q, want 1 and %q", args, status, out, stderr, want)
		}
		if diff := cmp.Diff([]string{"survey.csv"}, files(t, dir)); diff != "" {
			t.Errorf("%q: files (-want +got):\n%s", args, diff)
		}
	}
	check("cxcalc: /proc/nps.json: cannot be written: ", "-o", "csv=first.csv", "-o", "json=/proc/nps.json", "-o", "table")
	check("cxcalc: /dev/full: cannot be written: no space left on device", "-o", "csv=first.csv", "-o", "json=/dev/full")
	check("cxcalc: /dev/full: cannot be written: no space left on device", "-o", "csv=first.csv", "--rejects", "/dev/full")
	check("cxcalc: survey.csv/nps.json: cannot be written: ", "-o", "json=survey.csv/nps.json")

	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer full.Close()
	const said = "cxcalc: standard output: cannot be written: no space left on device\n"
	for _, line := range []string{"nps -q survey.csv", "nps -q --threshold value>=99 survey.csv", "nps -q -o json survey.csv", "nps -q -o ndjson=- survey.csv",
		"--help", "nps --help", "help nps", "--version", "version", "man", "man nps", "completion bash", "layout list", "layout show qualtrics", "config show",
		"config", "inspect survey.csv", "sample nps --margin 5", "compare nps --by region survey.csv", "nps --explain", "nps --explain -q survey.csv"} {
		cmd := command(t, dir, strings.Fields(line)...)
		cmd.Stdout = full
		if _, stderr, status := finish(t, cmd); status != 1 || stderr != said {
			t.Errorf("%s to a full standard output: status %d, %q", line, status, stderr)
		}
	}
}

// Only a terminal gets colours, and its width.
func TestTerminal(t *testing.T) {
	script, err := exec.LookPath("script")
	if err != nil || runtime.GOOS != "linux" {
		t.Skip("needs script of util-linux")
	}
	dir := t.TempDir()
	survey(t, filepath.Join(dir, "survey.csv"), 3000)
	screen := func(width int, env ...string) string {
		t.Helper()
		line := fmt.Sprintf("stty cols %d rows 24 && cxcalc nps --by region --period month --target 50 survey.csv", width)
		cmd := command(t, dir)
		cmd.Path, cmd.Args = script, []string{"script", "-qec", line, os.DevNull}
		cmd.Env = append(append(cmd.Env, "SHELL=/bin/sh", "TERM=xterm", "PAGER=cat"), env...)
		out, stderr, status := finish(t, cmd)
		if status != 0 {
			t.Fatalf("status %d: %s%s", status, out, stderr)
		}
		return strings.ReplaceAll(out, "\r\n", "\n")
	}
	const escape = "\x1b["
	piped, _, _ := finish(t, command(t, dir, "nps", "--by", "region", "--period", "month", "--target", "50", "survey.csv"))
	if strings.Contains(piped, escape) {
		t.Errorf("a pipe gets colours:\n%q", piped)
	}
	if got := screen(120); !strings.Contains(got, escape) {
		t.Errorf("a terminal gets no colours:\n%s", got)
	}
	for _, plain := range []string{"NO_COLOR=1", "TERM=dumb"} {
		got := screen(120, plain)
		if strings.Contains(got, escape) {
			t.Errorf("%s: colours all the same:\n%q", plain, got)
		}
	}
	for _, width := range []int{60, 80, 120, 200} {
		for _, line := range strings.Split(screen(width, "NO_COLOR=1"), "\n") {
			// Warnings and accounts are sentences, which the terminal wraps.
			if n := len([]rune(line)); n > width && !strings.HasPrefix(line, "!") && !strings.HasPrefix(line, "rows ") {
				t.Errorf("%d columns in %d: %s", n, width, line)
			}
		}
	}
}

// /dev/stdout is standard output also where that is a file: what stands in it already stays.
func TestStandardOutputByName(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("needs /dev/stdout")
	}
	dir := t.TempDir()
	survey(t, filepath.Join(dir, "survey.csv"), 30)
	f, err := os.OpenFile(filepath.Join(dir, "out.csv"), os.O_CREATE|os.O_APPEND|os.O_RDWR, 0o666)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.WriteString("before\n"); err != nil {
		t.Fatal(err)
	}
	cmd := command(t, dir, "nps", "-q", "-o", "csv=/dev/stdout", "survey.csv")
	cmd.Stdout = f
	if _, stderr, status := finish(t, cmd); status != 0 {
		t.Fatalf("status %d: %s", status, stderr)
	}
	text, err := os.ReadFile(filepath.Join(dir, "out.csv"))
	if err != nil || !strings.HasPrefix(string(text), "before\nn,value,") {
		t.Errorf("out.csv is now %q, %v", text, err)
	}
}
