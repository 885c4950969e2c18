package sample

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/problem"
)

// Shares are how the people fall into the values of a column.
type Shares struct {
	Column string
	Values []string
	Share  []float64 // of each value, from 0 to 1
	line   int       // of the last of them
}

// ReadShares reads a CSV of column, value and share. Shares are fractions, or percent, alike for a column.
func ReadShares(name string, r io.Reader) ([]*Shares, error) {
	text := bufio.NewReader(r)
	reader := csv.NewReader(text)
	if first, _ := text.Peek(64); bytes.ContainsRune(bytes.SplitN(first, []byte("\n"), 2)[0], ';') {
		reader.Comma = ';' // as spreadsheets write where decimals have a comma
	}
	reader.TrimLeadingSpace = true
	head, err := reader.Read()
	if err != nil || len(head) != 3 || !strings.EqualFold(strings.TrimSpace(strings.TrimPrefix(head[0], "\ufeff")), "column") ||
		!strings.EqualFold(strings.TrimSpace(head[1]), "value") || !strings.EqualFold(strings.TrimSpace(head[2]), "share") {
		return nil, problem.Failure("%s:1: expected the header column,value,share", name)
	}
	var out []*Shares
	for {
		cells, err := reader.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, problem.Failure("%s: %v", name, err)
		}
		line, _ := reader.FieldPos(0)
		if out, err = addShare(out, cells, line); err != nil {
			return nil, problem.Failure("%s:%d: %v", name, line, err)
		}
	}
	if len(out) == 0 {
		return nil, problem.Failure("%s: no rows below the header", name)
	}
	return out, wholes(name, out)
}

func addShare(all []*Shares, cells []string, line int) ([]*Shares, error) {
	column, value, text := strings.TrimSpace(cells[0]), strings.TrimSpace(cells[1]), strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(cells[2]), "%"))
	share, err := strconv.ParseFloat(strings.Replace(text, ",", ".", 1), 64)
	switch {
	case column == "" || value == "":
		return nil, errors.New("a blank cell, expected column, value and share")
	case err != nil || !(share >= 0) || math.IsInf(share, 0):
		return nil, fmt.Errorf("column \"share\": %q is not a share such as 0.51 or 51", cells[2])
	}
	var s *Shares
	for _, o := range all {
		if o.Column == column {
			s = o
		}
	}
	if s == nil {
		s = &Shares{Column: column}
		all = append(all, s)
	}
	for _, v := range s.Values {
		if v == value {
			return nil, fmt.Errorf("%s %q stands there twice", column, value)
		}
	}
	s.Values, s.Share, s.line = append(s.Values, value), append(s.Share, share), line
	return all, nil
}

// roundedShares is how far a sum of shares may be from the whole: they may be rounded to a tenth of a percent.
const roundedShares = 0.0015

// wholes brings the shares to fractions, and refuses sums that are no whole.
func wholes(name string, all []*Shares) error {
	for _, s := range all {
		sum := 0.0
		for _, share := range s.Share {
			sum += share
		}
		whole := 1.0
		if sum > 50 {
			whole = 100
		}
		if math.Abs(sum/whole-1) > roundedShares {
			return problem.Failure("%s:%d: the shares of %q add up to %.6g, expected 1 or 100", name, s.line, s.Column, sum)
		}
		for i := range s.Share {
			s.Share[i] /= sum
		}
	}
	return nil
}

// place returns the place of a value, -1 where there is no such value.
func (s *Shares) place(value string) int {
	for i, v := range s.Values {
		if v == value {
			return i
		}
	}
	return -1
}
