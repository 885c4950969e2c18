// Package kind says what a kind of row is: what a row stands for. It holds what questions about rows have in
// common whatever that is, the words that they say, the steps in which a kind answers them, and what is said
// about rows. Its errors about words are of the command line.
package kind

import (
	"context"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// A Kind is what rows stand for: an answer, what a customer brings.
type Kind struct {
	// Name is what metrics name as their kind.
	Name string
	// Title heads the commands of its metrics in help.
	Title string
	// Lean says that counting takes next to no memory, so that collecting it often costs next to nothing.
	Lean bool
	// Flags lists what can be asked of its metrics, beside what can be asked of all.
	Flags func() []flags.Flag
	// Asked returns what settled flags ask of a metric.
	Asked func(m metric.Metric, v flags.Values) (Question, error)
}

// A Question is one metric about one set of sources.
type Question interface {
	// Said returns what it says in the words that all questions have.
	Said() *Words
	// Definition is the formula in one line, as far as the words tell; "" where they make no sense.
	Definition() string
	// Ask understands its words, without looking at any source.
	Ask() (Session, error)
}

// A Session answers a question, step by step. A kind of row has one type of sessions.
type Session interface {
	// Begin reads the small files that belong to the question.
	Begin(ctx context.Context) error
	// Choose finds the columns of the tables, and what the first rows tell.
	Choose(set *dataset.Set) error
	// Counts says what a pass has to count. It is asked again where Again says so.
	Counts() ([]pass.Counting, error)
	// Close understands what was read, in one of the ways to read its dates.
	Close(ctx context.Context, reads []pass.Read, way int) (Closed, error)
	// Again tells whether an error means that the sources have to be read once more, for other counts.
	Again(err error) bool
	// Column names the column of a row that one of its counts does not count.
	Column(r pass.Reject) string
	// Failed says in words what went wrong while reading for one of its counts.
	Failed(count int, err error) error
	// Meant is what the words mean.
	Meant() *Understood
}

// Discerning is a Session that may know, once it has chosen, what rows are that stand there again.
type Discerning interface{ Discerns() bool }

// A Companion is what was read where rows follow customers: some of them may be on another side, too.
type Companion interface {
	// Stakes are what each customer adds to a field, "" for value. The words have to ask for them.
	Stakes(field string) ([]metric.Stake, error)
}

// Weighted is a Closed whose rows a file of weights may weigh.
type Weighted interface {
	// AbsentFromBoth doubts weights of nobody who is here or in another one that the same file weighs.
	AbsentFromBoth(other Closed) []result.Warning
}

// Closed is what was read, ready to be told.
type Closed interface {
	// Rows accounts for every row, and FirstUnusable says which is the first that cannot be used, and why.
	Rows() result.Rows
	FirstUnusable() string
	// Fill puts columns, settings and figures into a document.
	Fill(d *result.Document) error
	// Doubt adds doubts about them. Later adds those that hang on what all kinds doubt.
	Doubt(d *result.Document)
	Later(d *result.Document)
	// Nothing says why a document has no figure; nil where it has other things to say.
	Nothing(d *result.Document) *problem.Error
	// Evidence is what a field stands on, of the groups at some places of the document together; nil places stand for
	// the total, and "" for value.
	Evidence(places []int, field string) (metric.Evidence, error)
	// Weight is what groups at some places weigh in a field of all: the figure of all is the mean of theirs by these. ok is
	// false where no figure is such a mean.
	Weight(places []int, field string) (weight float64, ok bool)
	// Recall is what the value of the same question stood on where such scores were given so often; ok is false where
	// scores do not tell it.
	Recall(scores map[string]float64) (e metric.Evidence, ok bool)
	// Reasons say why columns, and ways to read them, were chosen.
	Reasons() []string
}
