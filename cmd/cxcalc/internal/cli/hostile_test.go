package cli

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// nasty holds what a terminal would obey, what turns or hides text, and what is no text; forged begins a line that
// could be taken for one of the program.
const (
	nasty  = "n\x1b[31m\r\t\u202e\u2066\u2028\u009b\x7f\u200b"
	forged = "f\nFORGED: "
)

// hostiles are names from outside.
func hostiles() []string { return []string{nasty + "\xff", forged + nasty} }

// A stage is a folder in which the program is driven.
type stage struct {
	t    *testing.T
	env  map[string]string
	seen map[string]bool // what was said, with all that differs from run to run in it
	runs int
}

// newStage begins in an empty folder.
func newStage(t *testing.T) *stage {
	if testing.Short() {
		t.Skip("one run after the other takes minutes with the race detector; it runs without -short")
	}
	t.Chdir(t.TempDir())
	collect := debug.SetGCPercent(400)
	t.Cleanup(func() { debug.SetGCPercent(collect) })
	s := &stage{t: t, env: map[string]string{"HOME": filepath.Join(".", "home")}, seen: make(map[string]bool)}
	t.Cleanup(func() { t.Logf("%d runs said %d things", s.runs, len(s.seen)) })
	return s
}

// file writes a file. A name that the system does not take is none.
func (s *stage) file(name, text string) {
	s.t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		s.t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		s.t.Fatal(err)
	}
}

// drive runs a command line and looks at what it prints.
func (s *stage) drive(args ...string) {
	s.t.Helper()
	var out, err bytes.Buffer
	Main(args, World{
		In: strings.NewReader("score\n9\n"), Out: &out, Err: &err,
		Getenv: func(name string) string { return s.env[name] },
		Environ: func() (list []string) {
			for name, value := range s.env {
				list = append(list, name+"="+value)
			}
			return list
		},
		OutWidth: func() int { return 0 }, ErrTerminal: func() bool { return false },
		Exit: func(int) {}, Now: time.Now,
	})
	s.runs++
	s.seen[err.String()] = true
	s.harmless("standard error", err.String(), args)
	if machine(args) {
		s.quiet("standard output", out.String(), args)
	} else {
		s.harmless("standard output", out.String(), args)
	}
	if strings.Contains(err.String(), "internal error") {
		s.t.Errorf("%q: %s", args, err.String())
	}
}

// machine tells whether a command line prints for machines, where a cell keeps its line breaks.
func machine(args []string) bool {
	line := " " + strings.Join(args, " ") + " "
	return strings.Contains(line, " csv ") || strings.Contains(line, " tsv ") || strings.Contains(line, " --rake") || strings.Contains(line, " --rejects=- ") ||
		strings.Contains(line, " __complete ")
}

// harmless holds a text to what a terminal may get: text, in lines that the program began.
func (s *stage) harmless(where, text string, args []string) {
	s.t.Helper()
	for _, line := range strings.Split(text, "\n") {
		if strings.HasPrefix(strings.TrimLeft(line, " "), "FORGED") {
			s.t.Errorf("%q: a name begins a line on %s: %q", args, where, text)
			return
		}
	}
	s.quiet(where, strings.ReplaceAll(text, "\n", ""), args)
	if strings.ContainsAny(text, "\r\t") {
		s.t.Errorf("%q: raw on %s: %q", args, where, text)
	}
}

// quiet refuses what moves a cursor, turns text, or is no text.
func (s *stage) quiet(where, text string, args []string) {
	s.t.Helper()
	obeyed := func(r rune) bool {
		return unicode.IsControl(r) && !strings.ContainsRune("\n\r\t", r) || unicode.Is(unicode.Bidi_Control, r) || r == '\u2028' || r == '\u2029'
	}
	if strings.ContainsFunc(text, obeyed) || !utf8.ValidString(text) {
		s.t.Errorf("%q: raw on %s: %q", args, where, text)
	}
}

const survey = "id,region,date,score\n1,EU,2026-01-03,9\n2,EU,2026-02-03,3\n3,US,2026-02-04,10\n"

// Whatever is given to whatever flag of whatever command, nothing of it reaches the terminal raw.
func TestHostileFlags(t *testing.T) {
	s := newStage(t)
	s.file("survey.csv", survey)
	s.file("report.yaml", "sources: [survey.csv]\nquestions:\n  - metric: nps\n")
	for _, given := range hostiles() {
		s.file("hostile.csv", given+"\n"+given+",1\n")
		s.file("hostile.json", `{"`+jsonText(given)+`": "`+jsonText(given)+`", "schema": "`+jsonText(given)+`"}`)
		s.eachFlag(func(line []string, f *pflag.Flag) {
			source := "survey.csv"
			if line[0] == "report" {
				source = "report.yaml"
			}
			for _, value := range values(f, given) {
				if len(line) == 1 && (line[0] == "compare" || line[0] == "trend" || line[0] == "sample") {
					s.drive(line[0], "nps", "--"+f.Name+"="+value, source)
				} else {
					s.drive(append(line[:len(line):len(line)], "--"+f.Name+"="+value, source)...)
				}
			}
		})
	}
}

// values are those to try with a flag: as text, as part of what it may be made of, and as a file.
func values(f *pflag.Flag, given string) []string {
	if _, free := f.Value.(interface{ GetSlice() []string }); !free && f.Value.Type() != "string" {
		return []string{given}
	}
	list := []string{given, given + "=1", "1=" + given, given + ">=1", "value>=" + given}
	if takesFile(f) {
		list = append(list, "hostile.csv", "hostile.json", filepath.Join(given, "x"), "json="+filepath.Join(given, "x"))
	}
	return list
}

// eachFlag calls do with every flag, once for each kind of command that has it.
func (s *stage) eachFlag(do func(line []string, f *pflag.Flag)) {
	d := &desk{World: World{Getenv: func(string) string { return "" }}, offered: everything()}
	tried := make(map[string]bool) // metrics share their flags
	var walk func(line []string, cmd *cobra.Command)
	walk = func(line []string, cmd *cobra.Command) {
		cmd.Flags().VisitAll(func(f *pflag.Flag) {
			if key := cmd.GroupID + f.Name + f.Usage; !tried[key] {
				tried[key] = true
				do(line, f)
			}
		})
		for _, below := range cmd.Commands() {
			walk(append(line[:len(line):len(line)], below.Name()), below)
		}
	}
	for _, cmd := range d.root().Commands() {
		walk([]string{cmd.Name()}, cmd)
	}
}

func jsonText(s string) string {
	b, _ := json.Marshal(s)
	return strings.Trim(string(b), `"`)
}

// Nor what stands in the place of a command, a flag, or the name of a thing.
func TestHostileWords(t *testing.T) {
	s := newStage(t)
	s.file("survey.csv", survey)
	for _, given := range hostiles() {
		for _, line := range [][]string{{}, {"nps"}, {"help"}, {"config"}, {"config", "show"}, {"layout"}, {"layout", "show"}, {"completion"}, {"man"},
			{"version"}, {"compare"}, {"trend"}, {"sample"}, {"report"}, {"inspect"}, {"compare", "nps"}, {"trend", "nps"}, {"sample", "nps"}} {
			for _, word := range []string{given, "-" + given, "--" + given, "--" + given + "=x"} {
				s.drive(append(line[:len(line):len(line)], word)...)
			}
			s.drive(append(line[:len(line):len(line)], "survey.csv", given)...)
		}
	}
}

// Nor the names of files, whatever is wrong with them.
func TestHostileFiles(t *testing.T) {
	s := newStage(t)
	for _, given := range hostiles() {
		page := "<!doctype html><html><body>Sign in</body></html>"
		for name, text := range map[string]string{
			"good.csv": survey, "empty.csv": "", "header.csv": "score\n", "binary.csv": "\x00\x01\x02\x03\x04\x05\x06\x07", "page.csv": page,
			"cut.csv.gz": "\x1f\x8b\x08\x00", "no.zip": "PK\x03\x04", "old.xls": "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "x.parquet": "PAR1\x15",
			"x.7z": "7z\xbc\xaf\x27\x1c", "x.json": `{"a": [`, "x.ndjson": "{\"score\": 9}\n{\n", "x.xlsx": "PK\x05\x06",
			"mixed.csv": "score,date\n9,13/04/2026\n3,04/13/2026\n", "two.csv": "nps,nps2,x\n9,8,1\n", "broken.csv": "score,x\n9,\"a\n", "words.csv": "score\ngood\nbad\n",
			"ledger.csv": "customer,month,mrr\na,2026-01,5\nb,2026-01,7\na,2026-02,5\n", "odd.csv": "customer,month,mrr\na,2026-01,x\nb,13,7\n",
			"one.zip": zipped(given + ".csv"), "more.zip": zipped(given+".csv", "b"+given+".txt"), "inner.zip": zipped(given + ".zip"),
			"sheets.xlsx": workbookOf(given), "tables.xlsx": tablesOf(given),
		} {
			name = given + name
			s.file(name, text)
			for _, line := range [][]string{{"inspect"}, {"nps"}, {"churn"}, {"nps", "--strict", "--explain"}, {"repeat"}, {"nps", "--by", ".source"},
				{"report"}, {"nps", "--config", name}, {"nps", "-o", "json"}, {"compare", "nps"}, {"nps", "--score", "no"}, {"nps", "--period", "month"},
				{"nps", "--sheet", "no"}, {"nps", "-o", "json=" + name}, {"nps", "--rejects", name}, {}} {
				s.drive(append(line[:len(line):len(line)], name)...)
			}
			s.drive("compare", "nps", name, name)
			s.drive("nps", name, name, "-o", name+"/x.json")
			s.drive("churn", "--rates", name, "--report-currency", "EUR", given+"ledger.csv")
			s.drive("sample", "--check", name, given+"good.csv")
			s.drive("sample", "--rake", name, given+"good.csv")
			s.drive("nps", "--baseline", name, given+"good.csv")
			s.drive("trend", name)
		}
		for _, name := range []string{given + "missing", given + "*", "[" + given, "{" + given, given + "/", given + "/x*.csv", given + "-", strings.Repeat(given, 200)} {
			s.drive("nps", name)
			s.drive("report", name)
			s.drive("nps", "-o", name+".json", "-o", name+".json", given+"good.csv")
			s.drive(name)
		}
		s.file(filepath.Join(given, "in.csv"), survey)
		s.drive("nps", given)
		s.drive("inspect", given)
		s.drive("nps", filepath.Join(given, "*"))
		s.drive("config", "init", "--config", given+".yaml")
		s.drive("config", "init", "--config", given+".yaml")
	}
}

func zipped(names ...string) string {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range names {
		f, _ := w.Create(name)
		f.Write([]byte(survey))
	}
	w.Close()
	return b.String()
}

// workbookOf has two sheets with a name, and it in their headers and cells.
func workbookOf(name string) string {
	return workbook(name, [][]string{{"region" + name, "score" + name}, {name, "9"}, {name, "3"}})
}

// tablesOf has two tables in a sheet.
func tablesOf(name string) string {
	return workbook(name, [][]string{{name, "score"}, {"a", "9"}, {"b", "3"}, {}, {}, {name + "x", "score"}, {"a", "9"}, {"b", "2"}})
}

// workbook writes two sheets with the same rows, as far as XML can hold their texts.
func workbook(name string, rows [][]string) string {
	var sheet, list, rels bytes.Buffer
	for i, row := range rows {
		fmt.Fprintf(&sheet, `<row r="%d">`, i+1)
		for j, cell := range row {
			fmt.Fprintf(&sheet, `<c r="%c%d" t="inlineStr"><is><t>`, 'A'+j, i+1)
			xml.EscapeText(&sheet, []byte(cell))
			sheet.WriteString("</t></is></c>")
		}
		sheet.WriteString("</row>")
	}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	add := func(file, text string) {
		f, _ := w.Create(file)
		io.WriteString(f, xml.Header+text)
	}
	const main, relations = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	for i := range 2 {
		list.WriteString(`<sheet name="`)
		xml.EscapeText(&list, []byte(name+fmt.Sprint(i)))
		fmt.Fprintf(&list, `" sheetId="%[1]d" r:id="r%[1]d"/>`, i+1)
		fmt.Fprintf(&rels, `<Relationship Id="r%[1]d" Type="%[2]s/worksheet" Target="worksheets/sheet%[1]d.xml"/>`, i+1, relations)
		add(fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1), `<worksheet xmlns="`+main+`"><sheetData>`+sheet.String()+`</sheetData></worksheet>`)
	}
	add("xl/workbook.xml", `<workbook xmlns="`+main+`" xmlns:r="`+relations+`"><sheets>`+list.String()+`</sheets></workbook>`)
	add("xl/_rels/workbook.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`+rels.String()+`</Relationships>`)
	w.Close()
	return b.String()
}

// Nor what headers and cells hold, in any kind of text, for any metric.
func TestHostileCells(t *testing.T) {
	s := newStage(t)
	for _, given := range hostiles() {
		q := `"` + strings.ReplaceAll(given, `"`, `""`) + `"`
		j := jsonText(given)
		sources := map[string]string{
			"headers.csv":  fmt.Sprintf("%[1]s,%[1]s,score %[1]s\nEU,2026-01-03,9\nUS,2026-02-03,3\n", q),
			"cells.csv":    fmt.Sprintf("id,region,date,score\n%[1]s,%[1]s,2026-01-03,9\n%[1]s,US,%[1]s,%[1]s\n3,US,2026-02-04,10\n", q),
			"dates.csv":    fmt.Sprintf("id,date,score\n1,%[1]s,9\n2,%[1]s,8\n", q),
			"wide.csv":     fmt.Sprintf("id,score\n1,9,%[1]s\n2,8\n3\n%[1]s\n", q),
			"quotes.csv":   fmt.Sprintf("id,score\n1,%[1]sx\n2,\"%[2]s\n", q, given),
			"ledger.csv":   fmt.Sprintf("customer,month,mrr,%[1]s\n%[1]s,2026-01,5,%[1]s\n%[1]s,2026-01,6,x\nb,2026-02,7,%[1]s\n%[1]s,%[1]s,%[1]s,%[1]s\n", q),
			"money.csv":    fmt.Sprintf("customer,month,mrr,currency\na,2026-01,5,%[1]s\nb,2026-02,7,EUR\n", q),
			"moves.csv":    fmt.Sprintf("customer,date,type,amount\na,2026-01-01,%[1]s,5\nb,2026-02-01,new,7\n%[1]s,2026-02-02,churn,99\n", q),
			"subs.csv":     fmt.Sprintf("customer,start,end,interval,mrr,status,reason\na,2026-01-01,%[1]s,%[1]s,7,%[1]s,%[1]s\n%[1]s,2026-02-01,2026-01-01,month,7,x,y\n", q),
			"orders.csv":   fmt.Sprintf("customer,order_date,total,product\n%[1]s,2026-01-01,5,%[1]s\n%[1]s,2026-02-01,%[1]s,x\n", q),
			"keys.json":    fmt.Sprintf(`[{"%[1]s":"%[1]s","%[1]s":2,"a":{"%[1]s":[1]},"score":"%[1]s"},{"score":9,"x%[1]s":{"y":1}}]`, j),
			"two.json":     fmt.Sprintf(`{"%[1]s":[{"score":9}],"b%[1]s":[{"score":8}]}`, j),
			"deep.json":    fmt.Sprintf(`{"%[1]s":{"%[1]s":[{"score":9,"%[1]s":{"%[1]s":1}}]}}`, j),
			"twice.json":   fmt.Sprintf(`{"%[1]s":[{"score":9}],"%[1]s":[{"score":9}]}`, j),
			"broken.json":  fmt.Sprintf(`[{"%[1]s":"%[1]s}]`, j),
			"raw.json":     fmt.Sprintf(`[{"%[1]s":%[1]s}]`, given),
			"lines.ndjson": fmt.Sprintf("{\"%[1]s\":1,\"score\":\"%[1]s\"}\n{\"%[1]s\"}\n%[2]s\n", j, strings.ReplaceAll(given, "\n", "")),
			"doc.json":     fmt.Sprintf(`{"schema":"%[1]s","metric":"%[1]s","total":{"value":"%[1]s"},"definition":"%[1]s"}`, j),
			"book.xlsx":    workbookOf(given),
		}
		for name, text := range sources {
			s.file(name, text)
			s.drive("inspect", name)
			s.drive("inspect", "--full", name)
			s.drive("inspect", "-o", "json", name)
			s.drive("nps", "--baseline", name, "cells.csv")
			s.drive("nps", "--records", given, name)
			s.drive("trend", "nps", "--period", "month", name)
			s.drive("trend", name)
			s.drive("sample", "nps", "--margin", "5", name)
			s.drive("sample", "--check", "cells.csv", name)
			s.drive("sample", "--rake", name, "cells.csv", "--respondent", "id")
			s.drive("compare", "nps", "--by", "#1", name)
			s.drive("compare", "nps", name, name)
			s.drive("__complete", "nps", name, "--by", "")
			s.drive("__complete", "nps", name, "--score", "")
			for _, m := range everything() {
				s.drive(m.Name, name)
				s.drive(m.Name, "--explain", "--strict", name)
				s.drive(m.Name, "--by", "#1", "--by", given, "-o", "csv", name)
				for _, format := range formatNames() {
					if m.Name != "nps" && m.Name != "churn" {
						continue
					}
					s.drive(m.Name, "--by", "#1", "--min-n", "2", "--threshold", given+".value>=1", "-o", format, name)
				}
				s.drive(m.Name, "--score", "*", "--customer", "#1", "--where", given+"="+given, name)
				s.drive(m.Name, "--time", "#2", "--period", "month", "--dedup", "latest", "--respondent", "#1", "--rejects=-", "-o", "json=x.json", name)
			}
		}
	}
}

// Nor what settings, reports, layouts and variables say.
func TestHostileSettings(t *testing.T) {
	s := newStage(t)
	s.file("survey.csv", survey)
	for _, given := range hostiles() {
		y := fmt.Sprintf("%q", strings.ToValidUTF8(given, "?")) // a YAML text in double quotes
		for _, text := range []string{
			"%[1]s: 1", "nps: {%[1]s: 1}", "score: %[1]s", "by: [%[1]s]", "nps: {score: {%[1]s: 2}}", "where: [%[1]s]", "jobs: %[1]s", "nps: %[1]s",
			"output: [%[1]s]", "threshold: [%[1]s]", "%[1]s: 1\n%[1]s: 2", "a: &%[1]s", "%[1]s", "*%[1]s", "? [%[1]s]", "&a %[1]s: *b", "target: %[1]s",
			"!%[1]s x: 1", "population: [1]\n%[1]s", "nps: {where: %[1]s}", "baseline: %[1]s", "layout: %[1]s", "scale: %[1]s", "tz: %[1]s",
			"metric: %[1]s",
		} {
			s.file("cxcalc.yaml", fmt.Sprintf(text, y))
			s.drive("nps", "survey.csv")
			s.drive("config", "show")
			s.drive("config", "show", "nps")
			s.drive("config", "show", "--json")
			s.drive("report", "cxcalc.yaml")
			s.file("cxcalc.yaml", fmt.Sprintf(text, given))
			s.drive("nps", "survey.csv")
			s.drive("report", "cxcalc.yaml")
		}
		os.Remove("cxcalc.yaml")
		for _, text := range []string{
			"title: %[1]s\nsources: [survey.csv]\nquestions:\n  - metric: nps\n    name: %[1]s\n  - metric: nps\n    name: %[1]s",
			"title: %[1]s\nsources: [survey.csv]\nquestions:\n  - metric: nps\n    name: %[1]s\n    by: [region]\n    threshold: [value>=90]",
			"sources: [survey.csv]\nquestions:\n  - metric: nps\n    name: %[1]s\n    score: %[1]s\n  - metric: nps",
			"sources: [%[1]s]\nquestions:\n  - metric: nps", "sources: [survey.csv]\nquestions:\n  - metric: %[1]s", "questions: %[1]s",
			"sources: [survey.csv]\nquestions:\n  - %[1]s: nps", "sources: [survey.csv]\ndefaults: {%[1]s: x}\nquestions:\n  - metric: nps",
			"sources: [survey.csv]\noutputs: [%[1]s]\nquestions:\n  - metric: nps", "sources: [survey.csv]\noutputs: [json=%[1]s/x]\nquestions:\n  - metric: nps",
			"sources: [survey.csv]\nquestions:\n  - metric: nps\n    where: [%[1]s]", "sources: [survey.csv]\nquestions:\n  - metric: churn\n    name: %[1]s\n    rates: %[1]s",
		} {
			s.file("r.yaml", fmt.Sprintf(text, y))
			for _, format := range []string{"table", "markdown", "json", "ndjson", "csv", given} {
				s.drive("report", "r.yaml", "-o", format)
			}
			s.drive("report", "r.yaml")
		}
		s.variables(given)
		s.layoutsOf(given)
	}
}

// variables sets each variable of a flag.
func (s *stage) variables(given string) {
	s.eachFlag(func(line []string, f *pflag.Flag) {
		if line[0] != "nps" && line[0] != "churn" {
			return
		}
		s.env[envName(f.Name)] = given
		s.drive(line[0], "survey.csv")
		s.drive("config", "show", line[0])
		delete(s.env, envName(f.Name))
	})
	for _, name := range []string{"CXCALC_CONFIG", "CXCALC_" + given, "CXCALC_NPS_" + given} {
		s.env[name] = given
		s.drive("nps", "survey.csv")
		s.drive("config", "show")
		delete(s.env, name)
	}
}

// layoutsOf puts layouts of the user's own in place.
func (s *stage) layoutsOf(given string) {
	folder := filepath.Join("home", ".config", "cxcalc", "layouts")
	s.env["HOME"] = "home"
	for _, text := range []string{
		"title: %[1]s\nheaders: region\nscore: %[1]s\n", "%[1]s: x\n", "title: x\nnps: %[1]s\n", "labels: %[1]s\n", "check: %[1]s\n", "title %[1]s\n", "skip: %[1]s\n",
	} {
		name := filepath.Join(folder, strings.ReplaceAll(given, "/", "")+".layout")
		s.file(name, fmt.Sprintf(text, given))
		s.drive("nps", "survey.csv")
		s.drive("inspect", "survey.csv")
		s.drive("layout", "list")
		s.drive("layout", "show", given)
		s.drive("layout", "show", strings.TrimSuffix(filepath.Base(name), ".layout"))
		os.Remove(name)
	}
}
