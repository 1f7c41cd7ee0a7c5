export * from './gen/minisuite/operations/v1/audit.js';
