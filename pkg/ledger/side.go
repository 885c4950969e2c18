package ledger

// A MoneySide is where the money of a row goes, by a word for it: "credit", "Soll". It is not known of whom.
type MoneySide string

// The sides.
const (
	SideUnknown MoneySide = ""
	SideIn      MoneySide = "in"
	SideOut     MoneySide = "out"
)

// SideOf reads a word for a side. Short ones, such as D, mean something only in a column that is known to tell it.
func SideOf(text string, short bool) MoneySide {
	plain := plainWords([]byte(text))
	if is := MoneySide(wordsOf("side")[plain]); is != SideUnknown || !short {
		return is
	}
	return MoneySide(wordsOf("side short")[plain])
}
