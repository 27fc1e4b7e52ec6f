// Everything the stand-ins accepted, the latest only, and which notification was accepted twice.
// It keeps what it is given and sends nothing.
import type { Provider } from './faults';

export type SentState = 'queued' | 'sent' | 'delivered' | 'failed' | CallState;

/** What a call goes through after the queue, in Twilio's own words. */
export type CallState = 'in-progress' | 'completed' | 'busy' | 'no-answer';

export interface Sent {
  readonly provider: Provider;
  readonly providerId: string;
  readonly channel: 'sms' | 'voice' | 'email';
  readonly from: string;
  readonly to: string;
  readonly subject: string | null;
  readonly html: string | null;
  /** Of an e-mail. */
  readonly notificationId: string | null;
  /** Of a text message or a call. */
  readonly callbackUrl: string | null;
  /** Of a call: where to ask what is to be said. */
  readonly answerUrl?: string | null;
  readonly at: string;
  /** Accepted, but not shown to whoever asks the provider. */
  readonly isHidden: boolean;
  /** The facts that change; of a call the text is what has been said in it so far. */
  text: string;
  state: SentState;
  sentAt: string | null;
}

export interface Duplicate {
  readonly provider: Provider;
  readonly notification: string;
  readonly times: number;
}

export interface SentLedger {
  accept(sent: Sent): void;
  find(providerId: string): Sent | undefined;
  /** Oldest first; those accepted at `since` or later. */
  since(since: string): Sent[];
  clear(): void;
  duplicates(): Duplicate[];
  forgetDuplicates(): void;
}

const MOST_ITEMS = 20_000;
const MOST_CHARACTERS = 100_000_000;

/** An empty ledger of the last 20,000 messages; duplicates are remembered when the messages are cleared. */
export function createSentLedger(): SentLedger {
  const items = new Map<string, Sent>();
  const times = new Map<string, Duplicate>();
  let characters = 0;

  const forgetOldest = (): void => {
    for (const [id, sent] of items) {
      if (items.size <= MOST_ITEMS && characters <= MOST_CHARACTERS) return;
      items.delete(id);
      characters -= size(sent);
    }
  };
  const count = (sent: Sent): void => {
    const notification = sent.notificationId ?? sent.callbackUrl?.split('#')[0];
    if (notification === undefined) return;
    const key = `${sent.provider} ${notification}`;
    const before = times.get(key)?.times ?? 0;
    times.set(key, { provider: sent.provider, notification, times: before + 1 });
    // Only what came once is forgotten; a duplicate stays until somebody has looked.
    for (const [oldest, entry] of times) {
      if (times.size <= MOST_ITEMS) return;
      if (entry.times === 1) times.delete(oldest);
    }
  };

  return {
    accept: (sent) => {
      items.set(sent.providerId, sent);
      characters += size(sent);
      count(sent);
      forgetOldest();
    },
    find: (providerId) => items.get(providerId),
    since: (since) => [...items.values()].filter((sent) => sent.at >= since),
    clear: () => {
      items.clear();
      characters = 0;
    },
    duplicates: () => [...times.values()].filter((entry) => entry.times > 1),
    forgetDuplicates: () => {
      times.clear();
    },
  };
}

function size(sent: Sent): number {
  return sent.text.length + (sent.html?.length ?? 0);
}
