// What both stand-ins share while they run: their memory, and how a request to send is carried out
// whatever the provider's own wording.
import type { Response } from 'express';
import type { Callees } from './callees';
import type { Callback, CallbackQueue } from './callback-queue';
import type { Behaviour, Faults, Provider, Treatment } from './faults';
import type { Sent, SentLedger } from './sent-ledger';

export interface StandInParts {
  readonly faults: Faults;
  readonly ledger: SentLedger;
  readonly callbacks: CallbackQueue;
  readonly callees: Callees;
}

/** A provider's own way to word each outcome. */
export interface Wording {
  readonly provider: Provider;
  readonly accepted: (response: Response, sent: Sent) => void;
  readonly declined: (
    response: Response,
    answer: 'refusal' | 'unavailable' | 'rate_limit' | 'error',
  ) => void;
  /** The callbacks owed for what was accepted, each changing its state as it begins. */
  readonly callbacks: (sent: Sent, fate: Behaviour['fate']) => readonly Callback[];
}

interface SendRequest {
  readonly response: Response;
  readonly wording: Wording;
  /** Makes the entry of the ledger; called only where the request is accepted. */
  readonly make: (treatment: Treatment) => Sent;
}

/** The time that an honest provider takes before its first callback. */
const SOON_MILLISECONDS = 20;

/** Accepts, refuses, drops or forgets one request, as the next fault for its recipient says. */
export async function carryOut(
  { faults, ledger, callbacks }: StandInParts,
  to: string,
  { response, wording, make }: SendRequest,
): Promise<void> {
  const treatment = faults.take(wording.provider, to);
  const { behaviour } = treatment;
  const sent = behaviour.accepts ? make(treatment) : undefined;
  if (sent !== undefined) {
    ledger.accept(sent);
    const delay = behaviour.callbacks === 'late' ? treatment.delayMilliseconds : SOON_MILLISECONDS;
    const owed = behaviour.callbacks === 'never' ? [] : wording.callbacks(sent, behaviour.fate);
    const delivered = callbacks.push(owed, delay);
    if (behaviour.callbacks === 'first') await delivered;
  }
  reply(response, { answer: behaviour.answer, wording, sent });
}

function reply(
  response: Response,
  {
    answer,
    wording,
    sent,
  }: { answer: Behaviour['answer']; wording: Wording; sent: Sent | undefined },
): void {
  if (answer === 'never') return;
  if (answer === 'dropped') response.socket?.destroy();
  else if (answer !== 'ok') wording.declined(response, answer);
  else if (sent !== undefined) wording.accepted(response, sent);
}
