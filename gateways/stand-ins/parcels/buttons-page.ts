// The page on which a person makes a stand-in of a parcel service report: every parcel it knows, a button for each
// word. Only HTML, without a script; what a button does is the stand-in's own.
import type { Request } from 'express';

export type Locale = 'en' | 'ru';

export interface Button {
  /** What the form sends as `says`. */
  readonly says: string;
  readonly title: string;
}

export interface Card {
  /** What the form sends as `about`; null where the person types it. */
  readonly about: string | null;
  readonly title: string;
  readonly details: readonly string[];
}

export interface ButtonsPage {
  readonly locale: Locale;
  readonly title: string;
  readonly intro: string;
  /** Shown where there is nothing to press for. */
  readonly nothing: string;
  /** Where the forms go. */
  readonly action: string;
  readonly cards: readonly Card[];
  readonly buttons: readonly Button[];
}

/** Headers of every such page: nothing is loaded, and forms go home alone. */
export const PAGE_HEADERS = {
  'Content-Security-Policy': "default-src 'none'; form-action 'self'; base-uri 'none'",
  'Cache-Control': 'no-store',
} as const;

/** The language the browser asks for first. */
export function localeOf(request: Pick<Request, 'acceptsLanguages'>): Locale {
  return request.acceptsLanguages('en', 'ru') === 'ru' ? 'ru' : 'en';
}

/** The whole page. */
export function buttonsPage(page: ButtonsPage): string {
  const { locale, title, intro, nothing, cards } = page;
  const all = cards.map((card) => cardOf(card, page)).join('\n');
  return framed(
    { locale, title },
    `<h1>${shown(title)}</h1>\n<p>${shown(intro)}</p>\n${all === '' ? `<p>${shown(nothing)}</p>` : all}`,
  );
}

/** A page of links to others. */
export function linksPage(page: {
  readonly locale: Locale;
  readonly title: string;
  readonly links: readonly { readonly to: string; readonly title: string }[];
}): string {
  const { locale, title, links } = page;
  const items = links.map(
    (link) => `<li><a href="${shown(link.to)}">${shown(link.title)}</a></li>`,
  );
  return framed({ locale, title }, `<h1>${shown(title)}</h1>\n<ul>\n${items.join('\n')}\n</ul>`);
}

function cardOf({ about, title, details }: Card, { action, buttons }: ButtonsPage): string {
  const lines = details.map((detail) => `<p>${shown(detail)}</p>`).join('\n');
  const field =
    about === null
      ? `<input type="text" name="about" required maxlength="40" aria-label="${shown(title)}">`
      : `<input type="hidden" name="about" value="${shown(about)}">`;
  const presses = buttons.map(
    ({ says, title: word }) =>
      `<button type="submit" name="says" value="${shown(says)}">${shown(word)}</button>`,
  );
  return `<section>\n<h2>${shown(title)}</h2>\n${lines}\n<form method="post" action="${shown(action)}">\n<p>${field}</p>\n<p>${presses.join('\n')}</p>\n</form>\n</section>`;
}

function framed(head: { readonly locale: Locale; readonly title: string }, body: string): string {
  return `<!DOCTYPE html>
<html lang="${head.locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${shown(head.title)}</title>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

function shown(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
}
