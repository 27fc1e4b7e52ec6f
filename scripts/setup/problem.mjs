// A set-up problem is something a person can mend: it carries one readable line and never a stack.
// A bug of ours is any other error.

/** An error whose message is shown as it is: what is wrong and what to do. */
export function problem(message) {
  return Object.assign(new Error(message), { isProblem: true });
}

/** Turns what the operating system says about a file into words, with the path at fault. */
export function fileProblem(error, path) {
  const why = {
    EACCES: 'this user may not write there',
    EPERM: 'this user may not write there',
    EROFS: 'the disk is read-only',
    ENOSPC: 'the disk is full',
    ENOTDIR: 'a part of the path is a file',
  }[error.code];
  return why === undefined ? error : problem(`Cannot write ${path}: ${why}.`);
}
