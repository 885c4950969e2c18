//go:build !purego

#include "textflag.h"

// func walkerBMI2(w *walkState) (odd bool)
//
//   SI seps, DI the place in ends, R9 its place in the stretch, R10 rest, R8 start
//   R12 w, R13 the place in starts, BX the place in spans
//   R15 the place in wants, DX behind the last of them
//   AX separators of the record, R14 its end, CX and R11 for a moment
//
// In long records, between wants: AX a word of separators, R11 its place in bytes, CX the
// separators to go, R14 and R8 for a moment.
TEXT ·walkerBMI2(SB), NOSPLIT, $56-9
	MOVQ w+0(FP), AX
	MOVQ AX, R12
	MOVQ 0(AX), SI
	MOVQ 24(AX), DI
	MOVQ 48(AX), R13
	MOVQ 72(AX), BX
	MOVQ 104(AX), DX      // number of wanted columns
	MOVQ 120(AX), CX      // rows
	LEAQ (R13)(CX*4), R13
	IMULQ DX, CX
	LEAQ (BX)(CX*8), BX
	MOVQ DX, CX
	SHLQ $3, CX
	MOVQ CX, stride-8(SP)
	IMULQ $24, DX
	ADDQ 96(AX), DX
	MOVQ 128(AX), R8
	MOVQ 136(AX), R9
	ADDQ R9, DI
	SHLQ $3, R9
	MOVQ 144(AX), R10
	MOVQ 152(AX), CX
	MOVQ CX, small-24(SP)
	MOVQ 160(AX), CX
	MOVQ CX, width-32(SP)
	MOVQ 32(AX), CX       // behind the last word of ends
	ADDQ 24(AX), CX
	MOVQ CX, last-16(SP)
	TESTQ R10, R10
	JZ word

record:
	TZCNTQ R10, R14
	ADDQ R9, R14          // R14 where the record ends
	MOVQ R14, CX
	SUBQ R8, CX           // CX its size
	LEAQ -2(CX), AX
	CMPQ AX, small-24(SP)
	JAE long
	MOVQ R8, AX
	SHRQ $3, AX
	MOVQ (SI)(AX*1), AX
	MOVQ R8, R15
	ANDQ $7, R15
	SHRXQ R15, AX, AX
	INCQ CX
	BZHIQ CX, AX, AX
	POPCNTQ AX, CX
	CMPQ CX, width-32(SP)
	JNE odd
	BLSRQ R10, R10

	// Here it is a row. A bit before the first cell makes all columns alike.
	ADDQ 168(R12), R8     // R8 where it begins in the text
	MOVL R8, (R13)
	ADDQ $4, R13
	LEAQ 1(AX)(AX*1), AX
	MOVQ 96(R12), R15
	CMPQ R15, DX
	JEQ taken

want:
	MOVQ (R15), CX
	TESTQ CX, CX
	JZ skipped

skip:
	BLSRQ AX, AX
	DECQ CX
	JNZ skip

skipped:
	TZCNTQ AX, CX         // where the cell begins
	BLSRQ AX, R11
	TZCNTQ R11, R11
	SUBQ CX, R11
	DECQ R11              // its length
	SHLQ $32, R11
	ADDQ R8, CX
	ORQ CX, R11
	MOVQ 8(R15), CX
	MOVQ R11, (BX)(CX*8)
	ADDQ $24, R15
	CMPQ R15, DX
	JNE want

taken:
	ADDQ stride-8(SP), BX
	LEAQ 1(R14), R8
	TESTQ R10, R10
	JNZ record

word:
	ADDQ $8, DI
	ADDQ $64, R9
	CMPQ DI, last-16(SP)
	JAE finished
	MOVQ (DI), R10
	TESTQ R10, R10
	JZ word
	JMP record

long:
	CMPQ CX, $2
	JLT odd
	CMPQ CX, 184(R12)
	JHI odd
	MOVQ R14, end-40(SP)

	// The number of cells: the separators of the first word behind the start, of the last word
	// up to the end, and of the words between.
	MOVQ R8, R11
	SHRQ $6, R11
	SHRQ $6, R14          // R11 the first word, R14 the last
	MOVQ (SI)(R11*8), AX
	SHRXQ R8, AX, AX
	SHLXQ R8, AX, AX
	MOVQ AX, first-48(SP)
	XORL R15, R15
	JMP middle

words:
	POPCNTQ AX, CX
	ADDQ CX, R15
	INCQ R11
	MOVQ (SI)(R11*8), AX

middle:
	CMPQ R11, R14
	JLT words
	MOVQ end-40(SP), CX
	NOTQ CX
	SHLXQ CX, AX, AX      // all behind the end goes
	POPCNTQ AX, CX
	ADDQ CX, R15
	MOVQ end-40(SP), R14
	CMPQ R15, width-32(SP)
	JNE odd
	BLSRQ R10, R10

	MOVQ 168(R12), AX
	ADDQ R8, AX
	MOVL AX, (R13)
	ADDQ $4, R13
	MOVQ 96(R12), R15
	CMPQ R15, DX
	JEQ taken

longWant:
	MOVQ R8, R11
	SHRQ $6, R11
	MOVQ first-48(SP), AX
	MOVQ 16(R15), CX
	MOVQ R8, start-56(SP)
	TESTQ CX, CX
	JZ cellEnd            // the first cell begins with the record

cellStart:
	POPCNTQ AX, R14
	CMPQ CX, R14
	JLE here
	SUBQ R14, CX
	INCQ R11
	MOVQ (SI)(R11*8), AX
	JMP cellStart

here:
	DECQ CX
	MOVL $1, R14
	SHLXQ CX, R14, R14
	PDEPQ AX, R14, R14    // the separator before the cell
	BLSMSKQ R14, CX
	ANDNQ AX, CX, AX      // the separators behind it
	TZCNTQ R14, R14
	MOVQ R11, CX
	SHLQ $6, CX
	LEAQ 1(CX)(R14*1), R8

cellEnd:
	TESTQ AX, AX
	JNZ there
	INCQ R11
	MOVQ (SI)(R11*8), AX
	JMP cellEnd

there:
	TZCNTQ AX, R14
	SHLQ $6, R11
	ADDQ R11, R14
	SUBQ R8, R14          // the length of the cell
	SHLQ $32, R14
	ADDQ 168(R12), R8
	ORQ R8, R14
	MOVQ 8(R15), CX
	MOVQ R14, (BX)(CX*8)
	MOVQ start-56(SP), R8
	ADDQ $24, R15
	CMPQ R15, DX
	JNE longWant
	MOVQ end-40(SP), R14
	JMP taken

finished:
	XORL CX, CX
	JMP store

odd:
	BLSRQ R10, R10
	MOVL $1, CX

store:
	MOVQ R14, 176(R12)
	MOVQ R8, 128(R12)
	SHRQ $3, R9
	MOVQ R9, 136(R12)
	MOVQ R10, 144(R12)
	SUBQ 48(R12), R13
	SHRQ $2, R13
	MOVQ R13, 120(R12)
	MOVB CX, odd+8(FP)
	RET
