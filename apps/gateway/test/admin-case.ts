import type { RouteCase } from './route-cases.js';

export interface AdminCase extends RouteCase {
  /** Which service has what is asked for; the others have nothing. */
  readonly owner: 'user' | 'order' | 'payment';
  /** What those that have nothing answer; asked only where all services are. */
  readonly others?: () => object;
  /** How many services are asked then, where it is not all of them. */
  readonly shared?: number;
  readonly open?: boolean;
}
