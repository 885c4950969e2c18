//go:build !purego

#include "textflag.h"

// The fields of walkState.
#define SEPS(w)   0(w)
#define ENDS(w)   24(w)
#define NENDS(w)  32(w)
#define STARTS(w) 48(w)
#define SPANS(w)  72(w)
#define WANTS(w)  96(w)
#define NWANTS(w) 104(w)
#define ROWS(w)   120(w)
#define START(w)  128(w)
#define AT(w)     136(w)
#define REST(w)   144(w)
#define SMALL(w)  152(w)
#define WIDTH(w)  160(w)
#define FROM(w)   168(w)
#define END(w)    176(w)
#define LIMIT(w)  184(w)
#define TEXT_(w)  192(w)
#define QUOTE(w)  216(w)
#define NEED(w)   224(w)

// STRIP takes the quotes off a cell of len bytes at start when its first byte is one.
#define STRIP(start, len, tmp, done) \
	MOVQ TEXT_(R12), tmp           \
	MOVBLZX (tmp)(start*1), tmp    \
	CMPQ tmp, QUOTE(R12)           \
	JNE done                       \
	INCQ start                     \
	SUBQ $2, len

// func walkerBMI2(w *walkState) (odd bool)
//
//   SI seps, DI the place in ends, R9 its place in the stretch, R10 rest, R8 start
//   R12 w, R13 the place in starts, BX the place in spans
//   R15 the place in wants, DX behind the last of them
//   AX separators, R14 the record's end, CX and R11 for a moment
TEXT ·walkerBMI2(SB), NOSPLIT, $32-9
	MOVQ w+0(FP), R12
	MOVQ SEPS(R12), SI
	MOVQ ENDS(R12), DI
	MOVQ NENDS(R12), CX
	ADDQ DI, CX
	MOVQ CX, last-8(SP)
	MOVQ NWANTS(R12), DX
	MOVQ DX, CX
	SHLQ $3, CX
	MOVQ CX, stride-16(SP)
	MOVQ ROWS(R12), CX
	MOVQ STARTS(R12), R13
	LEAQ (R13)(CX*4), R13
	IMULQ DX, CX
	MOVQ SPANS(R12), BX
	LEAQ (BX)(CX*8), BX
	IMULQ $24, DX
	ADDQ WANTS(R12), DX
	MOVQ START(R12), R8
	MOVQ AT(R12), R9
	ADDQ R9, DI
	SHLQ $3, R9
	MOVQ REST(R12), R10
	TESTQ R10, R10
	JZ word

record:
	TZCNTQ R10, R14
	ADDQ R9, R14
	MOVQ R14, CX
	SUBQ R8, CX           // CX the size
	MOVQ R8, R11
	SHRQ $3, R11
	LEAQ -2(CX), AX
	CMPQ AX, SMALL(R12)
	JAE notSmall
	MOVQ (SI)(R11*1), AX
	MOVQ R8, R15
	ANDQ $7, R15
	SHRXQ R15, AX, AX
	INCQ CX
	BZHIQ CX, AX, AX
	POPCNTQ AX, CX
	CMPQ CX, WIDTH(R12)
	JNE odd

row:
	// The separators of all wanted cells are in AX. A bit before the first cell makes all
	// columns alike.
	BLSRQ R10, R10
	MOVQ R14, end-24(SP)
	ADDQ FROM(R12), R8    // R8 where the record begins in the text
	MOVL R8, (R13)
	ADDQ $4, R13
	LEAQ 1(AX)(AX*1), AX
	MOVQ WANTS(R12), R15
	CMPQ R15, DX
	JEQ taken

want:
	MOVQ (R15), CX
	TESTQ CX, CX
	JZ cell

skip:
	BLSRQ AX, AX
	DECQ CX
	JNZ skip

cell:
	TZCNTQ AX, CX         // CX where the cell begins
	BLSRQ AX, R11
	TZCNTQ R11, R11
	SUBQ CX, R11
	DECQ R11              // R11 its length
	ADDQ R8, CX
	CMPQ QUOTE(R12), $256
	JEQ unquoted
	STRIP(CX, R11, R14, unquoted)

unquoted:
	SHLQ $32, R11
	ORQ CX, R11
	MOVQ 8(R15), CX
	MOVQ R11, (BX)(CX*8)
	ADDQ $24, R15
	CMPQ R15, DX
	JNE want

taken:
	ADDQ stride-16(SP), BX
	MOVQ end-24(SP), R8
	INCQ R8
	TESTQ R10, R10
	JNZ record

word:
	ADDQ $8, DI
	ADDQ $64, R9
	CMPQ DI, last-8(SP)
	JAE finished
	MOVQ (DI), R10
	TESTQ R10, R10
	JZ word
	JMP record

notSmall:
	CMPQ CX, $2
	JLT odd
	CMPQ CX, LIMIT(R12)
	JHI odd
	CMPQ CX, $112
	JHI long

	// Twice 56 bits hold all separators. Mostly the first have those of the wanted cells.
	MOVQ R8, R15
	ANDQ $7, R15
	MOVQ (SI)(R11*1), AX
	MOVQ 7(SI)(R11*1), R11
	SHRXQ R15, AX, AX
	SHRXQ R15, R11, R11
	MOVL $56, R15
	BZHIQ R15, AX, AX
	SUBQ $55, CX
	BZHIQ CX, R11, R11    // what is not small has 57 bytes or more
	POPCNTQ AX, CX
	POPCNTQ R11, R11
	ADDQ CX, R11
	CMPQ R11, WIDTH(R12)
	JNE odd
	CMPQ CX, NEED(R12)
	JGE row
	JMP longRow

long:
	// The number of cells: the separators of the first word behind the start, of the last word
	// up to the end, and of the words between.
	MOVQ R8, R11
	SHRQ $6, R11
	MOVQ R14, end-24(SP)
	SHRQ $6, R14          // R11 the first word, R14 the last
	MOVQ (SI)(R11*8), AX
	SHRXQ R8, AX, AX
	SHLXQ R8, AX, AX
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
	MOVQ end-24(SP), R14
	MOVQ R14, CX
	NOTQ CX
	SHLXQ CX, AX, AX      // all behind the end goes
	POPCNTQ AX, CX
	ADDQ CX, R15
	CMPQ R15, WIDTH(R12)
	JNE odd

longRow:
	BLSRQ R10, R10
	MOVQ R14, end-24(SP)
	MOVQ R8, start-32(SP)
	MOVQ FROM(R12), AX
	ADDQ R8, AX
	MOVL AX, (R13)
	ADDQ $4, R13
	MOVQ WANTS(R12), R15
	CMPQ R15, DX
	JEQ taken

longWant:
	MOVQ start-32(SP), R8
	MOVQ R8, R11
	SHRQ $6, R11          // R11 the word at hand
	MOVQ (SI)(R11*8), AX
	SHRXQ R8, AX, AX
	SHLXQ R8, AX, AX
	MOVQ 16(R15), CX      // CX separators to go
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
	LEAQ 1(CX)(R14*1), R8 // R8 where the cell begins

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
	SUBQ R8, R14          // R14 its length
	ADDQ FROM(R12), R8
	STRIP(R8, R14, CX, longUnquoted)

longUnquoted:
	SHLQ $32, R14
	ORQ R8, R14
	MOVQ 8(R15), CX
	MOVQ R14, (BX)(CX*8)
	ADDQ $24, R15
	CMPQ R15, DX
	JNE longWant
	JMP taken

finished:
	XORL CX, CX
	JMP store

odd:
	BLSRQ R10, R10
	MOVL $1, CX

store:
	MOVQ R14, END(R12)
	MOVQ R8, START(R12)
	SHRQ $3, R9
	MOVQ R9, AT(R12)
	MOVQ R10, REST(R12)
	SUBQ STARTS(R12), R13
	SHRQ $2, R13
	MOVQ R13, ROWS(R12)
	MOVB CX, odd+8(FP)
	RET
