import { type Context, note, printJson } from '../context.ts';
import { gatewaySettings } from '../settings/gateway-settings.ts';
import { AdminApi } from './admin-api.ts';
import { countText, detailsText, letterText, replayedText } from './letter-text.ts';
import { discardLetter, type LetterFilter, listLetters, replayLetter, replayLetters, showLetter } from './letters.ts';

/** What an operator does with dead letters. */
export type DeadRequest = { readonly json: boolean } & (
  | { readonly act: 'list'; readonly filter: LetterFilter; readonly limit: number }
  | { readonly act: 'show'; readonly id: string }
  | { readonly act: 'replay'; readonly id: string }
  | { readonly act: 'replay-many'; readonly filter: LetterFilter; readonly limit: number }
  | { readonly act: 'discard'; readonly id: string; readonly because: string }
);

type Ask<A extends DeadRequest['act']> = Extract<DeadRequest, { act: A }>;

/** Shows and resolves dead letters through the gateway; 1 when a replay failed again or a service did not answer. */
export function dead(context: Context, request: DeadRequest): Promise<number> {
  return AdminApi.as(gatewaySettings(context.env, context.local), context.signal, (api) => {
    if (request.act === 'list') return list(context, api, request);
    if (request.act === 'show') return show(context, api, request);
    if (request.act === 'replay') return replay(context, api, request);
    if (request.act === 'replay-many') return replayMany(context, api, request);
    return discard(context, api, request);
  });
}

async function list(context: Context, api: AdminApi, { filter, limit, json }: Ask<'list'>): Promise<number> {
  const { out } = context;
  const found = await listLetters(api, filter, limit);
  const now = new Date();
  if (json) printJson(context, found);
  else out.print(found.items.flatMap((letter) => letterText(out, letter, now)));
  if (!json && found.items.length === 0) note(context, 'There are no such dead letters.');
  if (!json && found.more) note(context, 'There are more of them: --limit or --all-pages.');
  return exitCode(context, found.unavailable);
}

async function show(context: Context, api: AdminApi, { id, json }: Ask<'show'>): Promise<number> {
  const letter = await showLetter(api, id);
  if (json) printJson(context, letter);
  else context.out.print(detailsText(context.out, letter));
  return 0;
}

async function replay(context: Context, api: AdminApi, { id, json }: Ask<'replay'>): Promise<number> {
  const replayed = await replayLetter(api, id);
  if (json) printJson(context, replayed);
  else context.out.print([replayedText(context.out, replayed)]);
  return replayed.outcome === 'FAILED' ? 1 : 0;
}

async function replayMany(context: Context, api: AdminApi, request: Ask<'replay-many'>): Promise<number> {
  const count = await replayLetters(api, request.filter, request.limit);
  if (request.json) printJson(context, count);
  else context.out.print([countText(context.out, count)]);
  return exitCode(context, count.unavailable) || Number(count.failed > 0);
}

async function discard(context: Context, api: AdminApi, { id, because, json }: Ask<'discard'>): Promise<number> {
  const letter = await discardLetter(api, id, because);
  if (json) printJson(context, letter);
  else context.out.print([`discarded: ${letter.service} keeps ${id} aside`]);
  return 0;
}

function exitCode(context: Context, unavailable: readonly string[]): number {
  if (unavailable.length === 0) return 0;
  note(context, `Without what ${unavailable.join(' and ')} would have to say: no answer from there.`);
  return 1;
}
