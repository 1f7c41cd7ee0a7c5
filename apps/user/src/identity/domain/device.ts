/** What the mini-program says about the device, for the user to recognise it in the list of sessions; nothing depends on it. */
export interface Device {
  readonly platform: string;
  readonly model: string;
}

const PLATFORM_LENGTH = 32;
const MODEL_LENGTH = 128;

export function deviceOf(platform: string, model: string): Device {
  return { platform: tidy(platform, PLATFORM_LENGTH), model: tidy(model, MODEL_LENGTH) };
}

function tidy(text: string, length: number): string {
  const clean = text.replaceAll(/\p{C}+/gu, ' ').trim();
  return [...clean].slice(0, length).join('');
}
