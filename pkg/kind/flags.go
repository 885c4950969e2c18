package kind

import "github.com/cxcalc/cxcalc/pkg/flags"

// Flags lists what can be asked of every metric: about rows and groups, figures, unusable rows, and how the
// sources are read.
func Flags() []flags.Flag {
	return []flags.Flag{
		{Name: "where", Default: []string(nil), Group: flags.Rows, Usage: "keep rows that meet `EXPR`: col=v col!=v col<v col<=v col>v col>=v col~regexp 'col in a,b'; repeated ones must all hold"},
		{Name: "since", Default: "", Group: flags.Rows, Usage: "keep rows from `DATE` on, a date or time"},
		{Name: "until", Default: "", Group: flags.Rows, Usage: "keep rows before `DATE`"},
		{Name: "by", Default: []string(nil), Group: flags.Rows, Usage: "one row of results per value of `COL`; repeatable"},
		{Name: "period", Default: "", Group: flags.Rows, Usage: "one row of results per `PERIOD`: day, week, month, quarter or year"},
		{Name: "sort", Default: "", Group: flags.Rows, PerMetric: true, Usage: "order the groups by `FIELD`, such as value or n; -FIELD begins with the highest"},
		{Name: "head", Default: 0, Group: flags.Rows, Usage: "tables show the first `N` groups; 0 for all that fit"},
		{Name: "min-n", Default: int64(0), Group: flags.Rows, Usage: "hold back the figures of groups whose n is below `N`"},
		{Name: "tz", Default: "UTC", Group: flags.Rows, Usage: "the `ZONE` of periods, and of times without a zone"},
		{Name: "date-format", Default: "", Group: flags.Rows, Usage: "times are written as `FORMAT`: iso, dmy, mdy, unix, unixms, excel, or like %d.%m.%Y %H:%M"},

		{Name: "confidence", Default: 0.95, Group: flags.Figures, Usage: "`LEVEL` of the intervals"},
		{Name: "target", Default: "", Group: flags.Figures, PerMetric: true, Usage: "judge the figure against `N`"},
		{Name: "threshold", Default: []string(nil), Group: flags.Figures, PerMetric: true,
			Usage: "exit with status 3 unless `EXPR` holds, such as value>=30, low>=20 or EU.value>=10; repeatable"},

		{Name: "strict", Default: false, Group: flags.Output, Usage: "fail when any row is invalid, out of range or malformed"},
		{Name: "max-invalid", Default: "", Group: flags.Output, Usage: "fail when more than `N|N%` of the rows are"},

		{Name: "input-format", Default: "auto", Group: flags.Input, Usage: "`FORMAT` of the sources: auto, csv, tsv, json or ndjson"},
		{Name: "layout", Default: "auto", Group: flags.Input, Usage: "shape of the export, `NAME`: auto or none"},
		{Name: "delimiter", Default: "auto", Group: flags.Input, Usage: "`CHAR` between cells: auto, tab, or the character"},
		{Name: "encoding", Default: "auto", Group: flags.Input, Usage: "`NAME` of the encoding: auto, utf-8, utf-16le, windows-1252, windows-1251 …"},
		{Name: "decimal", Default: "auto", Group: flags.Input, Usage: "decimal `MARK`: auto, . or ,"},
		{Name: "header-rows", Default: 1, Group: flags.Input, Usage: "`N` rows stand above the data; the first names the columns"},
		{Name: "records", Default: "", Group: flags.Input, Usage: "the array of records sits at `PATH` in a JSON document"},
		{Name: "max-cell", Default: "1MiB", Group: flags.Input, Usage: "the longest cell has `SIZE`"},
		{Name: "max-record", Default: "4MiB", Group: flags.Input, Usage: "the longest record has `SIZE`"},
		{Name: "max-groups", Default: 100_000, Group: flags.Input, Usage: "there are at most `N` groups"},
		{Name: "jobs", Default: 0, Group: flags.Input, Usage: "`N` workers; 0 for as many as there are processors"},
	}
}
