export * from './gen/minisuite/operations/v1/audit.js';
export * from './gen/minisuite/operations/v1/dead_letters.js';
export * from './gen/minisuite/operations/v1/invariants.js';
