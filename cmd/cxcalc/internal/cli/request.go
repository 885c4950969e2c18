package cli

import (
	"math"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/engine"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/report"
	"github.com/cxcalc/cxcalc/pkg/source"
	"github.com/cxcalc/cxcalc/pkg/survey"
)

// request turns the options of a command into what is to be computed.
func (o *Options) request(m metric.Answers) (*survey.Request, error) {
	r := &survey.Request{
		Metric: m, Score: o.Score, Weight: o.Weight, Count: o.Count, Respondent: o.Respondent, Time: o.Time,
		By: o.By, Missing: o.Missing, Fractional: o.Fractional, Where: o.Where,
		Since: o.Since, Until: o.Until, Period: o.Period, DateFormat: o.DateFormat,
		Dedup: engine.Dedup(o.Dedup), Thresholds: o.Threshold, Groups: o.groups(), MaxGroups: o.MaxGroups, Workers: o.workers(),
	}
	for _, step := range []func(*survey.Request) error{
		o.input, o.question, o.values, o.zone, o.target, o.tolerance,
	} {
		if err := step(r); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// groups returns what becomes of the groups.
func (o *Options) groups() report.Options {
	return report.Options{MinN: o.MinN, Sort: o.Sort, Head: o.Head}
}

// workers returns the number of workers.
func (o *Options) workers() int {
	if o.Jobs > 0 {
		return o.Jobs
	}
	return runtime.GOMAXPROCS(0)
}

// input settles how the sources are read.
func (o *Options) input(r *survey.Request) error {
	r.Dataset = dataset.Options{HeaderRows: o.HeaderRows}
	if o.HeaderRows < 1 {
		return wrong("--header-rows %d is not a number of rows from 1", o.HeaderRows)
	}
	if o.Layout != "auto" && o.Layout != "none" {
		return wrong("--layout %q is not one of auto, none", o.Layout)
	}
	if o.Records != "" {
		r.Dataset.Records = strings.Split(o.Records, ".")
	}
	if o.InputFormat != "auto" {
		if !slices.Contains(source.Formats(), o.InputFormat) {
			return wrong("--input-format %q is not one of auto, %s", o.InputFormat, strings.Join(source.Formats(), ", "))
		}
		r.Dataset.Format = o.InputFormat
	}
	if o.Encoding != "auto" {
		if _, ok := source.EncodingName(o.Encoding); !ok {
			return wrong("--encoding %q is not one of auto, %s", o.Encoding, strings.Join(source.Encodings(), ", "))
		}
		r.Dataset.Encoding = o.Encoding
	}
	var err error
	if r.Dataset.Delimiter, err = delimiter(o.Delimiter); err != nil {
		return err
	}
	switch o.Decimal {
	case "auto":
	case ".", ",":
		r.Decimal = o.Decimal[0]
	default:
		return wrong("--decimal %q is not one of auto, . and ,", o.Decimal)
	}
	if r.Dataset.MaxCell, err = size("max-cell", o.MaxCell); err != nil {
		return err
	}
	r.Dataset.MaxRecord, err = size("max-record", o.MaxRecord)
	if err == nil && o.MaxGroups < 1 {
		err = wrong("--max-groups %d is not a number from 1", o.MaxGroups)
	}
	return err
}

// delimiter reads the character between cells.
func delimiter(text string) (byte, error) {
	switch text {
	case "auto":
		return 0, nil
	case "tab", `\t`:
		return '\t', nil
	}
	if len(text) != 1 || text[0] >= utf8.RuneSelf || strings.Contains("\r\n\"", text) {
		return 0, wrong("--delimiter %q is not auto, tab or one ASCII character", text)
	}
	return text[0], nil
}

// units are the units of sizes, in lower case and without the b of bytes.
var units = map[string]int{"": 1, "k": 1 << 10, "ki": 1 << 10, "m": 1 << 20, "mi": 1 << 20, "g": 1 << 30, "gi": 1 << 30}

// size reads a number of bytes such as 4MiB.
func size(flag, text string) (int, error) {
	unit := strings.TrimLeft(strings.TrimSpace(text), "0123456789")
	digits := strings.TrimSuffix(strings.TrimSpace(text), unit)
	factor, ok := units[strings.TrimSuffix(strings.ToLower(strings.TrimSpace(unit)), "b")]
	if !ok || digits == "" {
		return 0, wrong("--%s %q is not a size such as 4MiB", flag, text)
	}
	n, err := strconv.Atoi(digits)
	if err != nil || n < 1 || n > (1<<30)/factor {
		return 0, wrong("--%s %q is not between 1 and 1GiB", flag, text)
	}
	return n * factor, nil
}

var scaleForm = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^\s*(-?[0-9]+)\s*(?:-|–|\.\.|:|to)\s*(-?[0-9]+)\s*$`)
})

// question settles scale, breaks and confidence.
func (o *Options) question(r *survey.Request) error {
	q := metric.Question{Scale: r.Metric.Scale, Reverse: o.Reverse, Confidence: o.Confidence, Population: o.Population,
		Breaks: make(map[string]float64)}
	if o.Scale != "" {
		m := scaleForm().FindStringSubmatch(o.Scale)
		if m == nil {
			return wrong("--scale %q is not MIN-MAX, such as 0-10", o.Scale)
		}
		q.ScaleGiven = true
		q.Scale.Min, _ = strconv.ParseFloat(m[1], 64)
		q.Scale.Max, _ = strconv.ParseFloat(m[2], 64)
		if steps := q.Scale.Max - q.Scale.Min; steps < 1 || steps > 1000 {
			return wrong("--scale %q does not rise by 1 to 1000 steps", o.Scale)
		}
	}
	for _, b := range r.Metric.Breaks {
		text := o.Breaks[b.Flag]
		if text == "" {
			continue
		}
		at, err := number(b.Flag, text)
		if err != nil {
			return err
		}
		q.Breaks[b.Flag] = at
	}
	r.Question = q
	return nil
}

func number(flag, text string) (float64, error) {
	x, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
	if err != nil || math.IsNaN(x) || math.IsInf(x, 0) {
		return 0, wrong("--%s %q is not a number", flag, text)
	}
	return x, nil
}

// values reads the scores that texts stand for; the text is everything before the last "=".
func (o *Options) values(r *survey.Request) error {
	r.Values = make(map[string]float64)
	for _, v := range o.Value {
		at := strings.LastIndex(v, "=")
		if at <= 0 {
			return wrong("--value %q is not TEXT=N, such as Good=4", v)
		}
		score, err := number("value", v[at+1:])
		if err != nil {
			return wrong("--value %q is not TEXT=N, such as Good=4: %q is not a number", v, v[at+1:])
		}
		text := v[:at]
		if old, ok := r.Values[text]; ok && old != score {
			return wrong("--value gives %q two scores, %v and %v", text, old, score)
		}
		r.Values[text] = score
	}
	return nil
}

func (o *Options) zone(r *survey.Request) error {
	zone, err := time.LoadLocation(o.TZ)
	if err != nil || strings.EqualFold(o.TZ, "local") {
		return wrong("--tz %q is not a zone such as UTC or Europe/Madrid", o.TZ)
	}
	r.Zone, r.ZoneName = zone, zone.String()
	return nil
}

func (o *Options) target(r *survey.Request) error {
	if o.Target == "" {
		return nil
	}
	target, err := number("target", strings.TrimSuffix(o.Target, "%"))
	r.Target = &target
	return err
}

// tolerance settles how many unusable rows are allowed.
func (o *Options) tolerance(r *survey.Request) error {
	if o.Strict {
		r.Invalid = survey.Tolerance{Limited: true}
	}
	if o.MaxInvalid == "" {
		return nil
	}
	t := survey.Tolerance{Limited: true}
	text, percent := strings.CutSuffix(strings.TrimSpace(o.MaxInvalid), "%")
	x, err := number("max-invalid", text)
	if err != nil || x < 0 || percent && x > 100 || !percent && x != math.Trunc(x) {
		return wrong("--max-invalid %q is not a number of rows or a share such as 1%%", o.MaxInvalid)
	}
	t.Rows = int64(x)
	if percent {
		t.Rows, t.Share = -1, x/100
	}
	if !o.Strict {
		r.Invalid = t
	}
	return nil
}
