// SendGrid's event batches as SendGrid makes them: a JSON array, signed with an elliptic curve key.
// It describes callbacks; the queue sends them.
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { Callback } from './callback-queue';
import type { Behaviour } from './faults';
import type { Sent, SentState } from './sent-ledger';

export interface EventKeys {
  /** As SendGrid shows it: SPKI in DER, base64, without the PEM lines. */
  readonly publicKey: string;
  /** PKCS 8 in PEM. */
  readonly privateKey: string;
}

/** A new key pair for signing events. */
export function generateEventKeys(): EventKeys {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    publicKey: pair.publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
    privateKey: pair.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
  };
}

const LAST_EVENT: Readonly<Record<Behaviour['fate'], Readonly<Record<string, string>>>> = {
  delivered: { event: 'delivered', response: '250 OK' },
  failed: { event: 'bounce', type: 'bounce', status: '5.1.1', reason: '550 No such mailbox' },
};
const ATTEMPTS = 4;

/** The one batch owed for an e-mail: processed, then delivered or bounced. */
export function sendgridCallbacks(
  { privateKey, eventsUrl, now }: { privateKey: string; eventsUrl: string; now: () => Date },
  sent: Sent,
  fate: Behaviour['fate'],
): readonly Callback[] {
  const seconds = Math.floor(now().getTime() / 1000);
  const events = [{ event: 'processed' }, LAST_EVENT[fate]].map((event) => ({
    email: sent.to,
    timestamp: seconds,
    'smtp-id': `<${sent.providerId}@stand-in>`,
    ...event,
    sg_event_id: randomBytes(18).toString('base64url'),
    sg_message_id: `${sent.providerId}.recvd-stand-in-0`,
    ...(sent.notificationId === null ? {} : { notification_id: sent.notificationId }),
  }));
  // SendGrid closes its body with a line break and signs that too.
  const body = `${JSON.stringify(events)}\r\n`;
  const timestamp = String(seconds);
  const state: SentState = fate;
  return [
    {
      url: eventsUrl,
      headers: {
        'Content-Type': 'application/json',
        'User-Agent': 'SendGrid Event API',
        'X-Twilio-Email-Event-Webhook-Signature': eventSignature(privateKey, timestamp, body),
        'X-Twilio-Email-Event-Webhook-Timestamp': timestamp,
      },
      body,
      attempts: ATTEMPTS,
      isWorthAnother: () => true,
      begin: () => {
        sent.state = state;
        sent.sentAt ??= new Date().toISOString();
      },
    },
  ];
}

/** SendGrid's own signature: ECDSA with SHA-256 over the timestamp and the body, in base64 DER. */
export function eventSignature(privateKey: string, timestamp: string, body: string): string {
  return sign('sha256', Buffer.from(timestamp + body), privateKey).toString('base64');
}
