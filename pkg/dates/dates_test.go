package dates

import (
	"testing"
	"time"
	_ "time/tzdata"
)

// reads returns a check that a text is read as the instant that RFC 3339 names; "" stands for a
// text that is not read.
func reads(t *testing.T, o Options) func(text, want string, reading Reading) {
	t.Helper()
	r, err := NewReader(o)
	if err != nil {
		t.Fatal(err)
	}
	return func(text, want string, reading Reading) {
		t.Helper()
		got, gotReading, ok := r.Parse([]byte(text))
		shown := ""
		if ok {
			shown = time.UnixMicro(got).UTC().Format(time.RFC3339Nano)
		}
		if shown != want || gotReading != reading {
			t.Errorf("%q is read as %q (%d), want %q (%d)", text, shown, gotReading, want, reading)
		}
	}
}

func TestForms(t *testing.T) {
	check := reads(t, Options{})
	plain := func(text, want string) { t.Helper(); check(text, want, Plain) }
	not := func(text string) { t.Helper(); check(text, "", Plain) }

	// FORMATS.md, the row of each product.
	plain("2017-07-18 08:28:09", "2017-07-18T08:28:09Z")                            // Qualtrics
	plain("2016-03-29 21:21:23", "2016-03-29T21:21:23Z")                            // Typeform
	plain("2019-06-12T12:56:33Z", "2019-06-12T12:56:33Z")                           // Typeform API
	plain("10.03.2023 12:28:23", "2023-03-10T12:28:23Z")                            // Google Sheets, de
	plain("2022/02/13 10:26:52 p. m. GMT-3", "2022-02-14T01:26:52Z")                // Google Forms, es
	plain("2022/02/13 10:26:52\u00a0p.\u202fm.\u00a0GMT-3", "2022-02-14T01:26:52Z") // the same with other blanks
	plain("2017-10-23T05:40:39.000-04:00", "2017-10-23T09:40:39Z")                  // KoboToolbox
	plain("2017-10-23T09:41:19", "2017-10-23T09:41:19Z")                            // KoboToolbox
	plain("1713418460", "2024-04-18T05:34:20Z")                                     // Delighted
	plain("1526419264", "2018-05-15T21:21:04Z")                                     // Intercom
	plain("1980-01-01 00:00:00", "1980-01-01T00:00:00Z")                            // LimeSurvey
	plain("2017-11-15T08:10:34-08:00", "2017-11-15T16:10:34Z")                      // App Store
	plain("2026-09-14T04:24:23-07:00", "2026-09-14T11:24:23Z")                      // iTunes RSS
	plain("2026-05-14 11:23:45 +0100", "2026-05-14T10:23:45Z")                      // Shopify
	plain("19970101", "1997-01-01T00:00:00Z")                                       // CDNOW
	check("7/27/26 19:06:23", "2026-07-27T19:06:23Z", MustBeMonthFirst)             // Microsoft Forms
	check("8/20/25 12:51:45", "2025-08-20T12:51:45Z", MustBeMonthFirst)             // Microsoft Forms
	check("28/04/2026 10:49:24", "2026-04-28T10:49:24Z", MustBeDayFirst)            // Moodle, es
	check("30/04/2018", "2018-04-30T00:00:00Z", MustBeDayFirst)                     // employee-turnover
	check("12/31/1899 09:30:00 AM", "1899-12-31T09:30:00Z", MustBeMonthFirst)       // SFO survey 2017
	check("05/11/2016 12:00:00 AM", "", Either)                                     // SFO survey 2016
	check("11/1/2019 8:51:12", "", Either)                                          // Google Sheets, en-US
	check("8/4/2023 11:50:34", "", Either)                                          // Google Sheets, es

	not("")
	not("2026-02-30")
	not("30/02/2026")
}
