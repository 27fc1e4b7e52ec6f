import { sendOutcome } from '../../gateways/send-outcome';

describe('how an attempt to send is judged', () => {
  test.each([
    [200, 'unknown'],
    [202, 'unknown'],
    [301, 'unknown'],
    [400, 'refused'],
    [401, 'refused'],
    [403, 'refused'],
    [404, 'refused'],
    [413, 'refused'],
    [422, 'refused'],
    [429, 'repeat'],
    [500, 'unknown'],
    [502, 'unknown'],
    [503, 'repeat'],
    [504, 'unknown'],
    [520, 'unknown'],
  ])('when the provider answers %i without accepting, then it is %s', (status, outcome) => {
    expect(sendOutcome({ kind: 'answer', status })).toEqual({ outcome, code: `http_${status}` });
  });

  test('when the provider gives its id, then it is accepted', () => {
    const evidence = { kind: 'answer', status: 201, providerId: 'SM1' } as const;
    expect(sendOutcome(evidence)).toEqual({ outcome: 'accepted', providerId: 'SM1' });
  });

  test.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'CERT_HAS_EXPIRED'])(
    'when the connection was never made (%s), then it may be sent again',
    (code) => {
      const evidence = { kind: 'failure', code, connected: true } as const;
      expect(sendOutcome(evidence)).toEqual({ outcome: 'repeat', code });
    },
  );

  test.each(['ECONNRESET', 'ECONNABORTED', 'ETIMEDOUT', 'EPIPE', 'EPROTO', 'ERR_BAD_RESPONSE'])(
    'when a connection that was ready breaks (%s), then nobody knows; before that, it may be sent again',
    (code) => {
      expect(sendOutcome({ kind: 'failure', code, connected: true }).outcome).toBe('unknown');
      expect(sendOutcome({ kind: 'failure', code, connected: false }).outcome).toBe('repeat');
    },
  );

  test.each([undefined, '', 'to +79161234567', 'anna@example.org'])(
    'when the error has no proper name (%p), then it is unknown and nothing of it is kept',
    (code) => {
      const expected = { outcome: 'unknown', code: 'UNRECOGNISED' };
      expect(sendOutcome({ kind: 'failure', code, connected: false })).toEqual(expected);
    },
  );

  test('when the vendor numbers its error, then the number is the code', () => {
    const evidence = { kind: 'answer', status: 400, vendorCode: 21211 } as const;
    expect(sendOutcome(evidence)).toEqual({ outcome: 'refused', code: '21211' });
  });

  test.each([
    [2, 2],
    [0.2, 1],
    [1e9, 3600],
  ])('when a limit asks to wait %p s, then %p s are waited', (retryAfterSeconds, expected) => {
    const outcome = sendOutcome({ kind: 'answer', status: 429, retryAfterSeconds });
    expect(outcome).toEqual({ outcome: 'repeat', code: 'http_429', retryAfterSeconds: expected });
  });

  test.each([NaN, -5, Infinity])(
    'when the time to wait is nonsense (%p), then none is given',
    (value) => {
      const outcome = sendOutcome({ kind: 'answer', status: 503, retryAfterSeconds: value });
      expect(outcome).toEqual({ outcome: 'repeat', code: 'http_503' });
    },
  );
});
