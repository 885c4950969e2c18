package dates

import (
	"strings"
	"testing"
)

func TestLayouts(t *testing.T) {
	check := func(layout, text, want string) {
		t.Helper()
		reads(t, Writing{Layout: layout, Order: MonthFirst})(text, want, Plain)
	}
	// Python 3.11: datetime.strptime(text, layout)
	check("%d/%m/%Y %H:%M", "01/06/2026 08:05", "2026-06-01T08:05:00Z")
	check("%d/%m/%y", "1/6/26", "2026-06-01T00:00:00Z")
	check("%d/%m/%y", "1/6/69", "1969-06-01T00:00:00Z")
	check("%d/%m/%y", "1/6/68", "2068-06-01T00:00:00Z")
	check("%b %d %Y %I:%M %p", "Jun 1 2026 12:05 AM", "2026-06-01T00:05:00Z")
	check("%Y%m%d", "20260601", "2026-06-01T00:00:00Z")
	check("%Y.%m.%d-%H:%M:%S.%f", "2026.06.01-23:59:59.5", "2026-06-01T23:59:59.5Z")
	check("%Y-%m-%dT%H:%M:%S%z", "2026-06-01T12:00:00+0530", "2026-06-01T06:30:00Z")
	check("%a %b %d %H:%M:%S %Y", "Mon Jun  1 12:00:00 2026", "2026-06-01T12:00:00Z")
	check("%B-%y", "June-26", "2026-06-01T00:00:00Z")
	check("%Y", "2026", "2026-01-01T00:00:00Z")
	check("%Y%m", "202606", "2026-06-01T00:00:00Z")
	// By hand.
	check("%F %T", "2026-06-01 12:00:01", "2026-06-01T12:00:01Z")
	check("%D %R", "06/01/26 12:00", "2026-06-01T12:00:00Z")
	check("%-d.%-m.%Y", "1.6.2026", "2026-06-01T00:00:00Z")
	check("%d/%b/%Y:%H:%M:%S %z", "01/Jun/2026:12:00:00 +0000", "2026-06-01T12:00:00Z")
	check("%d %B %Y %Z", "1 червня 2026 UTC", "2026-06-01T00:00:00Z")
	check("week of %Y-%m-%d, 100%%", "week of 2026-06-01, 100%", "2026-06-01T00:00:00Z")
	check("%s", "1713418460", "2024-04-18T05:34:20Z")
	check("%e %b %Y", " 1 Jun 2026 ", "2026-06-01T00:00:00Z")

	check("%d/%m/%Y", "2026-06-01", "")
	check("%d/%m/%Y", "31/04/2026", "")
	check("%d/%m/%Y", "01/06/2026 12:00", "")
	check("%d/%m/%Y", "01/06/26", "")
	check("%d/%m/%Y", "06/25/2026", "")
	check("%Y %I:%M %p", "2026 13:00 PM", "")
	check("%Y %I:%M %p", "2026 12:00", "")
	check("%Y-%m-%d %z", "2026-06-01 CET", "")
	check("%Y-%m-%d", "", "")
}

func TestLayoutWords(t *testing.T) {
	check := func(layout, text, want string) {
		t.Helper()
		reads(t, Writing{Layout: layout})(text, want, Plain)
	}
	check("dmy", "3/4/2026", "2026-04-03T00:00:00Z")
	check("dmy", "03-04-26", "2026-04-03T00:00:00Z")
	check("dmy", "12/25/2026", "")
	check("dmy", "2026-06-01", "2026-06-01T00:00:00Z")
	check("mdy", "3/4/2026", "2026-03-04T00:00:00Z")
	check("mdy", "3.4.2026", "2026-03-04T00:00:00Z")
	check("mdy", "25/12/2026", "")
	check("mdy", "1 June 2026", "2026-06-01T00:00:00Z")
	check("iso", "2026-06-01T12:00:00+02:00", "2026-06-01T10:00:00Z")
	check("iso", "2026-06-01 12:00", "2026-06-01T12:00:00Z")
	check("iso", "2026-06", "2026-06-01T00:00:00Z")
	check("iso", "20260601T120000Z", "2026-06-01T12:00:00Z")
	check("iso", "2026/06/01", "")
	check("iso", "2026/06", "")
	check("iso", "2026-6-1", "")
	check("iso", "1/6/2026", "")
	check("iso", "1713418460", "")
	check("iso", "20260601120000", "")
	check("iso", "1 June 2026", "")
	check("unix", "0", "1970-01-01T00:00:00Z")
	check("unix", "-1.5", "1969-12-31T23:59:58.5Z")
	check("unix", "253402300799", "9999-12-31T23:59:59Z")
	check("unix", "253402300800", "")
	check("unix", "99999999999999999999", "")
	check("unix", "", "")
	check("unix", "1e9", "")
	check("unix", "2026-06-01", "")
	check("unixms", "1713418460123", "2024-04-18T05:34:20.123Z")
	check("unixms", "1713418460123.456", "2024-04-18T05:34:20.123456Z")
	check("unixms", "1", "1970-01-01T00:00:00.001Z")
	// The 1900 system as spreadsheets show it: day 1 is 1900-01-01, day 60 does not exist.
	check("excel", "1", "1900-01-01T00:00:00Z")
	check("excel", "59", "1900-02-28T00:00:00Z")
	check("excel", "60", "")
	check("excel", "61", "1900-03-01T00:00:00Z")
	check("excel", "25569", "1970-01-01T00:00:00Z")
	check("excel", "2958465.999", "9999-12-31T23:58:33.6Z")
	check("excel", "2958466", "")
	check("excel", "0", "")
	check("excel", "-1", "")
}

func TestBadLayouts(t *testing.T) {
	check := func(layout, want string) {
		t.Helper()
		_, err := NewReader(Writing{Layout: layout})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error is %v, want one with %q", layout, err, want)
		}
	}
	check("DD/MM/YYYY", `"DD/MM/YYYY" is no date format: expected dmy, mdy, iso, unix, unixms, excel, or strftime such as %d/%m/%Y %H:%M`)
	check("ymd", "expected dmy")
	check("%d/%m", "has no year")
	check("%d %Y", "has a day but no month")
	check("%Y-%m-%d %I:%M", "needs both %I and %p")
	check("%Y-%m-%d %H:%M %p", "needs both %I and %p")
	check("%Y-%q", `"%q" is not supported, expected one of %Y %y %m`)
	check("%Y-%", "ends with a lone %")
	check("%s %Y", "%s is the whole time")
}
