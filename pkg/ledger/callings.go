package ledger

// calledAtOnce is how many customers are called together: enough that the ways to what they are called overlap.
const calledAtOnce = 128

// callings are the groups of customers that follow each other in a shard, where they are called by their names.
type callings struct {
	from   uint32
	n      int
	text   []byte
	names  [calledAtOnce][]byte
	groups [calledAtOnce]int
}

// of returns the group of a customer. It is asked about customers in the order of their numbers.
func (c *callings) of(p *shard, number uint32) uint16 {
	if number-c.from >= uint32(c.n) {
		c.call(p, number)
	}
	return uint16(c.groups[number-c.from] + 1) // groups are numbered from 1
}

// call calls the customers from one on.
func (c *callings) call(p *shard, number uint32) {
	c.from, c.n = number, min(calledAtOnce, int(uint32(p.customers.n)-number))
	c.text = c.text[:0]
	var ends [calledAtOnce]int
	for i := range c.n {
		if at := number + uint32(i); !p.customers.at(at).none() {
			c.text = p.appendName(c.text, at)
		}
		ends[i] = len(c.text)
	}
	start := 0
	for i := range c.n {
		c.names[i], start = c.text[start:ends[i]], ends[i]
	}
	p.ledger.options.Called(c.names[:c.n], c.groups[:c.n])
}
