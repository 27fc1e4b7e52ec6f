/**
 * What is held against every page that people open: its HTML, its headers, its language. Nothing is asked here.
 */
import { HtmlValidate } from 'html-validate';
import type { Locale } from '../../../domain/messages/catalogue';

/** A page as it came. */
export interface Page {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

const validator = new HtmlValidate({ extends: ['html-validate:standard'] });

/** What html-validate has against it. */
export async function faultsOf(text: string): Promise<readonly string[]> {
  const { results } = await validator.validateString(text);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message }) => `${ruleId}: ${message}`),
  );
}

/** The style that the page brings itself, forms to where it came from, and nothing else. */
export function mustBeSafe({ headers, text }: Page): void {
  const policy = headers.get('content-security-policy') ?? '';
  const nonce = /<style nonce="([^"]+)">/.exec(text)?.[1] ?? 'none';
  expect(policy).toBe(
    `default-src 'none'; style-src 'nonce-${nonce}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  );
  expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(text).not.toMatch(
    /<(script|img|iframe|link|object|embed)\b|\son\w+=|javascript:|style="/i,
  );
}

/** Names and ids that are the same in every language; no word of programs is among them. */
const NAMES =
  /Europe\/Moscow|DRESS-RED-42|Main warehouse|Own couriers|Ordo|SMS|req_[\w-]+|\((key|courier)[-_]\w+\)|“[^”]*”|«[^»]*»/g;

/** What a reader sees, less names of the world and what somebody outside said, in quotation marks. */
export function readable(text: string): string {
  return text
    .replaceAll(/<style\b.*?<\/style>/gs, ' ')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/&\w+;|&#\d+;/g, ' ')
    .replaceAll(NAMES, ' ');
}

/** In English a word of programs shows itself by an underscore, a hump, or as a value that is no word at all. */
const FOREIGN = {
  ru: /[A-Za-z]{2,}/g,
  en: /[А-Яа-яЁё]+|\w*_\w*|\b[a-z]+[A-Z]\w*|\b(true|false|null|undefined)\b|\{\w*\}/g,
} as const;

/** All that is read is in this language. */
export function mustSpeak(locale: Locale, { text }: Page): void {
  expect(text).toContain(`<html lang="${locale}">`);
  expect(readable(text).match(FOREIGN[locale]) ?? []).toEqual([]);
}

/** Russian, and what is marked as English in English. */
export function mustSpeakBoth({ text }: Page): void {
  expect(text).toContain('<html lang="ru">');
  const english = /<(\w+) lang="en">(.*?)<\/\1>/gs;
  const words = [...text.matchAll(english)].map(([, , said = '']) => readable(said)).join(' ');
  expect(words).toMatch(/[a-z]{3}/);
  expect(words).not.toMatch(FOREIGN.en);
  expect(readable(text.replaceAll(english, ''))).not.toMatch(FOREIGN.ru);
}
