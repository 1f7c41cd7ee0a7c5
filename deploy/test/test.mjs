import { handOver } from '../local/hand-over.mjs';

handOver('deploy/test/test.ts', process.argv.slice(2));
