package scan

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// show writes a peek as lines: the paths, the arrays, then the rows.
func (p JSONPeek) show() []string {
	names := func(paths [][]string) string {
		var s []string
		for _, path := range paths {
			s = append(s, strings.Join(path, "."))
		}
		return strings.Join(s, " ")
	}
	lines := []string{names(p.Paths), names(p.Arrays)}
	for _, row := range p.Rows {
		var s []string
		for _, cell := range row {
			if cell == "" {
				cell = absent
			}
			s = append(s, cell)
		}
		lines = append(lines, strings.Join(s, "|"))
	}
	return lines
}

func TestPeekJSON(t *testing.T) {
	const whole, begun = true, false
	check := func(sample string, all bool, o JSONOptions, message string, want ...string) {
		t.Helper()
		peek, err := PeekJSON([]byte(sample), all, 2, o)
		got := ""
		if err != nil {
			got = err.Error()
		}
		if diff := cmp.Diff(message, got); diff != "" {
			t.Errorf("%.60s: error (-want +got):\n%s", sample, diff)
		}
		if diff := cmp.Diff(want, peek.show(), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%.60s (-want +got):\n%s", sample, diff)
		}
	}
	lines := JSONOptions{Lines: true}
	check(`{"id":1,"a":{"b":"x\ty","c":null}}
broken
{"id":2,"tags":["q"],"a":{"d":{"e":true}},"list":[{"score":1}]}
{"score":1.50}
{"late":`, begun, lines, "",
		"id a.b a.c a.d.e score tags", "", "1|x\ty|"+absent+"|"+absent+"|"+absent+"|"+absent, "2|"+absent+"|"+absent+"|true|"+absent+`|["q"]`)
	check("", whole, lines, "", "", "")
	check(`[{"score":1},{"score":2},{"sco`, begun, JSONOptions{}, "", "score", "", "1", "2")
	check(`[{"score":1},{"score":2},{"sco`, whole, JSONOptions{},
		"line 1, column 31: found the end of the text, expected the end of the string that began 4 bytes before",
		"score", "", "1", "2")
	check(` [ {"score":1,"a":{"b":2,"c":"`, begun, JSONOptions{}, "", "score a.b", "", "1|2")
	check(`[{"score":1},{"score" 2}]`, begun, JSONOptions{}, `line 1, column 23: found "2", expected ":"`, "score", "", "1")
	check(`{"total":2,"empty":[],"x":{"items":[ {"score":1}]},"tags":["a"],"items":[{"score`, begun, JSONOptions{}, "",
		"total tags", "x.items items", `2|["a"]`)
	check(`{"total":2,"items":[{"a":{"score":9}},{"b":3}]}`, whole, JSONOptions{Records: []string{"items"}}, "",
		"a.score b", "", "9|"+absent, absent+"|3")
	check(`{"total":2}`, whole, JSONOptions{Records: []string{"items"}},
		`found nothing at "items", expected an array of records; the keys there are total`, "", "")
	check(strings.Repeat(`{"a":`, 70)+"1"+strings.Repeat("}", 70)+`{"b":2}`, whole, JSONOptions{}, "", "b", "", absent, "2")
}
