package ledger

import "bytes"

// flagOf reads a cell that stands for yes or no without saying so in words: a tick, or a number as programs write them. Minus one
// is yes in some databases and no in some tables of models, so it is neither: "". Other texts are returned as they are.
func flagOf(text []byte) string {
	switch string(bytes.TrimSpace(text)) {
	case "✓", "✔", "✔️", "☑", "☑️", "✅":
		return "yes"
	case "✗", "✘", "✖", "✖️", "☐", "❌", "❎":
		return "no"
	case "1.0", "1,0", "1.00":
		return "yes"
	case "0.0", "0,0", "0.00":
		return "no"
	case "-1", "-1.0":
		return ""
	}
	return string(text)
}
