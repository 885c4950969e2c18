package dates

import (
	"fmt"
	"testing"
)

func BenchmarkStamps(b *testing.B) {
	r, err := NewReader(Writing{})
	if err != nil {
		b.Fatal(err)
	}
	p := r.Periods(Month)
	var data []byte
	const n = 256
	places := make([]int32, n)
	for i := range n {
		places[i] = int32(len(data) + 27)
		text := fmt.Sprintf("%027d%04d-%02d-%02dT%02d:%02d:%02dZ\n", i, 2023+i%3, 1+i%12, 1+i%28, i%24, i%60, i%59)
		p.Parse([]byte(text[27 : 27+StampLength]))
		data = append(data, text...)
	}
	starts, indexes := make([]int32, n), make([]int64, n)
	b.SetBytes(n)
	for b.Loop() {
		copy(starts, places)
		p.Stamps(data, starts, indexes)
	}
	for i, s := range starts {
		if s < 0 {
			b.Fatal(i)
		}
	}
}
