/** What the key of a partner may be good for. */
export const API_KEY_SCOPES = ['orders.read', 'orders.ship'] as const;
export type ApiKeyScope = (typeof API_KEY_SCOPES)[number];
