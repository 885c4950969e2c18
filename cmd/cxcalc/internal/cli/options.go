package cli

import (
	"slices"

	"github.com/spf13/pflag"

	"github.com/cxcalc/cxcalc/pkg/metric"
)

// Options are the settings of a metric command, as flag, environment, file or default gave them.
type Options struct {
	InputFormat string   `mapstructure:"input-format"`
	Layout      string   `mapstructure:"layout"`
	Delimiter   string   `mapstructure:"delimiter"`
	Encoding    string   `mapstructure:"encoding"`
	Decimal     string   `mapstructure:"decimal"`
	HeaderRows  int      `mapstructure:"header-rows"`
	Records     string   `mapstructure:"records"`
	Score       string   `mapstructure:"score"`
	Scale       string   `mapstructure:"scale"`
	Reverse     bool     `mapstructure:"reverse"`
	Fractional  bool     `mapstructure:"allow-fractional"`
	Respondent  string   `mapstructure:"respondent"`
	Time        string   `mapstructure:"time"`
	Weight      string   `mapstructure:"weight"`
	Count       string   `mapstructure:"count"`
	Missing     []string `mapstructure:"missing"`
	Value       []string `mapstructure:"value"`
	Where       []string `mapstructure:"where"`
	Since       string   `mapstructure:"since"`
	Until       string   `mapstructure:"until"`
	By          []string `mapstructure:"by"`
	Period      string   `mapstructure:"period"`
	TZ          string   `mapstructure:"tz"`
	DateFormat  string   `mapstructure:"date-format"`
	Dedup       string   `mapstructure:"dedup"`
	Confidence  float64  `mapstructure:"confidence"`
	Population  int64    `mapstructure:"population"`
	Target      string   `mapstructure:"target"`
	Threshold   []string `mapstructure:"threshold"`
	Output      []string `mapstructure:"output"`
	Raw         bool     `mapstructure:"raw"`
	Rejects     string   `mapstructure:"rejects"`
	Strict      bool     `mapstructure:"strict"`
	MaxInvalid  string   `mapstructure:"max-invalid"`
	Jobs        int      `mapstructure:"jobs"`
	MaxCell     string   `mapstructure:"max-cell"`
	MaxRecord   string   `mapstructure:"max-record"`
	MaxGroups   int      `mapstructure:"max-groups"`
	Explain     bool     `mapstructure:"explain"`
	Quiet       bool     `mapstructure:"quiet"`

	PromoterFrom  string `mapstructure:"promoter-from"`
	DetractorTo   string `mapstructure:"detractor-to"`
	SatisfiedFrom string `mapstructure:"satisfied-from"`
	EasyFrom      string `mapstructure:"easy-from"`
}

// breaks returns the breaks that were given, by flag.
func (o *Options) breaks() map[string]string {
	return map[string]string{"promoter-from": o.PromoterFrom, "detractor-to": o.DetractorTo,
		"satisfied-from": o.SatisfiedFrom, "easy-from": o.EasyFrom}
}

// The groups of flags, in the order of help.
const (
	groupColumns = "Columns (COL is a header, a pattern that fits one header, #7, or a JSON path)"
	groupAnswers = "Answers"
	groupRows    = "Rows and groups"
	groupFigures = "Figures"
	groupOutput  = "Output"
	groupInput   = "Input"
	groupTool    = "The tool"
)

// A flagSpec is one flag: its default, its place in help and the name of its value there.
type flagSpec struct {
	name, short string
	value       any // string, bool, int, int64, float64 or []string: the default
	word        string
	usage       string
	group       string
}

// flagSpecs lists the flags of every metric, in the order of help.
func flagSpecs() []flagSpec {
	return []flagSpec{
		{"score", "", "", "COL", "column with the answer", groupColumns},
		{"time", "", "", "COL", "when it was given", groupColumns},
		{"respondent", "", "", "COL", "who gave it", groupColumns},
		{"weight", "", "", "COL", "survey weight", groupColumns},
		{"count", "", "", "COL", "the row stands for this many answers", groupColumns},

		{"scale", "", "", "MIN-MAX", "scale of the answers", groupAnswers},
		{"missing", "", []string(nil), "TEXT", "a value that means \"no answer\"; repeatable", groupAnswers},
		{"value", "", []string(nil), "TEXT=N", "the score that a text stands for; repeatable", groupAnswers},
		{"allow-fractional", "", false, "", "accept scores that are not whole", groupAnswers},

		{"where", "", []string(nil), "EXPR", "keep rows: col=v col!=v col<v col<=v col>v col>=v col~regexp 'col in a,b'; repeated ones must all hold", groupRows},
		{"since", "", "", "DATE", "keep rows from this date or time on", groupRows},
		{"until", "", "", "DATE", "keep rows before this date or time", groupRows},
		{"by", "", []string(nil), "COL", "one row of results per value; repeatable", groupRows},
		{"period", "", "", "PERIOD", "one row of results per day, week, month, quarter or year", groupRows},
		{"tz", "", "UTC", "ZONE", "zone of periods, and of times without a zone", groupRows},
		{"date-format", "", "", "FORMAT", "how times are written: iso, dmy, mdy, unix, unixms, excel, or like %d.%m.%Y %H:%M", groupRows},
		{"dedup", "", "none", "RULE", "one answer per respondent: latest, first or none", groupRows},

		{"confidence", "", 0.95, "LEVEL", "confidence of the intervals", groupFigures},
		{"population", "", int64(0), "N", "size of a finite population; narrows the interval", groupFigures},
		{"target", "", "", "N", "the figure to reach, for the verdict", groupFigures},
		{"threshold", "", []string(nil), "EXPR", "gate such as value>=30, low>=20 or EU.value>=10; missed: exit status 3; repeatable", groupFigures},

		{"output", "o", []string{"table"}, "FORMAT[=FILE]", "table, json, ndjson, csv or markdown; repeatable", groupOutput},
		{"raw", "", false, "", "CSV without the guard against spreadsheet formulas", groupOutput},
		{"rejects", "", "", "FILE", "write every row that was not counted, and why, as CSV", groupOutput},
		{"strict", "", false, "", "fail when any row is invalid, out of range or malformed", groupOutput},
		{"max-invalid", "", "", "N|N%", "fail when more rows than this are", groupOutput},
		{"explain", "", false, "", "print definition, formula, source, and the columns chosen and why", groupOutput},
		{"quiet", "q", false, "", "nothing on standard error but errors", groupOutput},

		{"input-format", "", "auto", "FORMAT", "auto, csv, tsv, json or ndjson", groupInput},
		{"layout", "", "auto", "NAME", "shape of the export: auto or none", groupInput},
		{"delimiter", "", "auto", "CHAR", "auto, or the character between cells; tab for a tab", groupInput},
		{"encoding", "", "auto", "NAME", "auto, or utf-8, utf-16le, windows-1252, windows-1251 …", groupInput},
		{"decimal", "", "auto", "MARK", "auto, . or ,", groupInput},
		{"header-rows", "", 1, "N", "rows above the data; the first names the columns", groupInput},
		{"records", "", "", "PATH", "where the array of records sits in a JSON document", groupInput},
		{"max-cell", "", "4MiB", "SIZE", "longest cell", groupInput},
		{"max-record", "", "16MiB", "SIZE", "longest record", groupInput},
		{"max-groups", "", 100_000, "N", "most groups", groupInput},
		{"jobs", "", 0, "N", "workers; 0 for as many as there are processors", groupInput},
	}
}

// metricFlags lists the flags that a metric adds.
func metricFlags(m metric.Answers) []flagSpec {
	var out []flagSpec
	for _, b := range m.Breaks {
		out = append(out, flagSpec{b.Flag, "", "", "N", b.Doc, groupAnswers})
	}
	if m.Reversible {
		out = append(out, flagSpec{"reverse", "", false, "", "a high score means the bad end", groupAnswers})
	}
	return out
}

// addFlags registers flags with their defaults.
func addFlags(set *pflag.FlagSet, specs []flagSpec) {
	for _, f := range specs {
		usage := f.usage
		if f.word != "" {
			usage = "`" + f.word + "`: " + usage
		}
		switch def := f.value.(type) {
		case string:
			set.StringP(f.name, f.short, def, usage)
		case bool:
			set.BoolP(f.name, f.short, def, usage)
		case int:
			set.IntP(f.name, f.short, def, usage)
		case int64:
			set.Int64P(f.name, f.short, def, usage)
		case float64:
			set.Float64P(f.name, f.short, def, usage)
		case []string:
			set.StringArrayP(f.name, f.short, slices.Clone(def), usage)
		}
		if flag := set.Lookup(f.name); flag != nil {
			flag.Annotations = map[string][]string{"group": {f.group}}
		}
	}
}
