package warehouse

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/cxcalc/cxcalc/pkg/dates"
)

// clickHouse is the SQL of ClickHouse, from 18.16 on.
type clickHouse struct{}

func (clickHouse) Name() string { return "ClickHouse" }

func (clickHouse) quote(name string) string { return "`" + escaped(name, "`") + "`" }

func (clickHouse) literal(text string) string { return "'" + escaped(text, "'") + "'" }

// escaped writes a text so that nothing in it ends it.
func escaped(text, sign string) string {
	return strings.NewReplacer(`\`, `\\`, sign, `\`+sign, "\n", `\n`, "\r", `\r`, "\t", `\t`, "\x00", `\0`).Replace(text)
}

// text of an Enum is left to the format: 18.16 cannot make one where absent values have no word.
func (g clickHouse) text(value string, a Attribute) string {
	text := "toString(" + value + ")"
	switch {
	case a.Type == Moment:
		text = "concat(replaceOne(toString(" + value + ", 'UTC'), ' ', 'T'), 'Z')"
	case strings.HasPrefix(a.native, "Enum"):
		return value
	case a.native == "String":
		text = value
	}
	if a.nullable {
		return "ifNull(" + text + ", '')"
	}
	return text
}

func (clickHouse) dated(value string) string {
	return "(" + value + " IS NOT NULL)"
}

// part joins numbers of the calendar, which reach further than ClickHouse's own beginnings of periods.
func (g clickHouse) part(value string, a Attribute, of dates.Period, zone string) string {
	in := "(" + value + ")"
	if zone != "" {
		in = "(" + value + ", " + g.literal(zone) + ")"
	}
	switch of {
	case dates.Week:
		return "toISOYear" + in + " * 100 + toISOWeek" + in
	case dates.Month:
		return "toYYYYMM" + in
	case dates.Quarter:
		return "toYear" + in + " * 10 + toQuarter" + in
	case dates.Year:
		return "toYear" + in
	}
	return "toYYYYMMDD" + in
}

func (g clickHouse) stretch(value string, a Attribute, seconds int) string {
	if isFine(a) {
		return fmt.Sprintf("floor(toUnixTimestamp64Milli(%s) / %d)", value, seconds*1000)
	}
	return fmt.Sprintf("intDiv(toUnixTimestamp(%s), %d)", value, seconds)
}

// isFine reports whether a moment has parts of a second.
func isFine(a Attribute) bool { return strings.Contains(a.native, "DateTime64") }

func (g clickHouse) since(value string, a Attribute, at time.Time) string {
	switch {
	case a.Type == Date:
		day := at.Add(24*time.Hour - 1).Truncate(24 * time.Hour)
		return "toYYYYMMDD(" + value + ") >= " + day.Format("20060102")
	case isFine(a):
		return value + " >= toDateTime64('" + at.Format("2006-01-02 15:04:05.000000") + "', 6, 'UTC')"
	}
	return "toUnixTimestamp(" + value + ") >= " + strconv.FormatInt(at.Add(time.Second-1).Unix(), 10)
}
