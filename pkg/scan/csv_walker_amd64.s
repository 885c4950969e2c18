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
#define MARKS(w)  224(w)
#define NMARKS(w) 232(w)
#define RANKS(w)  248(w)
#define NRANKS(w) 256(w)
#define MIDDLE(w) 272(w)
#define NEED(w)   280(w)
#define STRIPPED(w) 296(w)

// The fields of nextWant.
#define SLOT(want)   8(want)
#define COLUMN(want) 16(want)

// STRIP takes the quotes off a cell of len bytes at start when its first byte is one.
#define STRIP(start, len, tmp, done) \
	MOVQ TEXT_(R12), tmp           \
	MOVBLZX (tmp)(start*1), tmp    \
	CMPQ tmp, QUOTE(R12)           \
	JNE done                       \
	MOVB $1, STRIPPED(R12)         \
	INCQ start                     \
	SUBQ $2, len

// FIND goes to the separator with a number, looking from a word on, eight words at a time. R11 has
// the ranks. It leaves the word in word and the place of the separator in place.
#define FIND(number, word, place, again, found) \
	VMOVQ number, X0              \
	VPBROADCASTD X0, Y0           \
again:                          \
	VMOVDQU 4(R11)(word*4), Y1    \
	VPCMPGTD Y0, Y1, Y1           \
	VMOVMSKPS Y1, place           \
	TESTQ place, place            \
	JNZ found                     \
	ADDQ $8, word                 \
	JMP again                     \
found:                          \
	TZCNTQ place, place           \
	ADDQ place, word              \
	MOVL (R11)(word*4), place     \
	SUBQ place, number            \
	MOVL $1, place                \
	SHLXQ number, place, place    \
	MOVQ (SI)(word*8), number     \
	PDEPQ number, place, place    \
	TZCNTQ place, place           \
	MOVQ word, number             \
	SHLQ $6, number               \
	ADDQ number, place

// func walkerBMI2(w *walkState) (stop int)
//
// It notes the places of some hundred record ends, which takes no branch that could not be
// foreseen, and then takes the records before them one by one.
//
//   R12 w, SI seps, R8 where the record begins
//   R13 the place in starts, BX the place in spans, DX behind the last of wants
//
// While it notes the ends: R11 the place in ends, R10 what is left of that word, AX its place in
// the stretch, DI the place in marks. While it takes the records: R14 the record's end, R9 the place
// in marks, DI behind the last of them, R15 the place in wants, the others for a moment.
TEXT ·walkerBMI2(SB), NOSPLIT, $48-16
	MOVQ w+0(FP), R12
	MOVQ SEPS(R12), SI
	MOVQ NWANTS(R12), DX
	MOVQ DX, CX
	SHLQ $3, CX
	MOVQ CX, stride-8(SP)
	MOVQ ROWS(R12), CX
	MOVQ STARTS(R12), R13
	LEAQ (R13)(CX*4), R13
	IMULQ DX, CX
	MOVQ SPANS(R12), BX
	LEAQ (BX)(CX*8), BX
	IMULQ $24, DX
	ADDQ WANTS(R12), DX
	MOVQ MARKS(R12), CX
	MOVQ NMARKS(R12), AX
	LEAQ -264(CX)(AX*4), AX // room for one more word, and for what it writes too much
	MOVQ AX, full-16(SP)
	MOVQ START(R12), R8
	MOVQ AT(R12), R11
	MOVQ REST(R12), R10

marks:
	MOVQ ENDS(R12), R15
	MOVQ MARKS(R12), DI
	MOVQ R11, AX
	SHLQ $3, AX

word:
	TZCNTQ R10, CX
	ADDQ AX, CX
	MOVL CX, (DI)
	POPCNTQ R10, R14
	BLSRQ R10, R10
	TZCNTQ R10, CX
	ADDQ AX, CX
	MOVL CX, 4(DI)
	CMPQ R14, $2
	JHI more

marked:
	LEAQ (DI)(R14*4), DI
	ADDQ $64, AX
	ADDQ $8, R11
	CMPQ R11, NENDS(R12)
	JAE records
	MOVQ (R15)(R11*1), R10
	CMPQ DI, full-16(SP)
	JLS word
	JMP records

more:
	LEAQ 8(DI), R9

another:
	BLSRQ R10, R10
	JEQ marked
	TZCNTQ R10, CX
	ADDQ AX, CX
	MOVL CX, (R9)
	ADDQ $4, R9
	JMP another

records:
	MOVQ R11, at-24(SP)
	MOVQ R10, rest-32(SP)
	MOVQ MARKS(R12), R9
	CMPQ R9, DI
	JEQ emptied

record:
	MOVL (R9), R14
	MOVQ R14, CX
	SUBQ R8, CX           // CX the size
	LEAQ -2(CX), AX
	CMPQ AX, SMALL(R12)
	JAE notSmall

	// All separators are in one word, read from the record's first byte on.
	MOVQ R8, R11
	SHRQ $3, R11
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
	ADDQ FROM(R12), R8    // R8 where the record begins in the text
	MOVL R8, (R13)
	ADDQ $4, R13
	LEAQ 1(AX)(AX*1), AX  // AX where cells begin
	MOVQ WANTS(R12), R15
	CMPQ R15, DX
	JEQ taken

want:
	MOVQ COLUMN(R15), CX
	MOVL $3, R11
	SHLXQ CX, R11, R11
	PDEPQ AX, R11, R11    // R11 where the cell begins, and the next one
	TZCNTQ R11, CX
	BLSRQ R11, R11
	TZCNTQ R11, R11
	SUBQ CX, R11
	DECQ R11              // R11 its length
	ADDQ R8, CX
	CMPQ QUOTE(R12), $256
	JEQ unquoted
	STRIP(CX, R11, R10, unquoted)

unquoted:
	SHLQ $32, R11
	ORQ CX, R11
	MOVQ SLOT(R15), CX
	MOVQ R11, (BX)(CX*8)
	ADDQ $24, R15
	CMPQ R15, DX
	JNE want

taken:
	ADDQ stride-8(SP), BX
	LEAQ 1(R14), R8
	ADDQ $4, R9
	CMPQ R9, DI
	JNE record

emptied:
	MOVQ at-24(SP), R11
	MOVQ rest-32(SP), R10
	CMPQ R11, NENDS(R12)
	JB marks
	XORL CX, CX
	XORL R10, R10
	JMP store

notSmall:
	CMPQ AX, MIDDLE(R12)
	JAE notMiddle

	// Twice 56 bits have all separators. Mostly the first have those of the wanted cells.
	MOVQ R8, R11
	SHRQ $3, R11
	MOVQ (SI)(R11*1), AX
	MOVQ 7(SI)(R11*1), R11
	MOVQ R8, R15
	ANDQ $7, R15
	SHRXQ R15, AX, AX
	SHRXQ R15, R11, R11
	INCQ CX               // CX bits that count: of the first word up to 56, and the rest of the second
	MOVL $56, R15
	MOVQ CX, R10
	CMPQ CX, R15
	CMOVQHI R15, R10
	BZHIQ R10, AX, AX
	SUBQ R10, CX
	BZHIQ CX, R11, R11
	POPCNTQ AX, CX
	POPCNTQ R11, R11
	ADDQ CX, R11
	CMPQ R11, WIDTH(R12)
	JNE odd
	CMPQ CX, NEED(R12)
	JGE row

notMiddle:
	MOVQ R14, CX
	SUBQ R8, CX
	CMPQ CX, $2
	JLT odd
	CMPQ CX, LIMIT(R12)
	JHI odd
	MOVL $2, CX
	CMPQ NRANKS(R12), $0
	JEQ stop
	MOVQ RANKS(R12), R11

	// The number of cells is the number of separators before the end and not before the start.
	MOVQ R8, R15
	SHRQ $6, R15
	MOVQ R8, CX
	ANDQ $63, CX
	MOVQ (SI)(R15*8), AX
	BZHIQ CX, AX, AX
	POPCNTQ AX, AX
	MOVL (R11)(R15*4), CX
	ADDQ CX, AX           // AX the number of the record's first separator
	MOVQ R14, R15
	SHRQ $6, R15
	MOVQ R14, CX
	ANDQ $63, CX
	MOVQ (SI)(R15*8), R10
	BZHIQ CX, R10, R10
	POPCNTQ R10, R10
	MOVL (R11)(R15*4), CX
	ADDQ CX, R10
	SUBQ AX, R10
	INCQ R10
	CMPQ R10, WIDTH(R12)
	JNE odd
	MOVQ AX, first-40(SP)
	MOVQ FROM(R12), CX
	ADDQ R8, CX
	MOVL CX, (R13)
	ADDQ $4, R13
	MOVQ WANTS(R12), R15
	CMPQ R15, DX
	JEQ taken

farWant:
	MOVQ R8, R10
	SHRQ $6, R10          // R10 the word at hand
	MOVQ R8, CX           // CX where the cell begins
	MOVQ COLUMN(R15), AX
	TESTQ AX, AX
	JZ farEnd
	ADDQ first-40(SP), AX
	DECQ AX               // AX the number of the separator before it
	FIND(AX, R10, CX, before, beforeFound)
	INCQ CX

farEnd:
	MOVQ COLUMN(R15), AX
	ADDQ first-40(SP), AX
	MOVQ R8, start-48(SP)
	FIND(AX, R10, R8, behind, behindFound)
	SUBQ CX, R8           // R8 its length
	ADDQ FROM(R12), CX
	STRIP(CX, R8, R10, farUnquoted)

farUnquoted:
	SHLQ $32, R8
	ORQ CX, R8
	MOVQ SLOT(R15), CX
	MOVQ R8, (BX)(CX*8)
	MOVQ start-48(SP), R8
	ADDQ $24, R15
	CMPQ R15, DX
	JNE farWant
	JMP taken

odd:
	MOVL $1, CX

stop:
	// The walk goes on at this record, or behind its end.
	MOVQ R14, END(R12)
	MOVQ R14, R11
	SHRQ $6, R11
	MOVQ ENDS(R12), R15
	MOVQ (R15)(R11*8), R10
	SHRXQ R14, R10, R10
	SHLXQ R14, R10, R10
	SHLQ $3, R11
	CMPQ CX, $2
	JEQ store
	BLSRQ R10, R10

store:
	MOVQ R8, START(R12)
	MOVQ R11, AT(R12)
	MOVQ R10, REST(R12)
	SUBQ STARTS(R12), R13
	SHRQ $2, R13
	MOVQ R13, ROWS(R12)
	MOVQ CX, stop+8(FP)
	VZEROUPPER
	RET

// func ranksBMI2(seps *byte, ranks *uint32, blocks int)
TEXT ·ranksBMI2(SB), NOSPLIT, $0-24
	MOVQ seps+0(FP), SI
	MOVQ ranks+8(FP), DI
	MOVQ blocks+16(FP), CX
	XORL AX, AX

count:
	MOVL AX, (DI)
	POPCNTQ (SI), DX
	ADDQ DX, AX
	ADDQ $8, SI
	ADDQ $4, DI
	DECQ CX
	JNZ count
	MOVL AX, (DI)
	MOVL $0x7fffffff, DX
	VMOVQ DX, X0
	VPBROADCASTD X0, Y0
	VMOVDQU Y0, 4(DI)
	VZEROUPPER
	RET
