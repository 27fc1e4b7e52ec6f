// What Ordo asks of a carrier's tracking service, whoever it is: the story of one number. Asking changes nothing,
// so it may be repeated freely.

/** One word of the story, in the words of Ordo where they are known. */
export interface TrackedWord {
  readonly status: string;
  readonly at: string;
}

export type Tracked =
  | { readonly found: 'words'; readonly words: readonly TrackedWord[] }
  | { readonly found: 'nothing' }
  | { readonly found: 'unreachable'; readonly code: string };

export interface TrackingGateway {
  /** Never throws: what cannot be asked is unreachable. */
  readonly track: (number: string) => Promise<Tracked>;
}
