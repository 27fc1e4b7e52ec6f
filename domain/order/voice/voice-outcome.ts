/**
 * The keys of the voice menu and the ways in which its call can end. Data only.
 */

export const VOICE_KEYS = ['1', '2', '3'] as const;
export type VoiceKey = (typeof VOICE_KEYS)[number];

/** Ends without a key, as far as the provider can tell them apart. */
export const VOICE_ENDS = ['no_key', 'no_answer', 'busy', 'failed'] as const;

export type VoiceOutcome =
  | (typeof VOICE_ENDS)[number]
  | 'confirmed'
  | 'wants_change'
  | 'call_me'
  /** The key was pressed for an older version of the order than there is by now. */
  | 'outdated'
  /** Nobody can tell whether the call was made, or how it ended. */
  | 'unknown';
