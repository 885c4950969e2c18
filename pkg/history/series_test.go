package history

import (
	"testing"
	"time"
)

// Names that differ by dates are of one series; any other number tells sources apart.
func TestDateless(t *testing.T) {
	same := func(names ...string) {
		t.Helper()
		for _, name := range names[1:] {
			if dateless(name) != dateless(names[0]) {
				t.Errorf("%s and %s: %q, %q", names[0], name, dateless(names[0]), dateless(name))
			}
		}
	}
	same("may.csv", "june.csv", "./Jul.csv", "sept.csv")
	same("shops-2026-05.csv", "shops-2026-06.csv", "shops-202607.csv", "shops_2026-08-01.csv", "shops-may.csv", "shops-Q3.csv", "shops-2026-w31.csv", "shops-may-2026.csv")
	same("2026/05.csv", "2027/06.csv")
	same("2026-05-shops.csv", "2026-06_shops.csv", "may shops.csv")
	differ := func(a, b string) {
		t.Helper()
		if dateless(a) == dateless(b) {
			t.Errorf("%s and %s are one: %q", a, b, dateless(a))
		}
	}
	differ("shops.csv", "web.csv")
	differ("shop1.csv", "shop2.csv")
	differ("shop-1.csv", "shop-2.csv")
	differ("shops/2026.csv", "web/2026.csv")
	differ("march-shops.csv", "march-web.csv")
	differ("mayor.csv", "decor.csv")
	differ("a.csv", "a.json")
}

// A period that two sources tell of makes them two series, though their names differ by dates only.
func TestSplit(t *testing.T) {
	check := func(want int, records ...Memory) {
		t.Helper()
		got := Split(records)
		if len(got) != want {
			t.Errorf("%d series, want %d: %v", len(got), want, got)
		}
	}
	of := func(source, period string, settings map[string]any) Memory {
		return Memory{Metric: "nps", Period: &period, Run: time.Unix(0, 0), Settings: settings, Sources: []Whence{{Name: source}}}
	}
	eu := map[string]any{"where": "region=EU"}
	check(1, of("may.csv", "2026-05", nil), of("june.csv", "2026-06", nil), of("may.csv", "2026-05", nil))
	check(2, of("may.csv", "2026-05", nil), of("june.csv", "2026-05", nil))
	check(2, of("shops.csv", "2026-05", nil), of("web.csv", "2026-06", nil))
	check(2, of("a.csv", "2026-05", nil), of("a.csv", "2026-06", eu))
	check(1, of("a.csv", "2026-05", eu), of("a.csv", "2026-06", map[string]any{"where": "region=EU", "since": "x", "confidence": 0.9}))
}
