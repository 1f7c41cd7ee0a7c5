import { Background } from '@minisuite/service';
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { ReconcileDue } from '../../app/reconcile-due.js';
import { ReconciliationSignal } from '../../app/reconciliation-signal.js';

const EVERY_MS = 2000;

@Injectable()
export class ReconciliationTimer implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly background: Background;

  constructor(reconcileDue: ReconcileDue, signal: ReconciliationSignal) {
    this.background = new Background('Reconciliation', EVERY_MS, (stopping) => reconcileDue.execute(stopping));
    signal.listen(() => this.background.wake());
  }

  onApplicationBootstrap(): void {
    this.background.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.background.stop();
  }
}
