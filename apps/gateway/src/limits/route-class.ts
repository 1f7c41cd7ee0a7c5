import { SetMetadata } from '@nestjs/common';
import type { RouteClass } from './budgets.js';

export const ROUTE_CLASS = Symbol('route class');

/** Says which budget a route takes from; others take from `read` or `write`, by their method. */
export const CountsAs = (routeClass: RouteClass) => SetMetadata(ROUTE_CLASS, routeClass);
