//go:build !purego

#include "textflag.h"

// The fields of kernelState.
#define INSIDE(k)    0(k)
#define CLOSED(k)    8(k)
#define SEPARATED(k) 16(k)
#define CLOSEDCR(k)  24(k)
#define LINES(k)     32(k)
#define QUOTING(k)   40(k)
#define CRLF(k)      48(k)
#define QUOTED(k)    59(k)
#define DOUBLED(k)   64(k)
#define RETURNS(k)   72(k)

// FIND sets mask to the bytes of the block in Y5 and Y6 that equal those of a register.
#define FIND(byte, mask, tmp) \
	VPCMPEQB byte, Y5, Y7 \
	VPCMPEQB byte, Y6, Y8 \
	VPMOVMSKB Y7, mask    \
	VPMOVMSKB Y8, tmp     \
	SHLQ $32, tmp         \
	ORQ tmp, mask

// RETURN notes in Y10 whether there is a carriage return in the block.
#define RETURN \
	VPCMPEQB Y3, Y5, Y7  \
	VPCMPEQB Y3, Y6, Y8  \
	VPOR Y7, Y10, Y10    \
	VPOR Y8, Y10, Y10

// func kernelAVX2(text, seps, ends *byte, blocks int, k *kernelState) (done int)
//
//   SI text, DI seps, R13 ends, CX blocks to do
//   Y0 delimiter, Y1 quote, Y2 line end, Y3 CR, X4 all ones, Y10 the carriage returns so far
//   R9 inside, R10 closed, R11 separated or closed
//   AX delimiters, then with line ends; BX line ends; R14 quotes
TEXT ·kernelAVX2(SB), NOSPLIT, $24-48
	MOVQ text+0(FP), SI
	MOVQ seps+8(FP), DI
	MOVQ ends+16(FP), R13
	MOVQ blocks+24(FP), CX
	MOVQ k+32(FP), R8
	VPBROADCASTB 56(R8), Y0
	VPBROADCASTB 57(R8), Y1
	VPBROADCASTB 58(R8), Y2
	MOVQ $13, AX
	VMOVQ AX, X3
	VPBROADCASTB X3, Y3
	VPCMPEQB Y4, Y4, Y4
	VPXOR Y10, Y10, Y10
	MOVQ INSIDE(R8), R9
	MOVQ CLOSED(R8), R10
	MOVQ SEPARATED(R8), R11
	ORQ R10, R11
	MOVQ CLOSEDCR(R8), R12
	MOVQ R12, closedCR-8(SP)
	MOVQ LINES(R8), AX
	MOVQ AX, lines-16(SP)
	MOVQ DOUBLED(R8), AX
	MOVQ AX, doubled-24(SP)
	MOVQ QUOTING(R8), DX
	ORQ R10, R12
	JNZ quotedBlock

// As long as there are no quotes, a block is outside them, or inside, as a whole.
block:
	VMOVDQU (SI), Y5
	VMOVDQU 32(SI), Y6
	FIND(Y1, R14, R15)
	TESTQ DX, R14
	JNZ quotes
	RETURN
	FIND(Y0, AX, R15)
	FIND(Y2, BX, R12)
	POPCNTQ BX, R15
	ADDQ R15, lines-16(SP)
	ORQ BX, AX
	MOVQ AX, R11
	SHRQ $63, R11
	ANDNQ AX, R9, AX
	ANDNQ BX, R9, BX
	MOVQ AX, (DI)
	MOVQ BX, (R13)
	ADDQ $64, SI
	ADDQ $8, DI
	ADDQ $8, R13
	DECQ CX
	JNZ block
	JMP done

quotes:
	MOVB $1, QUOTED(R8)

// From the first quote on, every block is taken as if it had some: guessing costs more.
quotedBlock:
	VMOVDQU (SI), Y5
	VMOVDQU 32(SI), Y6
	RETURN
	FIND(Y1, R14, R15)
	FIND(Y0, AX, R12)
	FIND(Y2, BX, R8)
	VMOVQ R14, X9
	VPCLMULQDQ $0, X4, X9, X9
	VMOVQ X9, R15
	XORQ R9, R15          // R15 is inside
	MOVQ R15, R9
	SARQ $63, R9
	ANDNQ R14, R15, R12   // R12 closing quotes
	ORQ BX, AX

	// A quote may open behind a delimiter, a line end or a closing quote.
	MOVQ AX, DX
	ORQ R12, DX
	LEAQ (R11)(DX*2), R8
	MOVQ DX, R11
	SHRQ $63, R11
	ANDNQ R14, R8, R8
	ANDQ R15, R8          // R8 what is not sound: quotes that must not open

	// What follows a closing quote is a delimiter, a line end or a quote.
	LEAQ (R10)(R12*2), DX
	MOVQ R12, R10
	SHRQ $63, R10
	MOVQ R14, R12
	ANDQ DX, R12
	ORQ R12, doubled-24(SP)
	ORQ AX, R14
	ANDNQ DX, R14, DX     // DX anything else behind closing quotes
	ORQ closedCR-8(SP), DX
	JNZ returns

check:
	TESTQ R8, R8
	JNZ unsound
	POPCNTQ BX, R14
	ADDQ R14, lines-16(SP)
	ANDNQ AX, R15, AX
	ANDNQ BX, R15, BX
	MOVQ AX, (DI)
	MOVQ BX, (R13)
	ADDQ $64, SI
	ADDQ $8, DI
	ADDQ $8, R13
	DECQ CX
	JNZ quotedBlock

done:
	MOVQ k+32(FP), R8
	MOVQ closedCR-8(SP), R12
	MOVQ R9, INSIDE(R8)
	MOVQ R10, CLOSED(R8)
	MOVQ R11, SEPARATED(R8)
	MOVQ R12, CLOSEDCR(R8)

unsound:
	// Of no use then is where it stands: the exact reader goes on from the start of a record.
	MOVQ k+32(FP), R8
	MOVQ lines-16(SP), AX
	MOVQ AX, LINES(R8)
	MOVQ doubled-24(SP), AX
	MOVQ AX, DOUBLED(R8)
	VPMOVMSKB Y10, AX
	ORQ AX, RETURNS(R8)
	MOVQ blocks+24(FP), AX
	SUBQ CX, AX
	MOVQ AX, done+40(FP)
	VZEROUPPER
	RET

returns:
	// It may be CR, and then LF must follow.
	MOVQ closedCR-8(SP), R12
	ANDNQ DX, R12, DX
	FIND(Y3, R14, R12)
	MOVQ k+32(FP), R12
	ANDQ CRLF(R12), R14
	ANDQ DX, R14          // R14 CR behind closing quotes
	XORQ R14, DX
	ORQ DX, R8
	MOVQ closedCR-8(SP), R12
	LEAQ (R12)(R14*2), R12
	ANDNQ R12, BX, R12
	ORQ R12, R8
	SHRQ $63, R14
	MOVQ R14, closedCR-8(SP)
	JMP check
