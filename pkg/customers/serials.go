package customers

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// serials are the dates of headers that a spreadsheet program wrote as the numbers of their days, since nobody had given them a form, by
// column: at least two, in order, all of them first days of months or all of them last ones. Those that are written with the year last are
// among them.
func serials(t *dataset.Table, format string) map[int]string {
	if out := slashed(t, format); out != nil {
		return out
	}
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

// yearLast is a date with its year at the end.
var yearLast = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(\d{1,2})[./-](\d{1,2})[./-]((?:19|20)\d\d)$`) })

// slashed are the dates of headers with the year last, by column, in the order that makes all of them first days of months or all of them
// last ones, or in one that somebody has told; nil where there is none.
func slashed(t *dataset.Table, format string) map[int]string {
	switch format {
	case "dmy":
		out, _, _ := inOrder(t, true)
		return out
	case "mdy":
		out, _, _ := inOrder(t, false)
		return out
	case "":
		day, ends, _ := inOrder(t, true)
		month, monthEnds, _ := inOrder(t, false)
		switch {
		case ends && (!monthEnds || dotted(t)):
			return day
		case monthEnds && !ends && !dotted(t):
			return month
		}
	}
	return nil
}

// dotted tells whether some of these headers have dots, which stand behind the day.
func dotted(t *dataset.Table) bool {
	return slices.ContainsFunc(t.Headers, func(h string) bool { return yearLast().MatchString(answer.Trim(h)) && strings.Contains(h, ".") })
}

// inOrder reads the headers that are dates with the day or the month first: whether all of them are first days of months or last ones, and
// whether each is the day after the one before. It returns nil where fewer than two are dates in order.
func inOrder(t *dataset.Table, dayFirst bool) (out map[int]string, ends, daily bool) {
	var before time.Time
	first, last, next := 0, 0, 0
	out = make(map[int]string)
	for i, header := range t.Headers {
		m := yearLast().FindStringSubmatch(answer.Trim(header))
		if m == nil {
			continue
		}
		if !dayFirst {
			m[1], m[2] = m[2], m[1]
		}
		day, err := time.Parse("2/1/2006", m[1]+"/"+m[2]+"/"+m[3])
		if err != nil || !day.After(before) {
			return nil, false, false
		}
		if day.Day() == 1 {
			first++
		}
		if day.AddDate(0, 0, 1).Day() == 1 {
			last++
		}
		if day.Equal(before.AddDate(0, 0, 1)) {
			next++
		}
		before, out[i] = day, day.Format(time.DateOnly)
	}
	if len(out) < 2 {
		return nil, false, false
	}
	return out, first == len(out) || last == len(out), next == len(out)-1
}

// daysOrMonths asks where the headers of a table are first days of months when read in one order, and days one after the other in the other one.
func (s *audit) daysOrMonths(t *dataset.Table) error {
	if s.DateFormat != "" || dotted(t) || s.Time != "" || s.Metric.Orders != nil || slashed(t, "") == nil {
		return nil
	}
	at := t.Those(func(i int) bool { return yearLast().MatchString(answer.Trim(t.Headers[i])) })
	if slices.ContainsFunc(at, func(i int) bool { return !holdsAmounts(t.Sample(i)) }) {
		return nil
	}
	_, dayEnds, dayDaily := inOrder(t, true)
	_, _, monthDaily := inOrder(t, false)
	order, daily := "dmy", monthDaily
	if !dayEnds {
		order, daily = "mdy", dayDaily
	}
	if !daily {
		return nil
	}
	e := problem.Usage("%s: columns %s and %s may be of two months, or of two days, since day and month may stand in either order; say which with --date-format", t.Name, t.Header(at[0]), t.Header(at[1]))
	e.Senses = []problem.Sense{{Says: "if they are of months", Flags: []string{"--date-format", order}}}
	return e
}
