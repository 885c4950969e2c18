package scan

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// plainStops finds the bytes at which strings stop, one by one, and what is wrong with text.
func plainStops(text []byte, stops []uint64) (flaws maskFlaws) {
	if !utf8.Valid(text) {
		flaws = flawUTF8
	}
	t := jsonText{b: text, final: true}
	for i := 0; i < len(text); i++ {
		if c := text[i]; c == '"' || c < 0x20 {
			stops[i/maskBlock] |= 1 << (i % maskBlock)
		}
		if text[i] != '\\' {
			continue
		}
		if _, fail := t.escape(i); fail != nil {
			flaws |= flawEscape
		}
		if i++; i < len(text) && text[i] < 0x20 {
			stops[i/maskBlock] |= 1 << (i % maskBlock)
		}
	}
	return flaws
}

// plainMarks finds the marks of text.
func plainMarks(text []byte, marks []jsonMarks) {
	for i, c := range text {
		bit := uint64(1) << (i % maskBlock)
		switch m := &marks[i/maskBlock]; c {
		case '"':
			m.quote |= bit
		case '\\':
			m.backslash |= bit
		case '{', '[':
			m.open |= bit
		case '}', ']':
			m.shut |= bit
		case ',':
			m.comma |= bit
		}
	}
}

// checkMasks compares masks, by the processor's own way and by the portable one, with the plain
// ones.
func checkMasks(t *testing.T, text []byte) {
	t.Helper()
	blocks := (len(text)+jsonPad)/maskBlock + 1
	b := append(append(make([]byte, 0, blocks*maskBlock), text...), make([]byte, blocks*maskBlock-len(text))...)
	stops, marks := make([]uint64, blocks), make([]jsonMarks, blocks)
	flaws := plainStops(b, stops)
	plainMarks(b, marks)
	check := func(how string, ask func([]byte, []uint64) maskFlaws, mark func([]byte, []jsonMarks)) {
		t.Helper()
		gotStops, gotMarks := make([]uint64, blocks), make([]jsonMarks, blocks)
		if got := ask(b, gotStops); got != flaws {
			t.Errorf("%s: %q: got flaws %d, want %d", how, text, got, flaws)
		}
		if diff := cmp.Diff(stops, gotStops); diff != "" {
			t.Errorf("%s: %q: stops (-want +got):\n%s", how, text, diff)
		}
		mark(b, gotMarks)
		if diff := cmp.Diff(fmt.Sprint(marks), fmt.Sprint(gotMarks)); diff != "" {
			t.Errorf("%s: %q: marks (-want +got):\n%s", how, text, diff)
		}
	}
	check("portable", maskStringsPortable, maskMarksPortable)
	check("here", maskStrings, maskMarks)
}

func TestJSONMasks(t *testing.T) {
	if testing.Short() {
		t.Skip("one goroutine: go test ./... does it without the detector")
	}
	checkMasks(t, nil)
	every := make([]byte, 256)
	for i := range every {
		every[i] = byte(i)
		for before := range 70 {
			checkMasks(t, append(bytes.Repeat([]byte("x"), before), '\\', byte(i), 'x'))
		}
	}
	checkMasks(t, bytes.ReplaceAll(every[:utf8.RuneSelf], []byte{'\\'}, nil))
	checkMasks(t, every)
	r := rand.New(rand.NewPCG(1, 2))
	for range 5000 {
		checkMasks(t, drawBytes(r, `"\{}[],:x`))
		checkMasks(t, drawBytes(r, `\\\\\\\"`))
	}
	for range 5000 {
		var text []byte
		for range r.IntN(60) {
			text = append(text, []string{`\u00e9`, `\n`, `\\`, `\"`, "x", "день", `\uD83D`}[r.IntN(7)]...)
		}
		if len(text) > 0 && r.IntN(3) == 0 {
			text[r.IntN(len(text))] = `\uxg0Fn"`[r.IntN(8)]
		}
		checkMasks(t, text)
	}
}

// drawBytes draws some bytes out of a few, and now and then another.
func drawBytes(r *rand.Rand, few string) []byte {
	text := make([]byte, r.IntN(400))
	for i := range text {
		text[i] = few[r.IntN(len(few))] ^ byte(r.IntN(100)/99*r.IntN(256))
	}
	return text
}

// Every pair and every kind of triple and quadruple of bytes, at every border of the blocks.
func TestJSONMasksUTF8(t *testing.T) {
	if testing.Short() {
		t.Skip("one goroutine: go test ./... does it without the detector")
	}
	edges := []byte{0x00, 0x22, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xec, 0xed, 0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff}
	b := make([]byte, 3*maskBlock)
	masks := make([]uint64, 3)
	check := func(at int, text ...byte) {
		for i := range b {
			b[i] = 'x'
		}
		copy(b[at:], text)
		if got, want := maskStrings(b, masks)&flawUTF8 == 0, utf8.Valid(b); got != want {
			t.Fatalf("% x at %d: got %v", text, at, got)
		}
	}
	for first := 0x80; first < 256; first++ {
		for second := range 256 {
			check(31, byte(first), byte(second))
		}
	}
	for _, first := range edges {
		for _, second := range edges {
			for _, third := range edges {
				for _, fourth := range edges {
					for _, at := range []int{0, 30, 61, 3*maskBlock - 4} {
						check(at, first, second, third, fourth)
					}
				}
			}
		}
	}
	check(3*maskBlock-1, 0xc3)
	check(3*maskBlock-3, 0xf0, 0x9f, 0x98)
}
