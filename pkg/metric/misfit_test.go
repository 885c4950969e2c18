package metric

import (
	"strings"
	"testing"
)

// Numbers that continue the scale are no mistakes when there are many of them; a code for "no answer" is none
// of them, unless it outweighs the answers.
func TestBeyond(t *testing.T) {
	check := func(scale Scale, counted int64, off []Number, flag, found string) {
		t.Helper()
		m := (&AnswerTraits{Scale: scale}).Beyond(counted, off, Inquiry{Scale: scale})
		switch {
		case m == nil && found != "":
			t.Errorf("%d on %s and %v: nothing, want %q", counted, scale, off, found)
		case m != nil && (found == "" || !strings.Contains(m.Found, found) || !strings.Contains(m.Hint, flag)):
			t.Errorf("%d on %s and %v: %q with %v, want %q with %s", counted, scale, off, m.Found, m.Hint, found, flag)
		}
	}
	five, seven, ten := Scale{1, 5}, Scale{1, 7}, Scale{0, 10}
	check(five, 60, []Number{{6, 25}, {7, 15}}, "--scale 1-7", "40 of 100 numbers lie outside 1–5, and continue it to 7")
	check(five, 50, []Number{{6, 10}, {7, 10}, {8, 10}, {9, 10}, {10, 10}}, "--scale 1-10", "continue it to 10")
	check(five, 50, []Number{{0, 5}, {6, 10}, {7, 10}, {8, 10}, {9, 10}, {10, 10}}, "--scale 0-10", "continue it to 0 and 10")
	check(five, 6, []Number{{6, 2}, {7, 3}}, "--scale 1-7", "5 of 11")
	check(seven, 60, []Number{{8, 25}, {9, 15}, {10, 10}}, "--scale 1-10", "50 of 110")
	check(five, 60, []Number{{6, 25}, {7, 15}, {99, 12}}, "--scale 1-7", "40 of 112")
	check(ten, 10, []Number{{55, 15}, {80, 15}}, "", "30 of 40 numbers lie outside 0–10")
	check(five, 3, []Number{{99, 4}}, "", "4 of 7")
	check(five, 80, []Number{{9, 20}}, "", "")          // "don't know"
	check(five, 80, []Number{{8, 10}, {9, 10}}, "", "") // "don't know" and "refused"
	check(five, 100, []Number{{6, 1}, {7, 1}}, "", "")  // slips
	check(five, 124, []Number{{6, 76}}, "--scale 1-6", "76 of 200 numbers lie outside 1–5, and continue it to 6")
	check(five, 150, []Number{{0, 50}}, "--scale 0-5", "50 of 200 numbers lie outside 1–5, and continue it to 0")
	check(five, 120, []Number{{0, 40}, {6, 40}}, "--scale 0-6", "continue it to 0 and 6")
	check(ten, 180, []Number{{11, 8}, {12, 6}, {14, 4}, {18, 2}}, "--scale 0-20", "20 of 200 numbers lie outside 0–10, and continue it to 20")
	check(ten, 180, []Number{{12, 8}, {13, 6}, {15, 4}, {20, 2}}, "--scale 0-20", "continue it to 20")
	check(ten, 100, []Number{{11, 15}, {99, 9}}, "--missing", "15 of 124") // codes, which only a codebook tells
	check(ten, 100, []Number{{-1, 15}, {99, 9}}, "", "")
	check(five, 80, []Number{{7, 5}, {8, 10}, {9, 5}}, "", "")
	check(five, 6, []Number{{7, 1}, {9, 4}, {10, 1}}, "--scale 1-10", "6 of 12 numbers lie outside 1–5, and continue it to 10")
	check(five, 8, []Number{{8, 2}, {10, 2}}, "--scale 1-10", "4 of 12 numbers")
	check(seven, 6, []Number{{9, 4}, {10, 1}}, "--scale 1-10", "5 of 11 numbers")
	check(five, 80, []Number{{9, 10}, {10, 10}}, "", "")
	check(five, 8, []Number{{0, 8}, {10, 8}}, "", "16 of 24 numbers lie outside 1–5") // faces, 0, 5 and 10
	check(five, 60, []Number{{9, 20}, {99, 20}}, "", "")
	check(five, 99, []Number{{6, 1}}, "", "")
	check(five, 2, []Number{{6, 1}}, "", "")
	check(five, 5, []Number{{10, 1}}, "--scale 1-10", "1 of 6 numbers lie outside 1–5, and continue it to 10")
	check(five, 8, []Number{{7, 1}}, "--scale 1-7", "1 of 9 numbers")
	check(five, 17, []Number{{10, 1}}, "", "")
	check(five, 5, []Number{{9, 1}}, "", "")
	check(five, 80, nil, "", "")
}
