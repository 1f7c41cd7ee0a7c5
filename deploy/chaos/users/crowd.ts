import type { Plan } from '../plan/plan.ts';
import { Shopper, type World } from './shopper.ts';
import { play } from './stories.ts';

/** Lets all users play their acts, each user one after the other; ends when the last is done or nobody wants more. */
export async function playAll(plan: Plan, world: World, over: AbortSignal): Promise<void> {
  const { journal } = world;
  await Promise.all(
    Array.from({ length: plan.users }, async (_, user) => {
      const shopper = new Shopper(`chaos-${plan.seed}-${user}`, world);
      for (const act of plan.acts.filter((each) => each.user === user)) {
        if (over.aborted) return;
        journal.begun += 1;
        await play(shopper, act).catch((error: unknown) => journal.complain(act, String(error)));
        journal.ended += 1;
      }
    }),
  );
}
