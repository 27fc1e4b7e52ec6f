import fc from 'fast-check';
import { validateRequest } from 'twilio';
import { twilioSignature } from '../../gateways/stand-ins/twilio-callbacks';
import { verifyTwilio } from '../../gateways/twilio-signature';
import { propertySeed } from '../support/property-runs';

/** The vendor's own test data. */
const TOKEN = '12345';
const URL_OF_VENDOR = 'https://mycompany.com/myapp.php?foo=1&bar=2';
const PARAMS = {
  CallSid: 'CA1234567890ABCDE',
  Caller: '+14158675309',
  Digits: '1234',
  From: '+14158675309',
  To: '+18005551212',
};
const SIGNATURE = 'RSOYDt4T1cUTdK1PDd93/VVr8B8=';
const GENUINE = { authTokens: [TOKEN], signature: SIGNATURE, url: URL_OF_VENDOR, params: PARAMS };

/** A status callback as Twilio sends it. */
const CALLBACK_URL = 'https://ordo.example/v1/webhooks/twilio/message/token-17';
const CALLBACK: Record<string, string> = {
  AccountSid: `AC${'a1'.repeat(16)}`,
  ApiVersion: '2010-04-01',
  From: '+15005550006',
  MessageSid: `SM${'b2'.repeat(16)}`,
  MessageStatus: 'delivered',
  RawDlrDoneDate: '2611220321',
  SmsSid: `SM${'b2'.repeat(16)}`,
  SmsStatus: 'delivered',
  To: '+79161234567',
};
const CALLBACK_SIGNATURE = twilioSignature(TOKEN, CALLBACK_URL, CALLBACK);
const callback = (params: Record<string, unknown>) =>
  verifyTwilio({ authTokens: [TOKEN], signature: CALLBACK_SIGNATURE, url: CALLBACK_URL, params });

describe('a callback that Twilio signed', () => {
  test('when it is the vendor’s own example, then it is believed', () => {
    expect(verifyTwilio(GENUINE)).toBe(true);
  });

  test.each([
    ['with its port', URL_OF_VENDOR.replace('.com', '.com:1234'), SIGNATURE],
    ['signed with port 443', URL_OF_VENDOR, 'kvajT1Ptam85bY51eRf/AJRuM3w='],
    [
      'of plain http with a port',
      'http://mycompany.com:1234/myapp.php?foo=1&bar=2',
      'Zmvh+3yNM1Phv2jhDCwEM3q5ebU=',
    ],
    [
      'of plain http signed with port 80',
      'http://mycompany.com/myapp.php?foo=1&bar=2',
      '0ZXoZLH/DfblKGATFgpif+LLRf4=',
    ],
    [
      'with special characters',
      `${URL_OF_VENDOR}&Body=It's+amazing`,
      'dsq4Ehbj6cs+KdTkpF5sSSplOWw=',
    ],
  ])('when the vendor’s example is %s, then it is believed', (_how, url, signature) => {
    expect(verifyTwilio({ ...GENUINE, url, signature })).toBe(true);
  });

  test('when a field that means nothing to us is repeated, then the vendor’s example is believed', () => {
    const params = { 'MessagingBinding.Address': ['+1415xxxxxxx', '+1325xxxxxxx'] };
    expect(verifyTwilio({ ...GENUINE, params, signature: '83O6e2vORAoJHUNzJjDWN1jz+BA=' })).toBe(
      true,
    );
  });

  test('when the vendor’s example repeats a field that we act on, then we refuse what the vendor allows', () => {
    const params = { Sid: 'CA123', SidAccount: 'AC123', Digits: ['5678', '1234', '1234'] };
    const signature = 'IK+Dwps556ElfBT0I3Rgjkr1wJU=';
    expect(validateRequest(TOKEN, signature, URL_OF_VENDOR, params)).toBe(true);
    expect(verifyTwilio({ ...GENUINE, params, signature })).toBe(false);
  });

  test('while the token is being rotated, then both are believed and a third is not', () => {
    expect(verifyTwilio({ ...GENUINE, authTokens: ['new-token', TOKEN] })).toBe(true);
    expect(verifyTwilio({ ...GENUINE, authTokens: [TOKEN, 'new-token'] })).toBe(true);
    expect(verifyTwilio({ ...GENUINE, authTokens: ['new-token', 'newer-token'] })).toBe(false);
  });

  test('when Twilio adds a field that we do not know, then the callback is still believed', () => {
    const params = { ...CALLBACK, ErrorCodeDetail: 'handset', Zzz: 'Digits and MessageStatus' };
    const signature = twilioSignature(TOKEN, CALLBACK_URL, params);
    expect(verifyTwilio({ authTokens: [TOKEN], signature, url: CALLBACK_URL, params })).toBe(true);
  });
});

describe('a forged callback', () => {
  test('when any bit of the signature differs, then it is refused', () => {
    const bytes = Buffer.from(SIGNATURE, 'base64');
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const forged = Buffer.from(bytes);
      forged[bit >> 3]! ^= 1 << (bit & 7);
      expect(verifyTwilio({ ...GENUINE, signature: forged.toString('base64') })).toBe(false);
    }
  });

  test.each([
    ['absent', undefined],
    ['empty', ''],
    ['cut off', SIGNATURE.slice(0, -1)],
    ['longer', `${SIGNATURE}=`],
    ['with spaces', ` ${SIGNATURE}`],
    ['huge', 'A'.repeat(1_000_000)],
    ['beyond ASCII', 'я'.repeat(28)],
    ['spelt with spare bits', SIGNATURE.replace('8=', '9=')],
  ])('when the signature is %s, then it is refused', (_how, signature) => {
    expect(verifyTwilio({ ...GENUINE, signature })).toBe(false);
  });

  test('when no token is set, or an empty one with which anybody can sign, then nothing is believed', () => {
    const signature = twilioSignature('', CALLBACK_URL, CALLBACK);
    expect(validateRequest('', signature, CALLBACK_URL, CALLBACK)).toBe(true);
    const request = { signature, url: CALLBACK_URL, params: CALLBACK };
    expect(verifyTwilio({ ...request, authTokens: [''] })).toBe(false);
    expect(verifyTwilio({ ...request, authTokens: [] })).toBe(false);
  });

  test.each([
    'https://mycompany.org/myapp.php?foo=1&bar=2',
    'http://mycompany.com/myapp.php?foo=1&bar=2',
    'https://mycompany.com/myapp.php?foo=1&bar=3',
    'https://mycompany.com/other.php?foo=1&bar=2',
    'https://mycompany.com/myapp.php',
    'not a url',
    '',
    '//mycompany.com/myapp.php?foo=1&bar=2',
  ])('when it came to another address (%s), then it is refused', (url) => {
    expect(verifyTwilio({ ...GENUINE, url })).toBe(false);
  });

  test.each<[string, Record<string, unknown>]>([
    ['added', { ...CALLBACK, Extra: 'x' }],
    ['removed', Object.fromEntries(Object.entries(CALLBACK).slice(1))],
    ['changed', { ...CALLBACK, MessageStatus: 'failed' }],
    ['doubled', { ...CALLBACK, MessageStatus: ['delivered', 'delivered'] }],
    ['nested', { ...CALLBACK, MessageStatus: { toString: 'delivered' } }],
    ['a number', { ...CALLBACK, To: 79161234567 }],
    ['null', { ...CALLBACK, To: null }],
    ['called constructor', { ...CALLBACK, constructor: 'x' }],
    ['gone altogether', {}],
  ])('when a field is %s, then it is refused', (_how, params) => {
    expect(callback(params)).toBe(false);
  });
});

/** All readings of the same signed text that move one border or drop one. */
function* otherReadings(): Generator<Record<string, string>> {
  const names = Object.keys(CALLBACK).sort();
  for (const [index, name] of names.entries()) {
    const { [name]: value = '', ...rest } = CALLBACK;
    for (let moved = 1; moved <= value.length; moved += 1) {
      yield { ...rest, [name + value.slice(0, moved)]: value.slice(moved) };
    }
    for (let kept = 1; kept < name.length; kept += 1) {
      yield { ...rest, [name.slice(0, kept)]: name.slice(kept) + value };
    }
    const previous = names[index - 1];
    if (previous === undefined) continue;
    const { [previous]: before = '', ...others } = rest;
    yield { ...others, [previous]: before + name + value };
    for (let moved = 1; moved < name.length; moved += 1) {
      yield { ...others, [previous]: before + name.slice(0, moved), [name.slice(moved)]: value };
    }
  }
}

/** What somebody who acts on the callback would see. */
const acted = ({
  AccountSid,
  MessageSid,
  MessageStatus,
  ErrorCode,
  SmsSid,
  SmsStatus,
}: Record<string, string>) =>
  JSON.stringify({ AccountSid, MessageSid, MessageStatus, ErrorCode, SmsSid, SmsStatus });

describe('letters moved between a name and a value, which leaves the signature as it was', () => {
  test('when a field that we act on is touched, then every such reading is refused, though the vendor believes it', () => {
    const readings = [...otherReadings()].filter(
      (params) =>
        twilioSignature(TOKEN, CALLBACK_URL, params) === CALLBACK_SIGNATURE &&
        acted(params) !== acted(CALLBACK),
    );
    expect(readings.length).toBeGreaterThan(100);
    for (const params of readings) {
      expect(validateRequest(TOKEN, CALLBACK_SIGNATURE, CALLBACK_URL, params)).toBe(true);
      expect({ params, believed: callback(params) }).toEqual({ params, believed: false });
    }
  });
});

describe('anything at all as a callback', () => {
  test('when it is not signed, then it is refused and nothing is thrown', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl(), fc.constant(URL_OF_VENDOR));
    const params = fc.dictionary(fc.string({ unit: 'binary' }), fc.anything());
    const property = fc.property(text, text, params, (signature, url, fields) => {
      expect(verifyTwilio({ authTokens: [TOKEN], signature, url, params: fields })).toBe(false);
      expect(verifyTwilio({ authTokens: [TOKEN], signature: SIGNATURE, url, params: fields })).toBe(
        false,
      );
    });
    fc.assert(property, { numRuns: 3_000, ...propertySeed() });
  });

  test('when it is signed with the token, then we and the vendor agree on every ordinary set of fields', () => {
    const name = fc.stringMatching(/^[A-Z][a-z]{2,8}$/);
    const params = fc.dictionary(name, fc.string({ unit: 'grapheme', maxLength: 30 }));
    const property = fc.property(params, fc.boolean(), (fields, isGenuine) => {
      const signature = twilioSignature(isGenuine ? TOKEN : 'wrong', CALLBACK_URL, fields);
      const request = { authTokens: [TOKEN], signature, url: CALLBACK_URL, params: fields };
      expect(verifyTwilio(request)).toBe(isGenuine);
      expect(validateRequest(TOKEN, signature, CALLBACK_URL, fields)).toBe(isGenuine);
    });
    fc.assert(property, { numRuns: 1_000, ...propertySeed() });
  });
});
