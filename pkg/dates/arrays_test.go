package dates

import (
	"testing"
	"time"
)

func TestArrays(t *testing.T) {
	r, err := NewReader(Writing{})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"[ 2026, 5, 3 ]":             "2026-05-03T00:00:00Z",
		"[2026,12,31]":               "2026-12-31T00:00:00Z",
		"[2026,5,3,14,30]":           "2026-05-03T14:30:00Z",
		"[2026,5,3,14,30,5]":         "2026-05-03T14:30:05Z",
		"[2026,5,3,14,30,5,5000000]": "2026-05-03T14:30:05.005Z",
		"[2026,5]":                   "",
		"[2026,13,3]":                "",
		"[2026,2,30]":                "",
		"[2026,5,3,25,0]":            "",
		"[1, 2, 3]":                  "",
		"[2026,5,x]":                 "",
	} {
		at, _, ok := r.Parse([]byte(text))
		if got := time.UnixMicro(int64(at)).UTC().Format(time.RFC3339Nano); ok != (want != "") || ok && got != want {
			t.Errorf("%s: %s, %t, want %q", text, got, ok, want)
		}
	}
}
