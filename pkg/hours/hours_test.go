package hours

import (
	"math/rand/v2"
	"testing"
	"time"
)

func plan(t *testing.T, rows ...[3]string) *Week {
	t.Helper()
	p := &Week{}
	for _, r := range rows {
		if err := p.Add(r[0], r[1], r[2]); err != nil {
			t.Fatal(err)
		}
	}
	return p
}

func at(t *testing.T, text string, zone *time.Location) int64 {
	t.Helper()
	when, err := time.ParseInLocation("2006-01-02 15:04", text, zone)
	if err != nil {
		t.Fatal(err)
	}
	return when.UnixMicro()
}

func TestBetween(t *testing.T) {
	madrid, err := time.LoadLocation("Europe/Madrid")
	if err != nil {
		t.Skip(err)
	}
	c := plan(t, [3]string{"mon-fri", "09:00", "17:00"}, [3]string{"сб", "10:00", "12:00"}, [3]string{"2026-05-01", "", ""},
		[3]string{"2026-05-04", "09:00", "12:00"}).Calendar(madrid)
	check := func(from, to string, hours float64) {
		t.Helper()
		got, ok := c.Between(at(t, from, madrid), at(t, to, madrid))
		if !ok || float64(got) != hours*3600e6 {
			t.Errorf("%s to %s: %v h, %v; want %v", from, to, float64(got)/3600e6, ok, hours)
		}
	}
	check("2026-05-05 08:00", "2026-05-05 10:00", 1)  // before it opens
	check("2026-05-05 16:30", "2026-05-06 09:30", 1)  // over night
	check("2026-04-30 16:00", "2026-05-02 11:00", 2)  // a holiday on Friday, and Saturday
	check("2026-05-04 11:00", "2026-05-04 18:00", 1)  // a short Monday
	check("2026-05-03 01:00", "2026-05-03 23:00", 0)  // Sunday
	check("2026-03-27 09:00", "2026-03-30 17:00", 18) // clocks went forward on Sunday
	check("2026-05-05 10:00", "2026-05-05 10:00", 0)
	if _, ok := c.Between(at(t, "2026-05-06 10:00", madrid), at(t, "2026-05-05 10:00", madrid)); ok {
		t.Error("the end comes first")
	}
	if !c.Open(at(t, "2026-05-05 09:00", madrid)) || c.Open(at(t, "2026-05-05 17:00", madrid)) {
		t.Error("it opens at nine and closes at five")
	}
}

// What is open between two moments is what is open in each minute between.
func TestMinuteByMinute(t *testing.T) {
	c := plan(t, [3]string{"mon-thu", "08:00", "12:00"}, [3]string{"mon-thu", "13:00", "18:15"}, [3]string{"vie", "22:00", "24:00"},
		[3]string{"sáb", "00:00", "02:00"}).Calendar(nil)
	r := rand.New(rand.NewPCG(1, 2))
	base := at(t, "2026-02-01 00:00", time.UTC)
	for range 200 {
		from := base + r.Int64N(30*1440)*60e6
		to := from + r.Int64N(6*1440)*60e6
		want := int64(0)
		for m := from; m < to; m += 60e6 {
			if c.Open(m) {
				want += 60e6
			}
		}
		if got, ok := c.Between(from, to); !ok || got != want {
			t.Fatalf("%d to %d: %d, want %d", from, to, got, want)
		}
	}
}

func TestAddRefuses(t *testing.T) {
	for _, r := range [][3]string{{"someday", "09:00", "17:00"}, {"mon", "9", "17:00"}, {"mon", "17:00", "09:00"}, {"mon", "09:00", "25:00"},
		{"2026-02-30", "", ""}, {"mon", "", "17:00"}, {"", "09:00", "17:00"}} {
		if err := new(Week).Add(r[0], r[1], r[2]); err == nil {
			t.Errorf("%v is taken", r)
		}
	}
}
