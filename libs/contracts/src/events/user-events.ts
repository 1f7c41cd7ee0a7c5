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
