package main_test

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// TestGolden holds the program against the reference cases: each is written as a file, asked about as people would,
// and its document compared. A case has a maker by its id or by its metric, or a reason why no command tells it.
func TestGolden(t *testing.T) {
	forWholeRun(t)
	raw, err := os.ReadFile(filepath.Join(root, "..", "shared", "golden", "golden_values.json"))
	if err != nil {
		t.Skip("no reference data at ../shared/golden: test skipped")
	}
	var document struct {
		Cases []struct {
			ID, Metric       string
			Inputs, Expected inputs
			Tolerance        float64
		}
	}
	if err := json.Unmarshal(raw, &document); err != nil {
		t.Fatal(err)
	}
	program, reached, outside := find(t), 0, 0
	for _, c := range document.Cases {
		maker, why := goldenWay(c.ID, c.Metric)
		switch {
		case why != "":
			outside++
			continue
		case maker == nil:
			t.Errorf("%s (%s): no command, and no reason for none", c.ID, c.Metric)
			continue
		}
		reached++
		t.Run(c.ID, func(t *testing.T) {
			got := maker(&asking{t, program, t.TempDir()}, c.Inputs)
			for key, want := range c.Expected {
				_, untold := goldenUntold[c.Metric+"/"+key]
				if _, ofCase := goldenUntold[c.ID+"/"+key]; !untold && !ofCase {
					sameNumbers(t, key, got[key], want, c.Tolerance)
				}
			}
		})
	}
	t.Logf("%d cases reached, %d outside", reached, outside)
}

// goldenWay returns the maker of a case, or why it has none: what is said of the id wins over what is said of the
// metric, that over the family of the metric, and a maker over a reason.
func goldenWay(id, metric string) (maker goldenMaker, why string) {
	family, _, _ := strings.Cut(metric, ".")
	for _, name := range []string{id, metric, family + "."} {
		if maker, why = goldenMakers[name], goldenOutside[name]; maker != nil {
			return maker, ""
		} else if why != "" {
			return nil, why
		}
	}
	return nil, ""
}

// sameNumbers compares by the rule of the reference data: numbers within tolerance · max(1, |want|), all else exactly.
func sameNumbers(t *testing.T, at string, got, want any, tolerance float64) {
	t.Helper()
	switch want := want.(type) {
	case map[string]any:
		parts, _ := got.(inputs)
		for key, w := range want {
			sameNumbers(t, at+"."+key, parts[key], w, tolerance)
		}
	case []any:
		list, _ := got.([]any)
		if len(list) != len(want) {
			t.Errorf("%s: got %v, want %v", at, got, want)
			return
		}
		for i := range want {
			sameNumbers(t, fmt.Sprintf("%s.%d", at, i), list[i], want[i], tolerance)
		}
	case float64:
		if x, ok := got.(float64); !ok || !(math.Abs(x-want) <= tolerance*max(1, math.Abs(want))) {
			t.Errorf("%s: got %v, want %v within %v", at, got, want, tolerance)
		}
	default:
		if got != want {
			t.Errorf("%s: got %v, want %v", at, got, want)
		}
	}
}

// inputs are what a case starts from, or expects.
type inputs map[string]any

func (in inputs) number(key string) float64 { x, _ := in[key].(float64); return x }
func (in inputs) text(key string) string    { s, _ := in[key].(string); return s }

func (in inputs) numbers(key string) (out []float64) {
	list, _ := in[key].([]any)
	for _, x := range list {
		n, _ := x.(float64)
		out = append(out, n)
	}
	return out
}

// rows are the objects of a list.
func (in inputs) rows(key string) (out []inputs) {
	list, _ := in[key].([]any)
	for _, x := range list {
		row, _ := x.(map[string]any)
		out = append(out, row)
	}
	return out
}

// An asking is a case that is written as files, in a folder of its own, and asked about.
type asking struct {
	*testing.T
	program
	dir string
}

// file writes a file of lines of cells.
func (a *asking) file(name, header string, rows ...[]any) {
	a.Helper()
	var b strings.Builder
	fmt.Fprintln(&b, header)
	for _, row := range rows {
		for i, cell := range row {
			if i > 0 {
				b.WriteByte(',')
			}
			fmt.Fprint(&b, cell)
		}
		b.WriteByte('\n')
	}
	if err := os.WriteFile(filepath.Join(a.dir, name), []byte(b.String()), 0o644); err != nil {
		a.Fatal(err)
	}
}

// told is what a command prints, as JSON.
type told struct{ any }

// ask runs a command that has to print a document.
func (a *asking) ask(args ...string) told {
	a.Helper()
	out, stderr, status := a.run(a.T, a.dir, append(args, "-o", "json", "-q")...)
	var v any
	if err := json.Unmarshal([]byte(out), &v); status != 0 || err != nil {
		a.Fatalf("cxcalc %s: status %d, %v\n%s", strings.Join(args, " "), status, err, stderr)
	}
	return told{v}
}

// refused runs a command that has no figure to tell, and returns what it says.
func (a *asking) refused(args ...string) string {
	a.Helper()
	out, stderr, status := a.run(a.T, a.dir, append(args, "-o", "json")...)
	if status == 0 {
		a.Errorf("cxcalc %s: tells %s", strings.Join(args, " "), out)
	}
	return stderr
}

// at returns what stands at a path of keys and places, "total/value" or "changes/0/p"; nil for null and where nothing stands.
func (d told) at(path string) any {
	v := d.any
	for key := range strings.SplitSeq(path, "/") {
		list, _ := v.([]any)
		if i, err := strconv.Atoi(key); err == nil && i < len(list) {
			v = list[i]
			continue
		}
		parts, _ := v.(map[string]any)
		v = parts[key]
	}
	return v
}

func (d told) number(path string) float64 { x, _ := d.at(path).(float64); return x }

// limits are the ends of the interval of the total.
func (d told) limits() any {
	if d.at("total/low") == nil {
		return nil
	}
	return []any{d.at("total/low"), d.at("total/high")}
}

// groups are the groups of a document.
func (d told) groups() (out []told) {
	list, _ := d.at("groups").([]any)
	for _, g := range list {
		out = append(out, told{g})
	}
	return out
}

// confidence is the flag for the level of a case.
func (in inputs) confidence() []string {
	if level := in.number("conf"); level != 0 {
		return []string{"--confidence", fmt.Sprint(level)}
	}
	return nil
}
