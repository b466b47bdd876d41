/**
 * Takes the place of the file of that name in `src/run`, in the build of the elements: what is missing is known where the
 * attributes are read, and the console must name these.
 */
export function mistakeIn(options: { readonly mistake?: string | undefined }): string | undefined {
  return options.mistake;
}
