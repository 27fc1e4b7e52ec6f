// Finds the blocks of a README that its readers run on a fresh machine. Runs nothing.

/** The contents of every ```sh block that directly follows the comment `<!-- fresh -->`, in order. */
export function freshBlocks(markdown) {
  const marked = /<!-- fresh -->[ \t]*\r?\n(?:[ \t]*\r?\n)*```sh[^\n]*\n([\s\S]*?)^```/gm;
  return [...markdown.matchAll(marked)].map(([, block]) => block);
}
