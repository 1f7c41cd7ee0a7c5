import type { MigrationClass } from '@minisuite/database';
import { CreateDeadLetters1767225602000 } from './create-dead-letters.js';
import { IndexOutbox1767225603000 } from './index-outbox.js';

/** What every service's schema needs after MESSAGING_TABLES; a later change of a table is one more of these. */
export const messagingMigrations: MigrationClass[] = [CreateDeadLetters1767225602000, IndexOutbox1767225603000];
