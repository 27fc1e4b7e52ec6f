/**
 * Every problem the API may answer, as one table: slug, status, title, and what the caller can do about it.
 * The pages under /problems are made from it. Nothing personal may stand in a problem.
 */
import { CODE_REFUSALS } from './code-refusals';
import { kind } from './problem-kind';
import type { ProblemKind } from './problem-kind';
import { SIZE_REFUSALS } from './size-refusals';
import { UNCLEAR_REFUSALS } from './unclear-refusals';
import { WAY_REFUSALS } from './way-refusals';

/** Problems of requests as such, before any rule of the shop is asked. */
export const REQUEST_PROBLEMS = {
  unreadable: kind(
    400,
    'The request cannot be read',
    'The body is not well-formed JSON in UTF-8, or the address cannot be decoded. Repeating it unchanged will not help.',
  ),
  'idempotency-key-missing': kind(
    400,
    'Idempotency-Key is missing',
    'Requests that create something carry a header Idempotency-Key of at most 255 printable characters, so that they can be repeated safely.',
  ),
  'idempotency-key-invalid': kind(
    400,
    'Idempotency-Key is not valid',
    'An Idempotency-Key has 1 to 255 printable ASCII characters.',
  ),
  unauthenticated: kind(
    401,
    'No valid key',
    'Send `Authorization: Bearer …` with a key of the shop. Keys that were revoked no longer work. A party may sign its call instead.',
  ),
  'signature-invalid': kind(
    403,
    'The signature does not fit',
    'The webhook was not signed by the provider for this address and this body. Nothing was changed.',
  ),
  forbidden: kind(
    403,
    'The role may not do this',
    'The key is valid, but its role does not allow the operation.',
  ),
  'not-found': kind(
    404,
    'There is no such thing',
    'It does not exist, or it belongs to another shop.',
  ),
  'method-not-allowed': kind(
    405,
    'The method is not allowed here',
    'The header Allow names the methods of this address.',
  ),
  'number-taken': kind(
    409,
    'The number is taken',
    'The shop has an order with this number already; `orderId` names it.',
  ),
  'code-taken': kind(
    409,
    'The code is taken',
    'The shop has a certificate or promotion with this code; small letters and capitals are the same.',
  ),
  'stock-changed': kind(
    409,
    'The stock has changed',
    'The count on hand is no longer what was expected; `onHand` and `reserved` tell the present values.',
  ),
  'policy-changed': kind(
    412,
    'The policy has changed',
    'Somebody has stored a newer version since; read it and try again.',
  ),
  'not-quiet': kind(
    409,
    'The order is not at rest',
    'Its clock can be moved only while nothing is under way; `because` names what is.',
  ),
  'twin-in-flight': kind(
    409,
    'The same request is being worked on',
    'A request with this Idempotency-Key has not been answered yet. Try again in a moment.',
  ),
  'payload-too-large': kind(
    413,
    'The body is too large',
    'JSON bodies have at most 256 KB, imports at most 10 MB.',
  ),
  'unsupported-media-type': kind(
    415,
    'The body has the wrong type',
    'Send `Content-Type: application/json` in UTF-8, or what the route asks for, without an encoding other than gzip.',
  ),
  invalid: kind(
    422,
    'The request does not fit the contract',
    'Each entry of `errors` names a field by its JSON Pointer and what is wrong with it. Fields and parameters that are not known are refused too.',
  ),
  'idempotency-key-reused': kind(
    422,
    'Idempotency-Key was used for another request',
    'The key belongs to a request with another body or address. Use a new key for a new request.',
  ),
  'version-missing': kind(
    428,
    'If-Match is missing',
    'Send `If-Match: "<version>"` with the version of the order the change was made on.',
  ),
  'too-many-requests': kind(
    429,
    'Too many requests',
    'The limit of the key is used up; Retry-After tells in how many seconds it is not.',
  ),
  internal: kind(
    500,
    'Something is wrong with Ordo',
    'A fault of ours; it was logged under the request id. Trying again is safe with the same Idempotency-Key.',
  ),
  unavailable: kind(
    503,
    'Ordo cannot answer just now',
    'The database or the workflow engine does not answer in time. Try again after Retry-After seconds with the same Idempotency-Key: nothing is done twice.',
  ),
} as const satisfies Record<string, ProblemKind>;

/** Refusals of the shop's rules by their codes; their pages are named with dashes for underscores. */
export const REFUSALS = {
  stale_version: kind(
    412,
    'The order has a newer version',
    'It was changed since it was read: `version` is the present one, `changed` tells every amendment since. Look at what changed, and decide anew.',
  ),
  not_allowed_now: kind(
    422,
    'Not allowed at this stage',
    'The order is in a stage that does not take this command; `allowed` of the order names those it takes.',
  ),
  already_confirmed: kind(
    422,
    'Already confirmed',
    'The customer has agreed to the order before; nothing was changed.',
  ),
  already_delivered: kind(
    422,
    'Already delivered',
    'After delivery nothing can be changed or cancelled. The way on is a claim.',
  ),
  already_closed: kind(422, 'Already closed', 'The order has ended; a closed order stays closed.'),
  too_late: kind(422, 'Too late', 'What the change speaks of has left, or its time is over.'),
  no_change: kind(
    422,
    'Nothing would change',
    'The order has these values already, or there was nothing to tell.',
  ),
  contradictory_changes: kind(
    422,
    'The changes contradict each other',
    'Two changes of one request speak of the same thing.',
  ),
  unknown_line: kind(422, 'No such line', 'The order has no line with this id, or it was removed.'),
  unknown_parcel: kind(422, 'No such parcel', 'The order has no parcel with this id.'),
  unknown_courier: kind(422, 'No such courier', 'The shop has no courier with this id.'),
  inactive_courier: kind(422, 'The courier works no more', 'A link would lead nowhere.'),
  on_another_route: kind(422, 'On another route', '`courier` makes it now: name him in `from`.'),
  does_not_fit: kind(
    422,
    'It does not fit on the route',
    '`unfit` names every visit that does not fit and why: no hours that meet its window, no room left in them, or more cash than the courier may carry. Nothing was moved.',
  ),
  other_currency: kind(422, 'Another currency', 'An order has one currency throughout.'),
  out_of_stock: kind(422, 'Out of stock', 'There are not enough pieces.'),
  below_reserved: kind(
    422,
    'Fewer than are reserved',
    'The count on hand cannot be less than what orders have reserved.',
  ),
  ...UNCLEAR_REFUSALS,
  not_payable: kind(422, 'Not payable', 'The order takes no money now.'),
  more_than_paid: kind(
    422,
    'More than was paid',
    'No more can be refunded than was paid and has not gone back yet.',
  ),
  more_than_shipped: kind(422, 'More than was shipped', 'No more can come back than was shipped.'),
  ...CODE_REFUSALS,
  ...SIZE_REFUSALS,
  ...WAY_REFUSALS,
  task_conditions: kind(
    422,
    'The task cannot be closed yet',
    '`missing` names what is still missing, for example a reason or a contact with the customer.',
  ),
  task_closed: kind(422, 'The task is not open', 'It was closed or withdrawn before.'),
  task_taken: kind(
    422,
    'Somebody has the task',
    'Another person works on it; `takenBy` of the task names them. They or a senior manager may give it back.',
  ),
  message_under_way: kind(
    422,
    'A message of this kind is under way',
    'The first one has not ended yet, or nobody knows yet whether it arrived: sent again now, the customer might have it twice.',
  ),
  cannot_be_undone: kind(
    422,
    'The outcome cannot be taken back',
    'Something has followed from it, such as a message or an instruction. Put it right by a command of its own.',
  ),
  malformed: kind(
    422,
    'A field has the wrong shape',
    '`errors` names the field by its JSON Pointer.',
  ),
  unknown_command: kind(
    422,
    'The command is not known',
    'An order does not understand this command.',
  ),
  trouble: kind(
    422,
    'The order is in trouble',
    'A rule or the policy is broken; an administrator has a task that names the cause. The command is kept and tried again once it is solved.',
  ),
} as const satisfies Record<string, ProblemKind>;

export type RequestProblem = keyof typeof REQUEST_PROBLEMS;

export interface FieldError {
  readonly pointer: string;
  readonly detail: string;
}

/** Members of one problem beside those of its kind. */
export interface ProblemMembers {
  readonly detail?: string;
  readonly errors?: readonly FieldError[];
  /** Members of its own, such as `orderId` or `missing`. */
  readonly more?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer other than the one asked for: thrown anywhere in a request, written out in one place. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly slug: string;
  readonly status: number;
  readonly members: ProblemMembers;

  constructor(slug: string, status: number, members: ProblemMembers) {
    super(slug);
    this.slug = slug;
    this.status = status;
    this.members = members;
  }
}

/** The problem of a request that is wrong in itself, or cannot be served now. */
export function problem(slug: RequestProblem, members: ProblemMembers = {}): Problem {
  return new Problem(slug, REQUEST_PROBLEMS[slug].status, members);
}

/** The problem of a request with faults in fields, at most the first hundred of them. */
export function invalid(errors: readonly FieldError[]): Problem {
  return problem('invalid', { errors: errors.slice(0, 100) });
}

/** The title and status of a problem by its slug, or null where there is none. */
export function problemKind(slug: string): ProblemKind | null {
  const kinds: Readonly<Record<string, ProblemKind>> = { ...REQUEST_PROBLEMS, ...bySlug() };
  return Object.hasOwn(kinds, slug) ? (kinds[slug] ?? null) : null;
}

/** All slugs, those of requests first. */
export function problemSlugs(): readonly string[] {
  return [...Object.keys(REQUEST_PROBLEMS), ...Object.keys(bySlug())];
}

function bySlug(): Record<string, ProblemKind> {
  const entries = Object.entries(REFUSALS);
  return Object.fromEntries(entries.map(([code, what]) => [code.replaceAll('_', '-'), what]));
}

/** What goes over the wire; `instance` is the id of the request. */
export function problemBody(of: Problem, instance: string): Readonly<Record<string, unknown>> {
  const { title, about } = problemKind(of.slug) ?? REQUEST_PROBLEMS.internal;
  const { detail, errors, more } = of.members;
  return {
    type: `/problems/${of.slug}`,
    title,
    status: of.status,
    detail: detail ?? about,
    instance,
    ...(errors ? { errors } : {}),
    ...more,
  };
}
