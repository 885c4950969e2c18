package scan

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// checkMasks compares masks, by the processor's own way and by the portable one, with bytes looked
// at one by one.
func checkMasks(t *testing.T, text []byte) {
	t.Helper()
	blocks := (len(text) + maskBlock - 1) / maskBlock
	b := append(append(make([]byte, 0, blocks*maskBlock), text...), make([]byte, blocks*maskBlock-len(text))...)
	stops, marks := make([]uint64, blocks), make([]jsonMarks, blocks)
	for i, c := range b {
		bit := uint64(1) << (i % maskBlock)
		if c == '"' || c == '\\' || c < 0x20 {
			stops[i/maskBlock] |= bit
		}
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
	check := func(how string, ask func([]byte, []uint64) bool, mark func([]byte, []jsonMarks)) {
		t.Helper()
		gotStops, gotMarks := make([]uint64, blocks), make([]jsonMarks, blocks)
		if valid := ask(b, gotStops); valid != utf8.Valid(text) {
			t.Errorf("%s: %q: UTF-8 %v", how, text, valid)
		}
		if diff := cmp.Diff(stops, gotStops); diff != "" {
			t.Errorf("%s: %q: stops (-want +got):\n%s", how, text, diff)
		}
		mark(b, gotMarks)
		if diff := cmp.Diff(fmt.Sprint(marks), fmt.Sprint(gotMarks)); diff != "" {
			t.Errorf("%s: %q: marks (-want +got):\n%s", how, text, diff)
		}
	}
	check("portable", maskStopsPortable, maskMarksPortable)
	check("here", maskStops, maskMarks)
}

func TestJSONMasks(t *testing.T) {
	checkMasks(t, nil)
	every := make([]byte, 256)
	for i := range every {
		every[i] = byte(i)
	}
	checkMasks(t, every[:utf8.RuneSelf])
	checkMasks(t, every)
	r := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		text := make([]byte, r.IntN(400))
		for i := range text {
			text[i] = `"\{}[],:x`[r.IntN(9)] ^ byte(r.IntN(20)/19*r.IntN(256))
		}
		checkMasks(t, text)
	}
}

// Every pair and every kind of triple and quadruple of bytes, at every border of the blocks.
func TestJSONMasksUTF8(t *testing.T) {
	edges := []byte{0x00, 0x22, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xec, 0xed, 0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff}
	b := make([]byte, 3*maskBlock)
	masks := make([]uint64, 3)
	check := func(at int, text ...byte) {
		for i := range b {
			b[i] = 'x'
		}
		copy(b[at:], text)
		if got, want := maskStops(b, masks), utf8.Valid(b); got != want {
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
