import { memo } from "react";
import { PIECE_CHARS } from "../limits.js";
import { neutraliseText } from "../parser/index.js";

const LOW_SURROGATE = /[\uDC00-\uDFFF]/;

/** Shows text of any length in pieces. Full pieces stay the same while text is added. */
export function TextPieces({ text }: { text: string }) {
  return toPieces(text).map((piece, index) => <Piece key={index} text={piece} />);
}

const Piece = memo(function Piece({ text }: { text: string }) {
  return neutraliseText(text);
});

function toPieces(text: string): string[] {
  const pieces: string[] = [];
  for (let start = 0; start < text.length;) {
    const end = start + PIECE_CHARS;
    const wholeEnd = LOW_SURROGATE.test(text[end] ?? "") ? end + 1 : end;
    pieces.push(text.slice(start, wholeEnd));
    start = wholeEnd;
  }
  return pieces;
}
