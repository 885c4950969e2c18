//go:build !purego

#include "textflag.h"

// The fields of kernelState.
#define INSIDE    0(R8)
#define CLOSED    8(R8)
#define SEPARATED 16(R8)
#define CLOSEDCR  24(R8)
#define LINES     32(R8)
#define QUOTING   40(R8)
#define CRLF      48(R8)

// func kernelAVX2(text *byte, sep, end *uint64, blocks int, k *kernelState) (done int)
//
// In the loop:
//   SI text, DI sep, DX end, CX blocks to do, R8 state
//   Y0 delimiter, Y1 quote, Y2 line end, Y3 CR, X4 all ones
//   R9 inside, R10 closed, R11 separated, R12 closedCR, R13 lines
//   AX delimiters, BX ends, R14 quotes of the block
TEXT ·kernelAVX2(SB), NOSPLIT, $0-48
	MOVQ text+0(FP), SI
	MOVQ sep+8(FP), DI
	MOVQ end+16(FP), DX
	MOVQ blocks+24(FP), CX
	MOVQ k+32(FP), R8
	VPBROADCASTB 56(R8), Y0
	VPBROADCASTB 57(R8), Y1
	VPBROADCASTB 58(R8), Y2
	MOVQ $13, AX
	VMOVQ AX, X3
	VPBROADCASTB X3, Y3
	VPCMPEQB Y4, Y4, Y4
	MOVQ INSIDE, R9
	MOVQ CLOSED, R10
	MOVQ SEPARATED, R11
	MOVQ CLOSEDCR, R12
	MOVQ LINES, R13

block:
	VMOVDQU (SI), Y5
	VMOVDQU 32(SI), Y6
	VPCMPEQB Y0, Y5, Y7
	VPCMPEQB Y0, Y6, Y8
	VPMOVMSKB Y7, AX
	VPMOVMSKB Y8, R15
	SHLQ $32, R15
	ORQ R15, AX
	VPCMPEQB Y2, Y5, Y7
	VPCMPEQB Y2, Y6, Y8
	VPMOVMSKB Y7, BX
	VPMOVMSKB Y8, R15
	SHLQ $32, R15
	ORQ R15, BX
	VPCMPEQB Y1, Y5, Y7
	VPCMPEQB Y1, Y6, Y8
	VPMOVMSKB Y7, R14
	VPMOVMSKB Y8, R15
	SHLQ $32, R15
	ORQ R15, R14
	ANDQ QUOTING, R14
	MOVQ R14, R15
	ORQ R10, R15
	ORQ R12, R15
	JNZ quotes

	// No quote here and none right before: the block is inside or outside as a whole.
	POPCNTQ BX, R15
	ADDQ R15, R13
	ORQ BX, AX
	MOVQ AX, R11
	SHRQ $63, R11
	MOVQ R9, R15
	NOTQ R15
	ANDQ R15, AX
	ANDQ R15, BX

store:
	MOVQ AX, (DI)
	MOVQ BX, (DX)
	ADDQ $64, SI
	ADDQ $8, DI
	ADDQ $8, DX
	DECQ CX
	JNZ block

done:
	MOVQ R9, INSIDE
	MOVQ R10, CLOSED
	MOVQ R11, SEPARATED
	MOVQ R12, CLOSEDCR
	MOVQ R13, LINES
	MOVQ blocks+24(FP), AX
	SUBQ CX, AX
	MOVQ AX, done+40(FP)
	VZEROUPPER
	RET

quotes:
	// R15 becomes what is inside quotes, R14 stays the quotes.
	VMOVQ R14, X9
	VPCLMULQDQ $0, X4, X9, X9
	VMOVQ X9, R15
	XORQ R9, R15

	// An opening quote must follow a delimiter, a line end or a closing quote.
	MOVQ AX, R9
	ORQ BX, R9            // delimiters and line ends; the old inside is in R15 already
	VMOVQ DX, X10
	VMOVQ CX, X11
	MOVQ R15, CX
	NOTQ CX
	ANDQ R14, CX          // CX: closing quotes
	MOVQ CX, DX
	ORQ R9, DX
	SHLQ $1, DX
	ORQ R11, DX
	ORQ R10, DX           // DX: where a quote may open
	NOTQ DX
	ANDQ R14, DX
	ANDQ R15, DX
	JNZ unsound

	// A closing quote must precede a delimiter, a line end, a quote or CRLF.
	MOVQ CX, DX
	SHLQ $1, DX
	ORQ R10, DX
	MOVQ R9, R11
	ORQ R14, R11
	NOTQ R11
	ANDQ R11, DX          // DX: behind a closing quote and none of these
	MOVQ DX, R11
	ORQ R12, R11
	JNZ returns
	SHRQ $63, CX
	MOVQ CX, R10

sound:
	VMOVQ X11, CX
	VMOVQ X10, DX
	POPCNTQ BX, R11
	ADDQ R11, R13
	MOVQ R9, AX
	MOVQ R9, R11
	SHRQ $63, R11
	MOVQ R15, R9
	SARQ $63, R9
	NOTQ R15
	ANDQ R15, AX
	ANDQ R15, BX
	JMP store

returns:
	// Only CR may be there, and LF must follow it.
	VPCMPEQB Y3, Y5, Y7
	VPCMPEQB Y3, Y6, Y8
	VPMOVMSKB Y7, R11
	VPMOVMSKB Y8, R14
	SHLQ $32, R14
	ORQ R14, R11
	ANDQ CRLF, R11
	ANDQ DX, R11          // R11: CR behind a closing quote
	XORQ R11, DX
	JNZ unsound
	MOVQ R11, DX
	SHLQ $1, DX
	ORQ R12, DX
	MOVQ BX, R14
	NOTQ R14
	ANDQ R14, DX
	JNZ unsound
	MOVQ R11, R12
	SHRQ $63, R12
	SHRQ $63, CX
	MOVQ CX, R10
	JMP sound

unsound:
	// The state is not handed on: the exact reader goes on from the record's start.
	VMOVQ X11, CX
	VMOVQ X10, DX
	JMP done
