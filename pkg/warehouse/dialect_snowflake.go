package warehouse

import (
	"fmt"
	"time"

	"github.com/cxcalc/cxcalc/pkg/dates"
)

// snowflake is the SQL of Snowflake.
type snowflake struct{}

func (snowflake) Name() string { return "Snowflake" }

func (snowflake) quote(name string) string { return doubled(name, `"`) }

func (snowflake) literal(text string) string { return "'" + escaped(text, "'") + "'" }

func (snowflake) text(value string, a Attribute) string {
	switch a.Type {
	case Moment:
		return "TO_VARCHAR(CONVERT_TIMEZONE('UTC', " + value + `), 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"')`
	case Clock:
		return "TO_VARCHAR(" + value + ", 'YYYY-MM-DD HH24:MI:SS.FF6')"
	case Date:
		return "TO_VARCHAR(" + value + ", 'YYYY-MM-DD')"
	}
	return "TO_VARCHAR(" + value + ")"
}

func (snowflake) dated(value string) string {
	return "(" + value + " IS NOT NULL)"
}

// part numbers weeks by themselves: when those of Snowflake begin is a setting.
func (g snowflake) part(value string, _ Attribute, of dates.Period, zone string) string {
	if zone != "" {
		value = "CONVERT_TIMEZONE(" + g.literal(zone) + ", " + value + ")"
	}
	if of == dates.Week {
		return "YEAROFWEEKISO(" + value + ") * 100 + WEEKISO(" + value + ")"
	}
	return "DATE_TRUNC('" + string(of) + "', " + value + ")"
}

func (snowflake) stretch(value string, _ Attribute, seconds int) string {
	return fmt.Sprintf("FLOOR(DATE_PART('epoch_second', %s) / %d)", value, seconds)
}

func (snowflake) since(value string, a Attribute, at time.Time) string {
	clock := at.Format("2006-01-02 15:04:05.000000")
	if a.Type == Moment {
		return value + " >= '" + clock + " +00:00'::TIMESTAMP_TZ"
	}
	return value + " >= '" + clock + "'::TIMESTAMP_NTZ"
}
