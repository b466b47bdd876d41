/** Words that say nothing about the subject of a question about software. Written without apostrophes. */
const STOP_WORDS = new Set(
  `a about actually after again all also am an and any anybody anyone anything are arent as at be because been before
  being between both but by can cannot cant come could couldnt dear did didnt do does doesnt doing dont each either
  else especially even ever every everything exactly for from further get gets getting give go goes going good got had happen happens happened
  has hasnt have havent having he hello help her here hers hey hi him his how however i id if ill im in into is isnt it
  its ive just kind know let lets like look lot made make makes making many may maybe me mean means might more most much
  must my myself need needed needs never new no nor not now of off ok okay on old once one only or other our ours out over
  own people please possible pretty quite rather really say says seem shall she should shouldnt since so some somebody
  someone something sort still such support supported supports suppose sure take tell than thank thanks that thats the their them then there these
  they thing things think this those though through time to too try trying under until up us use used useful user users
  uses using very via want wanted wants was wasnt way we were what whats when where which while who whom whose why will
  with without wonder wondering wont work working works would wouldnt yes yet you your yours`.split(
    /\s+/,
  ),
);

/**
 * Returns the searchable terms of a text in order: lower-case stems without stop words.
 *
 * `"How do I set apiUrl?"` gives `["set", "apiurl", "api", "url"]`. A name in camel case gives itself and its words, so
 * that people find an option by both.
 */
export function termsOf(text: string): string[] {
  const words =
    text
      .normalize("NFKC")
      .replace(/['’]/g, "")
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return words
    .flatMap((word) => {
      const parts = word.split(/(?<=[\p{Ll}\p{N}])(?=\p{Lu})/u);
      return parts.length > 1 ? [word, ...parts] : [word];
    })
    .map((word) => word.toLowerCase())
    .filter((word) => word.length > 1 && !STOP_WORDS.has(word))
    .map(stem);
}

/**
 * A simple English stemmer. It removes plurals, -ing, -ed and a final e. Stems such as "styl" are no problem, because
 * questions and entries get the same ones.
 */
function stem(word: string): string {
  let stemmed = word;
  if (/[^aeiou]ies$/.test(stemmed) && stemmed.length > 4) stemmed = `${stemmed.slice(0, -3)}y`;
  else if (/[^siu]s$/.test(stemmed) && stemmed.length > 3) stemmed = stemmed.slice(0, -1);
  const root = /^(.{3,}?)(?:ing|ed)$/.exec(stemmed)?.[1];
  if (root !== undefined) stemmed = root.replace(/([^aeioulsz])\1$/, "$1");
  return stemmed.length > 3 ? stemmed.replace(/e$/, "") : stemmed;
}
