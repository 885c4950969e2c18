// Package result holds what a metric says: plain data, ready for any renderer.
package result

import (
	"bytes"
	"encoding/json"
	"slices"
)

// A Document is the whole answer to one command. Its JSON form is the contract with scripts.
type Document struct {
	Schema     string      `json:"schema"`     // for instance "cxcalc/nps/v1"
	Metric     string      `json:"metric"`     // name of the metric, "nps"
	Unit       string      `json:"unit"`       // unit of value, low and high: "points", "percent"
	Definition string      `json:"definition"` // the formula in one line, with the breaks in use
	Sources    []Source    `json:"sources"`    // what was read, in order
	Columns    Object      `json:"columns"`    // role → name of the column
	Settings   Object      `json:"settings"`   // what decided the numbers
	Rows       Rows        `json:"rows"`       // the account of every row
	Total      Group       `json:"total"`      // all counted answers
	Groups     Groups      `json:"groups"`     // one entry per value of --by and --period, sorted; empty without them
	Warnings   []Warning   `json:"warnings"`   // doubts, in the order in which they were found
	Thresholds []Threshold `json:"thresholds"` // gates and how they ended

	// Own are the members that only documents of this command have; JSON writes them after groups. Those that Fields
	// declares are shown to people with the figures of Total.
	Own Object `json:"-"`
	// Findings are lists of what was found, the main one first; JSON writes them after Own.
	Findings []Findings `json:"-"`
	// Title is the metric's name in words, for people.
	Title string `json:"-"`
	// Heading is what Title was made of; its zero value where that is one text.
	Heading Phrase `json:"-"`
	// Fields says what the fields of Total and Groups mean, in their order.
	Fields []Field `json:"-"`
	// By holds the names of the columns that make the groups.
	By []string `json:"-"`
	// Period is the kind of period that the groups are cut by, or "".
	Period string `json:"-"`
	// Span is the time that Total stands on where it pools several periods, so that n counts a customer
	// once in each of them; nil where it counts nobody twice.
	Span *Stretch `json:"-"`
	// Gist says in words what the figure means: pieces with fields of Total in braces, such as
	// "{customers_lost} of {n}". {period} is the kind of period, {as_of} the day of the settings. A piece
	// whose field has no value is left out.
	Gist []string `json:"-"`
	// Head is how many groups tables show; 0 for as many as fit.
	Head int `json:"-"`
	// Listed names the list among Fields that is the answer, so that CSV has its rows in place of the groups; "" for none.
	Listed string `json:"-"`
	// Triangle says how Groups make a triangle of cohorts; nil where they are rows.
	Triangle *Triangle `json:"-"`
}

// A Stretch is several periods, one after the other.
type Stretch struct {
	Periods  int
	Unit     string // kind of period, "month"
	From, To string // labels of the first and the last
}

// A Triangle says which fields make a triangle of cohorts: a row for each period, a column for each age,
// and value in the cells, nothing where it is open.
type Triangle struct {
	Age   string // field with the age, a whole number from 0
	Size  string // field with the size of the cohort
	Curve string // distribution of Total by age, for all cohorts together; "" for none
}

// A Source is one input and how it was understood.
type Source struct {
	Name        string `json:"name"`
	Format      string `json:"format"`      // "csv", "tsv", "json", "ndjson", "xlsx"
	Layout      string `json:"layout"`      // a vendor's export shape, or "none"
	Encoding    string `json:"encoding"`    // "utf-8", "utf-16le", "windows-1252" …
	Delimiter   string `json:"delimiter"`   // "," ";" "\t" …; "" for JSON
	Compression string `json:"compression"` // "none", "gzip", "zstd", "bzip2", "xz", "zip"
	// Sheet is the name of the sheet, of a workbook.
	Sheet string `json:"sheet,omitempty"`
}

// Rows is the account of every row:
//
//	read = counted + blank + invalid + out_of_range + duplicate + filtered + excluded + malformed
type Rows struct {
	Read       int64 `json:"read"`
	Counted    int64 `json:"counted"`
	Blank      int64 `json:"blank"`               // no answer
	Invalid    int64 `json:"invalid"`             // not of the kind that was asked for
	OutOfRange int64 `json:"out_of_range"`        // a number off the scale
	Duplicate  int64 `json:"duplicate"`           // dropped by --dedup or --same-rows
	Filtered   int64 `json:"filtered"`            // left out by --where, --since or --until
	Excluded   int64 `json:"excluded"`            // marked by the vendor as not an answer
	Malformed  int64 `json:"malformed"`           // could not be read as a record
	Unmatched  int64 `json:"unmatched,omitempty"` // answers of respondents who are on one side only, or on one several times
}

// A Booked is how many rows went to an account, and its name for people.
type Booked struct {
	N    int64
	Name string
}

// Accounts lists the accounts that have rows, those that count first.
func (r Rows) Accounts() []Booked {
	return slices.DeleteFunc([]Booked{{r.Counted, "counted"}, {r.Blank, "blank"}, {r.Invalid, "invalid"}, {r.OutOfRange, "out of range"},
		{r.Duplicate, "duplicate"}, {r.Filtered, "filtered"}, {r.Excluded, "excluded"}, {r.Malformed, "malformed"}, {r.Unmatched, "unmatched"}}, func(a Booked) bool { return a.N == 0 })
}

// Plus adds the accounts of other rows.
func (r Rows) Plus(o Rows) Rows {
	return Rows{r.Read + o.Read, r.Counted + o.Counted, r.Blank + o.Blank, r.Invalid + o.Invalid, r.OutOfRange + o.OutOfRange,
		r.Duplicate + o.Duplicate, r.Filtered + o.Filtered, r.Excluded + o.Excluded, r.Malformed + o.Malformed, r.Unmatched + o.Unmatched}
}

// A Form says how a field is shown to people.
type Form int

// The kinds of fields.
const (
	Count        Form = iota // a whole number of answers or rows
	Points                   // points from -100 to 100
	Percent                  // a percentage from 0 to 100
	Mean                     // a mean of scores
	Number                   // any other number
	Distribution             // an Object from score to count
	Money                    // an amount in the unit of the currency
	Text                     // words
	Amounts                  // an Object from name to an amount in the unit of the currency
	Flag                     // true or false
	Probability              // from 0 to 1, such as p
	Listing                  // a list of Objects, such as the steps of a funnel, whose members are Rows
	Record                   // one Object of several figures, whose members are Rows
	Duration                 // a length of time in seconds
)

// Many tells whether a field is an Object of several figures, or a list of such.
func (k Form) Many() bool { return k == Distribution || k == Amounts || k == Listing || k == Record }

// A Field declares one field of a group.
type Field struct {
	Name  string // name in JSON and CSV, snake case
	Title string // heading in a table
	Kind  Form
	Doc   string // meaning, unit and range in one sentence
	// Share names the part of a bar that the field fills: "good", "neutral" or "bad". The fields
	// with a Share add up to the whole.
	Share string
	// Extra marks a field that is present only where it applies. Tables leave it out, unless Only names one.
	Extra bool
	// IfTold says that tables leave the field out where no group has a value, and groups the key where it does not apply.
	IfTold bool
	// Names says that the words of a Text tell what the group is, and nothing of its figures: they stay where those
	// are held back.
	Names bool
	// Partial says that single figures of a Distribution may not exist, and are nil.
	Partial bool
	// Only limits where tables show the field: "total" or "groups"; "" for both.
	Only string
	// Spare says how early the table of groups drops the field where it is too wide: the highest first.
	Spare int
	// Step is the part of the field in a bridge, which goes from an opening to a closing: "opening", "in"
	// for what comes, "out" for what goes, "change" for what can do either, "closing".
	Step string
	// Span says what the field of a Total of several periods is: SpanMean or SpanSum; "" for what needs no
	// word, such as counts.
	Span string
	// Heads names the field that counts the customers of a Step, "" for none.
	Heads string
	// English is Title before it was said in another language; "" where it is as declared.
	English string
	// Decimals is the number of decimals of an amount of Money.
	Decimals int
	// Rows are the fields of the Objects of a Listing, or of the Object of a Record. Those that are Names tell which row
	// it is; the interval of one stands in those with its name and "_low" and "_high", or in low and high for value.
	Rows []Field
	// Drawn says of a field of Rows that a chart shows it.
	Drawn bool
	// Chart names how a Listing is drawn: ChartFunnel, ChartCurve, ChartDots, ChartBars, ChartPareto or ChartPlane. "" draws
	// dots where a field of the rows has an interval, and else nothing.
	Chart string
	// Roomy says that a Listing is too long for a terminal, which leaves it to the other formats.
	Roomy bool
}

// The ways to draw a Listing. Each shows the field of the rows that is Drawn; without one the first that has an interval,
// or where none has, the first that is a Percent, or any number.
const (
	ChartFunnel = "funnel" // a bar for each step, from 0, with the number of those who came so far beside the share
	ChartCurve  = "curve"  // a line of steps over the first number of the rows, such as an age
	ChartDots   = "dots"   // a dot for each row, with its interval
	ChartBars   = "bars"   // a bar for each row, from 0
	ChartPareto = "pareto" // a bar for each row, from 0, and a line of what they add up to
	ChartPlane  = "plane"  // a dot for each row between two fields that are Drawn, the second from left to right, with lines at their means
)

// What the figure of several periods is, for Span of a field.
const (
	SpanMean = "mean" // a mean of the periods: the rate of one of them
	SpanSum  = "sum"  // of all of them together
)

// A Group is one row of results.
type Group struct {
	By      Object   // column → value, in the order of --by; nil on the total
	Period  string   // label of the period, or ""
	Values  Object   // n, value, low, high and the metric's own fields; nil where a number does not exist
	Verdict *Verdict // nil without a target or without a value
	Few     bool     // n is small, so that little is certain
	Reason  string   // why the figures are held back, ReasonFew, or ""
	Size    int64    // how many there are behind n, where n counts each of them in several periods; 0 for n
}

// ReasonFew is the Reason of a group that is held back because its n is small.
const ReasonFew = "few"

// OpenPeriod is the code of the doubt that the last period may not be over, and why a change to it has no verdict.
const OpenPeriod = "open_period"

// A Verdict compares an interval with a target.
type Verdict struct {
	Target float64 `json:"target"`
	Met    bool    `json:"met"`    // the value is on the good side
	Proven bool    `json:"proven"` // the whole interval is on that side
	Text   string  `json:"text"`   // "met and proven", "met, not proven", "missed, not proven", "missed and proven"
	// Per is the length of time that Target is of, "month"; "" where that does not matter.
	Per string `json:"per,omitempty"`
	// Compared is the value brought to that length, which was compared in its place; nil where the value
	// is of that length itself.
	Compared *float64 `json:"compared,omitempty"`
}

// A Threshold is a gate on a field, and how it ended.
type Threshold struct {
	Expression string   `json:"expression"`
	Actual     *float64 `json:"actual"`
	Passed     bool     `json:"passed"`
	// Reason says why there is no figure to hold against it, as that of its group; "" otherwise.
	Reason string `json:"reason,omitempty"`

	// Field is the field that is held against it, and Wanted what it has to be: ">= 20".
	Field  string `json:"-"`
	Wanted string `json:"-"`
	// Whose is the group or the row whose figure Actual is, "" for the total; Of are all its figures.
	Whose string `json:"-"`
	Of    Object `json:"-"`
}

// A Member is one key of an Object.
type Member struct {
	Key   string
	Value any // nil, bool, int64, float64, Amount, string, []string, []float64, Object or []Object
}

// An Object is a JSON object that keeps its order.
type Object []Member

// Get returns the value of a key, and whether the key is there.
func (o Object) Get(key string) (any, bool) {
	for _, m := range o {
		if m.Key == key {
			return m.Value, true
		}
	}
	return nil, false
}

// Number returns the value of a key as a number; ok is false when it is absent, nil or not a number.
func (o Object) Number(key string) (value float64, ok bool) {
	switch v, _ := o.Get(key); v := v.(type) {
	case int64:
		return float64(v), true
	case float64:
		return v, true
	case Price:
		return v.Float(), true
	}
	return 0, false
}

// Add adds a member where it applies.
func (o *Object) Add(applies bool, key string, value any) {
	if applies {
		*o = append(*o, Member{Key: key, Value: value})
	}
}

// MarshalJSON writes the members in their order, without escaping for HTML.
func (o Object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		if err := encode(&b, m.Key); err != nil {
			return nil, err
		}
		b.WriteByte(':')
		if err := encode(&b, m.Value); err != nil {
			return nil, err
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// MarshalJSON writes by, period, the values, the marks and the verdict, each only where it applies.
func (g Group) MarshalJSON() ([]byte, error) {
	return g.Object().MarshalJSON()
}

// Object returns the group as the object that JSON shows.
func (g Group) Object() Object {
	var o Object
	o.Add(g.By != nil, "by", g.By)
	o.Add(g.Period != "", "period", g.Period)
	o = append(o, g.Values...)
	o = append(o, g.Marks()...)
	if g.Verdict != nil {
		o = append(o, Member{"verdict", *g.Verdict})
	}
	return o
}

// Marks returns what is said about the figures of a group: few and reason, each only where it applies.
func (g Group) Marks() (o Object) {
	o.Add(g.Few, "few", true)
	o.Add(g.Reason != "", "reason", g.Reason)
	return o
}

func encode(b *bytes.Buffer, v any) error {
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return err
	}
	b.Truncate(b.Len() - 1) // Encode ends with a line feed
	return nil
}
