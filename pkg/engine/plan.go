// Package engine runs a plan: it sends the records of the sources through the scanners into
// tallies, by group and period, with any number of workers and the same outcome for all of them.
package engine

import (
	"fmt"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/scan"
	"github.com/cxcalc/cxcalc/pkg/tally"
	"github.com/cxcalc/cxcalc/pkg/where"
)

// A Dedup is the rule for several answers of one respondent, in one period where there are periods.
type Dedup string

// The rules. DedupNone counts every answer and only notes that respondents repeat.
const (
	DedupNone   Dedup = "none"
	DedupLatest Dedup = "latest"
	DedupFirst  Dedup = "first"
)

// A Role is what a column means to the plan.
type Role = layout.Role

// The roles that a cell can play.
const (
	Score      Role = "score"
	Weight     Role = "weight"
	Count      Role = "count"
	Respondent Role = "respondent"
	Time       Role = "time"
	By         Role = "by"
	Where      Role = "where"
)

// None stands in Roles for a role that no column plays.
const None = -1

// Roles say which of the wanted columns plays which role.
type Roles struct {
	Score, Weight, Count, Respondent, Time int
	By, Where                              []int
}

// An Input is one source with the columns that are wanted of it.
type Input struct {
	Scanner scan.Scanner
	Want    []scan.Column
	Roles   Roles
}

// A Plan says what to count.
type Plan struct {
	// Where keeps the rows that meet every condition; Roles.Where names their columns.
	Where []*where.Cond
	// Since and Until keep the rows with since ≤ time < until; nil for no bound.
	Since, Until *dates.Instant
	// Period cuts the groups by time; "" for no period.
	Period dates.Period
	// Dates says how the time column is written. While its order is unknown, both orders are
	// counted, and the whole column decides which one is taken.
	Dates dates.Writing
	// Dedup is the rule for several answers of one respondent.
	Dedup Dedup
	// Decimal is the decimal mark in weights, '.' or ','.
	Decimal byte
	// Classifier tells what the text of an answer is.
	Classifier *answer.Classifier
	// Workers is the number of workers, at least 1.
	Workers int
	// MaxGroups and MaxTexts bound the groups, and the distinct texts of an answer column.
	MaxGroups, MaxTexts int
	// Reject, when not nil, is told every row that is not counted: in the order of the sources,
	// then those of which only the end of the data could tell.
	Reject func(Reject)
}

func (p *Plan) needsTime() bool {
	return p.Period != "" || p.Since != nil || p.Until != nil || p.Dedup != DedupNone
}

// A Reject is a row that is not counted, and why.
type Reject struct {
	tally.Place
	Role      Role   // the role of the column at fault, "" where the whole record is
	Condition int    // with the role Where: which of the conditions
	Value     string // the cell as it was read
	Kind      string // "blank", "invalid", "out_of_range", "duplicate", "filtered", "excluded" or "malformed"
	Reason    string
}

// A SourceError is a failure to read a source.
type SourceError struct {
	Source int
	Err    error
}

func (e *SourceError) Error() string { return fmt.Sprintf("source %d: %v", e.Source+1, e.Err) }
func (e *SourceError) Unwrap() error { return e.Err }

// A GroupLimitError says that there are more groups than the plan allows.
type GroupLimitError struct {
	Limit int
	// At is the row that would begin one more, as far as that is known; with several workers it is the row
	// at which one of them noticed.
	At     tally.Place
	By     []string
	Period int64
}

func (e *GroupLimitError) Error() string { return fmt.Sprintf("more than %d groups", e.Limit) }
