/**
 * What people read about the API: the OpenAPI document, its readable form, and the list of problems.
 */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { openApiDocument } from '../openapi';
import { html, page } from '../pages/html';
import type { Html } from '../pages/html';
import { problem, problemKind, problemSlugs } from '../problems/problems';
import { openRoute } from '../request/route';
import type { OpenRoute, Route } from '../request/route';

const tag = 'Documents';

const anyText = z.string().max(10_000_000);
const pageAnswer = { 200: { description: 'A page', schema: anyText, contentType: 'text/html' } };

/** The reader's own script wants styles of its own and a worker; nothing comes from elsewhere. */
const DOCS_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; img-src 'self' data:; " +
  "font-src 'self'; connect-src 'self'; worker-src blob:; base-uri 'none'; frame-ancestors 'none'";

const DOCS_PAGE = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Ordo API</title></head>
<body><redoc spec-url="/openapi.json"></redoc><script src="/docs/redoc.js"></script></body>
</html>
`;

/** The documents about these routes and about themselves. */
export function documentRoutes(described: readonly Route[]): readonly OpenRoute[] {
  let document: object | null = null;
  const specification: OpenRoute = openRoute({
    method: 'get',
    path: '/openapi.json',
    operation: 'readSpecification',
    summary: 'This document',
    tag,
    answers: { 200: { description: 'OpenAPI 3.1', schema: z.looseObject({}) } },
    handle: () => {
      document ??= openApiDocument([...described, ...own]);
      return Promise.resolve({ status: 200, body: document });
    },
  });
  const own: readonly OpenRoute[] = [specification, ...readable];
  return own;
}

const docs = openRoute({
  method: 'get',
  path: '/docs',
  operation: 'readDocs',
  summary: 'The document for people',
  tag,
  answers: pageAnswer,
  handle: () =>
    Promise.resolve({
      status: 200,
      headers: {
        'Content-Type': 'text/html; charset=utf-8',
        'Content-Security-Policy': DOCS_POLICY,
      },
      body: DOCS_PAGE,
    }),
});

const script = openRoute({
  method: 'get',
  path: '/docs/redoc.js',
  operation: 'readDocsScript',
  summary: "The documents' own reader",
  tag,
  answers: {
    200: { description: 'A script', schema: anyText, contentType: 'text/javascript' },
  },
  handle: async () => ({
    status: 200,
    headers: {
      'Content-Type': 'text/javascript; charset=utf-8',
      'Cache-Control': 'public, max-age=3600',
    },
    body: await readFile(require.resolve('redoc/bundles/redoc.standalone.js'), 'utf8'),
  }),
});

const allProblems = openRoute({
  method: 'get',
  path: '/problems',
  operation: 'listProblems',
  summary: 'Every type of problem',
  tag,
  answers: pageAnswer,
  handle: () => {
    const rows = problemSlugs().map(problemRow);
    const body = html`<h1>Problems</h1>
      <p>Every problem the API answers has one of these types.</p>
      <table>
        <tr>
          <th>Type</th>
          <th>Status</th>
          <th>Title</th>
        </tr>
        ${rows}
      </table>`;
    return Promise.resolve(page(200, { locale: 'en', title: 'Problems', body }));
  },
});

function problemRow(slug: string): Html {
  const { status, title } = problemKind(slug) ?? { status: 0, title: slug };
  return html`<tr>
    <td>
      <a href="/problems/${slug}"><code>${slug}</code></a>
    </td>
    <td>${status}</td>
    <td>${title}</td>
  </tr>`;
}

const oneProblem = openRoute({
  method: 'get',
  path: '/problems/{slug}',
  operation: 'readProblem',
  summary: 'One type of problem, and what to do about it',
  tag,
  params: z.strictObject({ slug: z.string().max(60) }),
  answers: pageAnswer,
  handle: ({ params: { slug } }) => {
    const kind = problemKind(slug);
    if (!kind) throw problem('not-found');
    const body = html`<h1>${kind.title}</h1>
      <p><code>/problems/${slug}</code>, status ${kind.status}</p>
      <p>${kind.about}</p>
      <p><a href="/problems">All problems</a></p>`;
    return Promise.resolve(page(200, { locale: 'en', title: kind.title, body }));
  },
});

const readable: readonly OpenRoute[] = [docs, script, allProblems, oneProblem];
