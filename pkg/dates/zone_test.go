package dates

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func loadZone(t testing.TB, name string) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

func TestZones(t *testing.T) {
	check := func(zone, text, want string) {
		t.Helper()
		reads(t, Writing{Zone: loadZone(t, zone)})(text, want, Plain)
	}
	// Python 3.11: datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)), with fold=0
	check("Europe/Berlin", "2026-06-01T12:00:00", "2026-06-01T10:00:00Z")
	check("Europe/Berlin", "2026-03-29T02:30:00", "2026-03-29T01:30:00Z")       // in the gap
	check("Europe/Berlin", "2026-10-25T02:30:00", "2026-10-25T00:30:00Z")       // twice: the earlier
	check("America/New_York", "2026-03-08T02:30:00", "2026-03-08T07:30:00Z")    // in the gap
	check("America/New_York", "2026-11-01T01:30:00", "2026-11-01T05:30:00Z")    // twice: the earlier
	check("America/Sao_Paulo", "2018-11-04T00:00:00", "2018-11-04T03:00:00Z")   // a day without midnight
	check("America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z")            // stays on its day
	check("America/Sao_Paulo", "2018-02-17T23:30:00", "2018-02-18T01:30:00Z")   // twice: the earlier
	check("Asia/Kathmandu", "2026-06-01", "2026-05-31T18:15:00Z")               // five hours and three quarters
	check("Australia/Lord_Howe", "2026-04-05T01:45:00", "2026-04-04T14:45:00Z") // half an hour, twice
	check("Europe/Berlin", "1890-06-01T12:00:00", "1890-06-01T11:06:32Z")       // local mean time
	check("Pacific/Apia", "2011-12-30T12:00:00", "2011-12-30T22:00:00Z")        // a day that never was
	check("America/Denver", "2017-07-18 08:28:09", "2017-07-18T14:28:09Z")      // Qualtrics
	check("America/St_Johns", "2010-11-06T23:30:00", "2010-11-07T02:00:00Z")    // clocks went back at 00:01
	// A zone in the text wins.
	check("Europe/Berlin", "2026-06-01T12:00:00Z", "2026-06-01T12:00:00Z")
	check("Europe/Berlin", "2026-06-01T12:00:00.5-01:00", "2026-06-01T13:00:00.5Z")
	check("Europe/Berlin", "1780308000", "2026-06-01T10:00:00Z") // date -u -d @1780308000
	// Spreadsheet days are wall-clock time.
	check("Europe/Berlin", "45000.5", "2023-03-15T11:00:00Z")

	reads(t, Writing{Zone: time.FixedZone("", -3*3600)})("2026-06-01", "2026-06-01T03:00:00Z", Plain)
}

// testZones are zones with unlike histories: quarter hours, half-hour summer time, skipped days,
// midnight changes, a fixed offset.
var testZones = []string{
	"UTC", "Europe/Berlin", "Europe/Kyiv", "America/New_York", "America/Sao_Paulo", "America/St_Johns",
	"Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Casablanca", "Asia/Tehran", "Etc/GMT+12", "Pacific/Kiritimati",
}

// What the clock of a zone shows is read back as the instant, or as the earlier of two.
func TestZonesRoundTrip(t *testing.T) {
	readers := map[string]*Reader{}
	for _, name := range testZones {
		r, err := NewReader(Writing{Zone: loadZone(t, name)})
		if err != nil {
			t.Fatal(err)
		}
		readers[name] = r
	}
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.SampledFrom(testZones).Draw(t, "zone")
		r := readers[name]
		loc, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		want := time.Unix(rapid.Int64Range(-2e9, 4e9).Draw(t, "seconds"), 0).In(loc)
		text := want.Format(time.DateTime)
		unix, _, ok := r.Parse([]byte(text))
		got := time.UnixMicro(unix).In(loc)
		if !ok || got.Format(time.DateTime) != text || got.After(want) {
			t.Fatalf("%s in %s is read as %s, want %s", text, name, got, want)
		}
		_, offset := want.Zone()
		exact, _, _ := r.Parse([]byte(want.Format(time.RFC3339)))
		if offset%60 == 0 && exact != want.UnixMicro() { // RFC 3339 has no seconds of offset
			t.Fatalf("%s is read as %d, want %d", want.Format(time.RFC3339), exact, want.UnixMicro())
		}
	})
}

// The remembered stretch of a zone never changes what is read: every quarter of an hour around a
// change, forwards and backwards, against a Reader that remembers nothing.
func TestZoneMemory(t *testing.T) {
	for _, name := range testZones {
		loc := loadZone(t, name)
		warm := newZone(loc)
		from := time.Date(2011, 1, 1, 0, 0, 0, 0, time.UTC).Unix()
		const steps = 366 * 96
		for i := range steps {
			wall := from + int64(i)*900
			if i%2 == 1 {
				wall = from + int64(steps-i)*900
			}
			if want, _ := resolve(wall, loc); warm.unix(wall) != want {
				t.Fatalf("%s: %d is read as %d, want %d", name, wall, warm.unix(wall), want)
			}
		}
	}
}
