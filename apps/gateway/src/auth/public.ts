import { SetMetadata } from '@nestjs/common';

export const PUBLIC = Symbol('public');

/** Opens a route to callers without a token. */
export const Public = () => SetMetadata(PUBLIC, true);

export const OPTIONAL_TOKEN = Symbol('optional token');

/** Says that a public route knows its caller when there is a token; a bad one is refused as anywhere. */
export const OptionalToken = () => SetMetadata(OPTIONAL_TOKEN, true);
