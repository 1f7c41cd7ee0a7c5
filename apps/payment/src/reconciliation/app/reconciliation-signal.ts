import { Signal } from '@minisuite/service';

/** Tells the background of this process that an operator has asked for a reconciliation. */
export class ReconciliationSignal extends Signal {}
