//go:build !purego

#include "textflag.h"

// Bytes repeated over a register.
#define REPEAT(name, word) \
	DATA name<>+0(SB)/8, $word \
	DATA name<>+8(SB)/8, $word \
	DATA name<>+16(SB)/8, $word \
	DATA name<>+24(SB)/8, $word \
	GLOBL name<>(SB), RODATA|NOPTR, $32

// Sixteen bytes repeated over a register.
#define TABLE(name, low, high) \
	DATA name<>+0(SB)/8, $low \
	DATA name<>+8(SB)/8, $high \
	DATA name<>+16(SB)/8, $low \
	DATA name<>+24(SB)/8, $high \
	GLOBL name<>(SB), RODATA|NOPTR, $32

REPEAT(quotes, 0x2222222222222222)
REPEAT(backslashes, 0x5c5c5c5c5c5c5c5c)
REPEAT(controls, 0x1f1f1f1f1f1f1f1f)
REPEAT(nibbles, 0x0f0f0f0f0f0f0f0f)
REPEAT(spaces, 0x2020202020202020)
REPEAT(opens, 0x7b7b7b7b7b7b7b7b)
REPEAT(shuts, 0x7d7d7d7d7d7d7d7d)
REPEAT(commas, 0x2c2c2c2c2c2c2c2c)
REPEAT(tops, 0x8080808080808080)
REPEAT(thirds, 0x6060606060606060)
REPEAT(fourths, 0x7070707070707070)

// Validating UTF-8 by three table look-ups a byte: John Keiser, Daniel Lemire, "Validating UTF-8
// In Less Than One Instruction Per Byte", Software: Practice and Experience 51(5), 2021. Each bit
// is an error that two neighbouring bytes can make; it counts when all three tables have it.
//
//	01 a lead byte without what must follow   02 a continuation that follows nothing
//	04 overlong in 3 bytes                     08 above U+10FFFF
//	10 a surrogate                             20 overlong in 2 bytes
//	40 overlong in 4 bytes, or far too large   80 two continuations
TABLE(firstHigh, 0x0202020202020202, 0x4915012180808080)
TABLE(firstLow, 0xcbcbcb8b8383a3e7, 0xcbcbdbcbcbcbcbcb)
TABLE(secondHigh, 0x0101010101010101, 0x01010101babaaee6)

// The greatest bytes with which a block may end without a character going on behind it.
DATA lasts<>+0(SB)/8, $0xffffffffffffffff
DATA lasts<>+8(SB)/8, $0xffffffffffffffff
DATA lasts<>+16(SB)/8, $0xffffffffffffffff
DATA lasts<>+24(SB)/8, $0xbfdfefffffffffff
GLOBL lasts<>(SB), RODATA|NOPTR, $32

// CHECK looks for errors in the 32 bytes of in, which follow those of prev, and adds them to Y15.
#define CHECK(prev, in) \
	VPERM2I128 $0x21, in, prev, Y4 \
	VPALIGNR $15, Y4, in, Y5 \
	VPSRLW $4, Y5, Y6 \
	VPAND nibbles<>(SB), Y6, Y6 \
	VMOVDQU firstHigh<>(SB), Y7 \
	VPSHUFB Y6, Y7, Y6 \
	VPAND nibbles<>(SB), Y5, Y5 \
	VMOVDQU firstLow<>(SB), Y7 \
	VPSHUFB Y5, Y7, Y5 \
	VPAND Y5, Y6, Y6 \
	VPSRLW $4, in, Y5 \
	VPAND nibbles<>(SB), Y5, Y5 \
	VMOVDQU secondHigh<>(SB), Y7 \
	VPSHUFB Y5, Y7, Y5 \
	VPAND Y5, Y6, Y6 \
	VPALIGNR $14, Y4, in, Y5 \
	VPSUBUSB thirds<>(SB), Y5, Y5 \
	VPALIGNR $13, Y4, in, Y7 \
	VPSUBUSB fourths<>(SB), Y7, Y7 \
	VPOR Y5, Y7, Y5 \
	VPAND tops<>(SB), Y5, Y5 \
	VPXOR Y5, Y6, Y6 \
	VPOR Y6, Y15, Y15

// What a byte may be behind a backslash. Both tables are asked, by the low and the high half of
// the byte, and a kind counts when both have it.
//
//	01 02 04 08 one of "\/bfnrt   10 u   20 40 a hexadecimal digit
TABLE(escapeLow, 0x20647068606d6020, 0x0104000200002020)
TABLE(escapeHigh, 0x1844024020010000, 0)

// EQUAL puts the bytes of Y0 and Y1 that are equal to those of what into out.
#define EQUAL(what, out) \
	VPCMPEQB what, Y0, Y4 \
	VPCMPEQB what, Y1, Y5 \
	VPMOVMSKB Y4, out \
	VPMOVMSKB Y5, AX \
	SHLQ $32, AX \
	ORQ AX, out

// KINDS puts what the bytes of in may be behind a backslash into out.
#define KINDS(in, out) \
	VPAND Y11, in, Y4 \
	VMOVDQU escapeLow<>(SB), Y5 \
	VPSHUFB Y4, Y5, Y4 \
	VPSRLW $4, in, Y5 \
	VPAND Y11, Y5, Y5 \
	VMOVDQU escapeHigh<>(SB), Y6 \
	VPSHUFB Y5, Y6, Y5 \
	VPAND Y4, Y5, out

// TOPBITS puts the highest bits of the bytes of Y4 and Y5 into out.
#define TOPBITS(out) \
	VPMOVMSKB Y4, out \
	VPMOVMSKB Y5, AX \
	SHLQ $32, AX \
	ORQ AX, out

// func maskStringsAVX2(b *byte, stops *uint64, blocks int) (flaws uint64)
TEXT ·maskStringsAVX2(SB), NOSPLIT, $0-32
	MOVQ b+0(FP), SI
	MOVQ stops+8(FP), DI
	MOVQ blocks+16(FP), CX
	VMOVDQU quotes<>(SB), Y8
	VMOVDQU backslashes<>(SB), Y9
	VMOVDQU controls<>(SB), Y10
	VMOVDQU nibbles<>(SB), Y11
	VPXOR Y13, Y13, Y13 // the 32 bytes before
	VPXOR Y14, Y14, Y14 // not zero when they end inside a character
	VPXOR Y15, Y15, Y15 // not zero after an error in UTF-8
	XORQ R8, R8         // 1 when a backslash stands before the block
	XORQ R9, R9         // the first bytes that must be hexadecimal digits
	XORQ R13, R13       // not zero after an error in an escape
	TESTQ CX, CX
	JZ done

block:
	VMOVDQU (SI), Y0
	VMOVDQU 32(SI), Y1
	EQUAL(Y8, R10)
	EQUAL(Y9, R11)
	VPMINUB Y10, Y0, Y4
	VPCMPEQB Y4, Y0, Y4
	VPMINUB Y10, Y1, Y5
	VPCMPEQB Y5, Y1, Y5
	TOPBITS(R12)
	MOVQ R11, AX
	ORQ R8, AX
	ORQ R9, AX
	JNZ escapes

store:
	ORQ R10, R12
	MOVQ R12, (DI)
	VPOR Y0, Y1, Y2
	VPMOVMSKB Y2, AX
	TESTL AX, AX
	JNZ wide
	VPOR Y14, Y15, Y15
	VPXOR Y14, Y14, Y14
	VMOVDQA Y1, Y13
	JMP next

wide:
	CHECK(Y13, Y0)
	CHECK(Y0, Y1)
	VPSUBUSB lasts<>(SB), Y1, Y14
	VMOVDQA Y1, Y13

next:
	ADDQ $64, SI
	ADDQ $8, DI
	DECQ CX
	JNZ block

done:
	VPOR Y14, Y15, Y15
	VPXOR Y4, Y4, Y4
	VPCMPEQB Y4, Y15, Y15
	VPMOVMSKB Y15, AX
	NOTL AX // not zero after an error in UTF-8
	TESTL AX, AX
	SETNE AX
	MOVBQZX AX, AX
	TESTQ R13, R13
	SETNE BX
	MOVBQZX BX, BX
	LEAQ (AX)(BX*2), AX
	MOVQ AX, flaws+24(FP)
	VZEROUPPER
	RET

escapes:
	// Which bytes stand behind a backslash that is not itself behind one: see jsonCut.escapes.
	MOVQ $0xaaaaaaaaaaaaaaaa, DX
	MOVQ R8, BX
	NOTQ BX
	ANDQ R11, BX
	LEAQ (BX)(BX*1), AX
	ORQ DX, AX
	SUBQ BX, AX
	XORQ DX, AX
	MOVQ R11, DX
	ORQ R8, DX
	XORQ AX, DX // escaped
	ANDQ R11, AX
	SHRQ $63, AX
	MOVQ AX, R8
	MOVQ DX, BX
	NOTQ BX
	ANDQ BX, R10
	KINDS(Y0, Y2)
	KINDS(Y1, Y3)

	// R13 |= escaped and not one of the letters nor u
	VPXOR Y6, Y6, Y6
	VPAND Y11, Y2, Y4
	VPAND Y11, Y3, Y5
	VPCMPEQB Y6, Y4, Y4
	VPCMPEQB Y6, Y5, Y5
	TOPBITS(R11)
	ANDQ DX, R11
	VPSLLW $3, Y2, Y4
	VPSLLW $3, Y3, Y5
	TOPBITS(BX)
	ANDQ BX, DX // escaped u
	NOTQ BX
	ANDQ BX, R11
	ORQ R11, R13

	// R13 |= one of the four bytes behind an escaped u, and not a digit
	VPSLLW $1, Y2, Y4
	VPSLLW $2, Y2, Y2
	VPOR Y2, Y4, Y4
	VPSLLW $1, Y3, Y5
	VPSLLW $2, Y3, Y3
	VPOR Y3, Y5, Y5
	TOPBITS(BX)
	NOTQ BX
	LEAQ (DX)(DX*1), AX
	ORQ AX, R9
	ADDQ AX, AX
	ORQ AX, R9
	ADDQ AX, AX
	ORQ AX, R9
	ADDQ AX, AX
	ORQ AX, R9
	ANDQ BX, R9
	ORQ R9, R13
	MOVQ DX, R9
	SHRQ $60, R9
	MOVQ DX, AX
	SHRQ $61, AX
	ORQ AX, R9
	MOVQ DX, AX
	SHRQ $62, AX
	ORQ AX, R9
	SHRQ $63, DX
	ORQ DX, R9
	JMP store

// MARKS puts one mark of the 64 bytes in Y0 and Y1, or their lower case in Y2 and Y3, at DI.
#define MARKS(byte, low, high, off) \
	VPCMPEQB byte, low, Y4 \
	VPCMPEQB byte, high, Y5 \
	VPMOVMSKB Y4, AX \
	VPMOVMSKB Y5, BX \
	SHLQ $32, BX \
	ORQ BX, AX \
	MOVQ AX, off(DI)

// func maskMarksAVX2(b *byte, marks *jsonMarks, blocks int)
TEXT ·maskMarksAVX2(SB), NOSPLIT, $0-24
	MOVQ b+0(FP), SI
	MOVQ marks+8(FP), DI
	MOVQ blocks+16(FP), CX
	VMOVDQU quotes<>(SB), Y8
	VMOVDQU backslashes<>(SB), Y9
	VMOVDQU opens<>(SB), Y10
	VMOVDQU shuts<>(SB), Y11
	VMOVDQU commas<>(SB), Y12
	VMOVDQU spaces<>(SB), Y13
	TESTQ CX, CX
	JZ end

again:
	VMOVDQU (SI), Y0
	VMOVDQU 32(SI), Y1
	VPOR Y13, Y0, Y2
	VPOR Y13, Y1, Y3
	MARKS(Y8, Y0, Y1, 0)
	MARKS(Y9, Y0, Y1, 8)
	MARKS(Y10, Y2, Y3, 16)
	MARKS(Y11, Y2, Y3, 24)
	MARKS(Y12, Y0, Y1, 32)
	ADDQ $64, SI
	ADDQ $40, DI
	DECQ CX
	JNZ again

end:
	VZEROUPPER
	RET
