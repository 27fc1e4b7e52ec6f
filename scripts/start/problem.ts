// A problem is something the person at the keyboard can mend; it is shown as one line, without a stack.
// Any other error is a bug of ours and keeps its stack.

/** An error whose message says what is wrong and what to do. */
export class Problem extends Error {}
