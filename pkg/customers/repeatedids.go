package customers

import (
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
)

// repeatedIDs lists the columns of a table without a known customer that tell who it was rather than its rows do: numbers of
// something, such as a school, most of which stand in one row and some in several.
func (s *audit) repeatedIDs(t *dataset.Table) []int {
	if !ownRows(s.shape) {
		return nil
	}
	return t.Those(func(i int) bool {
		name, isID := strings.CutSuffix(answer.Normalise(strings.ReplaceAll(t.Headers[i], "_", " ")), " id")
		texts := t.Sample(i)
		all := len(different(texts))
		return isID && name != "" && all < len(texts) && 2*all > len(texts) && !isHeader(layout.Plan, name) && !isHeader(layout.Product, name)
	})
}
