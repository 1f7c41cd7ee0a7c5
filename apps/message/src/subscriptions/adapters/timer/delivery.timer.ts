import { Background } from '@minisuite/service';
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DeliverySignal } from '../../app/delivery-signal.js';
import { SendDueDeliveries } from '../../app/send-due-deliveries.js';

const EVERY_MS = 2000;

/** Every instance looks for due deliveries: claiming them under a row lock keeps two instances from sending the same one. */
@Injectable()
export class DeliveryTimer implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly loop: Background;

  constructor(sendDueDeliveries: SendDueDeliveries, signal: DeliverySignal) {
    this.loop = new Background('Deliveries', EVERY_MS, () => sendDueDeliveries.run());
    signal.listen(() => this.loop.wake());
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.loop.stop();
  }
}
