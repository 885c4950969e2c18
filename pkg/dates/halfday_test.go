package dates

import (
	"testing"
	"time"
)

func TestHalvesOfTheDay(t *testing.T) {
	reader, err := NewReader(Writing{Order: DayFirst})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"2018/11/04 5:21:15 ÖS":       "2018-11-04 17:21:15",
		"2018/11/04 5:21:15 ÖS GMT+3": "2018-11-04 14:21:15",
		"2018/11/04 12:01:15 öö":      "2018-11-04 00:01:15",
		"2018-11-04 下午 5:21:15":       "2018-11-04 17:21:15",
		"2018/11/04 上午12:21":          "2018-11-04 00:21:00",
		"04.11.2018 5:21 nachm.":      "2018-11-04 17:21:00",
		"04.11.2018 5:21 пп":          "2018-11-04 17:21:00",
		"2018-11-04 17:21 ÖS":         "",
		"2018-11-04 5:21 ÖX":          "",
	} {
		at, _, ok := reader.Parse([]byte(text))
		if ok != (want != "") {
			t.Errorf("%q: %t", text, ok)
		} else if got := time.UnixMicro(int64(at)).UTC().Format(time.DateTime); ok && got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}
