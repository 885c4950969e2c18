package pass

// Unlike are the rows whose cell a condition cannot compare with its value, since it is of another kind.
type Unlike struct {
	Rows  int64
	Least string // the first of their cells in the order of texts, which hangs on nothing else
}

func (u *Unlike) add(r *Record, cell []byte) {
	if u.Rows == 0 || string(cell) < u.Least {
		u.Least = string(cell)
	}
	u.Rows += r.Times
}

// merge adds what another worker has met.
func (u *Unlike) merge(o *Unlike) {
	if u.Rows == 0 || o.Rows > 0 && o.Least < u.Least {
		u.Least = o.Least
	}
	u.Rows += o.Rows
}
