/**
 * Metro Courier: form-encoded posts with numbers for what is wanted, sums in roubles with kopecks, and an answer
 * of `code=…`. Its numbers for what becomes of a parcel are domain/parties/carrier-codes.ts.
 */
import { addressText } from '../../domain/messages/address-text';
import { sayText } from '../../domain/messages/catalogue';
import { TOLD_WORDS } from '../../domain/messages/words/told-texts';
import { decimalText } from '../../domain/money/decimal';
import { guardedPost } from '../webhooks/guarded-post';
import type { PostOutcome } from '../webhooks/post-outcome';
import type { CarrierAdapter, ToldToCarrier } from './carrier-adapter';
import { metroSign } from './metro-courier-signature';

const ACTIONS = { instruction: '1', revision: '2', call_off: '3' } as const;

/** The service's words for "I know this request already" and for what it will take later. */
const TAKEN = ['0', '5'];
const BUSY = ['90', '91'];

export const metroCourier: CarrierAdapter = {
  tell: async (told) => {
    const { url, allowPrivate } = told;
    const body = new URLSearchParams(fieldsOf(told)).toString();
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
    return understood(await guardedPost({ url, allowPrivate, body, headers }));
  },
};

function fieldsOf({ id, kind, instruction, secret }: ToldToCarrier): Record<string, string> {
  const { deliverTo, lines, takeBack, collect, window } = instruction;
  const notes = deliverTo?.notes ?? [];
  const back = takeBack.map(({ title, quantity }) =>
    sayText(TOLD_WORDS.takeBack, 'ru', { title, after: String(quantity) }),
  );
  const fields = {
    ref: id,
    client_ref: instruction.id,
    action: ACTIONS[kind],
    pieces: String(lines.reduce((sum, line) => sum + line.quantity, 0)),
    goods: lines.map(({ title, quantity }) => `${title} x${String(quantity)}`).join('; '),
    cod: collect ? decimalText(collect.amount, collect.currency) : '0.00',
    name: deliverTo?.name ?? '',
    tel: deliverTo?.phone ?? '',
    // Its couriers read Russian.
    addr: addressText(deliverTo?.address ?? null, 'ru'),
    remark: [...back, ...notes].join('; '),
    date_from: window?.from ?? '',
    date_to: window?.to ?? '',
  };
  return { ...fields, sign: metroSign([fields.ref, fields.client_ref, fields.action], secret) };
}

/** It answers 200 to everything; what it means stands in the number. */
function understood(posted: PostOutcome): PostOutcome {
  if (posted.outcome !== 'delivered') return posted;
  const code = new URLSearchParams(posted.answer.trim()).get('code') ?? '';
  if (TAKEN.includes(code)) return posted;
  if (!/^\d{1,4}$/.test(code)) return { outcome: 'unknown', code: 'metro_unreadable' };
  const outcome = BUSY.includes(code) ? 'again' : 'refused';
  return { outcome, code: `metro_${code}` };
}
