package cli

import (
	"slices"
	"strconv"

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
	Sort        string   `mapstructure:"sort"`
	Head        int      `mapstructure:"head"`
	MinN        int64    `mapstructure:"min-n"`
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

	Shape          string   `mapstructure:"shape"`
	Customer       string   `mapstructure:"customer"`
	Start          string   `mapstructure:"start"`
	End            string   `mapstructure:"end"`
	Requested      string   `mapstructure:"requested"`
	TrialEnd       string   `mapstructure:"trial-end"`
	Amount         string   `mapstructure:"amount"`
	Quantity       string   `mapstructure:"quantity"`
	Currency       string   `mapstructure:"currency"`
	Status         string   `mapstructure:"status"`
	Type           string   `mapstructure:"type"`
	IntervalCol    string   `mapstructure:"interval-col"`
	Reason         string   `mapstructure:"reason"`
	Lost           []string `mapstructure:"lost"`
	TypeMap        []string `mapstructure:"type-map"`
	ReportCurrency string   `mapstructure:"report-currency"`
	Rates          string   `mapstructure:"rates"`
	MinorUnits     string   `mapstructure:"minor-units"`
	InactiveAfter  string   `mapstructure:"inactive-after"`
	ChurnOn        string   `mapstructure:"churn-on"`
	LastDay        string   `mapstructure:"last-day"`
	AsOf           string   `mapstructure:"as-of"`
	Definition     string   `mapstructure:"definition"`
	Definitions    bool     `mapstructure:"definitions"`
	Margin         string   `mapstructure:"margin"`
	Discount       float64  `mapstructure:"discount"`
	Top            int      `mapstructure:"top"`
	Cycle          string   `mapstructure:"cycle"`
	Order          string   `mapstructure:"order"`
	Product        string   `mapstructure:"product"`
	RFM            bool     `mapstructure:"rfm"`
	Grace          float64  `mapstructure:"grace"`

	// Breaks holds the breaks of metrics by flag, "" where none is given: each metric declares its own.
	Breaks map[string]string `mapstructure:"-"`
	// Rest is the settings without a field, as they are written: the breaks.
	Rest map[string]any `mapstructure:",remain"`
}

// The groups of flags, in the order of help.
const (
	groupColumns = "Columns (COL is a header, a pattern that fits one header, #7, or a JSON path)"
	groupAnswers = "Answers"
	groupLedger  = "Ledger"
	groupRows    = "Rows and groups"
	groupFigures = "Figures"
	groupOutput  = "Output"
	groupInput   = "Input"
	groupTool    = "The tool"
)

// A flagSpec is one flag: its default and its place in help. The word in back quotes stands for
// the value there.
type flagSpec struct {
	name, short string
	value       any // string, choice, bool, int, int64, float64 or []string: the default
	usage       string
	group       string
}

// A choice is a switch that may also be left to the data: "auto", "true" or "false".
type choice string

func (c *choice) String() string   { return string(*c) }
func (c *choice) Type() string     { return "bool" } // which help shows without a value
func (c *choice) IsBoolFlag() bool { return true }

// Set takes a word of the command line.
func (c *choice) Set(text string) error {
	if text != "auto" {
		yes, err := strconv.ParseBool(text)
		if err != nil {
			return err
		}
		text = strconv.FormatBool(yes)
	}
	*c = choice(text)
	return nil
}

// flagSpecs lists the flags of every metric of answers, in the order of help.
func flagSpecs() []flagSpec {
	return slices.Concat(columnFlags(), rowFlags(), answerFlags(), figureFlags(), outputFlags(), inputFlags())
}

// answerFlags lists the flags about rows and figures that only metrics of answers have.
func answerFlags() []flagSpec {
	return []flagSpec{
		{"dedup", "", "none", "keep one answer per respondent, and per period with --period, by `RULE`: latest, first or none", groupRows},
		{"population", "", int64(0), "the answers are drawn from `N` people, which narrows the interval", groupFigures},
	}
}

func columnFlags() []flagSpec {
	return []flagSpec{
		{"score", "", "", "the `COL` with the answer", groupColumns},
		{"time", "", "", "the `COL` that tells when it was given", groupColumns},
		{"respondent", "", "", "the `COL` that tells who gave it", groupColumns},
		{"weight", "", "", "the `COL` with the survey weight", groupColumns},
		{"count", "", "", "the `COL` that tells how many answers a row stands for", groupColumns},

		{"scale", "", "", "the answers are on the scale `MIN-MAX`", groupAnswers},
		{"missing", "", []string(nil), "`TEXT` means \"no answer\"; repeatable", groupAnswers},
		{"value", "", []string(nil), "the score that a text stands for, `TEXT=N`; repeatable", groupAnswers},
		{"allow-fractional", "", false, "accept scores that are not whole", groupAnswers},
	}
}

func rowFlags() []flagSpec {
	return []flagSpec{
		{"where", "", []string(nil), "keep rows that meet `EXPR`: col=v col!=v col<v col<=v col>v col>=v col~regexp 'col in a,b'; repeated ones must all hold", groupRows},
		{"since", "", "", "keep rows from `DATE` on, a date or time", groupRows},
		{"until", "", "", "keep rows before `DATE`", groupRows},
		{"by", "", []string(nil), "one row of results per value of `COL`; repeatable", groupRows},
		{"period", "", "", "one row of results per `PERIOD`: day, week, month, quarter or year", groupRows},
		{"sort", "", "", "order the groups by `FIELD`, such as value or n; -FIELD begins with the highest", groupRows},
		{"head", "", 0, "tables show the first `N` groups; 0 for all that fit", groupRows},
		{"min-n", "", int64(0), "hold back the figures of groups whose n is below `N`", groupRows},
		{"tz", "", "UTC", "the `ZONE` of periods, and of times without a zone", groupRows},
		{"date-format", "", "", "times are written as `FORMAT`: iso, dmy, mdy, unix, unixms, excel, or like %d.%m.%Y %H:%M", groupRows},
	}
}

func figureFlags() []flagSpec {
	return []flagSpec{
		{"confidence", "", 0.95, "`LEVEL` of the intervals", groupFigures},
		{"target", "", "", "judge the figure against `N`", groupFigures},
		{"threshold", "", []string(nil), "exit with status 3 unless `EXPR` holds, such as value>=30, low>=20 or EU.value>=10; repeatable", groupFigures},
	}
}

func outputFlags() []flagSpec {
	return []flagSpec{
		{"output", "o", []string{"table"}, "print `FORMAT[=FILE]`: table, json, ndjson, csv, tsv or markdown; repeatable", groupOutput},
		{"raw", "", false, "CSV without the guard against spreadsheet formulas", groupOutput},
		{"rejects", "", "", "write every row that does not count to `FILE`, with the reason, as CSV", groupOutput},
		{"strict", "", false, "fail when any row is invalid, out of range or malformed", groupOutput},
		{"max-invalid", "", "", "fail when more than `N|N%` of the rows are", groupOutput},
		{"explain", "", false, "print definition, formula, source, and the columns chosen and why", groupOutput},
		{"quiet", "q", false, "nothing on standard error but errors", groupOutput},
	}
}

func inputFlags() []flagSpec {
	return []flagSpec{
		{"input-format", "", "auto", "`FORMAT` of the sources: auto, csv, tsv, json or ndjson", groupInput},
		{"layout", "", "auto", "shape of the export, `NAME`: auto or none", groupInput},
		{"delimiter", "", "auto", "`CHAR` between cells: auto, tab, or the character", groupInput},
		{"encoding", "", "auto", "`NAME` of the encoding: auto, utf-8, utf-16le, windows-1252, windows-1251 …", groupInput},
		{"decimal", "", "auto", "decimal `MARK`: auto, . or ,", groupInput},
		{"header-rows", "", 1, "`N` rows stand above the data; the first names the columns", groupInput},
		{"records", "", "", "the array of records sits at `PATH` in a JSON document", groupInput},
		{"max-cell", "", "1MiB", "the longest cell has `SIZE`", groupInput},
		{"max-record", "", "4MiB", "the longest record has `SIZE`", groupInput},
		{"max-groups", "", 100_000, "there are at most `N` groups", groupInput},
		{"jobs", "", 0, "`N` workers; 0 for as many as there are processors", groupInput},
	}
}

// metricFlags lists the flags that a metric adds.
func metricFlags(m metric.Answers) []flagSpec {
	var out []flagSpec
	for _, b := range m.Breaks {
		out = append(out, flagSpec{b.Flag, "", "", "`N` is the " + b.Doc, groupAnswers})
	}
	if m.Reversible {
		out = append(out, flagSpec{"reverse", "", false, "a high score means the bad end", groupAnswers})
	}
	return out
}

// addFlags registers flags with their defaults.
func addFlags(set *pflag.FlagSet, specs []flagSpec) {
	for _, f := range specs {
		switch def := f.value.(type) {
		case string:
			set.StringP(f.name, f.short, def, f.usage)
		case choice:
			set.VarPF(&def, f.name, f.short, f.usage).NoOptDefVal = "true"
		case bool:
			set.BoolP(f.name, f.short, def, f.usage)
		case int:
			set.IntP(f.name, f.short, def, f.usage)
		case int64:
			set.Int64P(f.name, f.short, def, f.usage)
		case float64:
			set.Float64P(f.name, f.short, def, f.usage)
		case []string:
			set.StringArrayP(f.name, f.short, slices.Clone(def), f.usage)
		}
		if flag := set.Lookup(f.name); flag != nil {
			flag.Annotations = map[string][]string{"group": {f.group}}
		}
	}
}
