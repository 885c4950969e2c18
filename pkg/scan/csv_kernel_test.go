package scan

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// TestKernelsAgree holds the fast kernel and walker of this processor to those in plain Go, and the
// way with stops to the one with masks.
func TestKernelsAgree(t *testing.T) {
	bestKernel, bestWalker := bestPair()
	rapid.Check(t, func(t *rapid.T) {
		o := rapid.SampledFrom([]CSVOptions{comma, {Delimiter: ';', Quote: '\''}, {Delimiter: '\t'}}).Draw(t, "dialect")
		g := o.grammar()
		g.lineEnd = rapid.SampledFrom([]byte("\n\r")).Draw(t, "line end")
		parts := []string{"a,b", "x;y\n", "\t", "\r\n", "\n", "\r", "some longer text without any of these, mostly",
			`"q",`, "'q';", `"`, "'", `""`, ",", "\"\r\n\"", "'\r\n'", "\n\"", "\n'", strings.Repeat("7", 70)}
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(parts), 0, 200).Draw(t, "parts"), "")
		const from = 5
		whole := append(bytes.Repeat([]byte("x"), from), text...)
		whole = append(whole, bytes.Repeat([]byte{g.lineEnd}, padding)...)
		padded := whole[from:]
		blocks := len(text)/64 + 1
		width := rapid.IntRange(1, 6).Draw(t, "width")
		var columns []Column
		for range rapid.IntRange(0, 3).Draw(t, "wanted") {
			columns = append(columns, Column{Index: rapid.IntRange(0, width-1).Draw(t, "column")})
		}
		limit := rapid.SampledFrom([]int{1, 2, 30, 56, 57, 100, hugeRecord}).Draw(t, "limit")

		type result struct {
			Blocks     int
			Seps, Ends []byte
			Lines      uint64
			Quoted     bool
			Doubled    bool
			Odd        []int
			Starts     []uint32
			Spans      []Span
		}
		run := func(kernel kernel, walker recordWalker, way stopWay) (out result) {
			k := g.kernelState()
			k.way = way
			r := &csvReader{grammar: g, width: width}
			r.setWanted(columns)
			p := &csvPiece{seps: make([]byte, 8*blocks+8), ends: make([]byte, 8*blocks), from: from, text: whole[:from+len(text)], marks: make([]uint32, marksAtOnce), wants: r.wants}
			p.batch.Width = len(columns)
			out.Blocks = kernel(padded, p.seps, p.ends, &k)
			p.seps, p.ends = p.seps[:8*out.Blocks+8], p.ends[:8*out.Blocks]
			if out.Ends = p.ends; way != withStops {
				out.Seps = p.seps[:8*out.Blocks]
			}
			// Where quotes are not sound, nobody asks for more than how far they are.
			out.Lines, out.Quoted, out.Doubled = k.lines, out.Blocks == blocks && k.quoted, out.Blocks == blocks && k.doubled != 0
			p.quoted, p.way, p.stops = k.quoted, k.way, k.list
			w := r.newWalk(p, limit)
			w.starts = make([]uint32, k.lines)
			w.spans = make([]Span, int(k.lines)*len(columns))
			for walker(&w) {
				out.Odd = append(out.Odd, w.start, w.end, w.rows)
				w.start = w.end + 1
			}
			out.Starts, out.Spans = w.starts[:w.rows], w.spans[:w.rows*len(columns)]
			return out
		}
		plain := run(portableKernel, portableWalker, withMasks)
		if diff := cmp.Diff(plain, run(bestKernel, bestWalker, withMasks)); diff != "" {
			t.Fatalf("%q (-plain Go +this processor)\n%s", text, diff)
		}
		plain.Seps = nil
		if diff := cmp.Diff(plain, run(portableKernel, portableWalker, withStops)); diff != "" {
			t.Fatalf("%q (-with masks +with stops)\n%s", text, diff)
		}
	})
}

// TestKernel checks the masks of one block by hand.
func TestKernel(t *testing.T) {
	check := func(text string, blocks int, seps, ends string) {
		t.Helper()
		const lf = "\n"
		g := comma.grammar()
		padded := append([]byte(text), bytes.Repeat([]byte(lf), padding)...)
		for name, kernel := range map[string]kernel{"portable": portableKernel, "best": func() kernel { k, _ := bestPair(); return k }()} {
			k := g.kernelState()
			k.way = withMasks
			gotSeps, gotEnds := make([]byte, 16), make([]byte, 8)
			if got := kernel(padded, gotSeps, gotEnds, &k); got != blocks {
				t.Fatalf("%s: %q has %d sound blocks, want %d", name, text, got, blocks)
			}
			draw := func(mask []byte) string {
				var b strings.Builder
				for i := range text {
					b.WriteByte(".|"[mask[i>>3]>>(i&7)&1])
				}
				return b.String()
			}
			if blocks > 0 && (draw(gotSeps) != seps || draw(gotEnds) != ends) {
				t.Errorf("%s: %q has\n%s separators, want\n%s\n%s ends, want\n%s", name, text, draw(gotSeps), seps, draw(gotEnds), ends)
			}
		}
	}
	check("a,b\n1,2\n", 1, ".|.|.|.|", "...|...|")
	check("\"a,\n\",b\n", 1, ".....|.|", ".......|")
	check("\"a\"\"\",b\r\n", 1, ".....|..|", "........|")
	check("\"a\"\r\n", 1, "....|", "....|")
	check("\"a\"\rb\n", 0, "", "")
	check("a\"b\n", 0, "", "")
	check("\"a\"b\n", 0, "", "")
	check(" \"a\"\n", 0, "", "")
}
