import { userV1 } from '@minisuite/contracts';
import { type TextScene, type TextVerdict, unreadable } from '../../domain/text-check.js';

const VERDICTS: Readonly<Record<TextVerdict, userV1.TextVerdict>> = {
  pass: userV1.TextVerdict.TEXT_VERDICT_PASS,
  review: userV1.TextVerdict.TEXT_VERDICT_REVIEW,
  risky: userV1.TextVerdict.TEXT_VERDICT_RISKY,
};

/** Throws VALIDATION_FAILED when it is not said where the text will stand. */
export function fromScene(scene: userV1.TextScene): TextScene {
  if (scene === userV1.TextScene.TEXT_SCENE_PROFILE) return 'profile';
  if (scene === userV1.TextScene.TEXT_SCENE_COMMENT) return 'comment';
  throw unreadable({ path: 'scene', message: 'is not a scene' });
}

export function toVerdict(verdict: TextVerdict): userV1.TextVerdict {
  return VERDICTS[verdict];
}
