package ledger

// SaysLost tells whether a word says that a customer left, whatever the column is about: yes and no do not.
func SaysLost(text string) bool {
	lost, known := IsLost(text, false)
	still, _ := IsLost(text, true)
	return lost && still || !known && usualState([]byte(text)) == stateEnded
}
