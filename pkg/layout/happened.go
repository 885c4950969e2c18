package layout

import (
	_ "embed"
	"slices"
	"strings"
)

//go:embed happened.tsv
var happenedData string

// The kinds of asides that tell what rows are, where they are no orders; happened.tsv has the words.
const (
	ViewedWord  Aside = "viewed"     // in the names of events that are no orders
	ViewHeader  Aside = "viewhead"   // of what visitors of a site did there
	VisitHeader Aside = "visithead"  // of which visit it was
	NeverTime   Aside = "nevertime"  // in headers of when something was that is no order
	SeldomTime  Aside = "seldomtime" // or that may be one

	CaseHeader Aside = "casehead"  // of what messages and complaints have
	CaseState  Aside = "casestate" // what became of them
	CaseWord   Aside = "caseword"  // in headers of what became of any case
	CallWord   Aside = "callword"  // what calls and complaints have, and orders do not

	AttendsHeader Aside = "attends"      // of whether somebody came to what was booked
	MissesHeader  Aside = "misses"       // or did not
	MissedWord    Aside = "missed"       // what says so
	CarriedHeader Aside = "carried"      // what only deliveries have
	PlannedWord   Aside = "planned"      // in headers of lengths that were promised or planned, or of by how much they differ
	PromisedWord  Aside = "promisedword" // those of lengths that were promised
	SentWord      Aside = "sentword"     // in headers of how much was sent
	CameWord      Aside = "cameword"     // and of how much of it came
	TopicHeader   Aside = "topichead"    // what a contact, a complaint or an answer was about
	TopicWord     Aside = "topicword"    // what people speak of, whether they like it or not
	KindOfHeader  Aside = "kindofhead"   // of which kind something is, which may be the same
	InTimeWord    Aside = "intime"       // in headers of whether something came in time, or late
	StageWord     Aside = "stageword"    // in headers of stages that people come to one after another
	FunnelWord    Aside = "funnelword"   // and of who came on from one to the next
	UniqueWord    Aside = "uniqueword"   // in headers of how many there were, each counted once
	ApieceWord    Aside = "apiece"       // in headers of ages and of amounts of time in a week or a year, which are lengths of no case
	ClosedHeader  Aside = "closedhead"
	DealHeader    Aside = "dealhead"     // what only deals have
	SellerHeader  Aside = "sellerhead"   // who may sell, where the rows are deals
	LastedWord    Aside = "lasted"       // in headers of lengths, or of the time of the day at which something was over: only numbers are lengths
	TookWord      Aside = "took"         // in headers of how long a case took, from its beginning to its end
	CallTimeWord  Aside = "calltime"     // of how long a call, a visit or a failure went on, or is meant to
	PlainTopic    Aside = "plaintopic"   // what was complained of or asked for, surely
	CauseWord     Aside = "causeword"    // in headers of why something was
	ScoreReason   Aside = "scorereason"  // of which headers are made that ask why somebody gave a score, or say only that it is why
	ReasonsHeader Aside = "reasonshead"  // of lists of reasons, and no more
	CategoryWord  Aside = "categoryword" // of categories
	UnwhyWord     Aside = "unwhy"        // kinds that are no reasons to be unhappy
	DismissedWord Aside = "dismissed"    // states of complaints that were none
	UnsaidWord    Aside = "unsaid"       // in headers of groups that people were in before, or are thought or meant to be in
	DeskID        Aside = "deskid"       // of ids of such cases
	DeskHeader    Aside = "deskhead"     // what only lists of such cases have
	CaseBegins    Aside = "casebegin"    // in headers of when a case began
	CaseEnds      Aside = "caseend"      // and of when it ended
	StayBegins    Aside = "staybegin"    // the same of stays,
	StayEnds      Aside = "stayend"
	SaleBegins    Aside = "salebegin" // of what was sold, until it was sent,
	SaleEnds      Aside = "saleend"
	JoinBegins    Aside = "joinbegin" // and of customers, until they left
	JoinEnds      Aside = "joinend"
	RevisedWord   Aside = "revised"     // in headers of when a row was changed, or of what is still to come
	ThingWord     Aside = "thing"       // what an id may name that is no order
	SeldomThing   Aside = "seldomthing" // or may be one
	IDPart        Aside = "idpart"      // the other words of such ids
	AnswerHeader  Aside = "answerhead"  // of answers to any question
	OutcomeWord   Aside = "outcomeword" // of states that may tell how something ended, and not whether
	TalkWord      Aside = "talkword"    // in headers of how long a call was
	TalkState     Aside = "talkstate"   // and of states that are not those of the call
	SoFarWord     Aside = "sofarword"   // in headers of how long ago something was
	AskedWord     Aside = "askedword"   // which question it was
	DegreeWord    Aside = "degree"      // with which labels of a scale begin
	HourWord      Aside = "hourword"    // one of the day
	FirstWord     Aside = "firstword"   // where another header has a word for the last
	SortHeader    Aside = "sorthead"    // of what sort a touch was, or on which way
	UnsentWord    Aside = "unsent"      // in headers of states of what is no delivery
	DayFirstWord  Aside = "dayfirst"    // in headers of dates in languages that write the day first

	ApplyWord    Aside = "applyword"   // in headers of when somebody applied for something
	GrantWord    Aside = "grantword"   // and of when it was granted or paid out
	RenewsHeader Aside = "renewshead"  // of whether something was renewed
	StandsHeader Aside = "standshead"  // of yes and no, of which one may say that a customer has left
	RenewedWord  Aside = "renewed"     // what says that it was
	RenewalWord  Aside = "renewalword" // in headers of when it was to be renewed, or ran out
)

// NamesThing tells whether a header is that of an id of things of a kind: "touchpoint_id", "Nº de devolución", "leadid".
func NamesThing(kind Aside, text string) bool {
	words, parts := asideWords()[kind], asideWords()[IDPart]
	var thing []string
	for _, word := range strings.Fields(header(text)) {
		if !parts.has(word) {
			thing = append(thing, word)
		}
	}
	name := strings.Join(thing, " ")
	if len(thing) == len(strings.Fields(header(text))) { // where nothing else says that it is an id
		return len(thing) == 1 && slices.ContainsFunc([]string{"id", "nr", "nummer", "uuid"}, func(end string) bool {
			stem, is := strings.CutSuffix(name, end)
			return is && words.has(stem)
		})
	}
	return words.has(name)
}

// DegreeOf returns the word of degree with which a label begins, such as "very" of "Very important"; "" where there is none.
func DegreeOf(text string) (degree string) {
	h := header(text)
	asideWords()[DegreeWord].some(h, func(p string) bool {
		if begins(h, p) && len(p) > len(degree) {
			degree = p
		}
		return false
	})
	return degree
}

// NamesHour tells whether a header ends with an hour, and is none of a length: the hour of the day, such as "call_local_hour".
func NamesHour(text string) bool {
	words := strings.Fields(header(text))
	return len(words) > 1 && asideWords()[HourWord].has(words[len(words)-1]) && !Speaks(LastedWord, text)
}

// FollowsFirst tells whether a header is one of the last of something of which another is of the first: they differ in one word.
func FollowsFirst(first, last string) bool {
	a, b := strings.Fields(header(first)), strings.Fields(header(last))
	differ := 0
	for i := range min(len(a), len(b)) {
		if a[i] == b[i] {
			continue
		}
		if differ++; !asideWords()[FirstWord].has(a[i]) {
			return false
		}
	}
	return len(a) == len(b) && differ == 1
}
