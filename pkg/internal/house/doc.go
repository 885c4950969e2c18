// Package house holds the map of the packages true: who may know whom. It has tests only.
package house
