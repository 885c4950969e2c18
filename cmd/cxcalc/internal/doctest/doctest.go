// Package doctest finds the commands that pages show with their output, so that tests can run
// them and hold the pages to what they really print.
//
// A command stands in a fenced block, behind "$ ", and goes on over lines that end in \. The lines
// up to the next command are its output:
//
//	$ cxcalc version
//	cxcalc v1.0.0
package doctest

import (
	"regexp"
	"slices"
	"strings"
)

// A Page is a Markdown text.
type Page struct{ lines []string }

// A Command is one command of a page and the output that it promises.
type Command struct {
	// Line is the line of the page on which the command stands, from 1.
	Line int
	// Block numbers the blocks of the page, from 0: commands of a block run in one folder.
	Block int
	// Text is the command, with its continuation lines.
	Text string
	// Output is what the page shows, without blank lines at its end.
	Output string

	from, to int // the lines of the output, blank lines at its end left out
}

const prompt = "$ "

var names = regexp.MustCompile(`\bcxcalc\b`)

// Parse reads a page.
func Parse(text string) *Page {
	return &Page{strings.Split(text, "\n")}
}

// Commands returns the commands of all blocks in which one names cxcalc.
func (p *Page) Commands() []Command {
	var out []Command
	blocks := 0
	for _, b := range p.blocks() {
		commands := p.commands(b[0], b[1])
		if !slices.ContainsFunc(commands, func(c Command) bool { return names.MatchString(c.Text) }) {
			continue
		}
		for _, c := range commands {
			c.Block = blocks
			out = append(out, c)
		}
		blocks++
	}
	return out
}

// blocks returns the lines inside every fenced block, as half-open ranges.
func (p *Page) blocks() [][2]int {
	var out [][2]int
	start := -1
	for i, line := range p.lines {
		if !strings.HasPrefix(line, "```") {
			continue
		}
		if start < 0 {
			start = i + 1
			continue
		}
		out = append(out, [2]int{start, i})
		start = -1
	}
	return out
}

func (p *Page) commands(from, to int) []Command {
	var out []Command
	for i := from; i < to; i++ {
		text, ok := strings.CutPrefix(p.lines[i], prompt)
		if !ok {
			continue
		}
		c := Command{Line: i + 1, Text: text}
		for strings.HasSuffix(c.Text, `\`) && i+1 < to {
			i++
			c.Text += "\n" + p.lines[i]
		}
		c.from, c.to = i+1, i+1
		for c.to < to && !strings.HasPrefix(p.lines[c.to], prompt) {
			c.to++
		}
		for c.to > c.from && p.lines[c.to-1] == "" {
			c.to--
		}
		c.Output = strings.Join(p.lines[c.from:c.to], "\n")
		out = append(out, c)
	}
	return out
}

// Renew returns the page with the outputs that the commands really have; outputs[i] belongs to
// commands[i], which Commands returned.
func (p *Page) Renew(commands []Command, outputs []string) string {
	lines := slices.Clone(p.lines)
	for i, c := range slices.Backward(commands) {
		var fresh []string
		if out := Trim(outputs[i]); out != "" {
			fresh = strings.Split(out, "\n")
		}
		lines = slices.Replace(lines, c.from, c.to, fresh...)
	}
	return strings.Join(lines, "\n")
}

// Trim leaves out the blank lines at the end of an output, as pages do.
func Trim(output string) string { return strings.TrimRight(output, "\n") }
