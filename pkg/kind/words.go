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
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/source"
)

// settle understands how sources are read and how the figure is judged.
func (t *Words) settle(v flags.Values) error {
	t.Workers, t.MaxGroups = int(v.Int("jobs")), int(v.Int("max-groups"))
	t.Groups = arrange.Arrangement{MinN: v.Int("min-n"), Sort: v.Text("sort"), Head: int(v.Int("head"))}
	if t.Workers <= 0 {
		t.Workers = runtime.GOMAXPROCS(0)
	}
	for _, step := range []func(flags.Values) error{t.form, t.marks, t.limits, t.zone, t.target, t.tolerance} {
		if err := step(v); err != nil {
			return err
		}
	}
	return nil
}

// form understands what the sources are.
func (t *Words) form(v flags.Values) (err error) {
	t.Dataset.HeaderRows = int(v.Int("header-rows"))
	if t.Dataset.HeaderRows < 1 {
		return problem.Usage("--header-rows %d is not a number of rows from 1", t.Dataset.HeaderRows)
	}
	if path := v.Text("records"); path != "" {
		t.Dataset.Records = strings.Split(path, ".")
	}
	if _, err = oneOf(v, "layout", []string{"none"}, nil); err != nil {
		return err
	}
	if t.Dataset.Format, err = oneOf(v, "input-format", source.Formats(), nil); err != nil {
		return err
	}
	t.Dataset.Encoding, err = oneOf(v, "encoding", source.Encodings(), source.EncodingName)
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

// limits understands how much there may be.
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
	target, err := Number("target", strings.TrimSuffix(text, "%"))
	t.Target = &target
	return err
}

// tolerance understands how many unusable rows are allowed.
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
