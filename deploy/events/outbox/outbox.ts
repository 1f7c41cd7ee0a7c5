import { Failure } from '../../local/process/failure.ts';
import { SERVICES } from '../../local/system/app-ports.ts';
import { type Context, note, printJson } from '../context.ts';
import { databaseSettings, databaseVariable } from '../settings/database-settings.ts';
import { reasonOf } from '../terminal/text.ts';
import { askOutbox, type OutboxState } from './ask-outbox.ts';
import { outboxText } from './outbox-text.ts';

/** Shows what waits to be published, and who publishes; 1 when a service could not be asked. */
export async function outbox(context: Context, { json }: { readonly json: boolean }): Promise<number> {
  const known = databaseSettings(context.env, context.local);
  const answers = await Promise.allSettled(known.map(askOutbox));
  const states = answers.flatMap((answer): OutboxState[] => (answer.status === 'fulfilled' ? [answer.value] : []));
  const silent = known.flatMap(({ service, from }, n) => {
    const answer = answers[n];
    return answer?.status === 'rejected' ? [{ service, from, reason: reasonOf(answer.reason) }] : [];
  });
  if (states.length === 0) {
    throw new Failure(
      `The services' MySQL does not answer (${silent[0]?.reason}): start the system with npm start, or set ${known.map(({ service }) => databaseVariable(service)).join(', ')}.`,
    );
  }
  if (json) printJson(context, { at: new Date().toISOString(), services: states, unavailable: silent });
  else context.out.print(outboxText(context.out, states));
  for (const { service, from, reason } of silent) {
    note(
      context,
      `The MySQL of ${service} (${from}) does not answer (${reason}): start it, or set ${databaseVariable(service)}.`,
    );
  }
  const unknown = SERVICES.filter((service) => !known.some((each) => each.service === service));
  if (unknown.length > 0) note(context, `Not asked, since ${unknown.map(databaseVariable).join(' and ')} not set.`);
  return silent.length === 0 ? 0 : 1;
}
