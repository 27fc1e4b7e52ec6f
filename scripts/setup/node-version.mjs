// Refuses a Node that is too old, in one line. Uses nothing that such a Node could not read.

const OLDEST = [20, 19];

/** Ends the process with one readable line unless this Node is at least the version that package.json asks for. */
export function checkNode() {
  const found = process.versions.node.split('.').map(Number);
  const enough = found[0] > OLDEST[0] || (found[0] === OLDEST[0] && found[1] >= OLDEST[1]);
  if (enough) return;
  console.error(
    `Ordo needs Node ${OLDEST.join('.')} or newer, and this is ${process.versions.node}: install it from https://nodejs.org or run \`nvm install\` here.`,
  );
  process.exit(1);
}
