package texts

import (
	"bytes"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/scan"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// A tallier counts the answers of one worker in one reading of their dates.
type tallier struct {
	rule   *Judging
	tell   func(pass.Reject)
	open   bool // dates with two readings are left undecided
	second bool // another counter has met the same rows
	reader *dates.Reader
	part   *part

	source                                 pass.Feed
	score, weight, count, respondent, time int
	others                                 []int  // columns that name the respondent together with the first
	timed                                  bool   // rows of the source have a time that matters
	quick                                  *quick // nil where the rule asks for more than it can do

	evidence dates.OrderEvidence
	key      []byte
	name     []byte // of a respondent whom several columns name
	verdicts map[string]verdict
	looked   bool // the respondents of the rows at hand were looked at
	texts    []map[string]int64
	before   map[string]int64
	taken    []Combination // the groups once they were asked for
}

// Begin readies the counter for a source.
func (c *tallier) Begin(s pass.Feed) {
	c.source = s
	at := s.Columns.At
	c.score, c.weight, c.count, c.respondent, c.time = at(Score), at(Weight), at(Count), at(Respondent), at(Time)
	c.others = c.others[:0]
	for at := at(RespondentPart(1)); at != dataset.None; at = s.Columns.At(RespondentPart(len(c.others) + 1)) {
		c.others = append(c.others, at)
	}
	c.timed = c.rule.NeedsTime() && c.time != dataset.None
	c.quick = newQuick(c)
}

// End brings the source to an end.
func (c *tallier) End() {
	if c.quick != nil {
		c.quick.flush()
	}
	c.endTexts()
}

// Evidence is what the dates of the counted rows say about the order of day and month.
func (c *tallier) Evidence() *dates.OrderEvidence { return &c.evidence }

// Merge adds what another counter has counted.
func (c *tallier) Merge(from pass.Counter) error {
	o := from.(*tallier)
	c.mergeTexts(o)
	return c.part.merge(o.part, c.rule.Dedup, c.drop)
}

// Multiplies tells that answers are added as often as they stand there, where they do not compete.
func (c *tallier) Multiplies() bool { return c.rule.Dedup == DedupNone }

// Usual counts rows the quick way where the rule allows it.
func (c *tallier) Usual(b *scan.Batch, from, n int, other func(row int) error) error {
	switch {
	case c.quick == nil:
		return each(from, n, other)
	case c.respondent == dataset.None || !c.rule.Repeats.Looking():
	case c.source.Marks.Timed(): // repeats are looked for among rows with a time that can be read
		return each(from, n, other)
	default:
		r := pass.Record{Batch: b, Source: c.source.Number}
		for r.At = from; r.At < from+n; r.At++ {
			c.look(&r, r.Cell(c.score))
		}
		c.looked = true
		defer func() { c.looked = false }()
	}
	if c.source.Marks.Apart() {
		return c.quick.grouped(b, from, n, other)
	}
	return c.quick.ungrouped(b, other)
}

// each hands rows to the front one by one, the way that knows everything.
func each(from, n int, other func(row int) error) error {
	for row := from; row < from+n; row++ {
		if err := other(row); err != nil {
			return err
		}
	}
	return nil
}

// A moment is the time of a row; ok is false when its text is no time.
type moment struct {
	at dates.Instant
	ok bool
}

// Add counts a row.
func (c *tallier) Add(r *pass.Record) (pass.Became, error) {
	var when moment
	reading := dates.Plain
	if c.timed {
		text := r.Cell(c.time)
		when.at, reading, when.ok = c.reader.Parse(text)
		if reading != dates.Plain && !c.evidence.Has(reading) {
			at := r.Place()
			c.evidence.Add(reading, text, at)
		}
	}
	// All candidates of a respondent must meet in one counter, also those with a plain time or none.
	if c.open && (reading != dates.Plain || c.rule.Dedup != DedupNone) {
		return pass.Became{Account: pass.Undecided}, nil
	}
	if c.timed && when.ok && !c.inside(when.at) {
		c.Leave(r, 0)
		c.part.filtered += r.Times
		return pass.Became{Account: "filtered", Role: Time, Value: r.Cell(c.time), Reason: "lies outside --since and --until"}, nil
	}
	return c.inGroup(r, when)
}

// inGroup counts a row of the asked time in its group.
func (c *tallier) inGroup(r *pass.Record, when moment) (pass.Became, error) {
	text := r.Cell(c.score)
	n, weight, bad := c.size(r)
	if bad == "" && c.timed && !when.ok {
		bad = Time
	}
	if bad != "" {
		return c.useless(r, text, bad)
	}
	c.look(r, text)
	if c.timed && c.rule.Period == "" && (c.rule.Since != nil || c.rule.Until != nil) {
		c.part.date(dates.Year.Index(when.at, c.rule.Dates.Zone), Dated{r.Times, r.Place()})
	}
	c.key = append(c.key[:0], r.Key...)
	if c.rule.Period != "" {
		c.key = pass.AppendPeriod(c.key, c.rule.Period.Index(when.at, c.rule.Dates.Zone))
	}
	if c.rule.Dedup != DedupNone && c.compete(r, text, when, n, weight) {
		return counted, nil
	}
	g, err := c.part.group(c.key)
	if err != nil {
		return counted, c.atRow(r, err)
	}
	return c.judge(text), c.add(g, r, text, n, weight)
}

var counted = pass.Became{Account: pass.Counted}

// Leave takes the answer of a row that is left out, which still shows the scale of the column.
func (c *tallier) Leave(r *pass.Record, _ int) {
	if c.rule.Weights != nil {
		c.weigh(r) // who has the weight is known, though the answer is left out
	}
	if count, err := c.part.left.Of(r.Cell(c.score)); err == nil { // beyond the limit it says enough
		count.Rows += r.Times
		count.N += r.Times
	}
}

func (c *tallier) inside(at dates.Instant) bool {
	return (c.rule.Since == nil || *c.rule.Since <= at) && (c.rule.Until == nil || at < *c.rule.Until)
}

// add counts an answer. Its line is looked up only the first time that a text is met.
func (c *tallier) add(s *tally.Scores, r *pass.Record, text []byte, n int64, weight float64) error {
	count, err := s.Of(text)
	if err != nil {
		return err
	}
	if count.Rows == 0 {
		count.First = r.Place()
	}
	count.Rows += r.Times
	count.N += n * r.Times
	for range c.weighings(r) {
		count.AddWeight(n, weight)
	}
	return nil
}

// weighings is how often the weight of a row is added. A sum has room for rows, and not for products of their numbers.
func (c *tallier) weighings(r *pass.Record) int64 {
	if !c.weighs() {
		return 0
	}
	return r.Times
}

// size returns how many answers the row stands for and what each weighs, or the role of the cell
// that does not say so.
func (c *tallier) size(r *pass.Record) (n int64, weight float64, bad dataset.Role) {
	n, weight = 1, 1
	var err error
	if c.count != dataset.None {
		n, err = answer.ParseCount(string(r.Cell(c.count)), c.rule.Decimal)
		if err != nil || n > tally.MaxCount {
			return 0, 0, Count
		}
	}
	if c.weight != dataset.None {
		weight, err = answer.ParsePart(string(r.Cell(c.weight)), c.rule.Decimal)
		if err != nil || weight < 0 || weight > tally.MaxWeight || weight > 0 && weight < tally.MinWeight {
			return 0, 0, Weight
		}
	}
	if c.rule.Weights != nil {
		var ok bool
		if weight, ok = c.weigh(r); !ok {
			return 0, 0, Respondent
		}
	}
	return n, weight, ""
}

// judge says what came of the text of an answer, when somebody wants to know of every one.
func (c *tallier) judge(text []byte) pass.Became {
	if c.tell == nil {
		return counted
	}
	v := c.classify(text)
	switch v.kind {
	case answer.Counted:
		return counted
	case answer.Blank:
		v.reason = "no answer"
	case answer.Excluded:
		v.reason = "marked as not an answer"
	}
	return pass.Became{Account: v.kind.String(), Role: Score, Value: text, Reason: v.reason}
}

// verdictsKept bounds the texts whose verdicts a worker remembers.
const verdictsKept = 1000

// classify says what a text is, for those who must know before the end.
func (c *tallier) classify(text []byte) verdict {
	v, ok := c.verdicts[string(text)]
	if ok {
		return v
	}
	v.kind, v.score, v.reason = c.rule.Classifier.Classify(string(text))
	if len(c.verdicts) < verdictsKept {
		c.verdicts[string(text)] = v
	}
	return v
}

// look notes who gave an answer that counts, as long as repeats are looked for. Of the two counters
// that a row may be counted by, one is enough for a warning.
func (c *tallier) look(r *pass.Record, text []byte) {
	if c.second || c.rule.Dedup != DedupNone || c.respondent == dataset.None || c.looked || !c.rule.Repeats.Looking() {
		return
	}
	who := c.who(r)
	if len(who) == 0 || c.classify(text).kind != answer.Counted {
		return
	}
	if *c.source.Batch == nil {
		people := c.rule.Repeats.people(r.Batch.Rows())
		*c.source.Batch = &people
		source := c.source.Number
		c.source.InOrder(func() { c.rule.Repeats.take(source, people) })
	}
	people := (*c.source.Batch).(*[]person)
	for range max(r.Times, 1) {
		*people = append(*people, person{hash(who), r.Batch.Line(r.At)})
	}
}

// partEnd stands between the cells that name a respondent together.
const partEnd = '\x1f'

// named is the text of a cell that names somebody, blank where it says that nobody is known.
func (c *tallier) named(cell []byte) []byte {
	if who := bytes.TrimSpace(cell); !c.rule.Nobody[string(who)] {
		return who
	}
	return nil
}

// who names the respondent of a row; it is empty where all cells that would are blank.
func (c *tallier) who(r *pass.Record) []byte {
	who := c.named(r.Cell(c.respondent))
	if len(c.others) == 0 {
		return who
	}
	some := len(who) > 0
	c.name = append(c.name[:0], who...)
	for _, at := range c.others {
		who = c.named(r.Cell(at))
		some = some || len(who) > 0
		c.name = append(append(c.name, partEnd), who...)
	}
	if !some {
		return nil
	}
	return c.name
}
