package kind

import "github.com/cxcalc/cxcalc/pkg/roll"

// An Enrolment asks what each of those is called whom a column names, by the camps of the metric.
type Enrolment struct {
	// Key names the column.
	Key string
	// Register knows the names.
	Register *roll.Register
	// Keep says which of several rows of somebody counts.
	Keep roll.Keeping
}

// An Enrolled is who is called what, and what became of the rows that say it.
type Enrolled struct {
	Roll *roll.Roll
	roll.Signed
	// Sample are keys of the first rows, for whoever says what keys look like.
	Sample []string
}

// Enrolling is a Closed that tells what somebody is called, where the words ask for it.
type Enrolling interface{ Enrolled() Enrolled }
