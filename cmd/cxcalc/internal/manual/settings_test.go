package manual

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cxcalc/cxcalc/pkg/flags"
)

func TestSettings(t *testing.T) {
	const page = `# Settings

## Ledgers

| flag | meaning | default |
|---|---|---|
| ` + "`--gone`" + ` | was here | |

## Output

| flag | meaning | default |
|---|---|---|
| ` + "`-o, --output FORMAT`" + ` | in words of its own | table |

More words.
`
	const want = `# Settings

## Ledgers

| flag | meaning | default |
|---|---|---|
| ` + "`--shape SHAPE`" + ` | read rows of SHAPE | ` + "`auto`" + ` |

## Output

| flag | meaning | default |
|---|---|---|
| ` + "`-o, --output FORMAT`" + ` | in words of its own | table |
| ` + "`-x, --max N\\|N%`" + ` | at most N\|N% |  |

More words.
`
	list := []flags.Flag{{Name: "output", Group: flags.Output}, {Name: "shape", Default: "auto", Group: flags.Ledger, Usage: "read rows of `SHAPE`"},
		{Name: "max", Short: "x", Default: "", Group: flags.Output, Usage: "at most `N|N%`"}}
	got := Settings(page, list)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
