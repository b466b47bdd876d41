/** The cells of each row of the table whose first column has this header, in a page of the docs. */
export function readRows(page: string, header: string): readonly (readonly string[])[] {
  const table = page.split(`\n| ${header} |`)[1]?.split("\n\n")[0] ?? "";
  return table
    .split("\n")
    .slice(2)
    .map((line) => line.split(" | ").map((cell) => cell.replace(/^\| | \|$/g, "").trim()));
}
