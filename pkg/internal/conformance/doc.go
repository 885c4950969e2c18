// Package conformance counts how the readers stand to the test suites of other projects. It has tests only.
package conformance
