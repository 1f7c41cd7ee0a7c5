import { handOver } from './hand-over.mjs';

handOver('deploy/local/start.ts', process.argv.slice(2));
