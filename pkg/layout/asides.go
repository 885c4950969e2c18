package layout

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/cxcalc/cxcalc/pkg/answer"
)

//go:embed asides.tsv
var asideData string

// An Aside is what a header or a cell may say of whether a row of a survey is an answer; asides.tsv has the words.
type Aside string

// The kinds of asides.
const (
	StateHeader     Aside = "state"      // what became of a survey
	AnyStateHeader  Aside = "anystate"   // or of anything
	EndedHeader     Aside = "ended"      // whether it was finished
	TrialHeader     Aside = "trial"      // whether it is a test
	SentHeader      Aside = "sent"       // when it was sent
	DatedHeader     Aside = "answerdate" // on which day it was given
	BegunHeader     Aside = "begun"      // when somebody began
	OverHeader      Aside = "over"       // and ended
	AnswerIDHeader  Aside = "answerid"   // which answer it is
	ReviewIDHeader  Aside = "reviewid"   // or which review
	OtherIDHeader   Aside = "otherid"    // or which ticket, call, complaint or answer: no order
	SoldIDHeader    Aside = "soldid"     // those of tickets, which may be sold
	ContactHeader   Aside = "contacthead"
	OpinionHeader   Aside = "opinionhead"
	OpinionWord     Aside = "opinionword" // in headers of opinions, which are no reviews by their words
	NoOpinion       Aside = "noopinion"   // in headers that have such a word and hold something else
	ReviewWord      Aside = "reviewword"  // in headers of reviews
	ReviewedWord    Aside = "reviewed"    // of what people rate in them
	RatedWord       Aside = "rated"       // and of such ratings
	ServedWord      Aside = "served"      // of what is rated where people are served
	SurveyWord      Aside = "surveyword"  // in headers of surveys
	ContactWay      Aside = "contactway"  // in which people get in touch
	RowIDHeader     Aside = "rowid"       // or what it is about
	Unfinished      Aside = "unfinished"  // words of states
	Underway        Aside = "underway"    // of surveys or of anything
	Finished        Aside = "finished"
	Testing         Aside = "test"
	SaysNo          Aside = "no"
	SaysYes         Aside = "yes"
	TestNote        Aside = "note"   // a comment
	NobodyKnown     Aside = "nobody" // a person
	Struck          Aside = "struck" // rows that do not count
	StruckBeside    Aside = "weak"   // the same where there are others
	SpamWord        Aside = "spam"   // the same in any column of a few words
	Moderation      Aside = "moderation"
	Cancelled       Aside = "cancelled"
	CalledOff       Aside = "calledoff"    // the same of what was ordered or booked, whatever the column
	StateWord       Aside = "stateword"    // in headers of states
	OrderWord       Aside = "orderhead"    // beside it: of what is ordered or booked
	OtherState      Aside = "otherstate"   // and of what else has states
	HouseHeader     Aside = "househead"    // of whose house a row is of
	AccountHeader   Aside = "accounthead"  // of who may have booked for others
	BookerWord      Aside = "bookerword"   // in headers of who books, rides or borrows
	TableFigure     Aside = "tablefigure"  // in labels of rows that are figures of a table
	FigureBeside    Aside = "figurebeside" // and beside such words
	ChangeHeader    Aside = "changehead"   // of when something changed
	RefundIDHeader  Aside = "refundid"     // of what names a refund
	PointWord       Aside = "pointhead"    // in headers of points that customers collect
	StayWord        Aside = "stayhead"     // in headers of when what was booked begins
	CohortWord      Aside = "cohortword"   // in headers of when those came who are counted together
	BookingNumber   Aside = "bookinghead"  // of numbers alone, or of what was booked
	LeftWord        Aside = "leftword"     // in headers of who left
	UnleftWord      Aside = "unleft"       // and of those that say something else beside it
	TermStateHeader Aside = "termstate"    // of what became of a term of a subscription
	WayWord         Aside = "wayword"      // and of ways to pay or to send
	OrdersHeader    Aside = "orders"       // of how many a customer made
	StrikesHeader   Aside = "strikes"      // whether a row is struck out
	KeepsHeader     Aside = "keeps"        // or not
	CancelsHeader   Aside = "cancels"
	ProgressHeader  Aside = "progress"
	PaysHeader      Aside = "pays"
	SucceedsHeader  Aside = "succeeds"
	RefusesHeader   Aside = "refuses"
	UnpayingHeader  Aside = "unpaying"
	RefundedHeader  Aside = "refundhead"   // when or whether all of a row was paid back
	PlaceHeader     Aside = "placehead"    // of a part of a country, or of a status
	AddressWord     Aside = "addressword"  // in headers beside it that are of addresses
	BoughtWord      Aside = "bought"       // in the names of events that are orders
	KindHeader      Aside = "kindhead"     // of what kind a customer or a subscription is
	MoneyWord       Aside = "moneyword"    // words of money in headers
	BesideTotal     Aside = "besidetotal"  // and those that stand beside total in headers of money
	CameHeader      Aside = "camehead"     // of when a customer came, or was won
	ReadingWord     Aside = "readingword"  // in headers of how customers fare, or of what they use
	EarnedHeader    Aside = "earnedhead"   // of money that may be that of a life time
	ContractWord    Aside = "contractword" // in headers of the ends of contracts and terms
	AdjustedWord    Aside = "adjustedword" // in headers of amounts after something went back
	TermWord        Aside = "termword"     // in headers of how long something runs or is paid for
	EarnedWord      Aside = "earnedword"   // in headers of what customers brought
	PaidWord        Aside = "paidword"     // in headers of what they paid, or of a life time
	DiscountHeader  Aside = "discounthead"
	MeasureHeader   Aside = "measurehead"  // of what the numbers of a row are
	ActualWord      Aside = "actual"       // what was, beside what was planned
	FlowWord        Aside = "flowword"     // in headers of sums of who came, stayed and left
	InvoiceWord     Aside = "invoiceword"  // in headers of invoices
	DueHeader       Aside = "duehead"      // of when they are to be paid
	BooksAccount    Aside = "booksaccount" // names of accounts of the books
	BookParty       Aside = "bookparty"    // headers of who may have paid, beside one
	WholeBack       Aside = "wholeback"    // that all of what was paid went back
	DisputeHeader   Aside = "disputehead"  // of what became of a payment that was disputed
	DisputeLost     Aside = "disputelost"  // and that it went back
	PhoneHeader     Aside = "phonehead"    // of the number of somebody's telephone
	NoIncomeWord    Aside = "noincome"     // in names of accounts of the books that hold no income
	RecurringWord   Aside = "recurring"    // what is paid again and again, beside what is paid once
	OpeningWord     Aside = "openword"     // in headers of what was at the beginning of a period
	ClosingWord     Aside = "closeword"    // and at its end
	PauseWord       Aside = "pauseword"    // in headers of when a subscription was paused
	SettledWord     Aside = "settledword"  // in headers of amounts after discounts
	RetryHeader     Aside = "retryhead"    // of charges that failed and are tried again
	OfRows          Aside = "ofrow"        // beside words of states
	OfSubscription  Aside = "ofsub"
	VoucherWord     Aside = "voucherhead" // in headers of types of documents
	LooseVoucher    Aside = "voucherloose"
	NumberWord      Aside = "numberhead" // in headers of numbers
	SideHeader      Aside = "sidehead"   // of whether money comes in or goes out
	PaidHeader      Aside = "paidhead"   // of since when somebody pays
	PayDateHeader   Aside = "paydate"    // of when a row was paid
	WrittenHeader   Aside = "written"    // and of when it was written
	LastHeader      Aside = "lasthead"   // of when somebody was last heard of
	CardHeader      Aside = "cardhead"   // of what is paid with: credit and debit are cards there
	ReachHeader     Aside = "reachhead"
	TestMark        Aside = "testmark"
	CalendarHeader  Aside = "calendar" // a place in a calendar, such as the number of a week
	OriginHeader    Aside = "origin"   // where answers come from, such as a site of reviews
	MaximumHeader   Aside = "maximum"  // the highest score that there could be
	Stars           Aside = "stars"
	IDWord          Aside = "idword"   // in headers of ids
	CodeWord        Aside = "codeword" // in headers of what 0 and 1 are codes of
	IDGlued         Aside = "idglued"  // how they begin in one word
	Unglued         Aside = "unglued"  // as other words do
	PivotHead       Aside = "pivothead"
	DayOfPeriod     Aside = "dayofperiod" // in brackets behind a header of periods
	Overall         Aside = "overall"     // what says that a question is of all there is
)

var asideWords = sync.OnceValue(func() map[Aside]phraseList {
	lines := make(map[Aside][]string)
	for _, cells := range table(asideData + happenedData + noAnswerData) {
		if len(cells) != 2 {
			continue // a test holds the file to its form
		}
		lines[Aside(cells[0])] = append(lines[Aside(cells[0])], cells[1])
	}
	words := make(map[Aside]phraseList)
	for kind, own := range lines {
		words[kind] = phrasesIn(answer.Normalise, own...)
	}
	return words
})

// IsAside tells whether a cell is a word of a kind. What became of a row may be said more closely behind it, as in
// "Partial, timed out".
func IsAside(kind Aside, text string) bool {
	words := asideWords()[kind]
	if words.has(answer.Normalise(text)) {
		return true
	}
	switch kind {
	case Unfinished, Finished, Struck, Cancelled:
		first, _, more := strings.Cut(text, ",")
		return more && words.has(answer.Normalise(first))
	}
	return false
}

// IsAsideHeader tells whether a header is one of a kind, whose words may stand together.
func IsAsideHeader(kind Aside, text string) bool {
	h := header(text)
	joined := strings.ReplaceAll(h, " ", "")
	return asideWords()[kind].some(h, func(p string) bool { return p == h || strings.ReplaceAll(p, " ", "") == joined })
}

// TellsOf tells whether a word of a header is of a kind.
func TellsOf(kind Aside, text string) bool {
	return slices.ContainsFunc(strings.Fields(header(text)), func(word string) bool { return asideWords()[kind].has(word) })
}

// TellsOnly tells whether all words of a header are of a kind.
func TellsOnly(kind Aside, text string) bool {
	words := strings.Fields(header(text))
	return len(words) > 0 && !slices.ContainsFunc(words, func(word string) bool { return !asideWords()[kind].has(word) })
}

// SaysLeft tells whether a header says of yes that a customer left: with a word of leaving, and none that turns it round. In one
// that explains yes and no, no turns nothing round.
func SaysLeft(text string) bool {
	return TellsOf(LeftWord, text) && (!TellsOf(UnleftWord, text) || TellsOf(SaysYes, text) && TellsOf(SaysNo, text))
}

// TellsStateOf tells whether a header is that of states, and of nothing but what a kind has words for: "Email status" is the
// state of an address, and of no order.
func TellsStateOf(kind Aside, text string) bool {
	odd := func(word string) bool {
		ofOrder := kind == OfRows && asideWords()[OrderWord].has(word)
		return !asideWords()[StateWord].has(word) && !asideWords()[kind].has(word) && !ofOrder
	}
	return TellsOf(StateWord, text) && !slices.ContainsFunc(strings.Fields(header(text)), odd)
}

// MayBeStateOfRow tells whether a header is that of states, and of nothing that is known to be anything but a row: before the word
// may stand whatever a program or a language puts there, as in "SEL_Status__c" and "Buchungsstatus".
func MayBeStateOfRow(text string) bool {
	name := strings.Fields(header(text))
	ends := func(word string) bool { return strings.HasSuffix(word, "status") }
	other := func(word string) bool {
		return asideWords()[OtherState].has(word) || ends(word) && asideWords()[OtherState].has(strings.TrimSuffix(word, "status"))
	}
	return (TellsOf(StateWord, text) || slices.ContainsFunc(name, ends)) && !slices.ContainsFunc(name, other)
}

// NamesTableFigure tells whether a cell is the label of a row that is a figure of a whole table, such as "# customers" and "MRR growth %",
// and has no word that is of anything else.
func NamesTableFigure(text string) bool {
	words := strings.Fields(answer.Normalise(text))
	figure := func(word string) bool { return asideWords()[TableFigure].has(word) }
	odd := func(word string) bool { return !figure(word) && !asideWords()[FigureBeside].has(word) }
	return slices.ContainsFunc(words, figure) && !slices.ContainsFunc(words, odd)
}

// NamesFlow tells whether a cell is the label of what comes, stays or goes in a period, such as "New" and "Opening MRR", and has no word that is
// of anything else.
func NamesFlow(text string) bool {
	words := strings.Fields(answer.Normalise(text))
	flow := func(word string) bool { return asideWords()[FlowWord].has(word) }
	odd := func(word string) bool {
		return !flow(word) && !asideWords()[TableFigure].has(word) && !asideWords()[FigureBeside].has(word)
	}
	return slices.ContainsFunc(words, flow) && !slices.ContainsFunc(words, odd)
}

// SaysCalledOff tells whether a cell says that what was ordered or booked did not come about, and perhaps by whom: "Cancelled by driver".
func SaysCalledOff(text string) bool {
	const mostWords = 5
	said := answer.Normalise(text)
	off := func(p string) bool { return begins(said, p) }
	return said != "" && len(strings.Fields(said)) <= mostWords && asideWords()[CalledOff].some(said, off)
}

// IsPivotCount tells whether a header is one that a pivot table gives to how many rows it has counted: "Count of Customer".
func IsPivotCount(text string) bool {
	h := header(text)
	return asideWords()[PivotHead].some(h, func(p string) bool { return h != p && begins(h, p) })
}

// Speaks tells whether a text contains words of a kind.
func Speaks(kind Aside, text string) bool {
	h := header(text)
	return asideWords()[kind].some(h, func(p string) bool { return containsPhrase(h, p) })
}

// IsOpinion tells whether a header is that of what people say of something they know, in words or in marks, and not of where
// that stands or whether it is wanted.
func IsOpinion(text string) bool {
	return IsAsideHeader(OpinionHeader, text) || (TellsOf(ReviewWord, text) || TellsOf(OpinionWord, text)) && !TellsOf(NoOpinion, text)
}

// StarsOf returns how many stars a header speaks of: "5 stars", "5★", "★★★"; ok is false where it speaks of anything else.
func StarsOf(text string) (stars string, ok bool) {
	text = answer.Trim(text)
	if shown := strings.Trim(text, "★☆⭐\ufe0f"); shown == "" && text != "" {
		return strings.ReplaceAll(strings.ReplaceAll(text, "\ufe0f", ""), "☆", ""), true
	}
	digits := strings.TrimLeft(text, "0123456789")
	if stars = text[:len(text)-len(digits)]; len(stars) != 1 {
		return "", false
	}
	rest := strings.TrimLeft(digits, " -_")
	return stars, rest != "" && (strings.Trim(rest, "★⭐\ufe0f ") == "" || Meaning("stars", rest) != "")
}

// Nobody returns what stands for a person of whom nothing is known, as people and programs write it.
func Nobody() map[string]bool { return nobody() }

var nobody = sync.OnceValue(func() map[string]bool {
	forms := make(map[string]bool)
	for _, cells := range table(asideData) {
		if Aside(cells[0]) != NobodyKnown {
			continue
		}
		for phrase := range strings.SplitSeq(cells[1], "|") {
			phrase = strings.TrimSpace(phrase)
			first, rest := utf8.DecodeRuneInString(phrase)
			forms[phrase], forms[strings.ToUpper(phrase)], forms[strings.ToUpper(string(first))+phrase[rest:]] = true, true, true
		}
	}
	return forms
})

// longestID is how many words a header may have that names an id: one of more is a question.
const longestID = 5

// NamesID tells whether a header is that of an id, which names something and is no number of anything: "agent_id", "Kunden-Nr.",
// "idsociete".
func NamesID(text string) bool {
	h := header(text)
	words := len(strings.Fields(h))
	starts := func(kind Aside) bool {
		return asideWords()[kind].some(h, func(p string) bool { return strings.HasPrefix(h, p) })
	}
	return words <= longestID && TellsOf(IDWord, text) || words == 1 && starts(IDGlued) && !starts(Unglued)
}
