/**
 * A shop whose voice menu calls at once, at any hour, and Twilio's side of such a call over HTTP. No test of
 * its own.
 */
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks';
import { aCustomer, anOrder } from '../../support/an-order';
import { TWILIO_TOKEN } from '../open-api';
import type { Api, Reply } from '../open-api';

export interface Ringing {
  readonly id: string;
  readonly token: string;
  readonly orderId: string;
  readonly sid: string;
}

/** Gives the shop a voice menu that rings at whatever hour the tests run. */
export async function callsAtOnce(api: Api): Promise<void> {
  const policy = (await api.ask('/v1/shops/demo/policy', { role: 'admin' })).body.policy;
  const steps = [
    { do: 'voice', after: { minutes: 0 } },
    { do: 'email', after: { minutes: 60 } },
  ];
  const decentHours = { from: '00:00', to: '23:59' };
  const body = { ...policy, decentHours, contact: { ...policy.contact, steps } };
  const changed = await api.ask('/v1/shops/demo/policy', { role: 'admin', method: 'PUT', body });
  if (changed.status !== 200) throw new Error(`no policy: ${changed.text}`);
}

/** What tests of calls do with an API. */
export function voiceCalls(api: () => Api) {
  let counted = 0;

  const asTwilio = async (
    path: string,
    fields: Record<string, string>,
    signedBy = TWILIO_TOKEN,
  ): Promise<Reply> => {
    const signature = getExpectedTwilioSignature(signedBy, `${api().url}${path}`, fields);
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': signature,
    };
    const raw = new URLSearchParams(fields).toString();
    return api().ask(path, { bearer: null, raw, headers, key: null });
  };

  const callPath = ({ token }: Pick<Ringing, 'token'>): string =>
    `/v1/webhooks/twilio/call/${token}`;
  const inCall = (call: Ringing, status: string) =>
    asTwilio(callPath(call), { CallSid: call.sid, CallStatus: status });

  /** Where the menu that is said sends the key. */
  const keysPath = async (call: Ringing): Promise<string> => {
    const said = await inCall(call, 'in-progress');
    return actionIn(said);
  };

  const typesOf = async ({ orderId }: Ringing): Promise<readonly string[]> => {
    const timeline = await api().ask(`/v1/orders/${orderId}/timeline?limit=100`);
    return timeline.body.items.map((item) => item.type);
  };

  return {
    asTwilio,
    callPath,
    keysPath,
    typesOf,
    /** An order whose call was taken by Twilio. */
    ringing: async (customer: object = {}): Promise<Ringing> => {
      const body = anOrder(null, { customer: aCustomer(customer) });
      const placed = await api().ask('/v1/orders', { role: 'storefront', body });
      const orderId = placed.body.id;
      const noted = await api().database.prisma.notification.findFirstOrThrow({
        where: { lifeId: orderId, channel: 'voice' },
      });
      counted += 1;
      return { id: noted.id, token: noted.token, orderId, sid: `CA${String(counted)}` };
    },
    answered: (call: Ringing) => inCall(call, 'in-progress'),
    ended: inCall,
    press: async (call: Ringing, key: string, path?: string) =>
      asTwilio(path ?? (await keysPath(call)), {
        CallSid: call.sid,
        CallStatus: 'in-progress',
        Digits: key,
      }),
    count: async (call: Ringing, type: string): Promise<number> =>
      (await typesOf(call)).filter((one) => one === type).length,
    factsOf: ({ orderId }: Ringing) =>
      api().database.prisma.inbox.count({ where: { lifeId: orderId, sender: 'twilio' } }),
    /** Facts of webhooks are acknowledged before they are read. */
    untilRead: async (): Promise<void> => {
      for (let tries = 0; tries < 200; tries += 1) {
        if ((await api().database.prisma.inbox.count({ where: { read: false } })) === 0) return;
        await new Promise((resolve) => setTimeout(resolve, 15));
      }
      throw new Error('facts stay unread');
    },
  };
}

/** The path to which a menu sends the key; throws where no menu was said. */
export function actionIn(said: Reply): string {
  const action = /action="([^"]+)"/.exec(said.text)?.[1];
  if (!action) throw new Error(`no menu: ${said.text}`);
  return new URL(action).pathname;
}
