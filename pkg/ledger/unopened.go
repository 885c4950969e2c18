package ledger

// Unopened are the customers whose first movement is of what they have already, an upgrade say, so that the ledger does not
// tell what they brought before.
type Unopened struct {
	Customers int64
	First     string // by name
}

// An unopened counts them among all customers.
type unopened struct {
	Unopened
	all int64
}

func (u *unopened) merge(o *unopened) {
	u.all += o.all
	u.Customers += o.Customers
	u.name(o.First)
}

func (u *unopened) name(customer string) {
	if customer != "" && (u.First == "" || customer < u.First) {
		u.First = customer
	}
}

// An OpeningError tells that what customers brought before the ledger begins is needed and not known.
type OpeningError struct{ says string }

func (e *OpeningError) Error() string { return e.says }

// unopen takes note of a customer of a ledger of movements who is there without having come.
func (w *bookkeeper) unopen() {
	w.books.unopened.Customers++
	w.books.unopened.name(w.nameText())
}
