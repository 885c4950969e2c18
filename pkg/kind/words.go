package kind

import (
	"math"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/cxcalc/cxcalc/pkg/arrange"
	"github.com/cxcalc/cxcalc/pkg/board"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/source"
	"github.com/cxcalc/cxcalc/pkg/span"
)

// settle understands how sources are read and how the figure is judged.
func (t *Words) settle(v flags.Values) error {
	t.Workers, t.MaxGroups = int(v.Int("jobs")), int(v.Int("max-groups"))
	t.Groups = arrange.Arrangement{MinN: v.Int("min-n"), Sort: v.Text("sort"), Head: int(v.Int("head"))}
	if err := t.board(v); err != nil {
		return err
	}
	if t.Workers < 0 {
		return problem.Usage("--jobs %d is below 0", t.Workers)
	}
	if t.Workers == 0 {
		t.Workers = runtime.GOMAXPROCS(0)
	}
	for _, step := range []func(flags.Values) error{t.form, t.marks, t.limits, t.zone, t.target, t.tolerance} {
		if err := step(v); err != nil {
			return err
		}
	}
	return nil
}

// board understands how the groups are ranked, where they are.
func (t *Words) board(v flags.Values) error {
	prior, err := board.ParsePrior(v.Text("prior"))
	mean, _, _ := strings.Cut(v.Text("prior"), ":")
	switch {
	case err != nil:
		return err
	case prior != nil && prior.Mean != nil && t.Metric.Sizeable && problem.IsFraction(mean, *prior.Mean):
		return problem.Fraction("--prior "+v.Text("prior"), *prior.Mean)
	case !v.Is("board") && prior != nil:
		e := problem.Usage("--prior %q is what a board draws groups to, and no board is asked for", v.Text("prior"))
		e.Flags = []string{"--board"}
		return e
	case !v.Is("board"):
		return nil
	case len(t.By) == 0:
		return problem.Usage("--board ranks the groups of --by, and no column is named").Advise("--by COL makes a group of every value of a column")
	case t.Period != "":
		return problem.Usage("--board ranks the groups of --by, and --period %s makes several of each; leave it out", t.Period)
	case t.Groups.Sort != "":
		return problem.Usage("--sort %q: a board has its own order", t.Groups.Sort)
	}
	t.Board = &board.Board{Prior: prior, Confidence: v.Number("confidence")}
	if t.Groups.MinN == 0 {
		t.Groups.MinN = board.LeastN
	}
	return nil
}

func (t *Words) form(v flags.Values) (err error) {
	if t.Dataset.HeaderRows, err = above(v, "header-rows", "rows"); err != nil {
		return err
	}
	if t.Dataset.Skip, err = above(v, "skip", "lines"); err != nil {
		return err
	}
	t.Dataset.Lenient, t.Dataset.Unplaced = v.Is("lenient"), v.Is("no-places")
	if path := v.Text("records"); path != "" {
		t.Dataset.Records = strings.Split(path, ".")
	}
	t.Dataset.Sheet = v.Text("sheet")
	if t.Dataset.Access, err = access(v); err != nil {
		return err
	}
	t.Dataset.Layout = v.Text("layout")
	if t.Dataset.Format, err = oneOf(v, "input-format", source.Formats(), nil); err != nil {
		return err
	}
	t.Dataset.Encoding, err = oneOf(v, "encoding", source.Encodings(), source.EncodingName)
	return err
}

// access understands how databases are asked.
func access(v flags.Values) (dataset.ServerTerms, error) {
	a := dataset.ServerTerms{Query: strings.TrimSpace(v.Text("query")), PasswordFile: v.Text("password-file"), Insecure: v.Is("insecure")}
	text := v.Text("timeout")
	if text == "0" {
		return a, nil
	}
	var err error
	if a.Timeout, err = time.ParseDuration(text); err != nil || a.Timeout <= 0 {
		return a, problem.Usage("--timeout %q is not a time such as 30s or 5m, or 0 for no bound", text)
	}
	return a, nil
}

// mostAbove is the most rows or lines that can stand above the data.
const mostAbove = 10_000

// above returns how many rows or lines stand above the data, as Terms has it.
func above(v flags.Values, flag, what string) (int, error) {
	text := v.Text(flag)
	if text == "auto" {
		return 0, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 || n > mostAbove {
		return 0, problem.Usage("--%s %q is not auto or a number of %s from 0", flag, text, what)
	}
	if n == 0 {
		return dataset.NoRows, nil
	}
	return n, nil
}

// oneOf returns a word of a list, "" for auto. find, where it is not nil, knows more words than the list.
func oneOf(v flags.Values, flag string, list []string, find func(string) (string, bool)) (string, error) {
	text := v.Text(flag)
	if text == "auto" {
		return "", nil
	}
	known := slices.Contains(list, text)
	if find != nil {
		_, known = find(text)
	}
	if !known {
		return "", problem.Usage("--%s %q is not one of auto, %s", flag, text, strings.Join(list, ", "))
	}
	return text, nil
}

// marks understands what stands between cells, and before decimals.
func (t *Words) marks(v flags.Values) error {
	switch text := v.Text("delimiter"); {
	case text == "auto":
	case text == "tab", text == `\t`:
		t.Dataset.Delimiter = '\t'
	case len(text) != 1 || text[0] >= utf8.RuneSelf || strings.Contains("\r\n\"", text):
		return problem.Usage("--delimiter %q is not auto, tab or one ASCII character", text)
	default:
		t.Dataset.Delimiter = text[0]
	}
	switch text := v.Text("decimal"); text {
	case "auto":
	case ".", ",":
		t.Decimal = text[0]
	default:
		return problem.Usage("--decimal %q is not one of auto, . and ,", text)
	}
	return nil
}

func (t *Words) limits(v flags.Values) (err error) {
	if t.Dataset.MaxCell, err = size(v, "max-cell"); err != nil {
		return err
	}
	if t.Dataset.MaxRecord, err = size(v, "max-record"); err != nil {
		return err
	}
	if t.MaxGroups < 1 {
		return problem.Usage("--max-groups %d is not a number from 1", t.MaxGroups)
	}
	return nil
}

func size(v flags.Values, flag string) (int, error) {
	units := map[string]int{"": 1, "k": 1 << 10, "ki": 1 << 10, "m": 1 << 20, "mi": 1 << 20, "g": 1 << 30, "gi": 1 << 30}
	text := v.Text(flag)
	unit := strings.TrimLeft(strings.TrimSpace(text), "0123456789")
	digits := strings.TrimSuffix(strings.TrimSpace(text), unit)
	factor, ok := units[strings.TrimSuffix(strings.ToLower(strings.TrimSpace(unit)), "b")]
	if !ok || digits == "" {
		return 0, problem.Usage("--%s %q is not a size such as 4MiB", flag, text)
	}
	n, err := strconv.Atoi(digits)
	if err != nil || n < 1 || n > (1<<30)/factor {
		return 0, problem.Usage("--%s %q is not between 1 and 1GiB", flag, text)
	}
	return n * factor, nil
}

// Number understands the number that a flag gives.
func Number(flag, text string) (float64, error) {
	x, err := flags.Number(flag, text)
	if err != nil {
		return 0, problem.Wrong("", err)
	}
	return x, nil
}

func (t *Words) zone(v flags.Values) (err error) {
	name := v.Text("tz")
	t.Zone, err = time.LoadLocation(name)
	if err != nil || strings.EqualFold(name, "local") {
		return problem.Usage("--tz %q is not a zone such as UTC or Europe/Madrid", name)
	}
	t.ZoneName = t.Zone.String()
	return nil
}

func (t *Words) target(v flags.Values) error {
	text := v.Text("target")
	if text == "" {
		return nil
	}
	if micros, clear := span.Parse(text, span.Yardstick{}, '.'); t.Metric.Unit == "seconds" && clear == span.Good {
		target := float64(micros) / 1e6
		t.Target = &target
		return nil
	}
	target, err := Number("target", strings.TrimSuffix(text, "%"))
	t.Target = &target
	if err == nil && t.Metric.Sizeable && problem.IsFraction(text, target) {
		e := problem.Fraction("--target "+text, target)
		e.Flags = []string{"--target", strconv.FormatFloat(100*target, 'g', 12, 64)}
		return e
	}
	return err
}

func (t *Words) tolerance(v flags.Values) error {
	t.Invalid.Limited = v.Is("strict")
	limit := v.Text("max-invalid")
	if limit == "" {
		return nil
	}
	text, percent := strings.CutSuffix(strings.TrimSpace(limit), "%")
	x, err := Number("max-invalid", text)
	if err != nil || x < 0 || percent && x > 100 || !percent && x != math.Trunc(x) {
		return problem.Usage("--max-invalid %q is not a number of rows or a share such as 1%%", limit)
	}
	switch {
	case t.Invalid.Limited: // no row at all is the smaller number
	case percent:
		t.Invalid = Tolerance{Limited: true, Rows: -1, Share: x / 100}
	default:
		t.Invalid = Tolerance{Limited: true, Rows: int64(x)}
	}
	return nil
}

// Flags lists what can be asked of every metric: about rows and groups, figures, unusable rows, and how the
// sources are read.
func Flags() []flags.Flag {
	return []flags.Flag{
		{Name: "where", Default: []string(nil), Group: flags.Rows, Adds: true, Usage: "keep rows that meet `EXPR`: col=v col!=v col<v col<=v col>v col>=v col~regexp 'col in a,b'; repeated ones must all hold"},
		{Name: "exclude", Default: []string(nil), Group: flags.Rows, Adds: true, Usage: "rows that meet `EXPR` are no data, such as tests and previews; repeatable"},
		{Name: "since", Default: "", Group: flags.Rows, Usage: "keep rows from `DATE` on, a date or time"},
		{Name: "until", Default: "", Group: flags.Rows, Usage: "keep rows before `DATE`"},
		{Name: "by", Default: []string(nil), Group: flags.Rows, Usage: "one row of results per value of `COL`; repeatable"},
		{Name: "period", Default: "", Group: flags.Rows, Usage: "one row of results per `PERIOD`: day, week, month, quarter or year"},
		{Name: "sort", Default: "", Group: flags.Rows, PerMetric: true, Usage: "order the groups by `FIELD`, such as value or n; -FIELD begins with the highest"},
		{Name: "head", Default: 0, Group: flags.Rows, Usage: "tables show the first `N` groups; 0 for all that fit"},
		{Name: "min-n", Default: int64(0), Group: flags.Rows, Usage: "hold back the figures of groups whose n is below `N`"},
		{Name: "board", Default: false, Group: flags.Rows, Usage: "rank the groups of --by, each drawn to the others as far as it stands on little; holds back below 10, or --min-n"},
		{Name: "prior", Default: "auto", Group: flags.Rows, PerMetric: true, Usage: "draw the groups of a board as if `N|FIGURE:N` answers more had given a figure, such as 80:20; auto learns it from them"},
		{Name: "tz", Default: "UTC", Group: flags.Rows, Usage: "the `ZONE` of periods, and of times without a zone"},
		{Name: "date-format", Default: "", Group: flags.Rows, Usage: "times are written as `FORMAT`: iso, dmy, mdy, unix, unixms, excel, or like %d.%m.%Y %H:%M"},

		{Name: "confidence", Default: 0.95, Group: flags.Figures, Usage: "`LEVEL` of the intervals"},
		{Name: "target", Default: "", Group: flags.Figures, PerMetric: true, Usage: "judge the figure against `N`"},
		{Name: "baseline", Default: "", Group: flags.Figures, PerMetric: true,
			Usage: "compare with the document in `FILE` that -o json wrote; thresholds may say value>=baseline-2"},
		{Name: "threshold", Default: []string(nil), Group: flags.Figures, PerMetric: true,
			Usage: "exit with status 3 unless `EXPR` holds, such as value>=30, low>=20 or EU.value>=10; repeatable"},

		{Name: "strict", Default: false, Group: flags.Output, Usage: "fail when any row is invalid, out of range or malformed"},
		{Name: "max-invalid", Default: "", Group: flags.Output, Usage: "fail when more than `N|N%` of the rows are"},

		{Name: "no-places", Default: false, Group: flags.Output, Usage: "nothing hangs on where rows stand or on their order: no lines, and the same of the rows in any order and any files, or in a database"},

		{Name: "input-format", Default: "auto", Group: flags.Input, Usage: "`FORMAT` of the sources: auto, csv, tsv, json, ndjson or xlsx"},
		{Name: "layout", Default: "auto", Group: flags.Input, Usage: "shape of the export, `NAME`: auto, none, or one that cxcalc layout list shows"},
		{Name: "delimiter", Default: "auto", Group: flags.Input, Usage: "`CHAR` between cells: auto, tab, or the character"},
		{Name: "encoding", Default: "auto", Group: flags.Input, Usage: "`NAME` of the encoding: auto, utf-8, utf-16le, windows-1252, windows-1251 …"},
		{Name: "decimal", Default: "auto", Group: flags.Input, Usage: "decimal `MARK`: auto, . or ,"},
		{Name: "header-rows", Default: "auto", Group: flags.Input, Usage: "`N` rows stand above the data, the first names the columns; 0 for none, they are #1, #2 … then"},
		{Name: "skip", Default: "auto", Group: flags.Input, Usage: "`N` lines stand above the table, and are no part of it"},
		{Name: "lenient", Default: false, Group: flags.Input, Usage: "repair rows where that is safe: a missing last cell, empty cells too many"},
		{Name: "records", Default: "", Group: flags.Input, Usage: "the array of records sits at `PATH` in a JSON document"},
		{Name: "sheet", Default: "", Group: flags.Input, Usage: "`NAME|N` of the sheet of a workbook, NAME!A:F for some of its columns, or * for all with the same columns; the first with a table"},
		{Name: "max-cell", Default: "1MiB", Group: flags.Input, Usage: "the longest cell has `SIZE`"},
		{Name: "max-record", Default: "4MiB", Group: flags.Input, Usage: "the longest record has `SIZE`"},
		{Name: "max-groups", Default: 100_000, Group: flags.Input, Usage: "there are at most `N` groups"},
		{Name: "jobs", Default: 0, Group: flags.Input, Usage: "`N` workers; 0 for as many as there are processors"},

		{Name: "query", Default: "", Group: flags.Server, Usage: "read the rows of a `SELECT` in the place of a table"},
		{Name: "timeout", Default: "5m", Group: flags.Server, Usage: "a statement that takes longer than `TIME` is ended, such as 30s; 0 for no bound"},
		{Name: "password-file", Default: "", Group: flags.Server, Usage: "the password is the first line of `FILE`; or CLICKHOUSE_PASSWORD, PGPASSWORD, ~/.pgpass"},
		{Name: "insecure", Default: false, Group: flags.Server, Usage: "ask other machines without encryption"},
	}
}
