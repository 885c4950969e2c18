package dates

import (
	"bytes"
	"strconv"
)

// arrayOf reads the parts of a moment in an array, as programs in Java write them to JSON: [2026, 5, 3] and [2026,5,3,14,30,5,123456789],
// from the year on. Behind the seconds stands how many billionths of one have passed.
func arrayOf(s []byte) (m civil, ok bool) {
	const day, longest = 3, 7
	if len(s) < 2 || s[0] != '[' || s[len(s)-1] != ']' {
		return civil{}, false
	}
	cells := bytes.Split(s[1:len(s)-1], []byte(","))
	if len(cells) < day || len(cells) == 4 || len(cells) > longest { // an hour never stands alone
		return civil{}, false
	}
	var at [longest]int
	for i, cell := range cells {
		n, err := strconv.Atoi(string(bytes.TrimSpace(cell)))
		if err != nil || n < 0 {
			return civil{}, false
		}
		at[i] = n
	}
	if at[0] < 1000 || at[0] > 9999 || !validDate(at[0], at[1], at[2]) || at[3] > 23 || at[4] > 59 || at[5] > 59 || at[6] > 999999999 {
		return civil{}, false
	}
	return civil{year: at[0], month: at[1], day: at[2], second: (at[3]*60+at[4])*60 + at[5], micro: int64(at[6] / 1000)}, true
}
