package doctest

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

const page = "# Title\n" +
	"\n" +
	"```console\n" +
	"$ cat a.csv\n" +
	"score\n" +
	"\n" +
	"$ cxcalc nps \\\n" +
	"    a.csv\n" +
	"one\n" +
	"\n" +
	"two\n" +
	"```\n" +
	"Text with $ cxcalc inside.\n" +
	"```\n" +
	"$ go install example.org/other\n" +
	"```\n" +
	"```console\n" +
	"$ cxcalc version\n" +
	"```\n"

func TestCommands(t *testing.T) {
	want := []Command{
		{Line: 4, Block: 0, Text: "cat a.csv", Output: "score"},
		{Line: 7, Block: 0, Text: "cxcalc nps \\\n    a.csv", Output: "one\n\ntwo"},
		{Line: 18, Block: 1, Text: "cxcalc version"},
	}
	got := Parse(page).Commands()
	if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(Command{})); diff != "" {
		t.Errorf("commands (-want +got):\n%s", diff)
	}
}

func TestRenew(t *testing.T) {
	p := Parse(page)
	commands := p.Commands()
	same := p.Renew(commands, []string{"score\n", "one\n\ntwo\n", ""})
	if diff := cmp.Diff(page, same); diff != "" {
		t.Errorf("a page that is true changes (-want +got):\n%s", diff)
	}
	renewed := Parse(p.Renew(commands, []string{"a\nb\n", "", "v1\n"})).Commands()
	want := []string{"a\nb", "", "v1"}
	for i, c := range renewed {
		if c.Output != want[i] {
			t.Errorf("%s: output %q, want %q", c.Text, c.Output, want[i])
		}
	}
}

func TestUnclosedBlock(t *testing.T) {
	if got := Parse("```\n$ cxcalc nps a.csv\n").Commands(); len(got) != 0 {
		t.Errorf("a block without an end has commands: %v", got)
	}
}
