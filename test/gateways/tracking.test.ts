/**
 * The post's tracking service by its own envelope, against its stand-in: its story in Ordo's words, and how it fails.
 */
import { russianPost } from '../../gateways/tracking/russian-post';
import { russianPostWord } from '../../gateways/tracking/russian-post-words';
import { startStandIns } from '../../gateways/stand-ins/start-stand-ins';
import type { StandIns } from '../../gateways/stand-ins/start-stand-ins';
import { generateEventKeys } from '../../gateways/stand-ins/sendgrid-events';

let standIns: StandIns;
beforeAll(async () => {
  standIns = await startStandIns({
    twilio: { accountSid: `AC${'a1'.repeat(16)}`, authToken: 'token' },
    sendgrid: { apiKey: 'SG.key', privateKey: generateEventKeys().privateKey },
  });
});
afterAll(() => standIns.stop());

const post = () =>
  russianPost({ login: 'shop', password: 'a<b&c', baseUrl: `${standIns.url}/russian-post` });

async function tells(number: string, type: number, attribute: number, at: string): Promise<void> {
  const body = JSON.stringify({ type, attribute, at });
  const headers = { 'content-type': 'application/json' };
  const url = `${standIns.url}/russian-post/operations/${number}`;
  expect((await fetch(url, { method: 'POST', body, headers })).status).toBe(201);
}

async function fault(kind: string, to: string): Promise<void> {
  const body = JSON.stringify({ kind, to });
  const headers = { 'content-type': 'application/json' };
  await fetch(`${standIns.url}/faults/russian_post`, { method: 'POST', body, headers });
}

test.each([
  [1, 1, 'handed_over'],
  [8, 0, 'in_transit'],
  [8, 2, 'at_pickup_point'],
  [12, 1, 'at_pickup_point'],
  [2, 1, 'delivered'],
  [2, 2, 'returned'],
  [3, 1, 'returning'],
  [5, 1, 'lost'],
  [99, 7, 'russian_post_99_7'],
])('operation %d with attribute %d is “%s”', (type, attribute, word) => {
  expect(russianPostWord(type, attribute)).toBe(word);
});

test('when the post has a story, then it is told in our words, the oldest first, in UTC', async () => {
  await tells('RA1RU', 8, 2, '2026-12-03T10:00:00+03:00');
  await tells('RA1RU', 1, 1, '2026-11-27T10:00:00+03:00');
  expect(await post().track('RA1RU')).toEqual({
    found: 'words',
    words: [
      { status: 'handed_over', at: '2026-11-27T07:00:00.000Z' },
      { status: 'at_pickup_point', at: '2026-12-03T07:00:00.000Z' },
    ],
  });
});

test('when the post knows nothing of a number, then nothing is found', async () => {
  expect(await post().track('RA0RU')).toEqual({ found: 'nothing' });
});

test.each([
  ['unavailable', 'http_503'],
  ['rate_limit', 'http_429'],
  ['drop_before', 'ECONNRESET'],
])(
  'when the post is %s, then it is unreachable and the next question is answered',
  async (kind, code) => {
    await fault(kind, 'RA2RU');
    expect(await post().track('RA2RU')).toEqual({ found: 'unreachable', code });
    expect(await post().track('RA2RU')).toEqual({ found: 'nothing' });
  },
);

test('when there is nobody at the address, or the shop has no login, then it is unreachable', async () => {
  const nowhere = russianPost({ login: 'a', password: 'b', baseUrl: 'http://127.0.0.1:1' });
  expect(await nowhere.track('RA1RU')).toMatchObject({ found: 'unreachable' });
  expect(await russianPost(undefined).track('RA1RU')).toMatchObject({ code: 'not_set_up' });
  const strange = russianPost({ login: 'a', password: 'b', baseUrl: `${standIns.url}/nowhere` });
  expect(await strange.track('RA1RU')).toMatchObject({ code: 'http_404' });
});
