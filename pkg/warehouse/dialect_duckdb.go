package warehouse

import (
	"fmt"
	"time"

	"github.com/cxcalc/cxcalc/pkg/dates"
)

// duckDB is the SQL of DuckDB, whose zones need its extension icu.
type duckDB struct{}

func (duckDB) Name() string { return "DuckDB" }

func (duckDB) quote(name string) string { return doubled(name, `"`) }

func (duckDB) literal(text string) string { return doubled(text, "'") }

func (duckDB) text(value string, a Attribute) string {
	if a.Type == Moment {
		return "CASE WHEN isfinite(" + value + ") THEN replace(CAST(" + value + " AT TIME ZONE 'UTC' AS VARCHAR), ' ', 'T') || 'Z' ELSE CAST(" + value + " AS VARCHAR) END"
	}
	return "CAST(" + value + " AS VARCHAR)"
}

func (duckDB) dated(value string) string {
	return "(" + value + " >= '0001-01-01' AND " + value + " < '10000-01-01')"
}

func (g duckDB) part(value string, _ Attribute, of dates.Period, zone string) string {
	if zone != "" {
		value += " AT TIME ZONE " + g.literal(zone)
	}
	return "date_trunc('" + string(of) + "', " + value + ")"
}

func (duckDB) stretch(value string, _ Attribute, seconds int) string {
	return fmt.Sprintf("floor(epoch(%s) / %d)", value, seconds)
}

func (duckDB) since(value string, a Attribute, at time.Time) string {
	kind, zone := "TIMESTAMP", ""
	if a.Type == Moment {
		kind, zone = "TIMESTAMPTZ", "+00"
	}
	return value + " >= " + kind + " '" + at.Format("2006-01-02 15:04:05.000000") + zone + "'"
}
