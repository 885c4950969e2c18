package stats

// RuleOfThree returns the share 3/n that something never seen in n answers stays under, with 95 %
// confidence. ok is false below one answer. Source: Hanley & Lippman-Hand, JAMA 249, 1983.
func RuleOfThree(n float64) (high float64, ok bool) {
	if !isCount(n) || n < 1 {
		return 0, false
	}
	return min(3/n, 1), true
}
