package warehouse

import (
	"fmt"
	"strings"
	"time"

	"github.com/cxcalc/cxcalc/pkg/dates"
)

// bigQuery is the SQL of BigQuery.
type bigQuery struct{}

func (bigQuery) Name() string { return "BigQuery" }

func (bigQuery) quote(name string) string { return "`" + escaped(name, "`") + "`" }

func (bigQuery) literal(text string) string { return "'" + escaped(text, "'") + "'" }

func (bigQuery) text(value string, a Attribute) string {
	switch a.Type {
	case Moment:
		return "FORMAT_TIMESTAMP('%Y-%m-%dT%H:%M:%E*SZ', " + value + ", 'UTC')"
	case Clock:
		return "FORMAT_DATETIME('%Y-%m-%d %H:%M:%E*S', " + value + ")"
	}
	return "CAST(" + value + " AS STRING)"
}

func (bigQuery) dated(value string) string {
	return "(" + value + " IS NOT NULL)"
}

func (g bigQuery) part(value string, a Attribute, of dates.Period, zone string) string {
	name := strings.ToUpper(string(of))
	if of == dates.Week {
		name = "ISOWEEK"
	}
	switch {
	case a.Type == Date:
		return "DATE_TRUNC(" + value + ", " + name + ")"
	case zone == "":
		return "DATETIME_TRUNC(" + value + ", " + name + ")"
	}
	return "TIMESTAMP_TRUNC(" + value + ", " + name + ", " + g.literal(zone) + ")"
}

func (bigQuery) stretch(value string, _ Attribute, seconds int) string {
	return fmt.Sprintf("FLOOR(UNIX_MILLIS(%s) / %d)", value, seconds*1000)
}

func (bigQuery) since(value string, a Attribute, at time.Time) string {
	clock := at.Format("2006-01-02 15:04:05.000000")
	switch a.Type {
	case Moment:
		return value + " >= TIMESTAMP '" + clock + "+00'"
	case Date:
		value = "DATETIME(" + value + ")"
	}
	return value + " >= DATETIME '" + clock + "'"
}
