import { Injectable } from '@nestjs/common';

/** Tells the delivery timer of this process that there is something to send. */
@Injectable()
export class DeliverySignal {
  private listener: () => void = () => {};

  listen(listener: () => void): void {
    this.listener = listener;
  }

  notify(): void {
    this.listener();
  }
}
