/**
 * What a person reads in the browser where a page's form or link could not be served: two languages, as nothing
 * is known of the reader. Programs get the problem as JSON instead.
 */
import type { Problem } from '../problems/problems';
import type { Reply } from '../request/route';
import { html, page } from './html';

/** The problem as a page, with the number of the request for whoever is asked about it. */
export function problemPage({ status, members }: Problem, requestId: string): Reply {
  const body = html`<h1>Не получилось</h1>
    <p>Вернитесь на страницу, обновите её и попробуйте ещё раз. Если не поможет, позвоните нам.</p>
    <div lang="en">
      <h2>That did not work</h2>
      <p>Go back, reload the page and try again. If that does not help, call us.</p>
    </div>
    <p class="note"><code>${requestId}</code></p>`;
  const shown = page(status, { locale: 'ru', title: String(status), body });
  return { ...shown, headers: { ...shown.headers, ...members.headers } };
}
