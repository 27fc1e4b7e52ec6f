/**
 * The plain page on which a party answers a quick question: no script, one form. Pure.
 */
import { momentText, sayText } from '../../domain/messages/catalogue';
import type { Locale } from '../../domain/messages/catalogue';
import { DESK_WORDS } from '../../domain/messages/words/desk-texts';
import { QUESTION_STANDS, QUESTION_WORDS } from '../../domain/messages/words/question-texts';
import { questionState } from '../../domain/parties/question';
import type { KeptQuestion } from '../../database/questions/questions';
import type { Instant } from '../../domain/calendar/instant';
import { html, wayBackTo } from './html';
import type { Html } from './html';

export interface QuestionReader {
  readonly shop: string;
  readonly locale: Locale;
  readonly zone: string;
  readonly at: Instant;
  /** The list from which the page was opened; null where it was opened otherwise. */
  readonly list: string | null;
}

/** The question in the shop's language, with a form as long as nobody has answered. */
export function questionPage(
  question: KeptQuestion,
  { shop, locale, zone, at, list }: QuestionReader,
): { readonly locale: Locale; readonly title: string; readonly body: Html } {
  const { sku, text, answer, until } = question;
  const say = (word: keyof typeof QUESTION_WORDS): string => sayText(QUESTION_WORDS[word], locale);
  const state = questionState(question, at);
  const stands = sayText(QUESTION_STANDS[state], locale, { until: momentText(until, zone) });
  const said = answer === null ? form(say) : html`<p><b>${say('answered')}:</b> ${answer}</p>`;
  const title = `${say('title')} – ${shop}`;
  const body = html`<h1>${title}</h1>
    <p>${text}</p>
    ${sku === null ? '' : html`<p>${say('sku')}: <code>${sku}</code></p>`}
    <p class="${state === 'expired' ? 'warn' : 'note'}">${stands}</p>
    ${said} ${wayBackTo(list, sayText(DESK_WORDS.back, locale))}`;
  return { locale, title, body };
}

function form(say: (word: keyof typeof QUESTION_WORDS) => string): Html {
  return html`<form method="post">
    <label for="text">${say('answer')}</label>
    <textarea id="text" name="text" rows="3" maxlength="1000" required></textarea>
    <p><button type="submit">${say('send')}</button></p>
  </form>`;
}
