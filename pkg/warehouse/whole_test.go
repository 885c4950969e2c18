package warehouse

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

// brokenAnswer is what tests take for the reason why an answer is not whole.
func brokenAnswer(cause error, rest []byte) error { return fmt.Errorf("broken: %v %.20q", cause, rest) }

// Rows come as they are, in whatever parts an answer arrives and is asked for.
func TestReadInParts(t *testing.T) {
	var text strings.Builder
	for i := range 3000 {
		fmt.Fprintf(&text, "\"%d\n\"\",%s\",\\N,%d\n", i, strings.Repeat("x", i%100), i)
	}
	want := strings.ReplaceAll(text.String(), `\N`, "")
	text.WriteString("\n\"\",\"\",4498500\n")
	for _, from := range []io.Reader{strings.NewReader(text.String()), iotest.OneByteReader(strings.NewReader(text.String())), iotest.DataErrReader(strings.NewReader(text.String()))} {
		w := newWhole(io.NopCloser(from), answerShape{cells: 3, null: `\N`, total: true}, brokenAnswer)
		got, err := io.ReadAll(iotest.HalfReader(w))
		if err != nil || string(got) != want {
			t.Errorf("%d bytes (%v), want %d", len(got), err, len(want))
		}
	}
}

// Whatever an answer is, it ends well only if it could be whole: what is handed on then reads the same again.
func FuzzWhole(f *testing.F) {
	f.Add([]byte("\"a\",1\n\n\"\",1\n"), true)
	f.Add([]byte("a,1\n\"b\n\"\"c\",2\n"), false)
	f.Fuzz(func(t *testing.T, data []byte, total bool) {
		s := answerShape{cells: 2, total: total}
		got, err := io.ReadAll(newWhole(io.NopCloser(bytes.NewReader(data)), s, brokenAnswer))
		if err != nil {
			return
		}
		if !bytes.HasPrefix(data, got) || !total && len(got) != len(data) {
			t.Errorf("%q gives %q", data, got)
		}
		s.total = false
		if again, err := io.ReadAll(newWhole(io.NopCloser(bytes.NewReader(got)), s, brokenAnswer)); err != nil || !bytes.Equal(again, got) {
			t.Errorf("%q gives %q: %v", got, again, err)
		}
	})
}

func BenchmarkWhole(b *testing.B) {
	var text bytes.Buffer
	for i := range 100000 {
		fmt.Fprintf(&text, "\"%d\",\"segment %d\",\"2026-03-29T00:30:00Z\",%d\n", i%11, i%500, i)
	}
	b.SetBytes(int64(text.Len()))
	for b.Loop() {
		w := newWhole(io.NopCloser(bytes.NewReader(text.Bytes())), answerShape{cells: 4}, brokenAnswer)
		if _, err := io.Copy(io.Discard, w); err != nil {
			b.Fatal(err)
		}
	}
}
