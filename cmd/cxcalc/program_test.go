package main_test

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// update renews what is made by the program: the generated pages, and the outputs that pages show.
var update = flag.Bool("update", false, "renew generated pages and the output in the documentation")

// root is the folder of the project, seen from here.
const root = "../.."

// A program is the cxcalc that TestMain has put on the path.
type program struct {
	path string
	home string // the user's folder, empty
}

func find(t *testing.T) program {
	t.Helper()
	path, err := exec.LookPath("cxcalc")
	if err != nil {
		t.Fatal(err)
	}
	return program{path: path, home: t.TempDir()}
}

// noRaceSleep lets a program with the race detector end at once, not after a second.
const noRaceSleep = "GORACE=atexit_sleep_ms=0"

// env is an environment in which nothing of the machine changes the outcome.
func (p program) env() []string {
	env := []string{"PATH=" + os.Getenv("PATH"), "HOME=" + p.home, "LC_ALL=C.UTF-8",
		noRaceSleep, "TZ=UTC", "MANPAGER=cat", "MANWIDTH=100"}
	for _, kept := range []string{"SystemRoot", "TMPDIR", "TEMP", "TMP"} {
		if value, ok := os.LookupEnv(kept); ok {
			env = append(env, kept+"="+value)
		}
	}
	return env
}

// run runs cxcalc in a folder.
func (p program) run(t *testing.T, dir string, args ...string) (stdout, stderr string, status int) {
	t.Helper()
	cmd := exec.Command(p.path, args...)
	var out, err bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &err
	cmd.Dir, cmd.Env = dir, p.env()
	status = exitStatus(t, cmd.Run())
	return out.String(), err.String(), status
}

// shell runs a line of bash in a folder. The output is that of both streams, as a terminal shows it.
func (p program) shell(t *testing.T, dir, line string) (output string, status int) {
	t.Helper()
	cmd := exec.Command("bash", "-c", line)
	cmd.Dir, cmd.Env = dir, p.env()
	out, err := cmd.CombinedOutput()
	return string(out), exitStatus(t, err)
}

func exitStatus(t *testing.T, err error) int {
	t.Helper()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return exit.ExitCode()
	}
	if err != nil {
		t.Fatal(err)
	}
	return 0
}

// needBash skips a test of commands that are written for a shell on Linux.
func needBash(t *testing.T) {
	t.Helper()
	if runtime.GOOS != "linux" {
		t.Skip("the pages show a shell on Linux")
	}
	if _, err := exec.LookPath("bash"); err != nil {
		t.Skip("there is no bash")
	}
}

// missing names a program that a line of bash needs and that the machine does not have, or "".
func missing(line string) string {
	pieces := strings.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune("|;&(\n", r) })
	for _, piece := range pieces {
		words := strings.Fields(piece)
		if len(words) == 0 {
			continue
		}
		switch words[0] {
		case "jq", "man", "zcat", "gzip", "zstd":
			if _, err := exec.LookPath(words[0]); err != nil {
				return words[0]
			}
		}
	}
	return ""
}

// samples copies the samples of the project into a folder of their own and returns it.
func samples(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "testdata")
	if err := os.CopyFS(dir, os.DirFS(filepath.Join(root, "testdata"))); err != nil {
		t.Fatal(err)
	}
	return dir
}
