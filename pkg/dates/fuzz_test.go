package dates

import (
	"bytes"
	"strings"
	"testing"
	"time"
)

// Years that a text with a zone can reach beyond its own 1 to 9999.
var (
	earliest = time.Date(0, 12, 31, 0, 0, 0, 0, time.UTC).UnixMicro()
	latest   = time.Date(10000, 1, 2, 0, 0, 0, 0, time.UTC).UnixMicro()
)

// parsed is what a Reader says of a text.
type parsed struct {
	t       Instant
	reading Reading
	ok      bool
}

func parse(r *Reader, text []byte) (p parsed) {
	p.t, p.reading, p.ok = r.Parse(text)
	return p
}

func FuzzParse(f *testing.F) {
	for _, text := range []string{
		"2026-06-01", "2026-06-01T12:00:00.5+02:00", "2026-06", "3/4/2026", "25/12/26 8:05 p. m. GMT-3", "10.03.2023 12:28:23",
		"1 de junio de 2026", "Mon Jun 01 2026 02:00:00 GMT+0200 (CEST)", "1713418460.5", "1713418460123", "45000.5", "20260601T120000Z",
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		unknown, day, month := parse(&Reader{}, text), parse(&Reader{order: DayFirst}, text), parse(&Reader{order: MonthFirst}, text)
		if unknown.reading != day.reading || day.reading != month.reading {
			t.Fatalf("%q: the reading depends on the order", text)
		}
		var right bool
		switch unknown.reading {
		case Plain:
			right = unknown == day && day == month
		case Either:
			right = !unknown.ok && day.ok && month.ok && day.t != month.t
		case MustBeDayFirst:
			right = unknown == day && day.ok && !month.ok
		case MustBeMonthFirst:
			right = unknown == month && month.ok && !day.ok
		}
		if !right {
			t.Fatalf("%q: %+v, %+v, %+v do not fit together", text, unknown, day, month)
		}
		for _, p := range []parsed{unknown, day, month} {
			if p.ok && (p.t < earliest || p.t > latest) || !p.ok && p.t != 0 {
				t.Fatalf("%q is %d", text, p.t)
			}
		}
		if spaced := parse(&Reader{}, append(append([]byte(" "), text...), "\t"...)); spaced != unknown {
			t.Fatalf("%q: blanks change %+v to %+v", text, unknown, spaced)
		}
		if at, ok := (&Reader{}).isoStamp(text); ok {
			if slow, _, _ := (&Reader{}).parseSlow(trim(text)); slow != at {
				t.Fatalf("%q is %d the fast way, %d the slow one", text, at, slow)
			}
		}
	})
}

// What package time reads as RFC 3339, Parse reads as the same instant.
func FuzzAgainstTime(f *testing.F) {
	f.Add("2026-06-01T12:00:00Z")
	f.Add("2026-06-01T12:00:00.123456789+05:45")
	f.Fuzz(func(t *testing.T, text string) {
		want, err := time.Parse(time.RFC3339Nano, text)
		if err != nil || text[:4] == "0000" || strings.HasSuffix(text, ":60") { // time takes 60 minutes of offset
			return
		}
		_, offset := want.Zone()
		got := parse(&Reader{}, []byte(text))
		if offset <= -16*3600 || offset >= 16*3600 {
			if got.ok {
				t.Fatalf("%q is read with an offset of %d s", text, offset)
			}
			return
		}
		if len(text) <= 120 && (!got.ok || got.t != want.UnixMicro()) {
			t.Fatalf("%q is %+v, want %d", text, got, want.UnixMicro())
		}
	})
}

func FuzzLayout(f *testing.F) {
	f.Add("%d/%m/%Y %H:%M", []byte("01/06/2026 08:05"))
	f.Add("%s", []byte("1713418460"))
	f.Add("excel", []byte("45000.5"))
	f.Add("%b %e %y %I:%M:%S.%f %p %z", []byte("Jun 1 26 1:02:03.4 pm +0200"))
	f.Fuzz(func(t *testing.T, layout string, text []byte) {
		r, err := NewReader(Writing{Layout: layout})
		if err != nil {
			return
		}
		got := parse(r, text)
		if got.ok && (got.t < -latest || got.t > latest) || !got.ok && got.t != 0 || layout != "" && got.reading != Plain {
			t.Fatalf("%q by %q is %+v", text, layout, got)
		}
		if again := parse(r, bytes.Clone(text)); again != got {
			t.Fatalf("%q by %q is %+v and then %+v", text, layout, got, again)
		}
	})
}

func FuzzParseBound(f *testing.F) {
	f.Add("2026-06-01T12:00")
	f.Add("2026-W23")
	f.Add("2026-Q2")
	f.Fuzz(func(t *testing.T, text string) {
		at, err := ParseBound(text, nil)
		if err != nil {
			return
		}
		if at < earliest || at > latest {
			t.Fatalf("%q is %d", text, at)
		}
	})
}
