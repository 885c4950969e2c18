package scan

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
)

// surveyJSON writes about size bytes of answers with comments in three alphabets, some of them
// escaped, and a decoy. With lines there is one a line, else they form an array.
func surveyJSON(size int, lines bool) []byte {
	r := rand.New(rand.NewPCG(7, 7))
	words := strings.Fields("the product works great but support took too long el corazón rápido mañana español дуже зручний сервіс рахунок ґрунтовно очень удобный продукт")
	var b bytes.Buffer
	for id := 10000000; b.Len() < size; id++ {
		comment := ""
		for range r.IntN(4) * r.IntN(20) {
			comment += words[r.IntN(len(words))] + []string{" ", ", ", ". ", "\n", " \""}[r.IntN(24)/5]
		}
		text := strconv.Quote(comment)
		if id%10 == 0 {
			text = strconv.QuoteToASCII(comment)
		}
		score := strconv.Itoa(r.IntN(11))
		if r.IntN(40) == 0 {
			score = "null"
		}
		switch {
		case lines:
		case b.Len() == 0:
			b.WriteByte('[')
		default:
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"id":%d,"comment":%s,"score":%s,"segment":"smb","channel":"email","tags":["a","b, c"],"meta":{"plan":"team","score":99},"submitted_at":"2025-10-13T00:31:24Z"}`+"\n",
			id, text, score)
	}
	if !lines {
		b.WriteByte(']')
	}
	return b.Bytes()
}

func BenchmarkJSON(b *testing.B) {
	bench := func(name string, text []byte, o JSONOptions, want []Column) {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				j := NewJSON(Origin{At: bytes.NewReader(text), Size: int64(len(text))}, o)
				rows := 0
				err := j.Scan(context.Background(), want, 1, func(int) Sink {
					return sinkFunc(func(batch *Batch) error { rows += batch.Rows(); return nil })
				})
				if err != nil || rows == 0 {
					b.Fatal(rows, err)
				}
			}
		})
	}
	lines, array := surveyJSON(16<<20, true), surveyJSON(16<<20, false)
	bench("lines", lines, JSONOptions{Lines: true}, columns("score"))
	bench("lines/four", lines, JSONOptions{Lines: true}, columns("score", "segment", "submitted_at", "meta.plan"))
	bench("lines/comment", lines, JSONOptions{Lines: true}, columns("score", "comment"))
	bench("array", array, JSONOptions{}, columns("score"))
	var pretty bytes.Buffer
	if err := json.Indent(&pretty, array, "", "    "); err != nil {
		b.Fatal(err)
	}
	bench("indented", pretty.Bytes(), JSONOptions{}, columns("score"))
}
