package customers

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// A productKey is a product in a group of --by and in a period: the product is "" where products have no
// cycles, and the period 0 where --period does not ask for them.
type productKey struct {
	group, product string
	period         int
}

// A productPart is what a customer ordered of a product in a period; whole says that it is what the customer
// ordered of it at any time.
type productPart struct {
	product string
	period  int
	whole   bool
}

// products are the orders of every product that has a cycle and of every period, as one worker counts them.
type products struct {
	s    *audit
	asOf int32
	of   map[productKey]*tally.Orders
	due  map[string]*tally.Due // by group
	keys map[string]productKey // by the group of a row
	days map[int32]int         // the period of a day

	parts   map[productPart]*partHistory // used again from customer to customer
	touched []productPart                // the parts of the one at hand
	turn    int64                        // its number
}

// A partHistory is what a customer ordered of a part, and which customer it was.
type partHistory struct {
	tally.History
	turn int64
}

// key takes the group of a row apart: its --by values, and its product, "" for one without a cycle.
func (p *products) key(group string) productKey {
	k, ok := p.keys[group]
	if !ok {
		k = productKey{group: p.s.groupOf(group)}
		if group != "" && p.s.cycles != nil {
			k.product = pass.GroupKey(group).Value(len(p.s.By))
		}
		p.keys[group] = k
	}
	return k
}

// groupOf returns the --by values of a group, without the product.
func (s *audit) groupOf(group string) string {
	if s.cycles == nil {
		return group
	}
	var key []byte
	for _, value := range s.values(group) {
		key = pass.AppendText(key, []byte(value))
	}
	return string(key)
}

// period returns the period of a day, 0 where periods are not asked for.
func (p *products) period(day int32) int {
	if p.s.Period == "" {
		return 0
	}
	at, ok := p.days[day]
	if !ok {
		since, _ := dates.Day.Bounds(int64(day), p.s.Zone)
		at = int(p.s.Cut.Index(since, p.s.Zone))
		p.days[day] = at
	}
	return at
}

// end returns the day as of which silence is counted in a period: its last, or that of the data.
func (p *products) end(period int) int32 {
	if p.s.Period == "" {
		return p.asOf
	}
	_, until := p.s.Cut.Bounds(int64(period), p.s.Zone)
	return min(p.asOf, int32(dates.Day.Index(until, p.s.Zone))-1)
}

// count counts a customer for each of its products and periods. Its group is that of its first order.
func (p *products) count(h *tally.History) {
	p.touched = p.touched[:0]
	p.turn++
	group := p.key(h.Group).group
	due := entry(p.due, group)
	for _, o := range h.Each {
		product := p.key(o.Group).product
		if product == "" && p.s.cycles != nil {
			if !o.Refund {
				due.Without++
			}
			continue
		}
		p.part(productPart{product: product, period: p.period(o.Day)}).Take(o)
		p.part(productPart{product: product, whole: true}).Take(o)
	}
	ordered, overdue := p.each(group)
	if ordered {
		due.Customers++
	}
	if overdue {
		due.Overdue++
	}
}

// part returns a part of what the customer at hand ordered, for adding to it.
func (p *products) part(k productPart) *tally.History {
	h := entry(p.parts, k)
	if h.turn != p.turn {
		h.turn = p.turn
		p.touched = append(p.touched, k)
		h.Reset()
	}
	return &h.History
}

// each adds the parts of a customer to those of all, and tells whether there are any and whether it is
// overdue in a product.
func (p *products) each(group string) (ordered, overdue bool) {
	for _, part := range p.touched {
		h := &p.parts[part].History
		if h.Orders == 0 {
			continue
		}
		if part.whole {
			ordered = true
			if s := p.s; s.cycles != nil {
				q := metric.Account{Cycle: s.cycles.days[part.product], Grace: s.asked.Grace}
				overdue = overdue || q.Overdue(h.Silence(p.asOf))
			}
			continue
		}
		entry(p.of, productKey{group, part.product, part.period}).Add(h, p.end(part.period))
	}
	return ordered, overdue
}

func (p *products) merge(o *products) {
	for k, orders := range o.of {
		entry(p.of, k).Merge(orders)
	}
	for group, due := range o.due {
		entry(p.due, group).Merge(due)
	}
}

// entry returns what a map holds for a key, for adding to it.
func entry[K comparable, V any](all map[K]*V, k K) *V {
	x := all[k]
	if x == nil {
		x = new(V)
		all[k] = x
	}
	return x
}

// countProducts counts the customers of a closed ledger for each of their products.
func (s *audit) countProducts(ctx context.Context, c *ledger.Closing) (*products, error) {
	asOf, _ := c.OrdersAsOf()
	begin := func() *products {
		return &products{s: s, asOf: asOf, of: make(map[productKey]*tally.Orders), due: make(map[string]*tally.Due),
			keys: make(map[string]productKey), days: make(map[int32]int), parts: make(map[productPart]*partHistory)}
	}
	return walk(ctx, s, c, begin, func(p *products, part int) { c.Histories(part, p.count) }, (*products).merge)
}

// byProduct makes a group of every product and period, in every group of --by.
func (s *audit) byProduct(d *result.Document, p *products, q metric.Account) {
	keys := slices.SortedFunc(maps.Keys(p.of), func(a, b productKey) int {
		return cmp.Or(s.compare(a.group, b.group), kind.CompareValues(a.product, b.product), cmp.Compare(a.period, b.period))
	})
	s.among(d, len(keys), q, func(i int, q metric.Account) result.Group {
		k := keys[i]
		values := slices.Clone(s.values(k.group))
		if s.cycles != nil {
			q.Cycle = s.cycles.days[k.product]
			values = append(values, k.product)
		}
		g := s.judged(s.Metric.Orders(p.of[k], q), q)
		if s.cycles != nil {
			g.Values = append(g.Values, result.Member{Key: "cycle", Value: q.Cycle})
		}
		g.By = s.byObject(d, values)
		if s.Period != "" {
			g.Period = s.Cut.Label(int64(k.period))
		}
		return g
	})
}

func (s *audit) byObject(d *result.Document, values []string) result.Object {
	o := result.Object{}
	for i, value := range values {
		o = append(o, result.Member{Key: d.By[i], Value: value})
	}
	return o
}

// An unnamed is a product without a cycle, and where it is met first.
type unnamed struct {
	name  string
	first tally.Place
}

// uncycled counts the orders of products without a cycle, and keeps the first such products: all workers
// read in the order of the file, so the first of all are among the first of each.
type uncycled struct {
	orders int64
	blank  int64 // of them without any product
	first  []unnamed
}

const shownProducts = 5

func (u *uncycled) add(name string, place func() tally.Place) {
	u.orders++
	if name == "" {
		u.blank++
		return
	}
	if len(u.first) < shownProducts {
		u.keep(unnamed{name, place()})
	}
}

func (u *uncycled) keep(x unnamed) {
	if len(u.first) < shownProducts && !slices.ContainsFunc(u.first, func(y unnamed) bool { return y.name == x.name }) {
		u.first = append(u.first, x)
	}
}

func (u *uncycled) merge(o *uncycled) {
	u.orders += o.orders
	u.blank += o.blank
	all := slices.Concat(u.first, o.first)
	slices.SortStableFunc(all, func(a, b unnamed) int { return a.first.Compare(b.first) })
	u.first = nil
	for _, x := range all {
		u.keep(x)
	}
}

// uncycledDoubts tell of orders whose product has no cycle, and of products that nobody ordered.
func (s *audit) uncycledDoubts(h *harvest, f *figures) []result.Warning {
	if s.cycles == nil {
		return nil
	}
	var out []result.Warning
	u := h.uncycled
	if named := u.orders - u.blank; named > 0 {
		var names []string
		for _, x := range u.first {
			names = append(names, answer.Quote(x.name, 40))
		}
		out = append(out, s.warnAt(u.first[0].first, "no_cycle", "%s of products that %s does not name, such as %s: counted, and never overdue",
			kind.HowMany(named, "row"), s.cycles.file, strings.Join(names, ", ")))
	}
	if u.blank > 0 {
		out = append(out, result.Warn("no_product", "%s without a product: counted, and never overdue", kind.HowMany(u.blank, "row")))
	}
	return append(out, s.unordered(f)...)
}

func (s *audit) unordered(f *figures) []result.Warning {
	if f.products == nil {
		return nil
	}
	ordered := make(map[string]bool)
	for k := range f.products.of {
		ordered[k.product] = true
	}
	var names []string
	for _, name := range s.cycles.names {
		if !ordered[name] {
			names = append(names, answer.Quote(name, 40))
		}
	}
	if len(names) == 0 {
		return nil
	}
	text := result.Say("%s", strings.Join(names[:min(len(names), shownProducts)], ", "))
	if more := len(names) - shownProducts; more > 0 {
		text = result.Say("%s and %d more", text, more)
	}
	return []result.Warning{result.Warn("cycle_without_orders", "nobody ordered %s", text).At(s.cycles.file, 0)}
}
