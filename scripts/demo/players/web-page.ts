// A page as a browser knows it: its forms, and what they send when they are filled in. Just enough of HTML.

export interface Form {
  /** What is sent when nothing is filled in: hidden fields, and the first option of every list. */
  readonly fields: Readonly<Record<string, string>>;
}

/** The forms of a page, from top to bottom. */
export function formsOf(page: string): readonly Form[] {
  return [...page.matchAll(/<form\b[^>]*>([\s\S]*?)<\/form>/g)].map(([, inside = '']) => ({
    fields: { ...inputsOf(inside), ...listsOf(inside) },
  }));
}

/** What the page says to whoever has just answered, or its heading. */
export function messageOf(page: string): string {
  const [, note] = /role="status"[^>]*>([\s\S]*?)<\//.exec(page) ?? [];
  const [, heading = ''] = /<h1[^>]*>([\s\S]*?)<\/h1>/.exec(page) ?? [];
  return unescaped((note ?? heading).replace(/\s+/g, ' ').trim());
}

function inputsOf(form: string): Record<string, string> {
  const inputs = [...form.matchAll(/<input\b[^>]*>/g)].map(([tag]) => tag);
  return Object.fromEntries(
    inputs.flatMap((tag) => {
      const name = attribute(tag, 'name');
      return name === undefined ? [] : [[name, attribute(tag, 'value') ?? '']];
    }),
  );
}

function listsOf(form: string): Record<string, string> {
  const lists = [...form.matchAll(/<select\b[^>]*name="([^"]*)"[^>]*>([\s\S]*?)<\/select>/g)];
  return Object.fromEntries(
    lists.map(([, name = '', options = '']) => [name, attribute(options, 'value') ?? '']),
  );
}

function attribute(tag: string, name: string): string | undefined {
  const [, value] = new RegExp(`\\b${name}="([^"]*)"`).exec(tag) ?? [];
  return value === undefined ? undefined : unescaped(value);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

function unescaped(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity);
}
