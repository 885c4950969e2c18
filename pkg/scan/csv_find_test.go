package scan

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// TestFinder holds the finder to a look at byte after byte.
func TestFinder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k := kernelState{bytes: rapid.SampledFrom([][3]byte{{',', '"', '\n'}, {'|', '\'', '\r'}, {0xa7, 0xac, '\n'}}).Draw(t, "bytes")}
		d, q, e := k.bytes[0], k.bytes[1], k.bytes[2]
		some := rapid.SampledFrom([]byte{d, q, e, d ^ 0x80, q ^ 0x80, e ^ 0x80, d + 1, d - 1, e + 1, e - 1, 0, 0x7f, 0x80, 0xff, 'a', 'b'})
		if rapid.Bool().Draw(t, "ASCII") {
			some = rapid.SampledFrom([]byte{d & 0x7f, q & 0x7f, e, d&0x7f + 1, e - 1, 0, 0x7f})
		}
		text := rapid.SliceOfN(some, 192, 192).Draw(t, "text")
		var seps, ends, quotes [24]byte
		for i, b := range text {
			for _, mask := range []struct {
				set  bool
				mask *[24]byte
			}{{b == d || b == e, &seps}, {b == e, &ends}, {b == q, &quotes}} {
				if mask.set {
					mask.mask[i>>3] |= 1 << (i & 7)
				}
			}
		}
		f := k.finder()
		var gotSeps, gotEnds, gotQuotes [24]byte
		f.separators(text, gotSeps[:], gotEnds[:])
		for i := range 3 {
			found := f.find((*[64]byte)(text[64*i:]), f.quote)
			for at := range 8 {
				gotQuotes[8*i+at] = byte(found >> (8 * at))
			}
		}
		want, got := [][24]byte{seps, ends, quotes}, [][24]byte{gotSeps, gotEnds, gotQuotes}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("%q (-want +got)\n%s", text, diff)
		}
	})
}

// TestSparseIsDense holds the way from quote to quote to the one from block to block.
func TestSparseIsDense(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := comma.grammar()
		g.lineEnd = rapid.SampledFrom([]byte("\n\r")).Draw(t, "line end")
		parts := []string{"a,b", "\n", "\r\n", "\r", ",", "£ ,€\n", "a text, that is longer than a block and also has some delimiters, in it",
			`,"q",`, "\n\"long, longer, longest\"\r\n", `"`, `""`, `"",`, "\"\r\n", "\n\"", strings.Repeat("7", 60)}
		text := []byte(strings.Join(rapid.SliceOfN(rapid.SampledFrom(parts), 1, 100).Draw(t, "parts"), ""))
		text = append(text, bytes.Repeat([]byte{g.lineEnd}, 64-len(text)%64)...)
		size := 64 * rapid.IntRange(1, 4).Draw(t, "blocks at once")

		type result struct {
			Blocks     int
			Seps, Ends []byte
			State      []uint64
		}
		run := func(way func(k *kernelState, f *byteFinder, text, seps, ends []byte) int) (out []result) {
			k := g.kernelState()
			f := k.finder()
			for at := 0; at < len(text); at += size {
				part := text[at:min(at+size, len(text))]
				r := result{Seps: make([]byte, len(part)/8), Ends: make([]byte, len(part)/8)}
				r.Blocks = way(&k, f, part, r.Seps, r.Ends)
				r.Seps, r.Ends = r.Seps[:8*r.Blocks], r.Ends[:8*r.Blocks]
				if r.Blocks < len(part)/64 {
					return append(out, r)
				}
				r.State = []uint64{k.inside, k.closed, k.closedCR, k.separated, min(k.doubled, 1)}
				out = append(out, r)
			}
			return out
		}
		if diff := cmp.Diff(run((*kernelState).dense), run((*kernelState).sparse)); diff != "" {
			t.Fatalf("%q (-dense +sparse)\n%s", text, diff)
		}
	})
}
