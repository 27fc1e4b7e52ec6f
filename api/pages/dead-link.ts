/**
 * What whoever holds a link that leads nowhere is told, in both languages; never why, but that it has run out.
 */
import type { Reply } from '../request/route';
import { html, page } from './html';

const WORDS = {
  404: { ru: 'Ссылка недействительна', en: 'The link is not valid' },
  410: { ru: 'Срок действия ссылки истёк', en: 'The link has run out' },
} as const;

/** A page that says to call; 404 where the link is not ours or counts no more, 410 where it has run out. */
export function deadLink(status: 404 | 410 = 404): Reply {
  const { ru, en } = WORDS[status];
  const body = html`<h1>${ru}</h1>
    <p>Пожалуйста, позвоните нам.</p>
    <div lang="en">
      <h2>${en}</h2>
      <p>Please call us.</p>
    </div>`;
  return page(status, { locale: 'ru', title: String(status), body });
}
