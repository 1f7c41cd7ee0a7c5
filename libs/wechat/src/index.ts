export * from './pay/crypto.js';
