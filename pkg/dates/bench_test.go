package dates

import (
	"testing"
	"time"
)

func BenchmarkParse(b *testing.B) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		b.Fatal(err)
	}
	for _, c := range []struct {
		name, text string
		zone       *time.Location
	}{
		{"iso", "2026-06-14T12:34:56Z", nil},
		{"iso-blank", "2026-06-14 12:34:56", nil},
		{"iso-day", "2026-06-14", nil},
		{"iso-offset", "2026-06-14T12:34:56.789+02:00", nil},
		{"iso-zone", "2026-06-14 12:34:56", berlin},
		{"slash", "25/6/2026 8:51:12", nil},
		{"name", "14 June 2026", nil},
		{"unix", "1713418460", nil},
	} {
		b.Run(c.name, func(b *testing.B) {
			r, err := NewReader(Writing{Zone: c.zone})
			if err != nil {
				b.Fatal(err)
			}
			text := []byte(c.text)
			var sum int64
			for b.Loop() {
				t, _, ok := r.Parse(text)
				if !ok {
					b.Fatal("not read")
				}
				sum += Month.Index(t, c.zone)
			}
			b.ReportMetric(float64(sum)/float64(sum), "months")
		})
	}
}
