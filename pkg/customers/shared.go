package customers

import (
	"context"
	"reflect"

	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/pass"
)

// An audited is a ledger that was closed, for all questions that share it.
type audited struct {
	closing   *ledger.Closing
	failed    error // why it cannot be closed
	statement *ledger.Statement
	untold    error // why it tells nothing
}

// Same tells whether another rule fills a ledger with the same rows. Cohorts are told beside the rest, so that it does not
// matter who wants them.
func (r *rule) Same(o pass.Rule) bool {
	other, ok := o.(*rule)
	if !ok || r.cycles != other.cycles || r.who != other.who || (r.same == nil) != (other.same == nil) || !reflect.DeepEqual(r.wide, other.wide) {
		return false
	}
	mine, theirs := r.options, other.options
	mine.WantCohorts, theirs.WantCohorts = false, false
	return reflect.DeepEqual(mine, theirs)
}

// Share has the ledger tell of cohorts, too, where the other question wants them.
func (r *rule) Share(o pass.Rule) {
	if other := o.(*rule); other.options.WantCohorts && !r.options.WantCohorts {
		r.options.WantCohorts = true
		r.main.TellCohorts()
	}
}

// close closes a ledger, once for all questions.
func (r *rule) close(l *ledger.Ledger) *audited {
	a := r.closed[l]
	if a == nil {
		a = new(audited)
		a.closing, a.failed = l.Prepare()
		r.closed[l] = a
	}
	return a
}

// tell counts the customers of a closed ledger, once for all questions.
func (a *audited) tell(ctx context.Context, s *audit, found *ledger.Remarks) (*ledger.Statement, error) {
	if a.statement == nil && a.untold == nil {
		books, err := walk(ctx, s, a.closing, a.closing.NewBooks, (*ledger.Books).Count, (*ledger.Books).Merge)
		if err != nil {
			return nil, err
		}
		a.statement, a.untold = books.Close()
	}
	if a.untold != nil {
		return nil, s.unclosed(a.untold, found)
	}
	return a.statement, nil
}
