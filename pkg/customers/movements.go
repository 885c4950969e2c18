package customers

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/money"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// typeMap understands what types of movements mean, WORD=TYPE each.
func typeMap(pairs []string) (map[string]ledger.Motion, error) {
	types := make(map[string]ledger.Motion, len(pairs))
	for _, pair := range pairs {
		at := strings.LastIndexByte(pair, '=')
		if at < 0 || strings.TrimSpace(pair[:at]) == "" {
			return nil, problem.Usage("--type-map %q is not of the form WORD=TYPE", pair)
		}
		motion, err := ledger.ParseMotion(strings.TrimSpace(pair[at+1:]))
		if err != nil {
			return nil, problem.Wrong("--type-map: ", err)
		}
		word := ledger.PlainType(strings.TrimSpace(pair[:at]))
		if have, ok := types[word]; ok && have != motion {
			return nil, problem.Usage("--type-map says that %q means %s and %s", pair[:at], have, motion)
		}
		types[word] = motion
	}
	return types, nil
}

// unknownTypes asks what the types of movements mean that nobody understands: without them, every figure would
// be wrong. The command that it proposes names them all, each as what its rows look like.
func (s *audit) unknownTypes(c *ledger.Remarks) error {
	if s.shape != ledger.Movement || len(c.Unknown) == 0 {
		return nil
	}
	texts := slices.SortedFunc(maps.Keys(c.Unknown), func(a, b string) int {
		return cmp.Or(cmp.Compare(c.Unknown[b].Rows, c.Unknown[a].Rows), cmp.Compare(a, b))
	})
	var lines []string
	for _, text := range texts {
		lines = append(lines, fmt.Sprintf("  %s (%s)", answer.Quote(text, 40), kind.HowMany(c.Unknown[text].Rows, "row")))
	}
	e := problem.Usage("%s: column %s has types of movements that are not known; say what each of them means with --type-map: new, expansion, contraction, churn, reactivation or opening, or ignore to leave its rows out\n%s",
		s.set.Names(), s.columns[0].header(ledger.Type), problem.Lines(strings.Join(lines, "\n")))
	e.Read = true
	if i := slices.IndexFunc(texts, func(text string) bool { return s.likely(text) == unlike }); i >= 0 { // which nothing shows
		return e.Advise("the amounts and the order of the rows do not show all of it; one of them is said with --type-map " + layout.ShellQuote(texts[i]+"=new") + " or another meaning, and so on for each")
	}
	for _, text := range texts {
		e.Flags = append(e.Flags, "--type-map", text+"="+string(s.likely(text)))
	}
	return e.Advise("as far as the words, the amounts and the order of the rows show")
}

// likely is what a type of movements most likely means: what its rows look like, or else what its words say.
func (s *audit) likely(text string) ledger.Motion {
	if s.looks[text].repeats(text) {
		return ledger.Ignore
	}
	if m := s.looks[text].likely(); m != unlike || !ledger.IsUnmoved(text) {
		return m
	}
	return ledger.Ignore
}

// A motionLook is how often the rows of a type look like a motion.
type motionLook map[ledger.Motion]int

// unlike stands for a motion where rows do not show one; a command with it asks again.
const unlike ledger.Motion = "TYPE"

// likely is the motion that nine in ten rows look like.
func (l motionLook) likely() ledger.Motion {
	all := 0
	for _, n := range l {
		all += n
	}
	for m, n := range l {
		switch {
		case 10*n < 9*all:
		case m == ledger.Ignore:
			return ledger.Grow // see repeats
		default:
			return m
		}
	}
	return unlike
}

// repeats tells whether nearly all rows of a type say again what a customer has, as those of a state do that stands in every
// month; a few of them may be changes that are as large.
func (l motionLook) repeats(text string) bool {
	const few = 3
	all := 0
	for _, n := range l {
		all += n
	}
	again := l[ledger.Ignore]
	return again > 0 && 10*again >= 9*all && (again >= few || ledger.Runs(text))
}

// motionsSeen tells what the sampled movements look like, by the texts of their types: who had nothing before comes, or comes
// back; who has nothing afterwards leaves. Amounts without signs show only who comes.
func (s *audit) motionsSeen() map[string]motionLook {
	if s.shape != ledger.Movement || !s.columns[0].has(ledger.Type) {
		return nil
	}
	looks := make(map[string]motionLook)
	for i, t := range s.set.Tables {
		cs := s.columns[i]
		lookAt(looks, s.stepsOf(t, [4]int{cs.at(ledger.Customer), cs.at(ledger.Type), cs.at(ledger.Time), cs.at(ledger.Amount)}))
	}
	return looks
}

// lookAt adds what movements in the order of time look like.
func lookAt(looks map[string]motionLook, steps []sampledMove) {
	signed := slices.ContainsFunc(steps, func(x sampledMove) bool { return x.amount < 0 })
	has, known := make(map[string]money.Amount), make(map[string]bool)
	for _, x := range steps {
		if looks[x.kind] == nil {
			looks[x.kind] = make(motionLook)
		}
		if signed && has[x.who] == x.amount && x.amount > 0 && (&ledger.Bookkeeping{}).MotionOf([]byte(x.kind)) == "" {
			looks[x.kind][ledger.Ignore]++
			continue
		}
		looks[x.kind][x.motion(has[x.who], known[x.who], signed)]++
		has[x.who] += x.amount
		known[x.who] = true
	}
}

// A sampledMove is a sampled movement.
type sampledMove struct {
	who, kind string
	at        dates.Instant
	amount    money.Amount
	row       int
}

// motion is what a movement of a customer who has an amount looks like; known says that there were movements before.
func (x sampledMove) motion(has money.Amount, known, signed bool) ledger.Motion {
	switch {
	case !known && x.amount > 0:
		return ledger.Arrive
	case !signed:
		return unlike
	case x.amount > 0 && has == 0:
		return ledger.Return
	case x.amount > 0:
		return ledger.Grow
	case x.amount < 0 && has+x.amount == 0:
		return ledger.Leave
	case x.amount < 0:
		return ledger.Shrink
	}
	return unlike
}

// stepsOf returns the sampled movements of a table by time, from the columns with customer, type, time and amount.
func (s *audit) stepsOf(t *dataset.Table, columns [4]int) (steps []sampledMove) {
	reader, err := s.readerOf(t, columns[2])
	if err != nil || slices.Contains(columns[:], none) {
		return nil
	}
	for i, row := range t.Rows {
		if slices.Max(columns[:]) >= len(row) {
			continue
		}
		at, _, dated := reader.Parse([]byte(row[columns[2]]))
		amount, _, err := money.Parse([]byte(answer.Trim(row[columns[3]])), cmp.Or(s.Decimal, t.Decimal), 2)
		if dated && err == nil {
			steps = append(steps, sampledMove{answer.Trim(row[columns[0]]), answer.Trim(row[columns[1]]), at, amount, i})
		}
	}
	slices.SortStableFunc(steps, func(a, b sampledMove) int { return cmp.Compare(a.at, b.at) })
	return steps
}

// byTypes lists the shapes of rows with a time whose types or amounts speak of movements, nil where they do not.
func (f *finder) byTypes() []ledger.Shape {
	nothing, _ := f.leavesNothing()
	surely, perhaps := f.namesMovements()
	switch {
	case f.typesOfStates():
		return f.only(ledger.Balance, "since customers have one row a period, those of no change as well, with what they bring by then")
	case f.tellsAfterwards():
		f.stop = f.noChanges()
		return nil
	case f.holdsMovements() && nothing:
		f.doubt = ", since who leaves has no amount"
		return []ledger.Shape{ledger.Balance, ledger.Movement}
	case f.holdsMovements():
		return f.only(ledger.Movement, "since a column holds types of movements")
	case surely:
		return f.only(ledger.Movement, "since a header speaks of movements")
	case !f.ordered() && f.changes():
		return f.only(ledger.Movement, "since the amounts are changes")
	case !f.ordered() && perhaps && f.looksLikeMovements():
		f.doubt = fmt.Sprintf(", since the texts of column %s go with amounts as types of movements do", f.table.Header(f.one(ledger.Type, ledger.Movement)))
		return []ledger.Shape{ledger.Movement, ledger.Transaction}
	case !f.ordered() && f.mixesMovements():
		if f.understands > 1 { // amounts of such rows are changes
			return []ledger.Shape{ledger.Movement, ledger.Transaction}
		}
		return []ledger.Shape{ledger.Movement, ledger.Balance, ledger.Transaction}
	}
	return nil
}

// tellsAfterwards tells whether amounts beside types of movements are what customers have after them: who leaves has none.
func (f *finder) tellsAfterwards() bool {
	nothing, _ := f.leavesNothing()
	return nothing && f.Metric.Orders == nil && f.holdsMovements() && f.rhythm() != ledger.Balance
}

// orMovements puts movements before shapes that are open, where a column may hold their types: they ask for its words.
func (f *finder) orMovements(fits []ledger.Shape) []ledger.Shape {
	if _, perhaps := f.namesMovements(); perhaps && len(fits) > 1 && f.Metric.Orders == nil {
		return append([]ledger.Shape{ledger.Movement}, fits...)
	}
	return fits
}

// moved are the columns with customer, type, time and amount of movements.
func (f *finder) moved() [4]int {
	return [4]int{f.one(ledger.Customer, ledger.Movement), f.one(ledger.Type, ledger.Movement), f.timeAt(), f.one(ledger.Amount, ledger.Movement)}
}

// noChanges refuses amounts that are what customers have after movements.
func (f *finder) noChanges() error {
	at := f.moved()
	e := problem.Usage("%s: column %s holds types of movements, and who leaves has no amount in column %s, so it tells what customers have afterwards and not by how much it changed; name the column with the change with --amount",
		f.table.Name, f.table.Header(at[1]), f.table.Header(at[3]))
	e.Senses = f.afterwards(f.table, "the change since the movement before", at)
	return e
}

// namesMovements tells whether there is a column of types whose header speaks of movements, or whose texts are a few.
func (f *finder) namesMovements() (surely, perhaps bool) {
	at := f.one(ledger.Type, ledger.Movement)
	if at == none || !fewWords(f.table.Sample(at)) {
		return false, false
	}
	alike := layout.Candidates(layout.Type, string(ledger.Movement), []string{f.table.Headers[at], "movement type"})
	return len(alike) == 2, true
}

// looksLikeMovements tells whether the rows of each of several texts in the column of types do the same to what their
// customers have: with one of them customers come, with others they get less or leave.
func (f *finder) looksLikeMovements() bool {
	looks := make(map[string]motionLook)
	lookAt(looks, f.stepsOf(f.table, [4]int{f.one(ledger.Customer, ledger.Movement), f.one(ledger.Type, ledger.Movement), f.timeAt(), f.one(ledger.Amount, ledger.Movement)}))
	come, less := false, false
	for _, look := range looks {
		switch look.likely() {
		case unlike:
			return false
		case ledger.Arrive:
			come = true
		case ledger.Shrink, ledger.Leave:
			less = true
		}
	}
	return come && less && len(looks) > 2
}

// settleMovement asks for the types of movements, where nothing tells which amounts add and which take.
func (s *audit) settleMovement(t *dataset.Table, cs columns) error {
	switch {
	case cs.has(ledger.Type):
		s.rests(t, cs)
		return s.levels(t, cs)
	case !cs.has(ledger.Amount):
		return t.Ask("--type", "neither the type of a movement nor its amount is known", nil)
	case slices.ContainsFunc(t.Sample(cs.at(ledger.Amount)), isBelow):
		return nil
	}
	kinds := t.Those(func(i int) bool { return !cs.Taken(i) && fewWords(t.Sample(i)) })
	if len(kinds) == 0 { // then they are all that there is to know
		return nil
	}
	return t.Ask("--type", "no amount is below zero, and no header tells which column holds the type of a movement", kinds)
}

func isBelow(amount string) bool {
	amount = answer.Trim(amount)
	return strings.HasPrefix(amount, "-") || strings.HasPrefix(amount, "−") || strings.HasPrefix(amount, "(") || strings.HasSuffix(amount, "-")
}

// fewWords tells whether the texts of a column are a few that come again, and no numbers.
func fewWords(texts []string) bool {
	const most = 20
	seen, rows := make(map[string]bool), 0
	for _, text := range texts {
		if text = answer.Trim(text); text == "" {
			continue
		}
		if rows++; answer.IsNumber(text) {
			return false
		}
		seen[text] = true
	}
	return len(seen) > 0 && len(seen) <= most && len(seen) < rows
}

// changes tells whether the header of an amount speaks of changes.
func (f *finder) changes() bool {
	at := f.one(ledger.Amount, ledger.Movement)
	return at != none && layout.UnitsOf(f.table.Headers[at]).Change
}

// leavesNothing tells whether rows of customers who leave have no amount, as in a balance that names what has changed;
// ok is false where there are none.
func (f *finder) leavesNothing() (nothing, ok bool) {
	kind, amount := f.one(ledger.Type, ledger.Movement), f.one(ledger.Amount, ledger.Movement)
	if kind == none || amount == none || f.Amount == noColumn {
		return false, false
	}
	for _, row := range f.table.Rows {
		if max(kind, amount) >= len(row) || f.motionOf(row[kind]) != ledger.Leave {
			continue
		}
		if strings.Trim(row[amount], "0.,- ") != "" {
			return false, true
		}
		ok = true
	}
	return ok, ok
}

// motionOf is what a type of movement means, by the request or the usual words.
func (f *finder) motionOf(text string) ledger.Motion {
	return (&ledger.Bookkeeping{Types: f.types}).MotionOf([]byte(answer.Trim(text)))
}

// noBalance refuses to read movements as a balance, where their amounts show that they are changes.
func (s *audit) noBalance(f *finder) error {
	column := f.one(ledger.Amount, ledger.Movement)
	nothing, ok := f.leavesNothing()
	if !s.moves || column == none || nothing || !ok {
		return nil
	}
	e := problem.Usage("%s: column %s holds types of movements, and who leaves has an amount in column %s, so the amounts are changes and no balances",
		f.table.Name, f.table.Header(f.one(ledger.Type, ledger.Movement)), f.table.Header(column))
	e.Replace = [2]string{string(ledger.Balance), string(ledger.Movement)}
	return e
}

// otherShape refuses a later table whose rows are movements where those of the first are not, or the other way round. Where
// both look alike, the first is what somebody says it is, and so is the other.
func (s *audit) otherShape(t *dataset.Table, cs columns) error {
	first := s.set.Tables[0]
	moves := s.seemToMove(t)
	if moves == (s.shape == ledger.Movement) || !moves && cs.has(ledger.Type) || moves == s.seemToMove(first) {
		return nil
	}
	e := problem.Failure("%s: its rows are no %ss, as those of %s are: one run reads files of one shape", t.Name, s.shape, first.Name)
	return e.Advise("what customers brought before a file of movements begins can be told in it, by a row of type opening for each of them")
}

// seemToMove tells whether the rows of a table look like movements, whatever they are said to be.
func (s *audit) seemToMove(t *dataset.Table) bool {
	named, err := s.namedColumns(t)
	f := &finder{audit: s, table: t, named: named}
	return err == nil && f.holdsMotions()
}

// unopened tells of customers who have something before a ledger of movements begins, and takes the verdict away.
func (c *closed) unopened(d *result.Document) []result.Warning {
	u := c.statement.Unopened
	if u.Customers == 0 {
		return nil
	}
	verdict := result.Phrase{}
	if kind.NoVerdict(d) {
		verdict = result.Say(", so there is no verdict")
	}
	return []result.Warning{result.Warn("unopened", "%s, such as %s, begin with a movement of what they have already: what they brought before is not known, and they count as new%s",
		kind.HowMany(u.Customers, "customer"), answer.Quote(u.First, 40), verdict)}
}
