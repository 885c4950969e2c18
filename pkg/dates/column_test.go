package dates

import (
	"encoding/binary"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// A PeriodReader gives what Parse and Index give, whatever it remembers.
func TestPeriodsAgainstIndex(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		loc, err := time.LoadLocation(rapid.SampledFrom(testZones).Draw(t, "zone"))
		if err != nil {
			t.Fatal(err)
		}
		period := rapid.SampledFrom(Periods()).Draw(t, "period")
		layout := rapid.SampledFrom([]string{"", "iso", "dmy", "%Y-%m-%d"}).Draw(t, "layout")
		r, err := NewReader(Writing{Layout: layout, Zone: loc})
		if err != nil {
			t.Fatal(err)
		}
		months := r.Periods(period)
		texts := rapid.SliceOfN(stamps(), 1, 30).Draw(t, "texts")
		for _, text := range texts {
			at, wantReading, wantOK := r.Parse([]byte(text))
			index, reading, ok := months.Parse([]byte(text))
			if reading != wantReading || ok != wantOK || ok && index != period.Index(at, loc) {
				t.Fatalf("%q is %d (%d, %v), want %d (%d, %v)", text, index, reading, ok, period.Index(at, loc), wantReading, wantOK)
			}
		}
	})
}

// Stamps gives what Parse and Index give, or nothing.
func TestStampsAgainstIndex(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		period := rapid.SampledFrom(Periods()).Draw(t, "period")
		r, err := NewReader(Writing{})
		if err != nil {
			t.Fatal(err)
		}
		months := r.Periods(period)
		form := `(2018-1[01]|2026-0[236])-[0123][0-9]T[0-2][0-9]:[0-6][0-9]:[0-6][0-9]Z`
		damaged := rapid.Custom(func(t *rapid.T) string {
			text := []byte(rapid.StringMatching(form).Draw(t, "whole"))
			text[rapid.IntRange(0, len(text)-1).Draw(t, "at")] = rapid.Byte().Draw(t, "byte")
			return string(text)
		})
		texts := rapid.SliceOfN(rapid.OneOf(rapid.StringMatching(form), damaged), 1, 30).Draw(t, "texts")
		var data []byte
		starts, indexes := make([]int32, len(texts)), make([]int64, len(texts))
		for i, text := range texts {
			months.Parse([]byte(text)) // remembers the month
			starts[i] = int32(len(data))
			data = append(data, text...)
		}
		months.Stamps(data, starts, indexes)
		for i, text := range texts {
			at, reading, ok := r.Parse([]byte(text))
			switch {
			case starts[i] >= 0 && (!ok || reading != Plain || indexes[i] != period.Index(at, nil)):
				t.Fatalf("%q is %d, want %d (%v)", text, indexes[i], period.Index(at, nil), ok)
			case starts[i] < 0 && ok && period != Day && period != Week && len(months.known(text)) > 0:
				t.Fatalf("%q was left to Parse", text)
			}
		}
	})
}

// known returns the month of a text in the usual form if it is remembered.
func (p *PeriodReader) known(text string) string {
	key := binary.LittleEndian.Uint64([]byte(text))
	if p.slot(key).key != key || text[10] != 'T' || text[13] != ':' || text[16] != ':' || text[19] != 'Z' {
		return ""
	}
	return text[:8]
}

// stamps generates ISO texts of few months, some of them damaged, and some other forms.
func stamps() *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.StringMatching(`(2018-1[01]|2026-0[236])-[0123][0-9]`),
		rapid.StringMatching(`(2018-1[01]|2026-0[236])-[0123][0-9][T ][012][0-9]:[0-6][0-9]:[0-6][0-9](Z|\.5|\+02:00|x)?`),
		rapid.StringMatching(`2018-11-04[T ]0[0-2]:[0-5][0-9]:00`), // midnight is missing in São Paulo
		rapid.SampledFrom([]string{"", "2026-06", "2026-06-", "2026-06-1", "2026-06-x1", "1/6/2026", "20260601", "2026-06-01\t"}),
	)
}
