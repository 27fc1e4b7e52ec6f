// Fills a shop's template with an order's data, within limits: no files, no data but the one given.
// Wording lives in the templates and policy elsewhere.
import { Liquid } from 'liquidjs';

/** A template that cannot be filled; the message says where and why, never with what. */
export class TemplateFailure extends Error {
  override readonly name = 'TemplateFailure';
  /** The same template fails on the same data again. */
  readonly retryable = false;
}

export interface RenderOptions {
  /** Escapes every value for use in HTML. */
  readonly html?: boolean;
}

const LONGEST_TEMPLATE = 100_000;
const LONGEST_OUTPUT = 200_000;
/** Milliseconds are generous: on a busy machine a sound template must not fail by the clock. */
const LIMITS = { renderLimit: 1_000, memoryLimit: 2_000_000 };

/** Tags that would reach for another template. */
const FOREIGN_TAGS = ['include', 'render', 'layout', 'block'];

const engines = { plain: createEngine(false), html: createEngine(true) };

/**
 * The filled template. Throws TemplateFailure for a mistake in it, for a variable that the data
 * lacks, and for output or work beyond the limits.
 */
export function renderTemplate(
  template: string,
  data: Readonly<Record<string, unknown>>,
  options: RenderOptions = {},
): string {
  const engine = options.html === true ? engines.html : engines.plain;
  const output = render(engine, template, data);
  if (output.length > LONGEST_OUTPUT) {
    throw new TemplateFailure(`The template gives more than ${LONGEST_OUTPUT} characters.`);
  }
  return output;
}

function render(engine: Liquid, template: string, data: object): string {
  try {
    return String(engine.parseAndRenderSync(template, data, LIMITS));
  } catch (error) {
    // The engine's own sentence may quote a value: only its place and its kind are kept.
    throw new TemplateFailure(`The template fails${place(error)}: ${kind(error)}.`);
  }
}

function createEngine(isHtml: boolean): Liquid {
  const engine = new Liquid({
    strictVariables: true,
    strictFilters: true,
    ownPropertyOnly: true,
    parseLimit: LONGEST_TEMPLATE,
    templates: {},
    // The machine's own time zone decides nothing: whoever fills a template formats its dates.
    timezoneOffset: 0,
    ...(isHtml ? { outputEscape: 'escape' as const } : {}),
  });
  for (const tag of FOREIGN_TAGS) Reflect.deleteProperty(engine.tags, tag);
  return engine;
}

const KINDS: Readonly<Record<string, string>> = {
  UndefinedVariableError: 'it names a variable that is not there',
  TokenizationError: 'it is not well formed',
  ParseError: 'it uses a tag or filter that is not there, or wrongly',
};

function kind(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown reason';
  if (/limit exceeded/.test(error.message)) return 'it asks for too much work';
  return KINDS[error.name] ?? 'it cannot be carried out';
}

function place(error: unknown): string {
  const token = error instanceof Error && 'token' in error ? error.token : undefined;
  if (typeof token !== 'object' || token === null || !('getPosition' in token)) return '';
  if (typeof token.getPosition !== 'function') return '';
  const [line, column] = (token as { getPosition: () => number[] }).getPosition();
  return ` at line ${line ?? 0}, column ${column ?? 0}`;
}
