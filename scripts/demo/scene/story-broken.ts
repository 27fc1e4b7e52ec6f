// The end of a story before its time: what it tells cannot happen. Other stories go on.

/** A story that cannot go on as it is told; its message says why. */
export class StoryBroken extends Error {}
