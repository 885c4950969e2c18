package main_test

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// A step is a command of an example in docs/ci.
type step struct {
	name, line string
	files      []string // that it writes, in the folder of the project
	quiet      bool     // a word means that something is wrong
}

// steps lists the commands of the examples that run cxcalc.
func steps(t *testing.T) []step {
	t.Helper()
	var list []step
	var github struct {
		Jobs map[string]struct {
			Steps []struct{ Run string }
		}
	}
	example(t, "github-actions.yml", &github)
	for _, job := range github.Jobs {
		for _, s := range job.Steps {
			list = append(list, step{name: "GitHub", line: s.Run})
		}
	}
	var gitlab map[string]struct{ Script []string }
	example(t, "gitlab-ci.yml", &gitlab)
	for _, job := range gitlab {
		list = append(list, step{name: "GitLab", line: strings.Join(job.Script, "\n")})
	}
	for line := range strings.Lines(readPage(t, "docs/ci/crontab")) {
		if m := regexp.MustCompile(`^([-0-9*,/]+ ){5}(.*)\n$`).FindStringSubmatch(line); m != nil {
			command := strings.NewReplacer(`\%`, "%", "/srv/customers", ".", "/var/lib/node_exporter/", "").Replace(m[2])
			list = append(list, step{name: "cron", line: command, quiet: true})
		}
	}
	var run []step
	for _, s := range list {
		if strings.Contains(s.line, "cxcalc ") && !strings.HasPrefix(s.line, "go install") {
			for _, m := range regexp.MustCompile(`-o (?:\w+=)?([\w.-]+\.\w+)`).FindAllStringSubmatch(s.line, -1) {
				s.files = append(s.files, m[1])
			}
			run = append(run, s)
		}
	}
	if len(run) != 5 {
		t.Fatalf("%d commands in the examples: %v", len(run), run)
	}
	return run
}

func example(t *testing.T, name string, into any) {
	t.Helper()
	if err := yaml.Unmarshal([]byte(readPage(t, "docs/ci/"+name)), into); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

// worlds are the exports that the examples meet, by the status that the score ends with.
var worlds = map[int]func(t *testing.T, exports string){
	0: func(*testing.T, string) {},
	1: func(t *testing.T, exports string) { put(t, exports, "") },
	2: func(t *testing.T, exports string) {
		put(t, exports, "nps_may,nps_june\n"+strings.Repeat("9,3\n2,10\n7,8\n", 40))
	},
	3: func(t *testing.T, exports string) { put(t, exports, "score\n"+strings.Repeat("0\n3\n8\n10\n", 50)) },
}

// put puts a text in the place of the answers; "" takes them away, and the ledger with them.
func put(t *testing.T, exports, text string) {
	t.Helper()
	for _, name := range []string{"responses.csv", "monthly/2026-06.csv"} {
		path := filepath.Join(exports, name)
		if text == "" {
			os.Remove(path)
		} else if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if text == "" {
		os.Remove(filepath.Join(exports, "ledger.csv"))
	}
}

// The examples of docs/ci do what they say, whatever they meet: they end with the status of the contract, leave whole files or
// none, and a job of cron is silent as long as all is well.
func TestCIExamples(t *testing.T) {
	forWholeRun(t)
	needBash(t)
	p := find(t)
	for _, s := range steps(t) {
		for want, world := range worlds {
			ledger := strings.Contains(s.line, "ledger.csv")
			if ledger && want > 1 {
				continue
			}
			t.Run(fmt.Sprintf("%s/%d", s.name, want), func(t *testing.T) {
				dir := t.TempDir()
				if err := os.Rename(samples(t), filepath.Join(dir, "exports")); err != nil {
					t.Fatal(err)
				}
				world(t, filepath.Join(dir, "exports"))
				for _, f := range s.files {
					writeText(t, filepath.Join(dir, f), "of the run before\n")
				}
				out, status := p.step(t, dir, s.line)
				if loud := strings.Contains(s.line, "||"); status != want && !loud {
					t.Errorf("%s\nexit status %d, want %d\n%s", s.line, status, want, out)
				} else if loud && want != 0 && !strings.Contains(out, fmt.Sprintf("exit status %d\n", want)) {
					t.Errorf("%s\nsays %q, want the status %d", s.line, out, want)
				}
				if s.quiet && want == 0 && out != "" {
					t.Errorf("%s\nsays %q, and all is well", s.line, out)
				}
				if s.quiet && want != 0 && out == "" {
					t.Errorf("%s\nsays nothing, and something is wrong", s.line)
				}
				for _, f := range s.files {
					checkWhole(t, filepath.Join(dir, f), want)
				}
				checkOnly(t, dir, s.files)
			})
		}
	}
}

// step runs a line as CI does: by a shell that stops at the first failure, with the files of GitHub's steps.
func (p program) step(t *testing.T, dir, line string) (output string, status int) {
	t.Helper()
	cmd := exec.Command("bash", "-e", "-o", "pipefail", "-c", line)
	github := t.TempDir()
	cmd.Dir, cmd.Env = dir, append(p.env(), "GITHUB_STEP_SUMMARY="+filepath.Join(github, "summary"), "GITHUB_OUTPUT="+filepath.Join(github, "output"))
	out, err := cmd.CombinedOutput()
	return string(out), exitStatus(t, err)
}

// checkWhole holds a file to its format. A run without an answer leaves it as it was, or says so.
func checkWhole(t *testing.T, path string, status int) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	text, answered := string(b), status == 0 || status == 3
	if (text == "of the run before\n") == (answered || filepath.Ext(path) != ".json") {
		t.Errorf("%s, exit status %d: %q", filepath.Base(path), status, text)
	}
	switch filepath.Ext(path) {
	case ".xml":
		err = readsAsXML(text)
		if strings.Contains(text, "<failure") != (status == 3) || strings.Contains(text, "<error") == answered {
			t.Errorf("exit status %d, and\n%s", status, text)
		}
	case ".prom":
		err = readsAsGauges(text)
		if strings.Contains(text, `cxcalc_run_success{command="nps"} 1`) != answered {
			t.Errorf("exit status %d, and\n%s", status, text)
		}
	}
	if err != nil {
		t.Errorf("%s: %v", path, err)
	}
}

// checkOnly finds files that a run has left beside its outputs.
func checkOnly(t *testing.T, dir string, files []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != len(files)+1 {
		t.Errorf("the run leaves %v, %v", entries, err)
	}
}

func writeText(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

const actionFolder = root + "/.github/actions/cxcalc"

// The action runs the words of its input as a shell splits them, and its steps are files that are there.
func TestActionRuns(t *testing.T) {
	needBash(t)
	p := find(t)
	var action struct {
		Runs struct {
			Using string
			Steps []struct{ Run, Shell string }
		}
		Inputs map[string]struct{ Description string }
	}
	if err := yaml.Unmarshal([]byte(readPage(t, ".github/actions/cxcalc/action.yml")), &action); err != nil {
		t.Fatal(err)
	}
	for _, s := range action.Runs.Steps {
		name := strings.Trim(strings.TrimPrefix(s.Run, `"$GITHUB_ACTION_PATH/`), `"`)
		if info, err := os.Stat(filepath.Join(actionFolder, name)); err != nil || info.Mode()&0o111 == 0 || s.Shell != "bash" {
			t.Errorf("%s: %v", s.Run, err)
		}
	}
	dir := samples(t)
	if err := os.Rename(filepath.Join(dir, "responses.csv"), filepath.Join(dir, "our answers.csv")); err != nil {
		t.Fatal(err)
	}
	for args, want := range map[string]int{`nps --threshold 'low>=15' "our answers.csv"`: 0, `nps --threshold 'low>=20' our\ answers.csv`: 3, `nps gone.csv`: 1, `nps --nothing`: 2} {
		output := filepath.Join(t.TempDir(), "output")
		cmd := exec.Command(filepath.Join(mustAbs(t, actionFolder), "run.sh"))
		cmd.Dir, cmd.Env = dir, append(p.env(), "ARGS="+args, "GITHUB_OUTPUT="+output)
		out, err := cmd.CombinedOutput()
		told, _ := os.ReadFile(output)
		if status := exitStatus(t, err); status != want || want == 0 && !strings.Contains(string(told), "nps_value=30\n") {
			t.Errorf("%s: exit status %d, want %d; outputs %q\n%s", args, status, want, told, out)
		}
	}
}

func mustAbs(t *testing.T, path string) string {
	t.Helper()
	abs, err := filepath.Abs(path)
	if err != nil {
		t.Fatal(err)
	}
	return abs
}

// The action takes a release only when its checksum is that of the list.
func TestActionInstalls(t *testing.T) {
	needBash(t)
	for _, tool := range []string{"curl", "tar", "sha256sum"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("there is no %s", tool)
		}
	}
	releases := t.TempDir()
	folder := filepath.Join(releases, "download", "v1.2.3")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	const archive = "cxcalc_1.2.3_linux_amd64.tar.gz"
	packed := packedProgram(t, "cxcalc_1.2.3_linux_amd64/cxcalc")
	writeText(t, filepath.Join(folder, archive), packed)
	install := func(sum string) (added string, status int) {
		writeText(t, filepath.Join(folder, "checksums.txt"), sum+"  other.zip\n"+sum+"  "+archive+"\n")
		path := filepath.Join(t.TempDir(), "path")
		cmd := exec.Command(filepath.Join(mustAbs(t, actionFolder), "install.sh"))
		cmd.Env = append(find(t).env(), "RELEASES=file://"+releases, "VERSION=v1.2.3", "RUNNER_OS=Linux", "RUNNER_ARCH=X64", "RUNNER_TEMP="+t.TempDir(), "GITHUB_PATH="+path)
		out, err := cmd.CombinedOutput()
		t.Logf("%s", out)
		b, _ := os.ReadFile(path)
		return strings.TrimSpace(string(b)), exitStatus(t, err)
	}
	added, status := install(fmt.Sprintf("%x", sha256.Sum256([]byte(packed))))
	out, err := exec.Command(filepath.Join(added, "cxcalc")).CombinedOutput()
	if status != 0 || err != nil || string(out) != "packed\n" {
		t.Errorf("exit status %d, %v, %s", status, err, out)
	}
	if added, status := install(strings.Repeat("0", 64)); status == 0 || added != "" {
		t.Errorf("another file than that of the checksum is taken: %q", added)
	}
}

// packedProgram is an archive with a program that says "packed".
func packedProgram(t *testing.T, name string) string {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	w := tar.NewWriter(z)
	script := "#!/bin/sh\necho packed\n"
	if err := w.WriteHeader(&tar.Header{Name: name, Mode: 0o755, Size: int64(len(script))}); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write([]byte(script)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// Every action of the workflows and of the examples is named by a digest, and says which version that is.
func TestActionsArePinned(t *testing.T) {
	var paths []string
	for _, pattern := range []string{".github/workflows/*.yml", ".github/actions/*/*.yml", "docs/ci/*.yml"} {
		found, err := filepath.Glob(filepath.Join(root, pattern))
		if err != nil {
			t.Fatal(err)
		}
		paths = append(paths, found...)
	}
	uses := 0
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`(?m)^.*uses: *(.*)$`).FindAllStringSubmatch(string(text), -1) {
			uses++
			own := strings.HasPrefix(m[1], "cxcalc/cxcalc/")
			if !own && !regexp.MustCompile(`^[\w.-]+(/[\w.-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+$`).MatchString(m[1]) {
				t.Errorf("%s: %s is not pinned", path, m[1])
			}
		}
	}
	if uses < 10 {
		t.Errorf("only %d uses were found", uses)
	}
}
