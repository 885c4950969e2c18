package render

import (
	"io"

	"github.com/cxcalc/cxcalc/pkg/result"
)

// writeTSV writes the rows of CSV with tabs between the cells.
func writeTSV(w io.Writer, d *result.Document, o Options) error { return sheetOf(d).write(w, "\t", o) }
