import { SetMetadata } from '@nestjs/common';

export const PUBLIC = Symbol('public');

/** Opens a route to callers without a token. */
export const Public = () => SetMetadata(PUBLIC, true);
