// Package tags is how cells name reasons: how a cell is taken apart, which of its texts are one reason, and which few of
// them make most.
package tags
