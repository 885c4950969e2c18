package ledger

// pages is a list that grows without moving what it holds, so that no memory is thrown away, except
// within the first page, which lets small lists stay small.
type pages[T any] struct {
	list [][]T
	n    int
}

const (
	pageBits = 9
	pageSize = 1 << pageBits
)

func (p *pages[T]) add() (index uint32) {
	last := p.n >> pageBits
	if last == len(p.list) {
		first := 8
		if last > 0 {
			first = pageSize
		}
		p.list = append(p.list, make([]T, 0, first))
	}
	page := p.list[last]
	if len(page) == cap(page) {
		page = append(make([]T, 0, 4*cap(page)), page...)
	}
	page = page[:len(page)+1]
	clear(page[len(page)-1:])
	p.list[last] = page
	p.n++
	return uint32(p.n - 1)
}

func (p *pages[T]) push(value T) {
	last := p.n >> pageBits
	if last < len(p.list) {
		if page := p.list[last]; len(page) < cap(page) {
			p.list[last] = append(page, value)
			p.n++
			return
		}
	}
	*p.at(p.add()) = value
}

func (p *pages[T]) at(i uint32) *T { return &p.list[i>>pageBits][i&(pageSize-1)] }

// reset empties the list and keeps its memory.
func (p *pages[T]) reset() {
	for i := range p.list {
		p.list[i] = p.list[i][:0]
	}
	p.n = 0
}

// stretch moves all that is in the list behind into, and makes it a list of n zero values.
func (p *pages[T]) stretch(n int, into []T) []T {
	for i, page := range p.list {
		into = append(into, page[:min(len(page), max(p.n-i*pageSize, 0))]...)
		need := min(max(n-i*pageSize, 0), pageSize)
		if cap(page) < need {
			page = make([]T, need)
		}
		p.list[i] = page[:need]
		clear(p.list[i])
	}
	for have := len(p.list) * pageSize; have < n; have += pageSize {
		p.list = append(p.list, make([]T, min(n-have, pageSize)))
	}
	p.n = n
	return into
}

// take takes the memory of an empty list.
func (p *pages[T]) take(from *pages[T]) {
	p.list = append(p.list, from.list...)
	from.list = nil
}
