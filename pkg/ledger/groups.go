package ledger

import (
	"cmp"
	"fmt"
	"sync"

	"github.com/cxcalc/cxcalc/pkg/tally"
)

// groups numbers the group keys of a ledger. All its collectors share it.
type groups struct {
	mu    sync.RWMutex
	ids   map[string]uint16 // number plus 1
	texts []string          // by number plus 1; the first is no group
	limit int
}

func newGroups(limit int) *groups {
	return &groups{ids: make(map[string]uint16), texts: []string{""}, limit: limit}
}

// A TooManyGroupsError says that there are more groups than the ledger may have.
type TooManyGroupsError struct {
	Limit int
	// Group is the key of one more, and At its row; with several workers it is the row at which one of them noticed.
	Group string
	At    tally.Place
}

func (e *TooManyGroupsError) Error() string { return fmt.Sprintf("more than %d groups", e.Limit) }

// id returns the number of a group plus 1; place tells where the row of the group stands, nil for nowhere.
func (g *groups) id(text string, place func() tally.Place) (uint16, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if id, ok := g.ids[text]; ok {
		return id, nil
	}
	if len(g.ids) >= g.limit {
		e := &TooManyGroupsError{Limit: g.limit, Group: text}
		if place != nil {
			e.At = place()
		}
		return 0, e
	}
	id := uint16(len(g.texts))
	g.texts = append(g.texts, text)
	g.ids[text] = id
	return id, nil
}

func (g *groups) text(id uint16) string {
	g.mu.RLock()
	defer g.mu.RUnlock()
	return g.texts[id]
}

func (g *groups) len() int {
	g.mu.RLock()
	defer g.mu.RUnlock()
	return len(g.texts)
}

func (g *groups) compare(a, b uint16) int {
	if a == b {
		return 0
	}
	return cmp.Compare(g.text(a), g.text(b))
}

// merge adds the groups of another ledger and returns their numbers here.
func (g *groups) merge(o *groups) (ids []uint16, err error) {
	ids = make([]uint16, o.len())
	for i := 1; i < len(ids); i++ {
		if ids[i], err = g.id(o.text(uint16(i)), nil); err != nil {
			return nil, err
		}
	}
	return ids, nil
}
