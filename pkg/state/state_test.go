package state_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/state"
)

// holding has cells of every kind: blank, not there, and such as no JSON text can hold.
func holding() *state.Holding {
	return &state.Holding{
		Preamble: state.Preamble{
			Schema: state.Schema, Metric: "nps", Plan: []state.Setting{{Flag: "by", Texts: []string{"region"}}},
			Headers: []string{"score", "region", "who"}, Decimal: ".",
			Counts:  []state.Wanted{{Roles: map[string]int{"score": 0, "respondent": 2}, Columns: []int{0, 1, 2}, Brief: 1}},
			Notes:   []state.Doubt{{Code: "guessed_encoding", Text: "the encoding was taken to be windows-1252"}},
			Sources: []state.Parent{{Source: result.Source{Name: "a.csv", Format: "csv"}, Digest: "sha256:00"}},
		},
		Sample: []state.Bunch{{Times: 2, Cells: cells("9", "EU", "~1")}},
		Lots: []state.Lot{{Rows: []state.Bunch{
			{Times: 3, Cells: cells("9", " EU\n", "\xff\xfe")}, {Times: 1, Cells: [][]byte{nil, {}, []byte("\u2028<&>\x00\"")}},
		}}},
		Faults: state.Reasons{N: 2, Times: map[string]int64{"2 cells where the header has 3": 2}},
	}
}

func cells(texts ...string) (out [][]byte) {
	for _, text := range texts {
		out = append(out, []byte(text))
	}
	return out
}

func written(t *testing.T, h *state.Holding) string {
	t.Helper()
	var b bytes.Buffer
	if err := h.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// What is written is read as it was.
func TestRoundTrip(t *testing.T) {
	text := written(t, holding())
	h, err := state.Read(strings.NewReader(text), "a.state")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(holding(), h); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if again := written(t, h); again != text {
		t.Errorf("written again:\n%s\nand not\n%s", again, text)
	}
}

// A state that is cut off anywhere is refused, and so is one in which any byte is another.
func TestTorn(t *testing.T) {
	text := written(t, holding())
	for n := range len(text) {
		if _, err := state.Read(strings.NewReader(text[:n]), "a.state"); err == nil {
			t.Errorf("the first %d of %d bytes are taken for all", n, len(text))
		}
		changed := []byte(text)
		changed[n] ^= 1
		if _, err := state.Read(bytes.NewReader(changed), "a.state"); err == nil {
			t.Errorf("byte %d, %q, may be %q", n, text[n], changed[n])
		}
	}
	lines := slices.Collect(strings.Lines(text))
	for i := range lines {
		if _, err := state.Read(strings.NewReader(strings.Join(slices.Delete(slices.Clone(lines), i, i+1), "")), "a.state"); err == nil {
			t.Errorf("line %d can be left out", i+1)
		}
	}
	if _, err := state.Read(strings.NewReader(text+text), "a.state"); err == nil || !strings.HasPrefix(err.Error(), "a.state:10: ") {
		t.Errorf("a state twice gives %v", err)
	}
}

// States of other questions do not fit, and the first difference is named.
func TestFits(t *testing.T) {
	check := func(change func(h *state.Holding), want string) {
		t.Helper()
		a, b := holding(), holding()
		change(b)
		err := a.Fits("a.state", &b.Preamble, "b.state")
		if err == nil && want != "" || err != nil && (want == "" || !strings.Contains(err.Error(), want)) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
	check(func(*state.Holding) {}, "")
	check(func(h *state.Holding) { h.Sources = nil }, "")
	check(func(h *state.Holding) { h.Metric = "csat" }, `the metric is "nps" in the first, and "csat" in the second`)
	check(func(h *state.Holding) { h.Plan = nil }, `--by is "region" in the first, and not given in the second`)
	check(func(h *state.Holding) { h.Plan[0].Texts = []string{"region", "plan"} }, `--by is "region" in the first, and ["region","plan"] in the second`)
	check(func(h *state.Holding) { h.Plan = append(h.Plan, state.Setting{Flag: "tz", Texts: []string{"Europe/Madrid"}}) }, `--tz is not given in the first, and "Europe/Madrid"`)
	check(func(h *state.Holding) {
		h.Plan = append([]state.Setting{{Flag: "a", Texts: []string{"x"}}}, h.Plan...)
	}, `--a is not given in the first, and "x"`)
	check(func(h *state.Holding) { h.Plan[0].File = "sha256:11" }, "the file of --by was another one")
	check(func(h *state.Holding) { h.Headers = []string{"score", "region"} }, `the columns are ["score","region","who"] in the first`)
	check(func(h *state.Holding) { h.Decimal = "," }, "the decimal mark")
	check(func(h *state.Holding) { h.Counts[0].Roles = map[string]int{"score": 1, "respondent": 2} }, `the column of the score is "score" in the first, and "region" in the second`)
	check(func(h *state.Holding) { h.Counts[0].Roles = map[string]int{"score": 0} }, `the column of the respondent is "who" in the first, and none in the second`)
}

// Reasons beyond those that are kept are counted, and merging in any order keeps the same.
func TestReasons(t *testing.T) {
	var whole, a, b state.Reasons
	for i := range 300 {
		reason := string(rune('a'+i%26)) + string(rune('a'+i*7%26)) + string(rune('0'+i%10))
		whole.Add(reason, 2)
		part := &a
		if i%3 == 0 {
			part = &b
		}
		part.Add(reason, 2)
	}
	ab, ba := state.Reasons{}, state.Reasons{}
	ab.Merge(a)
	ab.Merge(b)
	ba.Merge(b)
	ba.Merge(a)
	if whole.N != 600 || len(whole.Times) != 100 || !cmp.Equal(ab, whole) || !cmp.Equal(ba, whole) {
		t.Errorf("%d reasons of %d, merged %d of %d", len(whole.Times), whole.N, len(ab.Times), ab.N)
	}
}
