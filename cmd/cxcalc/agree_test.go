package main_test

import (
	"os"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/cxcalc/cxcalc/pkg/board"
	"github.com/cxcalc/cxcalc/pkg/catalog"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// One run says the same in every format, its JSON holds to the schema of the metric, and what does not exist
// has a reason, for every metric over every other sample.
func TestFormatsAgree(t *testing.T) {
	defer debug.SetGCPercent(debug.SetGCPercent(400)) // thousands of runs in one process, of little memory each
	if testing.Short() {
		t.Skip("runs the program hundreds of times")
	}
	schemas := make(map[string]*jsonschema.Schema)
	for _, m := range questions() {
		schemas[m.name] = compileSchema(t, m.name)
	}
	out := t.TempDir()
	t.Chdir(filepath.Join(root, "testdata"))
	runs := 0
	for q, m := range questions() {
		for i, sample := range sampleNames(t) {
			if (q+i)%2 == 0 || filepath.Ext(sample) != ".csv" || strings.HasPrefix(sample, "bad-") || strings.Contains(sample, "/") {
				continue // the same answers in other forms, or the turn of another metric
			}
			m.ask(t, sample, func(flags []string) int {
				args := append([]string{m.name, sample}, flags...)
				p, status := everyFormat(t, out, args)
				if status != 0 && status != 3 {
					return status // no document
				}
				runs++
				p.fields, p.triangle = declarationOf(m.name)
				if slices.Contains(flags, "--board") {
					value := slices.IndexFunc(p.fields, func(f result.Field) bool { return f.Name == "value" })
					p.fields = slices.Concat(p.fields, board.Fields(p.fields[value]))
				}
				broken := append(disagreements(p), unexplained(p)...)
				if v, err := jsonschema.UnmarshalJSON(strings.NewReader(p.json)); err != nil || schemas[m.name].Validate(v) != nil {
					broken = append(broken, "it does not hold to its schema")
				}
				for _, what := range broken[:min(len(broken), 3)] {
					t.Errorf("cxcalc %s: %s", strings.Join(args, " "), what)
				}
				return status
			})
		}
	}
	t.Logf("%d runs compared", runs)
	if runs < 300 {
		t.Errorf("only %d runs were compared", runs)
	}
}

// everyFormat runs the program once and reads what it wrote. Where it fails there is no document.
func everyFormat(t *testing.T, dir string, args []string) (p printed, status int) {
	t.Helper()
	formats := map[string]*string{"json": &p.json, "ndjson": &p.ndjson, "csv": &p.csv, "table": &p.table, "markdown": &p.markdown}
	for name := range formats {
		args = append(args, "-o", name+"="+filepath.Join(dir, name))
	}
	if _, _, status = inside(args...); status != 0 && status != 3 {
		return p, status
	}
	for name, text := range formats {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		*text = string(b)
	}
	return p, status
}

func declarationOf(name string) ([]result.Field, *result.Triangle) {
	for _, m := range catalog.Metrics() {
		switch {
		case m.Name != name:
		case m.LedgerTraits != nil:
			return m.Fields, m.Triangle
		default:
			return m.Fields, nil
		}
	}
	return nil, nil
}

// unexplained tells of figures that do not exist in a document without any warning. The open cells of a
// triangle are blank by what they are.
func unexplained(p printed) []string {
	d := new(reading)
	if err := decode(p.json, d); err != nil || len(d.Warnings) > 0 {
		return nil
	}
	list := []group{d.Total}
	if p.triangle == nil {
		list = append(list, d.Groups...)
	}
	for _, g := range list {
		if g["value"] == nil {
			return []string{"a value is null and no warning says why"}
		}
	}
	return nil
}

var (
	markdownRule = regexp.MustCompile(`^\|[:| -]+\|$`)
	gaps         = regexp.MustCompile(` {2,}`)
)

// markdownGrids reads the headline and the tables of a page.
func markdownGrids(text string) []grid {
	lines := strings.Split(text, "\n")
	title, value, _ := strings.Cut(unmarked(strings.TrimPrefix(lines[0], "## ")), ": ")
	pieces := strings.Split(lines[2], ", ")
	for i, piece := range pieces {
		if strings.HasPrefix(piece, "met, not") || piece == "met" || piece == "missed" { // met, not proven
			pieces = append(pieces[:i:i], strings.Join(pieces[i:], ", "))
			break
		}
	}
	pieces[0] = value
	grids := []grid{{heads: []string{title}, rows: [][]string{pieces}}}
	for i, line := range lines {
		if !markdownRule.MatchString(line) {
			continue
		}
		g := grid{title: above(lines[:i]), heads: piped(lines[i-1])}
		for _, row := range lines[i+1:] {
			if !strings.HasPrefix(row, "|") {
				break
			}
			g.rows = append(g.rows, piped(row))
		}
		grids = append(grids, g)
	}
	return grids
}

func piped(line string) []string {
	line = strings.ReplaceAll(line, `\|`, "\x00")
	cells := strings.Split(strings.Trim(line, "|"), "|")
	for i, cell := range cells {
		cells[i] = strings.ReplaceAll(unmarked(strings.TrimSpace(cell)), "\x00", "|")
	}
	return cells
}

var unmark = strings.NewReplacer(`\_`, "_", `\*`, "*", `\#`, "#", `\[`, "[", `\]`, "]", `\~`, "~", `\\`, `\`, "&amp;", "&", "&lt;", "<", "&gt;", ">")

func unmarked(s string) string { return unmark.Replace(s) }

// tableGrids reads the headline and the tables of a page for terminals.
func tableGrids(text string) []grid {
	var grids []grid
	for i, block := range strings.Split(strings.TrimSuffix(text, "\n"), "\n\n") {
		lines := strings.Split(block, "\n")
		switch {
		case i == 0:
			pieces := gaps.Split(lines[0], -1)
			grids = append(grids, grid{heads: pieces[:1], rows: [][]string{pieces[1:]}})
		case len(lines) > 1 && strings.HasPrefix(lines[1], "─"):
			grids = append(grids, ruled(lines))
		case len(lines) > 2 && strings.HasPrefix(lines[2], "─"):
			g := ruled(lines[1:])
			g.title, _, _ = strings.Cut(lines[0], "  ")
			grids = append(grids, g)
		case strings.HasPrefix(lines[0], "rows ") || strings.HasPrefix(lines[0], "! "):
		case !strings.Contains(lines[0], "  "):
			g := grid{heads: []string{lines[0], "amount"}}
			for _, line := range lines[1:] {
				g.rows = append(g.rows, gaps.Split(line, -1))
			}
			grids = append(grids, g)
		default:
			grids = append(grids, figuresOf(lines))
		}
	}
	return grids
}

// figuresOf reads the list of figures: a label, a value, a share and a bar.
func figuresOf(lines []string) grid {
	g := grid{heads: []string{"figure", "value", "share"}}
	for _, line := range lines {
		cells := gaps.Split(line, -1)
		if strings.ContainsAny(cells[1], "▁▂▃▄▅▆▇█·") {
			continue // the distribution, drawn
		}
		row := []string{cells[0], cells[1], ""}
		if len(cells) > 2 && strings.HasSuffix(cells[2], " %") {
			row[2] = cells[2]
		}
		g.rows = append(g.rows, row)
	}
	return g
}

// ruled reads a table with a rule under its headings, by the columns of the rule.
func ruled(lines []string) grid {
	rule := []rune(lines[1])
	var spans [][2]int
	for i := 0; i < len(rule); i++ {
		if from := i; rule[i] == '─' {
			for i < len(rule) && rule[i] == '─' {
				i++
			}
			spans = append(spans, [2]int{from, i})
		}
	}
	cut := func(line string) []string {
		text := []rune(line)
		cells := make([]string, len(spans))
		for i, span := range spans {
			if span[0] < len(text) {
				cells[i] = strings.TrimSpace(string(text[span[0]:min(span[1], len(text))]))
			}
		}
		return cells
	}
	g := grid{heads: cut(lines[0])}
	for _, line := range lines[2:] {
		first := strings.TrimSpace(line)
		if strings.HasPrefix(first, "█ ") || strings.HasPrefix(first, "✓ ") || strings.HasPrefix(first, "~ ") || strings.HasPrefix(first, "✗ ") ||
			strings.Contains(first, " by age") {
			break // what the signs mean
		}
		g.rows = append(g.rows, cut(line))
	}
	return g
}
