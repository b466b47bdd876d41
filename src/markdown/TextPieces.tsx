import { memo } from "react";
import { neutraliseText } from "./neutraliseText.js";

const PIECE_CHARS = 4096;
const LOW_SURROGATE = /[\uDC00-\uDFFF]/;

/** Text of any length, in pieces that stay as they are while more of it comes. */
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
