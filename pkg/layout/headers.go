// Package layout knows the words of the world outside: which headers name which column, which
// labels stand for which score, and how a user may name a column. The words are data, in the files
// beside the code.
package layout

import (
	_ "embed"
	"math"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"github.com/cxcalc/cxcalc/pkg/answer"
)

// A Role is what a column means.
type Role string

// The roles that headers.tsv has words for.
const (
	Score      Role = "score"      // the answer
	Time       Role = "time"       // when it was given
	Respondent Role = "respondent" // who gave it
	Segment    Role = "segment"    // a part of the respondents
	Weight     Role = "weight"     // survey weight
	Count      Role = "count"      // how many answers a row stands for
	Comment    Role = "comment"    // free text
	Figure     Role = "figure"     // a number that is no answer: an age, how many of something, a code
	Mean       Role = "mean"       // a mean of answers
	Question   Role = "question"   // which question a row answers
)

// The roles of ledgers. Their words may differ by the shape of the ledger, which then stands in the
// place of the metric; Time is a role of ledgers too.
const (
	Customer      Role = "customer"       // who pays
	TaxNumber     Role = "tax_number"     // by which a state knows who pays
	Stages        Role = "deal_stage"     // how far a deal has come
	Closed        Role = "deal_closed"    // when a deal was won or lost
	Start         Role = "start"          // when a subscription began
	End           Role = "end"            // when it was over
	Ahead         Role = "ahead"          // when the next thing happens to who is still there
	Happening     Role = "happening"      // when something happened that ends no subscription
	Plan          Role = "plan"           // what is subscribed to, whose name may speak of how often it is paid
	Planned       Role = "planned"        // what was planned, and did not happen yet
	Running       Role = "running"        // sums since the beginning of something
	Contracted    Role = "contracted"     // what a contract is worth, which may be that of all its time
	CoveredFrom   Role = "covered_from"   // from when on an invoice has been paid for
	CoveredTo     Role = "covered_to"     // and until when
	CoveredMonths Role = "covered_months" // how many months a payment is for
	Request       Role = "request"        // when the customer asked to cancel
	TrialEnd      Role = "trial_end"      // when a trial was over
	Amount        Role = "amount"         // money
	Unit          Role = "unit"           // the price of one unit
	Total         Role = "total"          // money that is a sum over all units
	Quantity      Role = "quantity"       // how many units
	Currency      Role = "currency"       // of the money
	Status        Role = "status"         // whether a customer left, or in what state a subscription or an order is
	Active        Role = "active"         // whether a customer is still there
	Type          Role = "type"           // of a movement
	Interval      Role = "interval"       // of billing
	IntervalCount Role = "interval_count" // how many intervals lie between two bills
	Reason        Role = "reason"         // why a customer left
	Order         Role = "order"          // which order or invoice a row belongs to
	Entry         Role = "entry"          // the number of what a row stands for
	Ordered       Role = "ordered"        // what only orders and invoices have beside that
	Product       Role = "product"        // what was ordered
	Cycle         Role = "cycle"          // how many days a product lasts
	Rate          Role = "rate"           // of exchange
	Live          Role = "live"           // whether a row is of the business, and no test
	Test          Role = "test"           // whether a row is a test
	From          Role = "from"           // the day from which something holds
	To            Role = "to"             // the moment until which something goes on
	Account       Role = "account"        // a customer, or an account of the books
	Party         Role = "party"          // who pays, beside an account
	Record        Role = "record"         // of orders: what a row is, a sale or a refund
	Refunded      Role = "refunded"       // what of an order went back, or whether it did
	Net           Role = "net"            // money without what went back or was taken off
	Whole         Role = "whole"          // money of a whole order
	Line          Role = "line_amount"    // money of one of its lines
	Fee           Role = "fee"            // what an amount costs, or an amount where nothing else is one
	Bookkept      Role = "bookkept"       // of a text, not a header: what an account of the books is called
)

// The roles of journeys.
const (
	Case       Role = "case"       // whose journey a row is part of
	Stop       Role = "step"       // what the customer came to
	Stage      Role = "stage"      // a part of a journey
	Touchpoint Role = "touchpoint" // what belongs to a stage
)

// The roles of a file of groups of drivers.
const (
	Driver      Role = "driver"       // what may move a score
	DriverGroup Role = "driver_group" // what it belongs to
)

// ofLedger tells whether the words of a role are also looked for in the last keys of a JSON path.
func (r Role) ofLedger() bool {
	switch r {
	case Score, Time, Respondent, Segment, Weight, Count, Comment, Figure, Mean, Question:
		return false
	}
	return true
}

//go:embed headers.tsv
var headerData string

// A headerRule says that headers with one of its phrases have a role, or have not.
type headerRule struct {
	metric string // "*" for every metric
	match  match
	rank   int // lower is better; of never and edge: the best rank that is held back
	// The phrases are read when they are asked for first: few roles are looked for in a run.
	phrases phraseList
}

// headerRules are the rules of every role. Few are looked for in a run, so those of a role are read when it is.
var headerRules = sync.OnceValue(func() map[Role]func() []headerRule {
	lines := make(map[Role][]string)
	for line := range strings.Lines(headerData) {
		if role, _, found := strings.Cut(line, "\t"); found && !strings.HasPrefix(line, "#") {
			lines[Role(role)] = append(lines[Role(role)], strings.TrimRight(line, "\r\n"))
		}
	}
	rules := make(map[Role]func() []headerRule)
	for role, own := range lines {
		rules[role] = sync.OnceValue(func() []headerRule { return readRules(own) })
	}
	return rules
})

func rulesOf(role Role) []headerRule {
	if read := headerRules()[role]; read != nil {
		return read()
	}
	return nil
}

func readRules(lines []string) []headerRule {
	var rules []headerRule
	for _, line := range lines {
		cells := strings.Split(line, "\t")
		if len(cells) != 5 {
			continue // a test holds the file to its form
		}
		rank, _ := strconv.Atoi(cells[3])
		rules = append(rules, headerRule{cells[1], match(cells[2]), rank, phrasesIn(normalPhrase, cells[4])})
	}
	return rules
}

// table splits tab-separated data into cells and leaves out empty lines and comments.
func table(data string) [][]string {
	var rows [][]string
	for line := range strings.Lines(data) {
		line = strings.TrimRight(line, "\r\n")
		if line != "" && !strings.HasPrefix(line, "#") {
			rows = append(rows, strings.Split(line, "\t"))
		}
	}
	return rows
}

// General is the rank from which the words for a score are those of any metric, such as "score" and "rating".
const General = 4

// A Rating is how well a header fits a role.
type Rating struct {
	Rank int // lower is better
	// Sure is false where the header may as well be that of something else, so that nobody but people can tell.
	Sure bool
}

// RatingOf tells how well a header fits a role; ok is false where it does not. The words for scores differ by metric, those
// of ledgers by shape: "satisfaction" is the score of csat and not of nps.
//
// Words are compared without regard to case, accents and punctuation, and on the borders of words;
// "recordedDate", "recorded_date" and "Recorded Date" are the same, and "customerid" is "customer id". A header that is
// the name of the metric is better than one that contains it, and that is better than a general word such as "score".
func RatingOf(role Role, kind, header string) (r Rating, ok bool) {
	if role == Score && Speaks(GuessedScore, header) {
		return Rating{}, false
	}
	forms := formsOf(role, header)
	r, ok = rate(role, kind, forms)
	const near = 2 // behind it come words that are not of one metric alone
	switch {
	case !ok:
		return r, false
	case role == Score && kind == "nps" && r.Rank >= General && Speaks(OneselfWord, header),
		role == Score && kind != "" && r.Rank > near && IsGauged(header):
		return Rating{}, false
	case role == Amount && r.Sure && r.Rank == totalRank && countsThings(forms.full):
		return Rating{Rank: totalRank + 1}, true
	}
	return r, true
}

// MetricOf returns the metric that a text names, or whose question it is; "" where there is none, or several may be
// meant.
func MetricOf(text string) (metric string) {
	const near = 2 // behind it come words that are not of one metric alone
	forms, best := formsOf(Score, text), near+1
	for _, name := range scored() {
		r, ok := rate(Score, name, forms)
		switch {
		case !ok || !r.Sure || r.Rank > best || r.Rank > near:
		case r.Rank < best:
			metric, best = name, r.Rank
		default:
			metric = ""
		}
	}
	return metric
}

// Candidates returns the columns whose headers surely fit a role, and best, in the order of the headers. Only the best
// class is returned, so one column is a choice and several are a question to the user.
func Candidates(role Role, kind string, headers []string) []int {
	var best []int
	bestRank := math.MaxInt
	for i, h := range headers {
		r, ok := RatingOf(role, kind, h)
		if !ok || !r.Sure || r.Rank > bestRank {
			continue
		}
		if r.Rank < bestRank {
			best, bestRank = nil, r.Rank
		}
		best = append(best, i)
	}
	return best
}

// rate rates a normalised header. Phrases that say what a header is not, or may not be, hold back what the header
// contains, never what it is as a whole.
func rate(role Role, kind string, h headerNames) (r Rating, ok bool) {
	const none = math.MaxInt
	asWhole, within, perhaps, heldFrom := none, none, none, none
	for _, rule := range rulesOf(role) {
		if rule.metric != "*" && rule.metric != kind || !rule.fits(h) {
			continue
		}
		switch rule.match {
		case whole:
			asWhole = min(asWhole, rule.rank)
		case contains:
			within = min(within, rule.rank)
		case maybe:
			perhaps = min(perhaps, rule.rank)
		case never, edge:
			heldFrom = min(heldFrom, rule.rank)
		}
	}
	if within >= heldFrom || perhaps != none {
		within = none
	}
	if sure := min(asWhole, within); sure != none {
		return Rating{sure, true}, true
	}
	return Rating{Rank: perhaps}, perhaps < heldFrom
}

func (r headerRule) fits(h headerNames) bool {
	return r.match.fits(h, r.phrases.latin()) || !isPlain(h.full) && r.match.fits(h, r.phrases.other())
}

// headerNames are the forms of a header that are compared: the whole, and for a path its last keys.
type headerNames struct {
	full  string
	glued bool // it is a single word
	tails []string
}

func formsOf(role Role, text string) headerNames {
	h := headerNames{full: header(text)}
	h.glued = !strings.Contains(h.full, " ")
	if moment := asMoment(h.full); moment != "" {
		h.tails = append(h.tails, moment)
	}
	if !role.ofLedger() {
		return h
	}
	for {
		key, rest, found := strings.Cut(text, ".")
		if !found {
			return h
		}
		if text = rest; !isShortened(key, rest) {
			h.tails = append(h.tails, header(text))
		}
	}
}

// isShortened tells whether a point ends a word that is cut short, "Max. points", and is neither that of a path nor behind a number.
func isShortened(before, after string) bool {
	return strings.HasPrefix(after, " ") && !strings.ContainsAny(before, "0123456789")
}

// asMoment writes a header that ends as programs call moments in the way in which others do: started_ts is started_at. It is "" where
// there is nothing before that.
func asMoment(header string) string {
	for _, last := range []string{" ts", " dt", " dttm", " dtm", " tstamp", " tms"} {
		if name, found := strings.CutSuffix(header, last); found {
			return name + " at"
		}
	}
	return ""
}

// header returns the form in which headers are compared: answer.Normalise, with the words of
// camelCase apart.
func header(text string) string {
	text = WithoutChoice(text)
	if strings.IndexFunc(text, unicode.IsUpper) < 0 {
		return answer.Normalise(text)
	}
	var b strings.Builder
	runes := []rune(text)
	for i, r := range runes {
		if i > 0 && unicode.IsUpper(r) {
			afterLower := unicode.IsLower(runes[i-1])
			beforeLower := unicode.IsUpper(runes[i-1]) && i+1 < len(runes) && unicode.IsLower(runes[i+1])
			if afterLower || beforeLower {
				b.WriteByte(' ')
			}
		}
		b.WriteRune(r)
	}
	return answer.Normalise(b.String())
}

// WithoutChoice leaves out that yes and no are what a column holds, which some headers end with: "Answered (Y/N)". So it does with how
// dates are written: "Month (YYYY-MM-DD)".
func WithoutChoice(text string) string {
	last := len(text) - 1
	if last < 0 || text[last] != ')' && text[last] != ']' {
		return text
	}
	open := strings.LastIndexAny(text, "([")
	if open < 1 {
		return text
	}
	inside := text[open+1 : last]
	first, second, two := strings.Cut(inside, "/")
	a, b := Meaning("choice", first), Meaning("choice", second)
	if (!two || a == "" || b == "" || a == b) && !tellsDates(inside) {
		return text
	}
	return strings.TrimRight(text[:open], " _-\r\n")
}

// tellsDates tells whether words in brackets say how dates are written, or which day of a period stands for it: YYYY-MM-DD, first day.
func tellsDates(text string) bool {
	text = answer.Normalise(text)
	if asideWords()[DayOfPeriod].has(text) {
		return true
	}
	year := false
	parts := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" -./:,", r) })
	for _, part := range parts {
		letter := []rune(part)[0]
		if strings.Trim(part, string(letter)) != "" || !strings.ContainsRune("ymdhsjtagrгмдр", letter) {
			return false
		}
		year = year || strings.ContainsRune("yjarгр", letter) && len([]rune(part)) > 1
	}
	return year && len(parts) > 1
}
