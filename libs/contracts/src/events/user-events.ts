import { z } from 'zod';
import { defineEvent } from './define-event.js';
import { id, instant } from './fields.js';
import { TOPICS } from './topics.js';

/** The first login of a WeChat user made an account. */
export const UserRegistered = defineEvent({
  name: 'user.registered',
  version: 1,
  topic: TOPICS.user,
  schema: z.object({
    userId: id.describe('The new account.'),
    registeredAt: instant.describe('When it was made.'),
  }),
});

/** A user has closed the account: whoever keeps personal data of theirs forgets it. */
export const UserClosed = defineEvent({
  name: 'user.closed',
  version: 1,
  topic: TOPICS.user,
  schema: z.object({
    userId: id.describe('The account that is no more.'),
    closedAt: instant.describe('When it was closed.'),
  }),
});
