/**
 * The named character references that answers hold: those of HTML 4 for Latin-1, and the usual signs,
 * arrows and Greek letters. HTML has 2,231, which would double the size of this package; an unknown
 * name shows as it is written.
 */
const LATIN_1 =
  "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";
const GREEK =
  "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigmaf sigma tau upsilon phi chi psi omega";
const OTHERS =
  "quot \" amp & lt < gt > apos ' ndash – mdash — lsquo ‘ rsquo ’ sbquo ‚ ldquo “ rdquo ” bdquo „ dagger † Dagger ‡ bull • hellip … permil ‰ prime ′ Prime ″ lsaquo ‹ rsaquo › euro € trade ™ larr ← uarr ↑ rarr → darr ↓ harr ↔ rArr ⇒ lArr ⇐ hArr ⇔ forall ∀ part ∂ exist ∃ empty ∅ nabla ∇ isin ∈ notin ∉ sum ∑ minus − radic √ infin ∞ cap ∩ cup ∪ int ∫ asymp ≈ ne ≠ equiv ≡ le ≤ ge ≥ sub ⊂ sup ⊃ Gamma Γ Delta Δ Theta Θ Lambda Λ Pi Π Sigma Σ Phi Φ Psi Ψ Omega Ω check ✓ star ☆ OElig Œ oelig œ Scaron Š scaron š Dcaron Ď num # lpar ( rpar ) lsqb [ rsqb ] ast * lowbar _ grave ` vert | bsol \\ colon : period . comma , excl ! quest ? sol / equals = plus + dollar $ percnt % commat @ tilde ˜ Tab \t NewLine \n";

const named = new Map<string, string>();
for (const [index, name] of LATIN_1.split(" ").entries())
  named.set(name, String.fromCodePoint(0xa0 + index));
for (const [index, name] of GREEK.split(" ").entries())
  named.set(name, String.fromCodePoint(0x3b1 + index));
const others = OTHERS.split(" ");
for (let index = 0; index < others.length; index += 2)
  named.set(others[index] ?? "", others[index + 1] ?? "");

const FORM = "&(?:#(\\d{1,7})|#[xX]([\\da-fA-F]{1,6})|([a-zA-Z][a-zA-Z\\d]{1,31}));";
/** One reference, at `lastIndex`. */
export const ENTITY = new RegExp(FORM, "y");
const ENTITIES = new RegExp(FORM, "g");

/** Source: CommonMark 0.31, section 2.5 (entity and numeric character references). */
export function decodeEntities(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(ENTITIES, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return named.get(name) ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal);
    const isCharacter = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
    return isCharacter ? String.fromCodePoint(code) : "\uFFFD";
  });
}
