/**
 * The number of this release's rules. A life written by a higher number is not touched by this release;
 * one written by a lower number is read as it is, or upcast where the shape of the state has changed.
 * A rollback takes a new number.
 */
export const RULES_NUMBER = 4;
