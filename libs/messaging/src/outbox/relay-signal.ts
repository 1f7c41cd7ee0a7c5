import { Signal } from '@minisuite/service';

/** Tells the relay of this process that a transaction with outbox rows has been committed. */
export class RelaySignal extends Signal {}
