/**
 * Plain HTML pages without scripts: a frame, and text made safe. What a page says is not known here.
 */
import { randomBytes } from 'node:crypto';
import type { Reply } from '../request/route';

const ENTITIES: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' },
};

/** HTML that is safe to put into a page as it is. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = Html | string | number | readonly Html[];

/** A template whose values are made safe, except those that are HTML already. */
export function html(strings: TemplateStringsArray, ...values: readonly Part[]): Html {
  const text = strings.map((string, index) => string + safe(values[index] ?? ''));
  return new Html(text.join(''));
}

function safe(value: Part): string {
  if (value instanceof Html) return value.text;
  if (typeof value === 'object') return value.map((one) => one.text).join('\n');
  return String(value).replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** The way to the list from which a page was opened; nothing where it was opened otherwise. */
export function wayBackTo(list: string | null, words: string): Html {
  return list === null ? new Html('') : html`<p><a href="${list}">${words}</a></p>`;
}

const STYLE = `body{font:17px/1.5 system-ui,sans-serif;max-width:38rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b}
h1{font-size:1.5rem}table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.4rem .3rem;border-bottom:1px solid #ccc}
td.sum,th.sum{text-align:right;white-space:nowrap}form{margin:1.2rem 0;padding:1rem;border:1px solid #ccc;border-radius:.5rem}
button{font:inherit;padding:.6rem 1.2rem;border:0;border-radius:.4rem;background:#14532d;color:#fff;cursor:pointer}
button.other{background:#444}label{display:block;margin:.4rem 0}textarea,select{font:inherit;width:100%;box-sizing:border-box}
p.note{padding:.8rem;border-radius:.4rem;background:#eef6ee}p.warn{background:#fff4d6}code{font-size:.95em}`;

/** A whole page as a reply; it may load nothing and send forms only back to where it came from. */
export function page(
  status: number,
  { locale, title, body }: { readonly locale: string; readonly title: string; readonly body: Html },
): Reply {
  const nonce = randomBytes(16).toString('base64');
  const whole = html`<!doctype html>
    <html lang="${locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        <style nonce="${nonce}">
          ${new Html(STYLE)}
        </style>
      </head>
      <body>
        <main>${body}</main>
      </body>
    </html> `;
  return {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': `default-src 'none'; style-src 'nonce-${nonce}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
      'Referrer-Policy': 'no-referrer',
    },
    body: whole.text,
  };
}
