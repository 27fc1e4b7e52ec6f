// Reads the TwiML that a call is answered with, as far as the stand-in can act on it. It is as strict as
// Twilio: whatever it does not know ends the call.

export interface Verb {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
  readonly inside: readonly Verb[];
}

/** Verbs and what may stand inside them. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  Response: ['Say', 'Pause', 'Gather', 'Redirect', 'Hangup'],
  Gather: ['Say', 'Pause'],
  Say: [],
  Pause: [],
  Redirect: [],
  Hangup: [],
};

const TOKEN = /<(\/?)([A-Za-z]+)((?:\s+[A-Za-z]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;

interface OpenVerb {
  readonly name: string;
  readonly attributes: Record<string, string>;
  text: string;
  readonly inside: OpenVerb[];
}

/** The verbs of a document in their order; throws where it is none that the stand-in knows. */
export function readTwiml(document: string): readonly Verb[] {
  const body = document.replace(/^\s*<\?xml[^>]*\?>\s*/, '');
  const root: OpenVerb = { name: '', attributes: {}, text: '', inside: [] };
  const open = [root];
  let read = 0;
  for (const match of body.matchAll(TOKEN)) {
    read += match[0].length;
    const [, closing, name = '', attributes = '', empty, text] = match;
    const parent = open.at(-1) ?? root;
    if (text !== undefined) parent.text += plain(text);
    else if (closing === '/') {
      if (parent.name !== name) throw new Error(`${name} ends where it did not begin`);
      open.pop();
    } else {
      const verb = begun(parent, name, attributes);
      if (empty !== '/') open.push(verb);
    }
  }
  const [response, ...others] = root.inside;
  if (read !== body.length || open.length > 1 || !response || others.length > 0) {
    throw new Error('no TwiML');
  }
  return response.inside;
}

function begun(parent: OpenVerb, name: string, attributes: string): OpenVerb {
  const allowed = parent.name === '' ? ['Response'] : (KNOWN[parent.name] ?? []);
  if (!allowed.includes(name)) throw new Error(`${name} is not known inside ${parent.name}`);
  const pairs = [...attributes.matchAll(/([A-Za-z]+)="([^"]*)"/g)];
  const read = pairs.map(([, key = '', value = '']): [string, string] => [key, plain(value)]);
  const verb: OpenVerb = { name, attributes: Object.fromEntries(read), text: '', inside: [] };
  parent.inside.push(verb);
  return verb;
}

const ENTITIES: Readonly<Record<string, string>> = {
  ...{ lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" },
};

function plain(text: string): string {
  return text.replace(/&(\w+);/g, (_whole, name: string) => {
    const character = ENTITIES[name];
    if (character === undefined) throw new Error(`${name} is no entity`);
    return character;
  });
}
