import { Signal } from '@minisuite/service';

/** Tells the delivery timer of this process that there is something to send. */
export class DeliverySignal extends Signal {}
