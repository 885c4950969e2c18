package churn

// How much more of the revenue than of the customers has to leave to be told: times, and points.
const (
	outweighs = 2
	apart     = 1
)

// Outweighs tells whether those who left took so much more than their share of the revenue that the
// churn of customers hides what was lost. Both shares are in percent.
func Outweighs(customers, revenue float64) bool {
	return revenue >= outweighs*customers && revenue >= customers+apart
}
