package customers

import (
	"strconv"
	"time"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
)

// serials are the dates of headers that a spreadsheet program wrote as the numbers of their days, since nobody had given them a form, by
// column: at least two, in order, all of them first days of months or all of them last ones.
func serials(t *dataset.Table) map[int]string {
	const earliest, latest = 36526, 55153 // 2000-01-01 and 2050-12-31
	out := make(map[int]string)
	var first, last, before int
	for i, header := range t.Headers {
		n, err := strconv.Atoi(answer.Trim(header))
		if err != nil || n < earliest || n > latest {
			continue
		}
		day := time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, n)
		if n <= before {
			return nil
		}
		before = n
		if day.Day() == 1 {
			first++
		}
		if day.AddDate(0, 0, 1).Day() == 1 {
			last++
		}
		out[i] = day.Format(time.DateOnly)
	}
	if len(out) < 2 || first < len(out) && last < len(out) {
		return nil
	}
	return out
}
