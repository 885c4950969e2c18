// Package scripts_test runs cxcalc as people do, by scripts of testdata: beside the other tests of the program, which take as long.
package scripts_test

import (
	"archive/zip"
	"bytes"
	"cmp"
	"compress/gzip"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"github.com/cxcalc/cxcalc/cmd/cxcalc/internal/cli"
)

// update renews what scripts compare output with.
var update = flag.Bool("update", false, "renew the output that scripts compare with")

// Scripts run this binary under the name cxcalc, so that the race detector and the
// measuring of coverage see the program too.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"cxcalc": func() { os.Exit(cli.Main(os.Args[1:], cli.System("test"))) },
	})
}

// scripts lists the scripts: all of them, or some in a run that is cut short.
func scripts(t *testing.T) []string {
	all, err := filepath.Glob(filepath.Join("testdata", "script", "*.txtar"))
	if err != nil || len(all) == 0 {
		t.Fatal("no scripts found", err)
	}
	if !testing.Short() {
		return all
	}
	var some []string
	for i := 0; i < len(all); i += 6 {
		some = append(some, all[i])
	}
	return some
}

// TestScript runs the command as people do: one file of testdata/script is one behaviour. The
// environment holds nothing of the machine, and the user's folder is empty. -update renews what
// stdout and stderr are compared with.
func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Files:               scripts(t),
		UpdateScripts:       *update,
		RequireUniqueNames:  true,
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			home := filepath.Join(env.WorkDir, "home")
			env.Setenv("HOME", home)
			env.Vars = append(env.Vars, "GORACE=atexit_sleep_ms=0") // or each program waits a second
			return os.Mkdir(home, 0o755)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"status":   status,
			"hint":     hint,
			"json":     jsonValue,
			"answers":  answers,
			"balances": balances,
			"write":    write,
			"compress": compress,
			"pack":     pack,
			"encode":   encode,
		},
	})
}

// status N cxcalc ... runs a command that must end with exit status N, and holds what it prints
// to the promises that every run keeps.
func status(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status N command ...")
	}
	run(ts, args[0], args[1], args[2:]...)
}

func run(ts *testscript.TestScript, want, name string, args ...string) {
	err := ts.Exec(name, args...)
	got := 0
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit):
		got = exit.ExitCode()
	case err != nil:
		ts.Fatalf("%v", err)
	}
	if strconv.Itoa(got) != want {
		ts.Fatalf("exit status %d, want %s", got, want)
	}
	ts.Check(promises(ts.ReadFile("stdout"), ts.ReadFile("stderr"), got))
	ts.Check(noParts(ts.Getenv("WORK")))
}

// noParts checks that no file under a folder was left half written.
func noParts(folder string) error {
	return filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err == nil && partName.MatchString(d.Name()) {
			err = fmt.Errorf("%s is left behind", d.Name())
		}
		return err
	})
}

// partName is the name of a file that is not whole yet.
var partName = regexp.MustCompile(`^\..+\.[A-Z2-7]{26}$`)

// promises checks what holds for every run: errors have their form, cells never reach a terminal
// as commands, and every row is accounted for.
func promises(stdout, stderr string, status int) error {
	if strings.ContainsFunc(stdout+stderr, isControl) {
		return errors.New("a control character is printed raw")
	}
	if (status == 1 || status == 2) && !strings.HasPrefix(stderr, "cxcalc: ") {
		return fmt.Errorf("status %d without an error on standard error", status)
	}
	if !strings.HasPrefix(stdout, "{\n  \"schema\"") {
		return nil
	}
	var d struct{ Rows map[string]int64 }
	if err := json.Unmarshal([]byte(stdout), &d); err != nil {
		return fmt.Errorf("the document is not JSON: %w", err)
	}
	read := d.Rows["read"]
	for _, n := range d.Rows {
		read -= n
	}
	if read+d.Rows["read"] != 0 {
		return fmt.Errorf("the accounts do not add up to the rows read: %v", d.Rows)
	}
	return nil
}

func isControl(r rune) bool {
	return r < ' ' && r != '\n' && r != '\t' && r != '\r' || r >= 0x7f && r < 0xa0
}

// hint N runs the command that the last hint on standard error ends with; it must end with exit
// status N.
func hint(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: hint N")
	}
	_, text, ok := strings.Cut(ts.ReadFile("stderr"), "\ncxcalc: hint: ")
	if !ok {
		ts.Fatalf("no hint on standard error")
	}
	text, _, _ = strings.Cut(text, "\n")
	at := strings.LastIndex(text, "cxcalc ")
	if at < 0 {
		ts.Fatalf("the hint %q has no command", text)
	}
	ts.Logf("$ %s", text[at:])
	run(ts, args[0], "sh", "-c", text[at:])
}

// json POINTER VALUE compares a value of the document on standard output, named by a JSON pointer
// such as /total/value, with a JSON value. Numbers with decimals are compared to that many.
func jsonValue(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: [!] json POINTER VALUE")
	}
	decoder := json.NewDecoder(strings.NewReader(ts.ReadFile("stdout")))
	decoder.UseNumber()
	var at any
	ts.Check(decoder.Decode(&at))
	for _, key := range strings.Split(args[0], "/")[1:] {
		switch v := at.(type) {
		case map[string]any:
			var ok bool
			if at, ok = v[key]; !ok {
				at = nil
			}
		case []any:
			i, err := strconv.Atoi(key)
			if err != nil || i >= len(v) {
				ts.Fatalf("%s: there is no entry %s in a list of %d", args[0], key, len(v))
			}
			at = v[i]
		default:
			ts.Fatalf("%s: there is nothing at %s", args[0], key)
		}
	}
	var got bytes.Buffer
	encoder := json.NewEncoder(&got)
	encoder.SetEscapeHTML(false)
	ts.Check(encoder.Encode(at))
	text := strings.TrimSpace(got.String())
	if same := text == args[1] || rounded(text, args[1]); same == neg {
		ts.Fatalf("%s is %s", args[0], text)
	}
}

// rounded tells whether got is want to the decimals that want has; a want without decimals is exact.
func rounded(got, want string) bool {
	_, decimals, ok := strings.Cut(want, ".")
	x, err := strconv.ParseFloat(got, 64)
	return ok && err == nil && strconv.FormatFloat(x, 'f', len(decimals), 64) == want
}

// answers FILE N×S... writes a column of answers: N times the score S, and so on.
func answers(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 {
		ts.Fatalf("usage: answers FILE N×SCORE ...")
	}
	text := "score\n"
	for _, arg := range args[1:] {
		times, score, _ := strings.Cut(arg, "×")
		n, err := strconv.Atoi(times)
		ts.Check(err)
		text += strings.Repeat(score+"\n", n)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o666))
}

// balances FILE MONTH:FROM-TO×AMOUNT... writes a ledger of balances: in the month, the customers from
// one number to another bring the amount each.
func balances(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: balances FILE MONTH:FROM-TO×AMOUNT ...")
	}
	text := "customer,month,mrr\n"
	for _, arg := range args[1:] {
		month, rest, _ := strings.Cut(arg, ":")
		customers, amount, _ := strings.Cut(rest, "×")
		from, to, _ := strings.Cut(customers, "-")
		first, err := strconv.Atoi(from)
		ts.Check(err)
		last, err := strconv.Atoi(to)
		ts.Check(err)
		for n := first; n <= last; n++ {
			text += fmt.Sprintf("C%d,%s,%s\n", n, month, amount)
		}
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o666))
}

// write FILE TEXT writes a text in which \n, \r, \t, \x00 and the like stand for bytes.
func write(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: write FILE TEXT")
	}
	text, err := strconv.Unquote(`"` + strings.ReplaceAll(args[1], `"`, `\"`) + `"`)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o666))
}

// compress gzip|zstd FILE TO compresses a file.
func compress(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: compress gzip|zstd FILE TO")
	}
	var out bytes.Buffer
	text := []byte(ts.ReadFile(args[1]))
	switch args[0] {
	case "gzip":
		w := gzip.NewWriter(&out)
		_, err := w.Write(text)
		ts.Check(cmp.Or(err, w.Close()))
	case "zstd":
		w, err := zstd.NewWriter(&out)
		ts.Check(err)
		_, err = w.Write(text)
		ts.Check(cmp.Or(err, w.Close()))
	default:
		ts.Fatalf("there is no compression %s", args[0])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), out.Bytes(), 0o666))
}

// pack FOLDER TO packs the files of a folder into a zip archive.
func pack(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: pack FOLDER TO")
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	ts.Check(w.AddFS(os.DirFS(ts.MkAbs(args[0]))))
	ts.Check(w.Close())
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), out.Bytes(), 0o666))
}

// encode NAME FILE TO writes a UTF-8 file in another encoding.
func encode(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: encode NAME FILE TO")
	}
	encodings := map[string]encoding.Encoding{
		"utf-8-bom":    unicode.UTF8BOM,
		"utf-16le-bom": unicode.UTF16(unicode.LittleEndian, unicode.UseBOM),
		"utf-16be":     unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM),
		"windows-1251": charmap.Windows1251,
		"windows-1252": charmap.Windows1252,
	}
	e, ok := encodings[args[0]]
	if !ok {
		ts.Fatalf("there is no encoding %s", args[0])
	}
	text, err := e.NewEncoder().String(ts.ReadFile(args[1]))
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), []byte(text), 0o666))
}
