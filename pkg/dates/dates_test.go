package dates

import (
	"testing"
	"time"
	_ "time/tzdata"
)

// reads returns a check that a text is read as the instant that RFC 3339 names; "" stands for a
// text that is not read.
func reads(t *testing.T, o Writing) func(text, want string, reading Reading) {
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
	check := reads(t, Writing{})
	plain := func(text, want string) { t.Helper(); check(text, want, Plain) }

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
	check("11/13/2019 8:51:12", "2019-11-13T08:51:12Z", MustBeMonthFirst)           // the same later that month
	plain("2011-04-13 18:00:00.123456789 UTC", "2011-04-13T18:00:00.123456Z")       // finer than a microsecond
}

func TestYearFirst(t *testing.T) {
	check := reads(t, Writing{})
	plain := func(text, want string) { t.Helper(); check(text, want, Plain) }
	for _, text := range []string{
		"2026-06-01", "2026/06/01", "2026.06.01", "2026-6-1", "2026-06", "2026/06", "20260601",
		" 2026-06-01\t", "\u00a02026-06-01\u00a0", "2026-06-01T00:00:00", "2026-06-01T00:00Z", "20260601T000000Z",
		"20260601 0000", "20260601000000", "2026-06-01 12:00 AM", "2026-06-01, 0:00", "2026-06-01T00:00:00.000000000+00:00",
		"2026-06-01 00:00:00 UTC", "2026-06-01 00:00:00 GMT", "2026-06-01 01:00:00 UTC+1", "2026-05-31T21:00:00 GMT-03:00",
		"2026-05-31T21:00:00-0300", "2026-05-31T21:00:00-03", "2026-05-31T21:00:00\u221203:00", "2026-06-01t00:00:00z",
		"2026-06-01T05:45:00+05:45", "2026-06-01T00:00:00,0", "2026-06-01  00:00",
	} {
		plain(text, "2026-06-01T00:00:00Z")
	}
	plain("2024-02-29", "2024-02-29T00:00:00Z") // 2024 / 4 is whole
	plain("2000-02-29", "2000-02-29T00:00:00Z") // 2000 / 400 is whole
	plain("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z")
	plain("9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999999Z")
	plain("1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59.5Z")
	plain("2026-06-01 12:00 p.m.", "2026-06-01T12:00:00Z")
	plain("2026-06-01 12:30a.m.", "2026-06-01T00:30:00Z")
	plain("2026-06-01 1:05:09PM", "2026-06-01T13:05:09Z")
	plain("2026-06-01 1:05:09.25 pm", "2026-06-01T13:05:09.25Z")
	plain("2026-06-01T23:59:59-12:00", "2026-06-02T11:59:59Z")
}

func TestYearLast(t *testing.T) {
	check := reads(t, Writing{})
	check("25/12/2026", "2026-12-25T00:00:00Z", MustBeDayFirst)
	check("12/25/2026", "2026-12-25T00:00:00Z", MustBeMonthFirst)
	check("25-12-2026 8:05 pm", "2026-12-25T20:05:00Z", MustBeDayFirst)
	check("3/4/2026", "", Either)
	check("03-04-2026 10:00:00", "", Either)
	check("3/3/2026", "2026-03-03T00:00:00Z", Plain) // the same day in both orders
	check("29/2/2024", "2024-02-29T00:00:00Z", MustBeDayFirst)
	check("3.4.2026", "2026-04-03T00:00:00Z", Plain) // dots: day first
	check("3.4.26, 08:05", "2026-04-03T08:05:00Z", Plain)
	check("1/31/68", "2068-01-31T00:00:00Z", MustBeMonthFirst) // POSIX: 69 to 99 are 1969 to 1999
	check("1/31/69", "1969-01-31T00:00:00Z", MustBeMonthFirst)
	check("27/07/2026, 19:06:23", "2026-07-27T19:06:23Z", MustBeDayFirst) // JavaScript, en-GB
	check("7/27/2026, 7:06:23\u202fPM", "2026-07-27T19:06:23Z", MustBeMonthFirst)
	check("06/2026", "2026-06-01T00:00:00Z", Plain)
	check("6-2026", "2026-06-01T00:00:00Z", Plain)

	check = reads(t, Writing{Order: DayFirst})
	check("3/4/2026", "2026-04-03T00:00:00Z", Either)
	check("25/12/2026", "2026-12-25T00:00:00Z", MustBeDayFirst)
	check("12/25/2026", "", MustBeMonthFirst)
	check("3/3/2026", "2026-03-03T00:00:00Z", Plain)

	check = reads(t, Writing{Order: MonthFirst})
	check("3/4/2026", "2026-03-04T00:00:00Z", Either)
	check("25/12/2026", "", MustBeDayFirst)
	check("12/25/2026", "2026-12-25T00:00:00Z", MustBeMonthFirst)
	check("3.4.2026", "2026-04-03T00:00:00Z", Plain) // a convention, whatever the slashes do
	check("13.4.2026", "2026-04-13T00:00:00Z", Plain)
}

func TestNames(t *testing.T) {
	check := reads(t, Writing{})
	for _, text := range []string{
		"1 June 2026", "Jun 1, 2026", "June 1 2026", "01-Jun-2026", "01-Jun-26", "1-JUN-26", "2026-Jun-01", "2026 June 1",
		"June 1st, 2026", "1st of June 2026", "Jun. 1, 2026", "June 2026", "Jun-2026",
		"Mon, 01 Jun 2026 00:00:00 GMT", "Monday, June 1, 2026 12:00 AM", "Mon Jun 01 2026 00:00:00 GMT+0000",
		"Mon Jun 01 2026 02:00:00 GMT+0200 (Central European Summer Time)", "June 1, 2026 at 12:00 am",
		"1 de junio de 2026", "1 de junio del 2026", "1 jun. 2026", "1 de junho de 2026", "1er juin 2026", "1. Juni 2026",
		"1 червня 2026 р.", "1 червня 2026 р. 00:00", "1 июня 2026 г., 00:00", "1 июня 2026 года", "Июнь 2026", "01 ИЮН 2026",
	} {
		check(text, "2026-06-01T00:00:00Z", Plain)
	}
	check("3 févr. 2026", "2026-02-03T00:00:00Z", Plain)
	check("3. März 2026", "2026-03-03T00:00:00Z", Plain)
	check("3 août 2026", "2026-08-03T00:00:00Z", Plain)
	check("3 лист. 2026 р.", "2026-11-03T00:00:00Z", Plain)
	check("3 dic 2026 7:05 p. m.", "2026-12-03T19:05:00Z", Plain)
	check("2 Jan 2006 15:04:05 -0700", "2006-01-02T22:04:05Z", Plain) // RFC 1123 with a zone
}

func TestQuarters(t *testing.T) {
	check := reads(t, Writing{})
	for _, text := range []string{"2026-Q2", "2026/Q2", "2026 Q2", "2026Q2", "2026q2", "Q2 2026", "Q2-2026", "q2/2026"} {
		check(text, "2026-04-01T00:00:00Z", Plain)
	}
	for _, text := range []string{"Q2", "Q22026", "Q2 26", "26Q2", "2026-Q0", "Q5 2026", "2026-Q2-1", "Q2 2026 12:00", "2026-Q22", "0000-Q1", "Q 2026"} {
		check(text, "", Plain)
	}
}

func TestNumbers(t *testing.T) {
	check := reads(t, Writing{})
	plain := func(text, want string) { t.Helper(); check(text, want, Plain) }
	// Python 3.11: datetime.fromtimestamp(x, timezone.utc)
	plain("1000000000", "2001-09-09T01:46:40Z")
	plain("9999999999", "2286-11-20T17:46:39Z")
	plain("1713418460.25", "2024-04-18T05:34:20.25Z")
	plain("1713418460123", "2024-04-18T05:34:20.123Z")
	plain("1713418460123456", "2024-04-18T05:34:20.123456Z")
	// Python 3.11: datetime(1899, 12, 30) + timedelta(days=x)
	plain("20000", "1954-10-03T00:00:00Z")
	plain("80000", "2119-01-11T00:00:00Z")
	plain("45000.5", "2023-03-15T12:00:00Z")
	plain("44927,75", "2023-01-01T18:00:00Z")
	plain("43770.36888888889", "2019-11-01T08:51:12Z") // a spreadsheet's rounding of 8:51:12
	plain("45000.9999999999", "2023-03-16T00:00:00Z")
}

func TestNotDates(t *testing.T) {
	check := reads(t, Writing{})
	for _, text := range []string{
		"", " ", "x", "-", "N/A", "2026", "26", "0", "-1", "+1713418460",
		"2026-02-30", "2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-06-00", "0000-00-00", "0000-01-01",
		"30/02/2026", "31/4/2026", "2/30/2026", "0/1/2026", "13/13/2026", "3/4/026", "3/4/20266", "3/4", "03-04-26", "26-06-01",
		"13/2026", "6.2026", "2026.06", "2026-06-01T", "2026-06-01 ,", "2026-06-01T24:00", "2026-06-01T12:60", "2026-06-01T12:00:60",
		"2026-06-01T12", "2026-06-01 12:0", "2026-06-01 13:00 PM", "2026-06-01 12:00 XM", "2026-06-01T12:00:00.", "2026-06-01T12:00:00.Z",
		"2026-06-01T12:00:00+1", "2026-06-01T12:00:00+16:00", "2026-06-01T12:00:00+0260", "2026-06-01T12:00:00 EST",
		"2026-06-01T12:00:00ZZ", "2026-06-01x", "2026-06-01T12:00:00Z tail", "2026-06-01Z", "2026-06/01", "2026-W23", "2026-152",
		"18991231", "20261301", "20260230", "202606", "1234567", "123456789", "12345678901", "0713418460", "1713418460123.5",
		"19999", "80001", "45000.", "45000.5.1", "12:30", "June", "June 26", "32 June 2026", "June 31, 2026", "1 Juny 2026", "1 June", "June 2026 12:00",
		"1 June 12026", "Tuesday", "2026-06-01 and a text that goes on and on and is much longer than any date that a person or a program would ever write down",
	} {
		check(text, "", Plain)
	}
}

func TestNoAllocation(t *testing.T) {
	r, err := NewReader(Writing{Order: DayFirst})
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{
		"2026-06-01", "2026-06-01T12:00:00Z", "2026-06-01T12:00:00.5+02:00", "25/12/2026 8:05 PM", "1 июня 2026 г., 00:00",
		"2022/02/13 10:26:52\u00a0p.\u00a0m. GMT-3", "1713418460", "45000.5", "no date",
	} {
		cell := []byte(text)
		if n := testing.AllocsPerRun(100, func() { r.Parse(cell) }); n != 0 {
			t.Errorf("%q: %v allocations, want none", text, n)
		}
	}
}
