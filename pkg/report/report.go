// Package report answers questions: it opens the sources, lets the kinds of row choose columns and rules, has all
// questions about the same sources counted in one pass, and puts the documents together.
package report

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/baseline"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/source"
)

// Enrolled is who is called what, where the question asked for it.
func (a *Answer) Enrolled() kind.Enrolled { return a.closed.(kind.Enrolling).Enrolled() }

// Closed is what was read, for whoever has asked a question of a kind of his own.
func (a *Answer) Closed() kind.Closed { return a.closed }

// Factions divide the people of the document by what they share, for a figure of theirs; ok is false where nothing does.
func (a *Answer) Factions(field string) (of metric.Factions, ok bool) {
	if f, is := a.closed.(interface {
		Factions(string) (metric.Factions, bool)
	}); is {
		return f.Factions(field)
	}
	return of, false
}

// Run answers a question. When there is no figure, the answer comes together with an error that says why.
func Run(ctx context.Context, q kind.Question) (*Answer, error) {
	a := RunAll(ctx, []kind.Question{q})[0]
	if a.Document == nil {
		return nil, a.Err
	}
	return a, a.Err
}

// RunAll answers questions about the same sources, read in the same way and only once.
func RunAll(ctx context.Context, questions []kind.Question) []*Answer {
	r := begin(ctx, questions)
	if r.set != nil {
		defer r.set.Close()
		r.read(ctx)
	}
	var out []*Answer
	for _, x := range r.asked {
		r.found(x.answer)
		x.refused(ctx)
		out = append(out, x.answer)
	}
	return out
}

// found adds to a question what was found about the sources: it may be why nothing else could be told.
func (r *run) found(a *Answer) {
	var e *problem.Error
	if r.set == nil || a.Document != nil || !errors.As(a.Err, &e) || !e.Usage || e.Found != nil {
		return
	}
	for _, t := range r.set.Tables {
		if t.Layout != nil {
			e.Found = append(e.Found, t.Name+": layout "+t.Layout.Name)
		}
		for _, w := range t.Notes {
			e.Found = append(e.Found, w.Place()+": "+w.Text)
		}
	}
}

// begin asks questions about the same sources, opens these and chooses their columns: what is left is to read them.
func begin(ctx context.Context, questions []kind.Question) *run {
	r := &run{}
	for _, q := range questions {
		x := &asked{words: q.Said(), typed: q.Said(), answer: new(Answer)}
		x.session, x.answer.Err = q.Ask()
		r.asked = append(r.asked, x)
	}
	if len(r.asked[0].words.Sources) == 0 {
		r.fail(problem.Usage("no source given: name a file, or - for standard input"))
	}
	r.each(func(x *asked) error { return x.unplace() })
	if err := r.open(ctx); err != nil {
		r.fail(err)
	}
	if r.set != nil {
		r.each(func(x *asked) error {
			x.set, x.shown = r.set, len(r.set.Tables[0].Rows)
			return cmp.Or(x.choose(r.set), x.outdone(ctx), x.alike(ctx))
		})
	}
	return r
}

// choose finds the columns, and asks about rows that stand in two sources where the kind does not know what they are.
func (x *asked) choose(set *dataset.Set) error {
	if err := x.session.Meant().Compare(set, x.words); err != nil {
		return err
	}
	if err := x.session.Choose(set); err != nil {
		return err
	}
	if knows, ok := x.session.(kind.Discerning); ok && knows.Discerns() {
		return nil
	}
	if e := set.Overlap(); e != nil {
		return e
	}
	return nil
}

// unplace has nothing hang on places where a database is among the sources: its rows stand nowhere. Nobody can be told of
// rows by their places then.
func (x *asked) unplace() error {
	why := "--no-places has it that this does not matter"
	if slices.ContainsFunc(x.words.Sources, source.IsAddress) {
		x.words.Dataset.Unplaced, why = true, "the rows of a database stand nowhere"
	}
	if x.words.Dataset.Unplaced && x.words.Reject != nil {
		return problem.Usage("--rejects lists rows by where they stand, and %s; leave one of them out", why)
	}
	return nil
}

type run struct {
	asked []*asked
	set   *dataset.Set
}

type asked struct {
	words    *kind.Words
	typed    *kind.Words // before a layout of the sources has said more
	session  kind.Session
	before   *baseline.Earlier // to compare with; nil for none
	set      *dataset.Set
	shown    int // the first rows of the first source
	counts   []pass.Counting
	places   []int         // of its counts among those of the pass
	watched  kind.Sentries // nil before they are known
	answer   *Answer
	rejected error // of whoever is told of rejects
}

// waiting are the questions that nothing has gone wrong with.
func (r *run) waiting() []*asked {
	return slices.DeleteFunc(slices.Clone(r.asked), func(x *asked) bool { return x.answer.Err != nil })
}

// each takes a step with all questions that wait.
func (r *run) each(step func(x *asked) error) {
	for _, x := range r.waiting() {
		x.answer.Err = step(x)
	}
}

func (r *run) fail(err error) { r.each(func(*asked) error { return err }) }

// open reads the small files and opens the sources. It does nothing where nobody waits.
func (r *run) open(ctx context.Context) (err error) {
	r.each(func(x *asked) error { return x.begin(ctx) })
	if waiting := r.waiting(); len(waiting) > 0 {
		words := waiting[0].words
		terms := words.Dataset
		terms.Decimal = words.Decimal
		if r.set, err = dataset.OpenSet(ctx, words.Sources, terms); err == nil {
			r.each(func(x *asked) error { return x.adapt(ctx, r.set) })
		}
	}
	return err
}

// begin reads the small files that belong to a question.
func (x *asked) begin(ctx context.Context) (err error) {
	if name := x.words.Baseline; name != "" {
		if x.before, err = baseline.Read(name, x.words.Metric.Name); err != nil {
			return err
		}
	}
	return x.session.Begin(ctx)
}

// read has all questions that wait counted, and answers them. Those that have to count something else after
// all are read once more.
func (r *run) read(ctx context.Context) {
	r.each(func(x *asked) (err error) {
		if x.counts, err = x.session.Counts(); err == nil && x.watched == nil {
			x.watched = x.session.Meant().Watch(x.typed, x.set, x.counts)
		}
		return err
	})
	waiting := r.waiting()
	if len(waiting) == 0 {
		return
	}
	if waiting[0].words.Keep {
		waiting[0].answer.Err = r.keep(ctx, waiting[0])
		return
	}
	if err := r.fitting(waiting); err != nil {
		r.fail(err)
		return
	}
	r.forget()
	options := pass.Manner{Workers: r.workers(waiting[0].words), Unplaced: r.set.Alike(), Held: r.set.Held}
	if slices.ContainsFunc(waiting, func(x *asked) bool { return x.words.Reject != nil }) {
		options.Reject = func(reject pass.Reject) { r.reject(waiting, reject) }
	}
	reads, err := pass.Run(ctx, r.set, counts(waiting, options.Reject == nil), options)
	for _, read := range reads {
		for _, e := range read.Echoes {
			r.set.Tables[e.Source].NoteRepeats(e.Column, e.Rows, e.Different)
		}
	}
	var again []*asked
	for _, x := range waiting {
		x.answer.Err = x.close(ctx, reads, err)
		if x.answer.Err != nil && (x.session.Again(x.answer.Err) || x.innocent(err) && r.set.Reopens()) {
			again = append(again, x)
		}
	}
	if len(again) > 0 {
		for _, x := range again {
			*x.answer = Answer{}
		}
		(&run{asked: again, set: r.set}).read(ctx)
	}
}

// counts returns what a pass has to count for questions. What several of them count in the same way is shared,
// unless somebody is told of single rows.
func counts(of []*asked, share bool) []pass.Counting {
	var all []pass.Counting
	for _, x := range of {
		x.places = nil
		for i := range x.counts {
			c := &x.counts[i]
			place := slices.IndexFunc(all, func(o pass.Counting) bool { return share && c.Same(&o) })
			if place < 0 {
				place = len(all)
				all = append(all, *c)
			} else if rule, ok := all[place].Rule.(pass.Sharer); ok {
				rule.Share(c.Rule)
			}
			x.places = append(x.places, place)
		}
	}
	return all
}

// innocent tells whether a pass has failed for what another question counts.
func (x *asked) innocent(err error) bool {
	var failed *pass.CountError
	return errors.As(err, &failed) && !slices.Contains(x.places, failed.Count)
}

// muchMemory is more than it takes to look at first rows.
const muchMemory = 64 << 20

// forget lets go of the first rows. The memory that it took to look at them is given back, so that what reading
// takes does not come on top: a run stays as small as the larger of the two. Much memory is that of another reading
// before, and serves for this one: new memory costs more than to count.
func (r *run) forget() {
	for _, t := range r.set.Tables {
		t.Forget()
	}
	if r.seen() {
		return // to ask how much memory there is takes longer than to count so few
	}
	var before runtime.MemStats
	if runtime.ReadMemStats(&before); before.HeapSys-before.HeapReleased > muchMemory {
		runtime.GC()
	} else {
		debug.FreeOSMemory()
	}
}

// seen tells whether the first rows are all there is.
func (r *run) seen() bool {
	return !slices.ContainsFunc(r.set.Tables, func(t *dataset.Table) bool { return !t.Whole })
}

// workers returns the number of workers: one where all rows were seen, which are counted before a second one has
// begun.
func (r *run) workers(words *kind.Words) int {
	if r.seen() {
		return 1
	}
	return words.Workers
}

// reject tells of a row that is not counted, those who count it.
func (r *run) reject(waiting []*asked, reject pass.Reject) {
	for _, x := range waiting {
		for i, place := range x.places {
			if place == reject.Count || reject.Account == "malformed" { // which is no count's own
				x.tell(i, reject)
			}
		}
	}
}

// tell tells of a row that one of the counts does not count.
func (x *asked) tell(count int, reject pass.Reject) {
	if x.words.Reject == nil {
		return
	}
	column := ""
	if reject.Count = count; reject.Role != "" {
		column = x.session.Column(reject)
	}
	if err := x.words.Reject(x.set.Tables[reject.Source].Name, column, reject); err != nil && x.rejected == nil {
		x.rejected = err
	}
}

// close answers from what was read. Where dates may be read in two ways, it must not matter.
func (x *asked) close(ctx context.Context, all []pass.Read, failed error) error {
	if err := cmp.Or(failed, x.rejected); err != nil {
		return x.failed(err)
	}
	var reads []pass.Read
	for i, place := range x.places {
		if err := all[place].Err; err != nil {
			return x.session.Failed(i, err)
		}
		reads = append(reads, all[place])
	}
	var given []*Answer
	var said []string
	for way := range reads[0].Ways {
		a := x.way(ctx, reads, way)
		if given = append(given, a); len(reads[0].Ways) > 1 { // of a million groups it is much to write down
			said = append(said, a.says())
		}
	}
	if len(said) > 1 && said[0] != said[1] {
		return x.session.Failed(0, reads[0].Open)
	}
	for i, r := range reads {
		for _, late := range r.Ways[0].Late {
			x.tell(i, late)
		}
	}
	*x.answer = *given[0]
	return cmp.Or(x.rejected, x.answer.Err)
}

// failed says what went wrong while reading.
func (x *asked) failed(err error) error {
	var one *pass.CountError
	switch {
	case x.innocent(err):
		return err
	case errors.As(err, &one):
		return x.session.Failed(slices.Index(x.places, one.Count), err)
	}
	return x.session.Failed(0, err)
}

// says is all that an answer says about the data.
func (a *Answer) says() string {
	text := fmt.Sprint(a.Err)
	if a.Document == nil {
		return text
	}
	figures, err := json.Marshal([]any{a.Document.Rows, a.Document.Total, a.Document.Groups})
	return fmt.Sprint(text, string(figures), err)
}

// way answers in one of the ways to read dates.
func (x *asked) way(ctx context.Context, reads []pass.Read, way int) *Answer {
	for i, r := range reads {
		if err := r.Ways[min(way, len(r.Ways)-1)].Err; err != nil {
			return &Answer{Err: x.session.Failed(i, err)}
		}
	}
	closed, err := x.session.Close(ctx, reads, way)
	if err != nil {
		return &Answer{Err: err}
	}
	return x.finish(closed, reads[0])
}
