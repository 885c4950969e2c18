package ask

import (
	"math"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/rows"
	"github.com/cxcalc/cxcalc/pkg/source"
)

// An Intake is how sources are read.
type Intake struct {
	// Dataset tells how their bytes become tables.
	Dataset dataset.Options
	// Decimal is the decimal mark, 0 to take that of each source.
	Decimal byte
	// Workers and MaxGroups bound what the reading may take.
	Workers, MaxGroups int
}

// Reading understands how the sources are to be read.
func Reading(v flags.Values) (in Intake, err error) {
	in.Workers, in.MaxGroups = int(v.Int("jobs")), int(v.Int("max-groups"))
	if in.Workers <= 0 {
		in.Workers = runtime.GOMAXPROCS(0)
	}
	in.Dataset.HeaderRows = int(v.Int("header-rows"))
	if in.Dataset.HeaderRows < 1 {
		return in, problem.Usage("--header-rows %d is not a number of rows from 1", in.Dataset.HeaderRows)
	}
	if path := v.Text("records"); path != "" {
		in.Dataset.Records = strings.Split(path, ".")
	}
	for _, step := range []func(flags.Values) error{in.form, in.marks, in.limits} {
		if err := step(v); err != nil {
			return in, err
		}
	}
	return in, nil
}

// form understands what the sources are.
func (in *Intake) form(v flags.Values) error {
	_, err := oneOf(v, "layout", []string{"none"}, nil)
	if err == nil {
		in.Dataset.Format, err = oneOf(v, "input-format", source.Formats(), nil)
	}
	if err == nil {
		in.Dataset.Encoding, err = oneOf(v, "encoding", source.Encodings(), source.EncodingName)
	}
	return err
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
func (in *Intake) marks(v flags.Values) error {
	switch text := v.Text("delimiter"); {
	case text == "auto":
	case text == "tab", text == `\t`:
		in.Dataset.Delimiter = '\t'
	case len(text) != 1 || text[0] >= utf8.RuneSelf || strings.Contains("\r\n\"", text):
		return problem.Usage("--delimiter %q is not auto, tab or one ASCII character", text)
	default:
		in.Dataset.Delimiter = text[0]
	}
	switch text := v.Text("decimal"); text {
	case "auto":
	case ".", ",":
		in.Decimal = text[0]
	default:
		return problem.Usage("--decimal %q is not one of auto, . and ,", text)
	}
	return nil
}

// limits understands how much there may be.
func (in *Intake) limits(v flags.Values) (err error) {
	if in.Dataset.MaxCell, err = size(v, "max-cell"); err != nil {
		return err
	}
	if in.Dataset.MaxRecord, err = size(v, "max-record"); err != nil {
		return err
	}
	if in.MaxGroups < 1 {
		return problem.Usage("--max-groups %d is not a number from 1", in.MaxGroups)
	}
	return nil
}

// size understands a number of bytes such as 4MiB.
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
	x, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
	if err != nil || math.IsNaN(x) || math.IsInf(x, 0) {
		return 0, problem.Usage("--%s %q is not a number", flag, text)
	}
	return x, nil
}

// Zone understands the zone of periods, and of times without one.
func Zone(v flags.Values) (*time.Location, error) {
	name := v.Text("tz")
	zone, err := time.LoadLocation(name)
	if err != nil || strings.EqualFold(name, "local") {
		return nil, problem.Usage("--tz %q is not a zone such as UTC or Europe/Madrid", name)
	}
	return zone, nil
}

// Target understands the figure to reach; nil for the metric's own.
func Target(v flags.Values) (*float64, error) {
	text := v.Text("target")
	if text == "" {
		return nil, nil
	}
	target, err := Number("target", strings.TrimSuffix(text, "%"))
	return &target, err
}

// Tolerance understands how many unusable rows are allowed.
func Tolerance(v flags.Values) (t rows.Tolerance, err error) {
	t.Limited = v.Is("strict")
	limit := v.Text("max-invalid")
	if limit == "" {
		return t, nil
	}
	text, percent := strings.CutSuffix(strings.TrimSpace(limit), "%")
	x, err := Number("max-invalid", text)
	if err != nil || x < 0 || percent && x > 100 || !percent && x != math.Trunc(x) {
		return t, problem.Usage("--max-invalid %q is not a number of rows or a share such as 1%%", limit)
	}
	switch {
	case t.Limited: // no row at all is the smaller number
	case percent:
		t = rows.Tolerance{Limited: true, Rows: -1, Share: x / 100}
	default:
		t = rows.Tolerance{Limited: true, Rows: int64(x)}
	}
	return t, nil
}
