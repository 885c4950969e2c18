package customers

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/tags"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// asksWhy tells whether somebody asks for the reasons of those who left.
func (s *audit) asksWhy() bool { return s.Metric.Reasons && s.Reason != "" }

// checkReasons understands how reasons are told apart.
func (s *audit) checkReasons() (err error) {
	if s.Metric.Reasons && s.Reason == "" && (s.Own.Text("separator") != "" || s.Own.Text("collapse") != "") {
		return problem.Usage("--separator and --collapse are about reasons, and --reason names no column").Advise("--reason COL names the column that tells why a customer left")
	}
	s.cutter.Missing = s.Missing
	s.cutter.Collapse, err = tags.ReadCollapse(s.Own.Text("collapse"))
	return err
}

// reasonsHeld is the column of reasons, as questions name it.
func (s *audit) reasonsHeld(file string) tags.Holder {
	t, at := s.set.Tables[0], s.columns[0].at(ledger.Reason)
	return tags.Holder{File: file, Header: t.Header(at), Tagged: layout.Mentioned("tagged", t.Headers[at]) != "",
		Texts: "--collapse REGEXP cuts out what makes them differ; --separator TEXT says what stands between reasons; cxcalc reasons --text " +
			t.Reference(at) + " --topics FILE finds the topics of texts"}
}

// separate finds what stands between the reasons of a cell.
func (s *audit) separate() (err error) {
	if !s.asksWhy() {
		return nil
	}
	var cells []string
	for i, t := range s.set.Tables {
		for _, text := range t.Sample(s.columns[i].at(ledger.Reason)) {
			if !isBlank(text) && !slices.Contains(s.Missing, text) {
				cells = append(cells, text)
			}
		}
	}
	held := s.reasonsHeld(s.set.Tables[0].Name)
	if s.rareReasons, err = s.cutter.Separate(held, s.Own.Text("separator"), cells); err != nil {
		return err
	}
	return held.NotTexts(s.cutter, cells)
}

// reasoned tells whether a cell gives a reason, for a ledger that keeps them; nil where nobody asks.
func (s *audit) reasoned() func(cell string) bool {
	if !s.asksWhy() {
		return nil
	}
	return func(cell string) bool { return len(s.cutter.Reasons(cell)) > 0 }
}

// reasonNames returns what takes cells apart into the names of reasons, by all that customers who left give. What turns out to be
// texts, or to hold several reasons, is a question.
func (s *audit) reasonNames(all tally.Tolls) (func(cell string) []string, error) {
	known, mentions := tags.NewGlossary(), 0
	for cell, x := range all {
		for _, text := range s.cutter.Reasons(cell) {
			if form, ok := known.Form(text); ok {
				known.Hear(form, x.Customers)
				mentions += int(x.Customers)
			}
		}
	}
	names := known.Names()
	if err := s.areReasons(known, len(names), mentions); err != nil {
		return nil, err
	}
	return func(cell string) (out []string) {
		for _, text := range s.cutter.Reasons(cell) {
			if number, ok := known.Number(text); ok && !slices.Contains(out, names[number].Shown) {
				out = append(out, names[number].Shown)
			}
		}
		return out
	}, nil
}

// areReasons holds that what customers give are reasons, of which nothing parts several.
func (s *audit) areReasons(known *tags.Glossary, different, mentions int) (err error) {
	held := s.reasonsHeld(s.set.Names())
	switch {
	case known.Full:
		err = held.AskTexts("more than 10,000", nil, true)
	case tags.TooMany(different, mentions):
		err = held.AskTexts(result.Heap{N: int64(different), Thing: "reason"}.String(), known.Texts, s.cutter.Collapse != nil)
	case s.Own.Text("separator") == "" && s.cutter.By == "":
		err = held.Unparted(known.Texts)
	}
	return problem.AfterReading(err)
}

// whyDoubts are about the reasons of those who left.
func (s *audit) whyDoubts(f *figures) (out []result.Warning) {
	if !s.asksWhy() {
		return nil
	}
	if s.rareReasons {
		out = append(out, result.Warn("separator", "cells are taken apart at %s, and their parts hardly come again; --separator none takes each as one reason", tags.ShownMark(s.cutter.By)))
	}
	if n := f.statement.Idle; n > 0 {
		out = append(out, result.Warn("idle_reasons", "%s of a subscription or a change after which the customer was still there, or came and left within a period: they count for no loss", kind.HowMany(n, "reason")))
	}
	return out
}
