package layout

import _ "embed"

//go:embed happened.tsv
var happenedData string

// The kinds of asides that tell what rows are, where they are no orders; happened.tsv has the words.
const (
	ViewedWord  Aside = "viewed"    // in the names of events that are no orders
	ViewHeader  Aside = "viewhead"  // of what visitors of a site did there
	VisitHeader Aside = "visithead" // of which visit it was

	CaseHeader Aside = "casehead"  // of what messages and complaints have
	CaseState  Aside = "casestate" // what became of them
	CaseWord   Aside = "caseword"  // in headers of what became of any case
	CallWord   Aside = "callword"  // what calls and complaints have, and orders do not

	AttendsHeader Aside = "attends"  // of whether somebody came to what was booked
	MissesHeader  Aside = "misses"   // or did not
	MissedWord    Aside = "missed"   // what says so
	CarriedHeader Aside = "carried"  // what only deliveries have
	PlannedWord   Aside = "planned"  // in headers of lengths that were promised or planned, or of by how much they differ
	DayFirstWord  Aside = "dayfirst" // in headers of dates in languages that write the day first
)
