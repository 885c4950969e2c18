package dataset

import (
	"cmp"
	"regexp"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// ShortYears asks which number is the year where a column of times is written with two digits each: always behind dashes, as in
// 05-07-23, and with other marks where the last numbers differ more than the first ones, as in 22/04/29 and 22/04/30.
// columns gives the columns of times of each table.
func (s *Set) ShortYears(w dates.Writing, columns func(table int) []int) error {
	if w.Layout != "" {
		return nil
	}
	for source, t := range s.Tables {
		for _, column := range columns(source) {
			if err := cmp.Or(t.shortYears(column), t.joinedMonths(column), t.swapped(column)); err != nil {
				return err
			}
		}
	}
	return nil
}

// joinedMonth is a year and a month without anything between them.
var joinedMonth = regexp.MustCompile(`^((?:19|20)\d\d)(0[1-9]|1[0-2])$`)

// joinedMonths asks whether the numbers of a column of times are months, as in 202601: they are no dates as they stand.
func (t *Table) joinedMonths(column int) error {
	first, month := "", ""
	for _, text := range t.Sample(column) {
		if text = answer.Trim(text); text == "" {
			continue
		}
		parts := joinedMonth.FindStringSubmatch(text)
		if parts == nil {
			return nil
		}
		if first == "" {
			first, month = text, parts[1]+"-"+parts[2]
		}
	}
	if first == "" {
		return nil
	}
	e := problem.Usage("%s: column %s: %s is no date as it stands; say with --date-format how it is to be read", t.Name, t.Header(column), answer.Quote(first, 40))
	e.Senses = []problem.Sense{{Says: "if that is " + month, Flags: []string{"--date-format", "%Y%m"}}}
	return e
}

// A yearPlace is a way to read three numbers as a date: where the year and the day stand, and the format that says so.
type yearPlace struct {
	year, day int
	format    string
}

func (t *Table) shortYears(column int) error {
	first, all := "", 0
	var mark byte
	var met []([3]int)
	for _, text := range t.Sample(column) {
		if answer.Trim(text) == "" {
			continue
		}
		all++
		if parts, by, ok := dates.TwoDigits([]byte(text)); ok {
			if first == "" {
				first, mark = answer.Trim(text), by
			}
			met = append(met, parts)
		}
	}
	if 2*len(met) <= all {
		return nil
	}
	yearFirst := distinct(met, 2) > distinct(met, 0)
	if mark != '-' && !yearFirst {
		return nil // as such dates are written nearly everywhere
	}
	ways := []yearPlace{{2, 0, "dmy"}, {2, 1, "mdy"}}
	if short := "%y" + string(mark) + "%m" + string(mark) + "%d"; len(first) <= len("22-04-30") {
		ways = append(ways, yearPlace{0, 2, short})
		if yearFirst {
			ways = []yearPlace{ways[2], ways[0], ways[1]}
		}
	}
	e := problem.Usage("%s: column %s: %s may be read in several ways, since no number of it is surely the year", t.Name, t.Header(column),
		answer.Quote(first, 40))
	for _, way := range ways {
		if spelt, ok := spelled(met, way); ok {
			e.Senses = append(e.Senses, problem.Sense{Says: "if that is " + spelt, Flags: []string{"--date-format", way.format}})
		}
	}
	if len(e.Senses) == 0 {
		return nil // no dates at all
	}
	return e
}

// distinct counts the numbers that stand at a place.
func distinct(met [][3]int, place int) int {
	seen := make(map[int]bool)
	for _, parts := range met {
		seen[parts[place]] = true
	}
	return len(seen)
}

// spelled is the day that the first date is when read in a way; ok is false where most are no dates then.
func spelled(met [][3]int, way yearPlace) (day string, ok bool) {
	valid := 0
	for i, parts := range met {
		at, known := dates.ShortYear(parts, way.year, way.day)
		if known {
			valid++
		}
		if i == 0 && known {
			day = dates.Day.Label(dates.Day.Index(at, nil))
		}
	}
	return day, day != "" && valid == len(met)
}
