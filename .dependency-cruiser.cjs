/** Layers and who may import whom; deploy/build/boundaries.spec.ts plants violations to prove that the rules bite. */
const DOMAIN = '^apps/[^/]+/src/([^/]+)/domain/';
const APP = '^apps/[^/]+/src/([^/]+)/app/';

module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'domain-is-pure',
      comment: 'Rules know no framework and no I/O: only their own domain, the kernel and the contracts.',
      severity: 'error',
      from: { path: DOMAIN, pathNot: '\\.spec\\.ts$' },
      to: {
        pathNot: [
          '^apps/[^/]+/src/$1/domain/',
          '^libs/(kernel|contracts)/src/index\\.ts$',
          '^node:(crypto)$',
          '^crypto$',
        ],
      },
    },
    {
      name: 'domain-crosses-no-app',
      severity: 'error',
      from: { path: '^apps/([^/]+)/src/[^/]+/domain/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'app-knows-no-adapter',
      comment: 'Use cases speak to ports.',
      severity: 'error',
      from: { path: APP, pathNot: '\\.spec\\.ts$' },
      to: {
        path: [
          '/adapters/',
          'node_modules/(typeorm|mysql2|ioredis|kafkajs|@grpc|fastify|@nestjs/(microservices|platform-fastify))/',
          '^libs/(grpc|cache|testing)/',
        ],
      },
    },
    {
      name: 'adapters-stay-inside-their-feature',
      comment: 'A feature is entered through its app and domain; only module files bind adapters of a neighbour.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/src/([^/]+)/', pathNot: ['\\.module\\.ts$', '/migrations\\.ts$'] },
      to: { path: '^apps/$1/src/[^/]+/adapters/', pathNot: '^apps/$1/src/$2/' },
    },
    {
      name: 'apps-are-strangers',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'libs-never-import-apps',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    {
      name: 'libs-by-their-index-only',
      severity: 'error',
      from: { path: '^(apps/[^/]+|libs/[^/]+)/' },
      to: { path: '^libs/[^/]+/src/', pathNot: ['^libs/[^/]+/src/index\\.ts$', '^$1/'] },
    },
    {
      name: 'kernel-and-contracts-are-leaves',
      severity: 'error',
      from: { path: '^libs/(kernel|contracts)/src/' },
      to: { path: '^libs/', pathNot: '^libs/$1/' },
    },
    {
      name: 'kafkajs-only-in-its-adapter',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: '^libs/messaging/(src/transport/kafka|test)/' },
      to: { path: 'node_modules/kafkajs/' },
    },
    {
      name: 'testing-in-tests-only',
      severity: 'error',
      from: { pathNot: ['\\.(int-|e2e-)?spec\\.ts$', '^(apps|libs)/[^/]+/test/', '^libs/testing/'] },
      to: { path: '^libs/testing/' },
    },
    {
      name: 'only-declared-packages',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown'], couldNotResolve: true },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.base.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|\\.local)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.mjs', '.json'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
