package tally

// A Toll is how many customers left for a reason, and what they brought before.
type Toll struct {
	Customers int64
	Money     int64 // minor units
}

// Add adds other customers. Sums of money are those of the lost, which fit or void the movement.
func (t *Toll) Add(o Toll) {
	t.Customers += o.Customers
	t.Money += o.Money
}

// Tolls holds the customers that left by the cell that says why, "" those of whom none does. The zero Tolls is empty and ready.
type Tolls map[string]Toll

// Add adds customers that left, as a cell says.
func (t *Tolls) Add(cell string, x Toll) {
	if *t == nil {
		*t = make(Tolls)
	}
	have := (*t)[cell]
	have.Add(x)
	(*t)[cell] = have
}

// Merge adds other customers that left.
func (t *Tolls) Merge(o Tolls) {
	for cell, x := range o {
		t.Add(cell, x)
	}
}
