package ledger_test

import (
	"fmt"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/churn"
	"github.com/cxcalc/cxcalc/pkg/ledger"
)

// A ledger of balances is counted from rows in memory; any other source hands its cells over in the same way.
func Example() {
	l, err := ledger.New(ledger.Bookkeeping{Shape: ledger.Balance})
	if err != nil {
		fmt.Println(err)
		return
	}
	c, err := l.Collector()
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, line := range []string{"ann 2026-05 10", "bob 2026-05 30", "cy 2026-05 abc", "ann 2026-06 15", "dee 2026-06 7"} {
		cells := strings.Fields(line)
		out, err := c.Add(&ledger.Row{Customer: []byte(cells[0]), Time: []byte(cells[1]), Amount: []byte(cells[2])})
		if err != nil {
			fmt.Println(err)
			return
		}
		if out.Fate != ledger.Counted {
			fmt.Println(cells[2], out.Why)
		}
	}
	fmt.Println("counted:", c.Remarks().Account.Rows().Counted)
	closing, statement, err := l.Close()
	if err != nil {
		fmt.Println(err)
		return
	}
	for cell, m := range statement.Movements {
		lost, _ := churn.Definitions()[0].Percent(m)
		fmt.Printf("%s: %d of %d left (%.0f %%), revenue %d → %d cents\n",
			closing.Label(cell.Period), m.Customers.Lost, m.Customers.Opening, lost, m.Money.Opening, m.Money.Closing)
	}
	// Output:
	// abc is not an amount of money
	// counted: 4
	// 2026-06: 1 of 2 left (50 %), revenue 4000 → 2200 cents
}
