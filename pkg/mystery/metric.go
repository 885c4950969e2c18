// Package mystery is the score of visits by mystery shoppers, of audits and of checklists: points of the maximum, by
// section and branch, and how alike the branches are.
package mystery

import (
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/metric"
)

// The columns, in the order of documents.
const (
	visitAt = iota
	branchAt
	timeAt
	feedbackAt
	sectionAt
	weightAt
	itemAt
	answerAt
	pointsAt
	mostAt
	criticalAt
	idAt
	parentAt
	sectionsAt
)

// Roles that are spoken of one by one.
const (
	roleVisit    dataset.Role = "visit"
	roleBranch   dataset.Role = "branch"
	roleTime     dataset.Role = "time"
	roleFeedback dataset.Role = "feedback"
	roleSection  dataset.Role = "section"
	roleWeight   dataset.Role = "section_weight"
	roleItem     dataset.Role = "item"
	rolePoints   dataset.Role = "points"
	roleMost     dataset.Role = "max"
	roleID       dataset.Role = "id"
	roleParent   dataset.Role = "parent"
	roleSections dataset.Role = "sections"
)

var positions = []facts.Position{
	visitAt:    {Role: roleVisit, Flag: "visit", Usage: "the `COL` that tells which visit a row belongs to; .source where each file is one", Aside: isSource, Shared: true, Fit: fitsVisits},
	branchAt:   {Role: roleBranch, Flag: "branch", Usage: "the `COL` with the branch that was visited; .source where each file is one", Aside: isSource, Shared: true, Fit: fitsNames},
	timeAt:     {Role: roleTime, Flag: "time", Usage: "the `COL` that tells when the visit was", Times: true},
	feedbackAt: {Role: roleFeedback, Flag: "feedback", Usage: "the `COL` that tells when the branch had its feedback", Times: true},
	sectionAt:  {Role: roleSection, Flag: "section", Usage: "the `COL` with the section of an item", Shared: true, Fit: fitsFilled},
	weightAt:   {Role: roleWeight, Flag: "section-weight", Usage: "the `COL` with the weight of the section; none leaves weights out", Aside: isNone, Fit: fitsNumbers},
	itemAt:     {Role: roleItem, Flag: "item", Usage: "the `COL` that names the item", Shared: true, Fit: fitsFilled},
	answerAt:   {Role: "answer", Flag: "answer", Usage: "the `COL` with the answer in words, which tells what is not applicable"},
	pointsAt:   {Role: rolePoints, Flag: "points", Usage: "the `COL` with the points of an item, or yes and no", Fit: fitsPoints},
	mostAt:     {Role: roleMost, Flag: "max", Usage: "the `COL` with the most points that an item can get, or a number for all whose headers name none", Aside: isNumeral, Fit: fitsNumbers},
	criticalAt: {Role: "critical", Flag: "critical", Usage: "the `COL` that marks items which decide alone"},
	idAt:       {Role: roleID, Flag: "id", Usage: "the `COL` that identifies an item or a heading of a nested audit"},
	parentAt:   {Role: roleParent, Flag: "parent", Usage: "the `COL` with the id of what an item lies under: the nearest heading above it is its section"},
	sectionsAt: {Role: roleSections, Flag: "sections", Usage: "the columns with points, by `PATTERN`, where a row is a whole visit; repeatable", Many: true},
}

// Declare declares the metric and what its rows stand for.
func Declare() facts.Declaration {
	return facts.Declare("What happens", metric.Metric{
		Name:     "mystery",
		Title:    "Mystery visits",
		Short:    "Mystery visits, audits and checklists: points of the maximum, by section, and how alike branches are",
		Long:     long,
		Examples: examples,
		Unit:     "percent",
		Sizeable: true,
		Interval: "t",
		Sources: []string{"Interval: Student 1908", "Alike: ICC(1) of Shrout & Fleiss 1979; Welch 1951; Brown & Forsythe 1974",
			"Limits of pass rates: Spiegelhalter 2005"},
		Fields: declared(),
		Gist:   []string{"{passed} of {n} pass", "{critical_missed} miss a critical item"},
		Flags:  own(),
	}, facts.Traits{Columns: positions, Plan: planned, Form: blankForm})
}

const long = `The mean score of visits, from 0 to 100: points of the maximum.

A row is an item of a visit (--visit, --item, --points, --max), or with --sections a whole visit with a column for each
item or section, whose headers may name their maximum: (max. 10), /20, out of 5. In JSON a row is an object of the array that --records names; nested audits (iAuditor) are read by
--records items --visit .source, where scoring.score and scoring.max_score are those of the leaves, so that sections and
smart fields, which carry sums, count nothing twice. Where items name what they lie under (--id, --parent), the nearest
heading with a name is their section.

With --section-weight the score of a visit is the weighted mean of its sections, otherwise points / maximum of all items;
"unweighted" is then shown beside it. What is not applicable leaves the denominator, and a section in which nothing is
left leaves the weights; others count it as 0, which --na-zero does. Blank is not "not applicable": it counts neither way,
and is told. Points may be yes and no, or words such as pass and fail: all or nothing; --value TEXT=N
says what part of its points another word is worth. An item with a maximum of 0 is a note; points in
percent are a part of the maximum, and rows of totals are left out.

Less than all points of a --critical item is a miss, which is counted; with --critical-fails it makes the visit 0. A visit
passes from --pass on.

The interval is Student's over visits. Visits of one branch are alike, so that for branches which nobody visited it is
wider; how alike they are is told by the ICC, and where it matters a warning tells how many visits they are worth. The
p-values of Welch (level) and of Brown and Forsythe (spread) say that branches differ, not by how much: of thousands of
visits they always do. Branches whose pass rate lies outside the limits of chance, at the level of --confidence, are listed.

--template NAME without a file writes a blank form as CSV, a row for each item, to be filled in and read again; NAME:es,
NAME:uk and NAME:ru are in other languages, and --template list tells the names. With a file it gives sections, weights,
maxima and critical items by the codes in its column item.`

var examples = []metric.Example{
	{Says: "Score, sections and branches of visits with a row for each item", Command: "cxcalc mystery visits.csv"},
	{Says: "A missed critical item makes the visit 0, and 90 is needed to pass", Command: "cxcalc mystery --critical-fails --pass 90 visits.csv"},
	{Says: "A row is a visit, with columns of points and a row of their maxima", Command: "cxcalc mystery --sections 'q*' checklists.csv"},
	{Says: "A blank form to fill in", Command: "cxcalc mystery --template five-senses"},
}
