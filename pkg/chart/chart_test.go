package chart

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var near = cmp.Comparer(func(a, b float64) bool { return math.Abs(a-b) < 1e-9 })

func TestTicks(t *testing.T) {
	var stride Stride
	check := func(low, high float64, wanted int, want ...float64) {
		t.Helper()
		if diff := cmp.Diff(want, ticks(low, high, wanted, stride), near); diff != "" {
			t.Errorf("%g to %g (-want +got):\n%s", low, high, diff)
		}
	}
	check(0, 10, 5, 0, 2, 4, 6, 8, 10)
	check(-8, 47, 5, -20, 0, 20, 40, 60)
	check(0.9, 1, 2, 0.9, 0.95, 1)
	check(3, 3, 5, 3, 3) // nothing between them
	stride = Clock
	const hour, day = 3600, 86400
	check(0, 100_000, 5, 0, 6*hour, 12*hour, 18*hour, day, 30*hour)
	check(0, 40, 4, 0, 10, 20, 30, 40)
	check(0, 9*day, 5, 0, 2*day, 4*day, 6*day, 8*day, 10*day)
	check(0, 2, 5, 0, 0.5, 1, 1.5, 2) // of half a second
	check(0, 1, 5, 0, 0.2, 0.4, 0.6, 0.8, 1)
	check(-hour, hour, 4, -hour, -hour/2, 0, hour/2, hour)
	check(0, 300*day, 5, 0, 100*day, 200*day, 300*day)
}

func TestEnds(t *testing.T) {
	check := func(values []float64, low, high float64, ok bool) {
		t.Helper()
		if l, h, is := ends(values); l != low || h != high || is != ok {
			t.Errorf("%v: %g, %g, %v", values, l, h, is)
		}
	}
	check(nil, 0, 1, false)
	check([]float64{5, -2, math.Inf(1), math.NaN()}, -2, 5, true)
	check([]float64{50}, 45, 55, true)
	check([]float64{0}, -1, 1, true)
}

func TestWrap(t *testing.T) {
	check := func(s string, room float64, want ...string) {
		t.Helper()
		if diff := cmp.Diff(want, wrap(s, room)); diff != "" {
			t.Errorf("%q in %g (-want +got):\n%s", s, room, diff)
		}
	}
	check("", 5, "")
	check("new customers", 6, "new", "customers")
	check("aaaaaaaaaa", 2, "aaa", "aaa", "aaa", "a")
	check("a 客户服务", 2.2, "a", "客户", "服务")
	check("👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 1, "👩‍👩‍👧‍👦", "👩‍👩‍👧‍👦") // no room for one, and none is torn
}

func FuzzWrap(f *testing.F) {
	f.Add("a name with blanks", 3.0)
	f.Fuzz(func(t *testing.T, s string, room float64) {
		if strings.Join(strings.Fields(strings.Join(wrap(s, room), "")), "") != strings.Join(strings.Fields(s), "") {
			t.Errorf("%q in %g loses something", s, room)
		}
	})
}

// Texts and marks stand out from what is behind them as WCAG 2.2 asks: 4.5 : 1 and 3 : 1.
func TestContrast(t *testing.T) {
	least := func(behind string, want float64, names ...string) {
		for _, name := range names {
			for kind, of := range map[string]palette{"light": light, "dark": dark} {
				if got := contrast(hue(t, of, name), hue(t, of, behind)); got < want {
					t.Errorf("%s: %s on %s has %.2f : 1, less than %g", kind, name, behind, got, want)
				}
			}
		}
	}
	for _, behind := range []string{"paper", "card"} {
		least(behind, 4.5, "ink", "faint", "link", "good", "bad", "open")
		least(behind, 3, "plain", "good", "neutral", "bad")
	}
	for i := range shades {
		least("heat"+strconv.Itoa(i), 4.5, "ink")
	}
	least("band", 3, "plain", "ink")
}

func hue(t *testing.T, of palette, name string) string {
	for _, h := range Hues() {
		if h.Name == name {
			return of(h)
		}
	}
	t.Fatalf("no colour %s", name)
	return ""
}

// contrast is (L₁ + 0.05) / (L₂ + 0.05) of the luminances of two colours, the lighter first. Source: WCAG 2.2, "contrast ratio".
func contrast(a, b string) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(color string) float64 {
	var parts [3]uint8
	fmt.Sscanf(color, "#%02x%02x%02x", &parts[0], &parts[1], &parts[2])
	sum := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		c := float64(parts[i]) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}

// What is drawn lies within the canvas, whatever there is to draw, and no style is left a variable in a file of its own.
func TestDrawings(t *testing.T) {
	f := func(v float64) *float64 { return &v }
	format := func(v float64) string { return strconv.FormatFloat(v, 'g', 4, 64) }
	long := strings.Repeat("a long name ", 20)
	dots := Dots{Rows: []Dot{{Name: long, Text: "30", Value: f(30), Low: f(19.8), High: f(39.5), Tone: Good}, {Name: "none", Text: "few", Tone: Plain}},
		Lines: []Guide{{Name: "target", Target: true}, {Name: long, Value: 1}}, Format: format}
	track := Track{Points: []Mark{{Name: "2026-01", Value: f(1), Low: f(0), High: f(2), Tone: Plain}, {Name: "2026-02", Tone: Plain}, {Name: "2026-03", Value: f(3), Tone: Bad, Few: true}}, Format: format}
	for name, ch := range map[string]Chart{
		"dots": dots, "no dots": Dots{Format: format}, "track": track, "no track": Track{Format: format},
		"panels":    Panels{Panels: []Panel{{long, track}, {"b", track}, {"c", Track{Format: format}}}},
		"bars":      Bars{Bars: []Bar{{Name: long, Text: "5 %", Value: 5, Tone: Plain}, {Name: "2", Text: "0 %", Tone: Plain}}},
		"no bars":   Bars{},
		"whole":     Whole{Parts: []Bar{{Name: long, Text: "80 %", Value: 80, Tone: Good}}, Sum: 100},
		"waterfall": Waterfall{Falls: []Fall{{"opening", "100", 0, 100, Plain}, {"lost", "-100", 100, 0, Bad}, {"closing", "0", 0, 0, Plain}}, Format: format},
		"heatmap": Heatmap{Heads: []string{"0", "1"}, Rows: []HeatRow{{long, []HeatCell{{"100", f(100)}, {"", nil}}}}, Low: 100, High: 100,
			More: func(n int) string { return strconv.Itoa(n) }},
		"beams":    Beams{Rows: []Beam{{Name: long, Text: "80 %", Value: f(80), Low: f(70), High: f(90), Tone: Plain}, {Name: "none"}, {Name: "0", Value: f(0)}}, Format: format, Top: 100},
		"stairs":   Stairs{Points: []Turn{{0, f(100), f(100), f(100)}, {3, f(60), f(40), f(80)}, {At: 4}, {5, f(10), nil, nil}}, Format: format, Below: format},
		"no beams": Beams{Format: format}, "no stairs": Stairs{Format: format, Below: format}, "a stair": Stairs{Points: []Turn{{At: 7}}, Format: format, Below: format},
		"nothing": nil,
	} {
		for _, width := range []float64{340, 680} {
			var b strings.Builder
			if err := Slide(ch, Scene{ID: "x", Title: name, Doc: name, Width: width}, []string{long, long}, []string{long}).Write(&b); err != nil {
				t.Fatal(err)
			}
			if text := b.String(); strings.Contains(text, "var(") || strings.Contains(text, "NaN") || strings.Contains(text, "Inf") {
				t.Errorf("%s, %g wide: %s", name, width, text)
			}
		}
	}
}
