import { Gauge, measureAll, MeasuredAtScrape, metrics } from '@minisuite/service';
import { Inject, Injectable } from '@nestjs/common';
import { ServiceName } from '../service-name.js';
import { DeadLetterRows } from './dead-letter-rows.js';

const letters: Gauge<'consumer'> = new Gauge({
  name: 'minisuite_events_dead_letters',
  help: 'Dead letters that wait for an operator.',
  labelNames: ['consumer'],
  registers: [metrics()],
  collect: () => measureAll(DeadLetterGauges),
});
const oldest: Gauge<'consumer'> = new Gauge({
  name: 'minisuite_events_dead_letters_oldest_seconds',
  help: 'How long the oldest dead letter has waited for an operator.',
  labelNames: ['consumer'],
  registers: [metrics()],
  collect: () => measureAll(DeadLetterGauges),
});

/** Number and age of the dead letters. */
@Injectable()
export class DeadLetterGauges extends MeasuredAtScrape {
  constructor(
    @Inject(DeadLetterRows) private readonly rows: DeadLetterRows,
    @Inject(ServiceName) private readonly service: ServiceName,
  ) {
    super(1000);
  }

  protected override async measure(): Promise<void> {
    const waiting = await this.rows.waiting();
    letters.set({ consumer: this.service.group }, waiting.letters);
    oldest.set({ consumer: this.service.group }, waiting.oldestSeconds);
  }
}
