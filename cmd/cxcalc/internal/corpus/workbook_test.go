package corpus_test

import (
	"strings"

	"github.com/cxcalc/cxcalc/pkg/workbook/workbooktest"
)

// workbookOf makes a workbook of the lines of an archive: [Name] or [Name, hidden] begins a sheet, and the lines below are its rows, as
// workbooktest.Made tells them.
func workbookOf(lines []byte) []byte {
	var sheets []workbooktest.Made
	for line := range strings.Lines(string(lines)) {
		line = strings.TrimRight(line, "\n")
		if name, ok := strings.CutPrefix(line, "["); ok && strings.HasSuffix(name, "]") {
			name, hidden, _ := strings.Cut(strings.TrimSuffix(name, "]"), ", ")
			sheets = append(sheets, workbooktest.Made{Name: name, Hidden: hidden != ""})
			continue
		}
		last := &sheets[len(sheets)-1]
		last.Rows = append(last.Rows, line)
	}
	return workbooktest.Write(sheets...)
}
