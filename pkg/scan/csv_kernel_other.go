//go:build !amd64 || purego

package scan

// bestKernel returns the fastest kernel of this processor.
func bestKernel() kernel { return portableKernel }
