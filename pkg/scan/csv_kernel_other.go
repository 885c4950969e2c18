//go:build !amd64 || purego

package scan

// bestPair returns the fastest kernel and walker of this processor.
func bestPair() (kernel, recordWalker) { return portableKernel, portableWalker }
