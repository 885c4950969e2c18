package compare

// Verdicts returns the verdict on each contrast: better, worse or "~"; "" where nothing can be said.
func (c Comparing) Verdicts(list []Contrast) (verdicts []string) {
	for _, j := range c.judge(list) {
		verdicts = append(verdicts, j.verdict)
	}
	return verdicts
}
