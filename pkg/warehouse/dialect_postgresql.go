package warehouse

import (
	"fmt"
	"time"

	"github.com/cxcalc/cxcalc/pkg/dates"
)

// postgreSQL is the SQL of PostgreSQL, from 10 on.
type postgreSQL struct{}

func (postgreSQL) Name() string { return "PostgreSQL" }

func (postgreSQL) quote(name string) string { return doubled(name, `"`) }

func (postgreSQL) literal(text string) string { return doubled(text, "'") }

// text of other types than text is compared byte by byte: a collation may take different texts for the same.
func (postgreSQL) text(value string, a Attribute) string {
	switch a.Type {
	case Moment:
		return "CASE WHEN isfinite(" + value + ") THEN replace((" + value + " AT TIME ZONE 'UTC')::text, ' ', 'T') || 'Z' ELSE " + value + "::text END"
	case Text:
		return value + `::text COLLATE "C"`
	}
	return value + "::text"
}

func (postgreSQL) dated(value string) string {
	return "(" + value + " >= '0001-01-01' AND " + value + " < '10000-01-01')"
}

func (g postgreSQL) part(value string, a Attribute, of dates.Period, zone string) string {
	switch {
	case a.Type == Date:
		value += "::timestamp"
	case zone != "":
		value += " AT TIME ZONE " + g.literal(zone)
	}
	return "date_trunc('" + string(of) + "', " + value + ")"
}

func (postgreSQL) stretch(value string, _ Attribute, seconds int) string {
	return fmt.Sprintf("floor(extract(epoch FROM %s) / %d)", value, seconds)
}

func (postgreSQL) since(value string, a Attribute, at time.Time) string {
	if a.Type == Moment {
		return value + " >= TIMESTAMPTZ '" + at.Format("2006-01-02 15:04:05.000000") + "+00'"
	}
	return value + " >= TIMESTAMP '" + at.Format("2006-01-02 15:04:05.000000") + "'"
}
