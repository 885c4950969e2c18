package dates

import "testing"

// Days that programs write where there is none.
func TestNoDates(t *testing.T) {
	for _, text := range []string{"0000-00-00", "0001-01-01", "0001-01-01T00:00:00Z", "01/01/1900", "1970-01-01", "1970-01-01 01:00:00", "31.12.1969 19:00", "1899-12-30", "1753-01-01", "0"} {
		if !IsNone([]byte(text)) {
			t.Errorf("%q is a date", text)
		}
	}
	for _, text := range []string{"1900-01-02", "1970-02-01", "2026-01-01", "1900-01-01 10:00", "x", "", "1"} {
		if IsNone([]byte(text)) {
			t.Errorf("%q is none", text)
		}
	}
	for _, text := range []string{"9999-12-31", "31/12/2099", "12/31/9999", "2100-01-01", "2999-12-31T23:59:59", "2079-06-06", "9999-01-01"} {
		if !IsNever([]byte(text)) {
			t.Errorf("%q may come", text)
		}
	}
	for _, text := range []string{"2026-12-31", "2097-01-04", "2099-06-30", "2050-12-31", "9999"} {
		if IsNever([]byte(text)) {
			t.Errorf("%q is never", text)
		}
	}
}
