// Who may import whom: the table of the README as rules, each with its reason in one sentence.
// test/rules/import-rules.test.ts feeds every rule a deliberately bad file.

const vendor =
  'node_modules/(twilio|@sendgrid|liquidjs|axios|request-filtering-agent|pdfkit|bwip-js|dejavu-fonts-ttf)/';
const ofGatewaysForTheApi = '^gateways/(papers/|.*(signature|address-fault|twiml)\\.ts$)';
const databasePackages = 'node_modules/(pg|pg-[^/]+|@prisma|prisma)/';
const temporal = 'node_modules/@temporalio/';

/** The folder's own files, the folders it may import, and nothing else of ours. */
const onlyOurs = (folder, allowed) => ({
  from: { path: `^${folder}/` },
  to: {
    path: '^(domain|workflows|activities|gateways|database|api|worker|desk|config|scripts|bench|deploy)/',
    pathNot: [folder, ...allowed].map((name) => `^${name}`).map(endWithFolder),
  },
});
const endWithFolder = (path) => (/[/$]$/.test(path) ? path : `${path}/`);

const forbid = (name, comment, rule) => ({ name, comment, severity: 'error', ...rule });

module.exports = {
  forbidden: [
    forbid('domain-imports-domain', 'The rules of the shop import nothing but each other.', {
      from: { path: '^domain/', pathNot: '-schemas[.]ts$' },
      to: { pathNot: '^domain/' },
    }),

    forbid(
      'schemas-import-zod',
      'A schema of commands is written with zod and knows the rest of the domain, nothing else.',
      {
        from: { path: '^domain/.*-schemas[.]ts$' },
        to: { pathNot: ['^domain/', '(^|/)node_modules/zod/'] },
      },
    ),

    forbid(
      'workflows-import-types-only',
      'Workflow code is replayed: of our own folders it knows domain and activities, as types only.',
      {
        from: { path: '^workflows/' },
        to: { path: '^(domain|activities)/', dependencyTypesNot: ['type-only'] },
      },
    ),
    forbid(
      'workflows-stay-small',
      'Workflow code imports @temporalio/workflow, itself, and types of domain and activities.',
      {
        from: { path: '^workflows/', pathNot: '^workflows/payload-converter[.]ts$' },
        to: {
          pathNot: ['^workflows/', '^domain/', '^activities/', `${temporal}workflow/`],
        },
      },
    ),

    forbid(
      'payload-converter-stays-small',
      'The payload converter stands on the one of the SDK and on nothing else.',
      {
        from: { path: '^workflows/payload-converter[.]ts$' },
        to: { pathNot: `${temporal}common/` },
      },
    ),

    forbid(
      'activities-import-inwards',
      'An activity knows domain, gateways and database; it never knows who calls it.',
      onlyOurs('activities', ['domain', 'gateways', 'database']),
    ),
    forbid(
      'activities-see-gateways-as-interfaces',
      'An activity takes a gateway by its interface, so that swapping a vendor never touches it.',
      {
        from: { path: '^activities/' },
        to: { path: '^gateways/', dependencyTypesNot: ['type-only'] },
      },
    ),
    forbid(
      'activities-use-temporal-activity',
      'Of packages an activity imports @temporalio/activity alone: effects live in gateways and database.',
      {
        from: { path: '^activities/' },
        to: {
          path: 'node_modules/',
          pathNot: `${temporal}activity/`,
        },
      },
    ),
    forbid(
      'activities-reach-out-through-gateways',
      'Files, sockets and processes are reached through gateways or database, never from an activity.',
      {
        from: { path: '^activities/' },
        to: {
          dependencyTypes: ['core'],
          path: '^(node:)?(fs|net|tls|http|https|http2|dgram|dns|child_process|worker_threads|cluster)(/|$)',
        },
      },
    ),

    forbid(
      'gateways-import-domain',
      'A gateway is the outside world behind an interface: of ours it knows domain only.',
      onlyOurs('gateways', ['domain']),
    ),
    forbid(
      'gateways-leave-storage-and-temporal-alone',
      'A gateway speaks to a vendor: it neither stores anything nor knows of Temporal.',
      { from: { path: '^gateways/' }, to: { path: [databasePackages, temporal] } },
    ),
    forbid(
      'only-gateways-import-vendors',
      'One vendor, one file: packages of vendors are imported by gateways alone.',
      { from: { pathNot: '^(gateways|test)/' }, to: { path: vendor } },
    ),

    forbid(
      'database-imports-domain',
      'Queries take and return domain types and know nothing of their callers.',
      onlyOurs('database', ['domain']),
    ),
    forbid(
      'database-uses-pg-and-prisma',
      'Of packages the database folder imports pg and the Prisma client alone.',
      { from: { path: '^database/' }, to: { path: 'node_modules/', pathNot: databasePackages } },
    ),
    forbid(
      'only-database-imports-pg-and-prisma',
      'Every query lives in database/, so the client packages are imported nowhere else.',
      {
        from: { path: '^(workflows|activities|gateways|api|worker|desk|config)/' },
        to: { path: [databasePackages, '^database/generated/'] },
      },
    ),

    forbid(
      'api-starts-no-effect',
      'The API writes rows and sends updates: it knows domain, database, config, what webhooks need of gateways, and messages of workflows.',
      onlyOurs('api', ['domain', 'database', 'config', 'gateways', 'workflows']),
    ),
    forbid(
      'api-checks-signatures-only',
      'Of gateways the API imports what webhooks need, checks of signatures and addresses and what Twilio is to say, and the printing of papers.',
      { from: { path: '^api/' }, to: { path: '^gateways/', pathNot: ofGatewaysForTheApi } },
    ),
    forbid(
      'api-knows-messages-of-workflows',
      'Of workflows the API imports the messages; anything else as types only.',
      {
        from: { path: '^api/' },
        to: {
          path: '^workflows/',
          pathNot: '^workflows/messages(\\.ts$|/)',
          dependencyTypesNot: ['type-only'],
        },
      },
    ),
    forbid('api-uses-temporal-client', 'Of Temporal the API imports the client alone.', {
      from: { path: '^api/' },
      to: { path: temporal, pathNot: `${temporal}(client|common)/` },
    }),

    forbid(
      'worker-assembles',
      'The worker is where everything meets, except the API and the desk, which are not its business.',
      onlyOurs('worker', ['activities', 'gateways', 'database', 'config', 'domain', 'workflows']),
    ),
    forbid(
      'worker-bundles-workflows-by-path',
      'The worker hands the path of workflows to the bundler; it imports their messages and types only.',
      {
        from: { path: '^worker/' },
        to: {
          path: '^workflows/',
          pathNot: '^workflows/messages(\\.ts$|/)',
          dependencyTypesNot: ['type-only'],
        },
      },
    ),

    forbid(
      'desk-talks-to-the-api',
      'The desk knows domain and the types of the API schemas; everything else it asks over HTTP.',
      onlyOurs('desk', ['domain', 'api']),
    ),
    forbid(
      'desk-knows-schemas-as-types',
      'Of the API the desk imports the schemas alone, as types.',
      {
        from: { path: '^desk/' },
        to: { path: '^api/', pathNot: '^api/.*schemas[./]' },
      },
    ),
    forbid(
      'desk-imports-no-schema-code',
      'The schemas of the API are types to the desk, not code.',
      {
        from: { path: '^desk/' },
        to: { path: '^api/', dependencyTypesNot: ['type-only'] },
      },
    ),
    forbid('desk-runs-in-a-browser', 'Nothing of the server runs in the browser.', {
      from: { path: '^desk/' },
      to: { path: [temporal, databasePackages, 'node_modules/express/'] },
    }),

    forbid('config-reads-settings', 'Settings know nothing of those who use them.', {
      ...onlyOurs('config', ['domain']),
    }),

    forbid(
      'demo-plays-from-outside',
      'Players of the demo act over the public HTTP API: of ours they know domain, the start scripts and shapes of answers.',
      {
        from: { path: '^scripts/demo/' },
        to: {
          path: ['^(workflows|activities|gateways|database|worker|desk|config)/', '^api/'],
          pathNot: '^api/schemas/',
        },
      },
    ),
    forbid('demo-knows-schemas-as-types', 'Shapes of answers are types to the demo, not code.', {
      from: { path: '^scripts/demo/' },
      to: { path: '^api/', dependencyTypesNot: ['type-only'] },
    }),

    forbid('nothing-imports-tests', 'Code that is shipped never depends on test/.', {
      from: { pathNot: '^test/' },
      to: { path: '^test/' },
    }),
    forbid(
      'stories-act-as-the-outside-does',
      'A story imports test/support, and types of domain; it acts over HTTP as the outside does.',
      {
        from: { path: '^test/stories/' },
        to: {
          pathNot: ['^test/stories/', '^test/support/', '^domain/', '^node:', 'node_modules/'],
        },
      },
    ),
    forbid(
      'stories-use-domain-types',
      'A story borrows the words of domain, never its functions.',
      {
        from: { path: '^test/stories/' },
        to: { path: '^domain/', dependencyTypesNot: ['type-only'] },
      },
    ),

    forbid(
      'main-is-never-imported',
      'main.ts runs something when imported, so nobody imports it.',
      {
        from: {},
        to: { path: '(^|/)main\\.tsx?$' },
      },
    ),
    forbid('no-drawer-files', 'A file is named after what it exports; these names mean nothing.', {
      from: {},
      to: { path: '^(?!.*node_modules/).*(^|/)(utils?|helpers?|common|types)(/|\\.[cm]?[jt]sx?$)' },
    }),
    forbid('no-cycles', 'Two files that need each other are one thing or three.', {
      from: {},
      to: { circular: true },
    }),
    forbid('no-orphans', 'A file that nobody imports and that imports nobody is forgotten.', {
      from: {
        orphan: true,
        pathNot: [
          '(^|/)main\\.tsx?$',
          '^workflows/index\\.ts$',
          '^(test|scripts|bench|deploy)/',
          '^\\.?[^/]+\\.[cm]?[jt]s$',
          '\\.d\\.ts$',
        ],
      },
      to: {},
    }),
    forbid('everything-resolves', 'What is imported must exist.', {
      from: {},
      to: { couldNotResolve: true },
    }),
    forbid('shipped-code-uses-shipped-packages', 'Development packages are absent in production.', {
      from: { path: '^(domain|workflows|activities|gateways|database|api|worker|config)/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg'], dependencyTypesNot: ['type-only'] },
    }),
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^database/generated/'] },
    exclude: { path: '^(dist|coverage|\\.cache|\\.ordo)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['require', 'node', 'import', 'default', 'types'],
    },
  },
};
