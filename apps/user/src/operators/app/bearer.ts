import type { Bearer } from '../../identity/app/ports.js';
import type { Operator } from '../domain/operator.js';

/** What an access token says of an operator beside the id. */
export function bearerOf({ card: { username: name, roles } }: Operator): Bearer {
  return { typ: 'operator', name, roles };
}
