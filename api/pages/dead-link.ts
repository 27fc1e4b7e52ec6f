/**
 * What whoever holds a link that leads nowhere is told, in both languages; never why.
 */
import type { Reply } from '../request/route';
import { html, page } from './html';

/** 404 with a page that says to call. */
export function deadLink(): Reply {
  const body = html`<h1>Ссылка недействительна</h1>
    <p>Пожалуйста, позвоните нам.</p>
    <div lang="en">
      <h2>The link is not valid</h2>
      <p>Please call us.</p>
    </div>`;
  return page(404, { locale: 'ru', title: '404', body });
}
