// What a stand-in can be told to do wrong, as one table, and the list of what it has been told.
// Nothing here knows how a provider words its answers.

export type Provider = 'twilio' | 'sendgrid' | 'russian_post';

/** What happens to one request to send. */
export interface Behaviour {
  readonly accepts: boolean;
  readonly answer: 'ok' | 'refusal' | 'unavailable' | 'rate_limit' | 'error' | 'dropped' | 'never';
  readonly callbacks: 'soon' | 'first' | 'late' | 'never';
  readonly fate: 'delivered' | 'failed';
}

const WELL: Behaviour = { accepts: true, answer: 'ok', callbacks: 'soon', fate: 'delivered' };
const NOTHING: Behaviour = { ...WELL, accepts: false, callbacks: 'never' };

/** Each kind of fault by what it does; a request that no fault meets is treated WELL. */
const KINDS = {
  /** A definite no. */
  refuse: { ...NOTHING, answer: 'refusal' },
  /** 503, nothing accepted. */
  unavailable: { ...NOTHING, answer: 'unavailable' },
  /** 429 with the seconds to wait, nothing accepted. */
  rate_limit: { ...NOTHING, answer: 'rate_limit' },
  /** The connection breaks before anything is accepted. */
  drop_before: { ...NOTHING, answer: 'dropped' },
  /** No answer and no break, nothing accepted: the client's patience ends it. */
  hang: { ...NOTHING, answer: 'never' },
  /** Accepted, the answer lost; the callbacks come. */
  drop_after_accepting: { ...WELL, answer: 'dropped' },
  /** Accepted, answered with 500; the callbacks come. */
  fail_after_accepting: { ...WELL, answer: 'error' },
  /** Accepted and answered; the callbacks come seconds later. */
  late_callback: { ...WELL, callbacks: 'late' },
  /** The callbacks come before the answer. */
  callback_first: { ...WELL, callbacks: 'first' },
  /** Accepted, the answer lost, and no callback ever. */
  silent: { ...WELL, answer: 'dropped', callbacks: 'never' },
  /** Accepted and answered; the callbacks say that it could not be delivered. */
  undelivered: { ...WELL, fate: 'failed' },
} as const satisfies Record<string, Behaviour>;

export type FaultKind = keyof typeof KINDS;

export const FAULT_KINDS = Object.keys(KINDS) as [FaultKind, ...FaultKind[]];

export interface Fault {
  readonly kind: FaultKind;
  /** How many requests it meets. */
  readonly times: number;
  /** Only requests to this recipient. */
  readonly to?: string | undefined;
  /** What was accepted is not found by asking either. */
  readonly hidden?: boolean | undefined;
  readonly delaySeconds?: number | undefined;
}

/** What one request meets: its behaviour, and the details of the fault behind it. */
export interface Treatment {
  readonly behaviour: Behaviour;
  readonly isHidden: boolean;
  readonly delayMilliseconds: number;
}

const LATE_SECONDS = 3;

export interface Faults {
  add(provider: Provider, fault: Fault): void;
  /** How the next request to this recipient is to be treated; uses one of the fault's times up. */
  take(provider: Provider, to: string): Treatment;
  list(): (Fault & { readonly provider: Provider })[];
  clear(): void;
}

/** An empty list of faults; the oldest that fits a request meets it. */
export function createFaults(): Faults {
  let faults: (Fault & { readonly provider: Provider })[] = [];
  return {
    add: (provider, fault) => void faults.push({ provider, ...fault }),
    take: (provider, to) => {
      const fault = faults.find(
        (one) => one.provider === provider && (one.to === undefined || one.to === to),
      );
      faults = faults.flatMap((one) => {
        if (one !== fault) return [one];
        return one.times > 1 ? [{ ...one, times: one.times - 1 }] : [];
      });
      return {
        behaviour: fault === undefined ? WELL : KINDS[fault.kind],
        isHidden: fault?.hidden === true,
        delayMilliseconds: (fault?.delaySeconds ?? LATE_SECONDS) * 1000,
      };
    },
    list: () => [...faults],
    clear: () => {
      faults = [];
    },
  };
}
