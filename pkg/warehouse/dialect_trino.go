package warehouse

import (
	"fmt"
	"time"

	"github.com/cxcalc/cxcalc/pkg/dates"
)

// trino is the SQL of Trino, and of what is made of it.
type trino struct{}

func (trino) Name() string { return "Trino" }

func (trino) quote(name string) string { return doubled(name, `"`) }

func (trino) literal(text string) string { return doubled(text, "'") }

func (trino) text(value string, a Attribute) string {
	if a.Type == Moment {
		return "to_iso8601(" + value + " AT TIME ZONE 'UTC')"
	}
	return "CAST(" + value + " AS varchar)"
}

func (trino) dated(value string) string {
	return "(" + value + " IS NOT NULL)"
}

func (g trino) part(value string, _ Attribute, of dates.Period, zone string) string {
	if zone != "" {
		value += " AT TIME ZONE " + g.literal(zone)
	}
	return "date_trunc('" + string(of) + "', " + value + ")"
}

func (trino) stretch(value string, _ Attribute, seconds int) string {
	return fmt.Sprintf("floor(to_unixtime(%s) / %d)", value, seconds)
}

func (trino) since(value string, a Attribute, at time.Time) string {
	zone := ""
	if a.Type == Moment {
		zone = " UTC"
	}
	return value + " >= TIMESTAMP '" + at.Format("2006-01-02 15:04:05.000000") + zone + "'"
}
