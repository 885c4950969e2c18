package layout

import _ "embed"

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
	KindOfHeader  Aside = "kindofhead"   // of which kind something is, which may be the same
	InTimeWord    Aside = "intime"       // in headers of whether something came in time, or late
	ApieceWord    Aside = "apiece"       // in headers of ages and of amounts of time in a week or a year, which are lengths of no case
	ClosedHeader  Aside = "closedhead"
	DealHeader    Aside = "dealhead"   // what only deals have
	SellerHeader  Aside = "sellerhead" // who may sell, where the rows are deals
	LastedWord    Aside = "lasted"     // in headers of lengths, or of the time of the day at which something was over: only numbers are lengths
	RevisedWord   Aside = "revised"    // in headers of when a row was changed, or of what is still to come
	DayFirstWord  Aside = "dayfirst"   // in headers of dates in languages that write the day first

	ApplyWord    Aside = "applyword"   // in headers of when somebody applied for something
	GrantWord    Aside = "grantword"   // and of when it was granted or paid out
	RenewsHeader Aside = "renewshead"  // of whether something was renewed
	RenewedWord  Aside = "renewed"     // what says that it was
	RenewalWord  Aside = "renewalword" // in headers of when it was to be renewed, or ran out
)
