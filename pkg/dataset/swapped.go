package dataset

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strconv"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// The two ways in which a spreadsheet leaves dates that it has read in the wrong order: texts that are no dates in it, and dates in
// which day and month have changed places.
var (
	leftText  = regexp.MustCompile(`^(\d{1,2})[./-](\d{1,2})[./-](?:\d{4}|\d\d)(?:\D|$)`)
	madeDates = regexp.MustCompile(`^(?:19|20)\d\d-(\d\d)-(\d\d)(?:\D|$)`)
)

// hardlyChance is how likely it may be that days lie on both sides of the twelfth by chance.
const hardlyChance = 0.001

// swapped refuses a column of times of which a spreadsheet has read a part in the wrong order: dates whose day is above 12 have stayed
// texts, and all of the others have a day of 12 at most, which was their month.
func (t *Table) swapped(column int) error {
	var days, months, of []int // of the texts, and those of the dates
	dayFirst, monthFirst := true, true
	text, date := "", ""
	for _, cell := range t.Sample(column) {
		cell = answer.Trim(cell)
		if m := leftText.FindStringSubmatch(cell); m != nil {
			a, b := whole(m[1]), whole(m[2])
			days, months = append(days, max(a, b)), append(months, min(a, b))
			dayFirst, monthFirst, text = dayFirst && a > 12 && b <= 12, monthFirst && b > 12 && a <= 12, cmp.Or(text, cell)
			continue
		}
		if m := madeDates.FindStringSubmatch(cell); m != nil {
			of, date = append(of, whole(m[2])), cmp.Or(date, cell)
		}
	}
	if len(days) == 0 || len(of) == 0 || !dayFirst && !monthFirst || slices.Max(of) > 12 {
		return nil
	}
	const above, upTo = 18. / 30, 12. / 30
	if math.Pow(above, float64(len(days)))*math.Pow(upTo, float64(len(of))) > hardlyChance || slices.Min(of) < slices.Min(months)-1 || slices.Max(of) > slices.Max(months)+1 {
		return nil
	}
	order := "dmy"
	if monthFirst {
		order = "mdy"
	}
	return problem.Failure("%s: column %s: every date such as %s has a day above 12, and every one such as %s a day of 12 at most, so a spreadsheet has taken the months of these for days", t.Name,
		t.Header(column), answer.Quote(text, 40), answer.Quote(date, 40)).
		Advise("export the file again, or read it into the spreadsheet with this column as text; --date-format " + order + " takes the dates as they stand")
}

func whole(digits string) int {
	n, _ := strconv.Atoi(digits) // which a pattern has found
	return n
}
