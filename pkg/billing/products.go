package billing

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/engine"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/rows"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// productRole is the column of what was ordered.
const productRole = ledger.Product

// A productKey is a product in a group of --by.
type productKey struct{ group, product string }

// products are the orders of every product that has a cycle, as one worker counts them.
type products struct {
	s    *session
	asOf int32
	of   map[productKey]*tally.Orders
	due  map[string]*tally.Due // by group
	keys map[string]productKey // by the group of a row

	parts   map[string]*tally.History // of the customer at hand, by product; used again
	touched []string                  // its products
}

func (s *session) newProducts(asOf int32) *products {
	return &products{s: s, asOf: asOf, of: make(map[productKey]*tally.Orders), due: make(map[string]*tally.Due),
		keys: make(map[string]productKey), parts: make(map[string]*tally.History)}
}

// key takes the group of a row apart: its --by values, and its product, "" for one without a cycle.
func (p *products) key(group string) productKey {
	k, ok := p.keys[group]
	if !ok {
		k = productKey{group: p.s.groupOf(group)}
		if group != "" {
			k.product = engine.SplitCells(group, len(p.s.By)+1)[len(p.s.By)]
		}
		p.keys[group] = k
	}
	return k
}

// groupOf returns the --by values of a group, without the product.
func (s *session) groupOf(group string) string {
	if s.cycles == nil {
		return group
	}
	var key []byte
	for _, value := range s.values(group) {
		key = engine.AppendCell(key, []byte(value))
	}
	return string(key)
}

// count counts a customer for each of its products. Its group is that of its first order.
func (p *products) count(h *tally.History) {
	p.touched = p.touched[:0]
	group := p.key(h.Group).group
	due := p.due[group]
	if due == nil {
		due = new(tally.Due)
		p.due[group] = due
	}
	for _, o := range h.Each {
		product := p.key(o.Group).product
		if product == "" {
			if !o.Refund {
				due.Without++
			}
			continue
		}
		p.part(product).Take(o)
	}
	ordered, overdue := p.each(group)
	if ordered {
		due.Customers++
	}
	if overdue {
		due.Overdue++
	}
}

// part returns what the customer at hand ordered of a product, for adding to it.
func (p *products) part(product string) *tally.History {
	h := p.parts[product]
	if h == nil {
		h = new(tally.History)
		p.parts[product] = h
	}
	if !slices.Contains(p.touched, product) {
		p.touched = append(p.touched, product)
		h.Reset()
	}
	return h
}

// each adds the orders of a customer to those of its products, and tells whether there are any and whether
// it is overdue in one of them.
func (p *products) each(group string) (ordered, overdue bool) {
	for _, product := range p.touched {
		h := p.parts[product]
		if h.Orders == 0 {
			continue
		}
		k := productKey{group, product}
		if p.of[k] == nil {
			p.of[k] = new(tally.Orders)
		}
		p.of[k].Add(h, p.asOf)
		ordered = true
		q := metric.Account{Cycle: p.s.cycles.days[product], Grace: max(p.s.Grace, 1)}
		overdue = overdue || q.Overdue(h.Silence(p.asOf))
	}
	return ordered, overdue
}

func (p *products) merge(o *products) {
	for k, orders := range o.of {
		if p.of[k] == nil {
			p.of[k] = new(tally.Orders)
		}
		p.of[k].Merge(orders)
	}
	for group, due := range o.due {
		if p.due[group] == nil {
			p.due[group] = new(tally.Due)
		}
		p.due[group].Merge(due)
	}
}

// countProducts counts the customers of a closed ledger for each of their products.
func (s *session) countProducts(ctx context.Context, c *ledger.Closing) (*products, error) {
	asOf, _ := c.OrdersAsOf()
	all, err := engine.Parallel(ctx, max(s.Workers, 1), c.Parts(), func() *products { return s.newProducts(asOf) },
		func(p *products, part int) { c.Histories(part, p.count) })
	if err != nil {
		return nil, err
	}
	for _, p := range all[1:] {
		all[0].merge(p)
	}
	return all[0], nil
}

// byProduct makes a group of every product, in every group of --by.
func (s *session) byProduct(d *result.Document, p *products, q metric.Account) {
	keys := make([]productKey, 0, len(p.of))
	for k := range p.of {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b productKey) int {
		return cmp.Or(slices.CompareFunc(s.values(a.group), s.values(b.group), rows.CompareValues), rows.CompareValues(a.product, b.product))
	})
	for _, k := range keys {
		q.Cycle = s.cycles.days[k.product]
		g := s.judged(s.Metric.Orders(p.of[k], q))
		g.Values = append(g.Values, result.Member{Key: "cycle", Value: q.Cycle})
		g.By = s.byObject(d, append(slices.Clone(s.values(k.group)), k.product))
		d.Groups = append(d.Groups, g)
	}
}

// byObject names the values of a group.
func (s *session) byObject(d *result.Document, values []string) result.Object {
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

// shownProducts is how many products a warning names.
const shownProducts = 5

func (u *uncycled) add(name string, place func() tally.Place) {
	u.orders++
	if name == "" {
		u.blank++
		return
	}
	if len(u.first) < shownProducts && !slices.ContainsFunc(u.first, func(x unnamed) bool { return x.name == name }) {
		u.first = append(u.first, unnamed{strings.Clone(name), place()})
	}
}

func (u *uncycled) merge(o *uncycled) {
	u.orders += o.orders
	u.blank += o.blank
	all := slices.Concat(u.first, o.first)
	slices.SortStableFunc(all, func(a, b unnamed) int { return a.first.Compare(b.first) })
	u.first = nil
	for _, x := range all {
		if len(u.first) < shownProducts && !slices.ContainsFunc(u.first, func(y unnamed) bool { return y.name == x.name }) {
			u.first = append(u.first, x)
		}
	}
}

// uncycledDoubts tell of orders whose product has no cycle, and of products that nobody ordered.
func (s *session) uncycledDoubts(h *harvest, f *figures) []result.Warning {
	if s.cycles == nil {
		return nil
	}
	var out []result.Warning
	u := &h.uncycled
	if named := u.orders - u.blank; named > 0 {
		var names []string
		for _, x := range u.first {
			names = append(names, answer.Quote(x.name, 40))
		}
		out = append(out, result.Warning{Code: "no_cycle", Source: s.set.Tables[u.first[0].first.Source].Name, Line: u.first[0].first.Line,
			Text: fmt.Sprintf("%s of products that %s does not name, such as %s: counted, and never overdue",
				rows.Number(named, "row"), s.cycles.file, strings.Join(names, ", "))})
	}
	if u.blank > 0 {
		out = append(out, result.Warning{Code: "no_product", Text: fmt.Sprintf("%s without a product: counted, and never overdue", rows.Number(u.blank, "row"))})
	}
	return append(out, s.unordered(f)...)
}

// unordered tells of products in the file that nobody ordered.
func (s *session) unordered(f *figures) []result.Warning {
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
	text := strings.Join(names[:min(len(names), shownProducts)], ", ")
	if more := len(names) - shownProducts; more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return []result.Warning{{Code: "cycle_without_orders", Source: s.cycles.file, Text: "nobody ordered " + text}}
}
