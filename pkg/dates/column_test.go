package dates

import (
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
		r, err := NewReader(Options{Layout: layout, Zone: loc})
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

// stamps generates ISO texts of few months, some of them damaged, and some other forms.
func stamps() *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.StringMatching(`(2018-1[01]|2026-0[236])-[0123][0-9]`),
		rapid.StringMatching(`(2018-1[01]|2026-0[236])-[0123][0-9][T ][012][0-9]:[0-6][0-9]:[0-6][0-9](Z|\.5|\+02:00|x)?`),
		rapid.StringMatching(`2018-11-04[T ]0[0-2]:[0-5][0-9]:00`), // midnight is missing in São Paulo
		rapid.SampledFrom([]string{"", "2026-06", "2026-06-", "2026-06-1", "2026-06-x1", "1/6/2026", "20260601", "2026-06-01\t"}),
	)
}
