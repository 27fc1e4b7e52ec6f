// What Twilio is to say on the phone, by Twilio's own library. The words are given; nothing here knows
// an order or decides what a key means.
import VoiceResponse from 'twilio/lib/twiml/VoiceResponse';

type Locale = 'ru' | 'en';

const LANGUAGES = { ru: 'ru-RU', en: 'en-GB' } as const satisfies Record<Locale, string>;

/** Seconds of silence after the choices before the menu goes on. */
const PATIENCE = 6;
const TIMES_SAID = 2;

export interface MenuToSay {
  readonly locale: Locale;
  readonly opening: string;
  readonly choices: string;
  /** Said last, where no key was pressed. */
  readonly unheard: string;
  /** Asked, with the key, for what to say next. */
  readonly keysUrl: string;
}

/** The menu, said twice while one key is waited for, then the end. */
export function menuTwiml({ locale, opening, choices, unheard, keysUrl }: MenuToSay): string {
  const response = new VoiceResponse();
  const language = LANGUAGES[locale];
  for (let said = 0; said < TIMES_SAID; said += 1) {
    const gather = response.gather({
      input: ['dtmf'],
      numDigits: 1,
      timeout: PATIENCE,
      action: keysUrl,
      method: 'POST',
    });
    gather.say({ language }, opening);
    gather.say({ language }, choices);
  }
  response.say({ language }, unheard);
  response.hangup();
  return response.toString();
}

/** One sentence and the end of the call. */
export function partingTwiml(locale: Locale, text: string): string {
  const response = new VoiceResponse();
  response.say({ language: LANGUAGES[locale] }, text);
  response.hangup();
  return response.toString();
}
