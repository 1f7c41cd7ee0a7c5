import { isValidValue } from './subscribe-value.js';
import { WechatError } from './wechat-error.js';

export interface MessageTemplate {
  readonly id: string;
  readonly title: string;
  /** Keys as the console shows them: the letters are the type, `thing1`. */
  readonly keys: readonly string[];
  readonly choices?: Readonly<Record<string, readonly string[]>>;
}

export type MessageData = Record<string, string>;

/** Keys beside those of the template are dropped: whether WeChat refuses them is not documented. */
export function fillTemplate(template: MessageTemplate, data: unknown): MessageData {
  const filled: MessageData = {};
  for (const key of template.keys) {
    const value = valueOf(data, key);
    if (value === undefined || value === null || value === '') {
      throw new WechatError('badArgument', `data.${key}.value is empty`);
    }
    if (typeof value !== 'string' || !isValidValue(key, value, template.choices?.[key])) {
      throw new WechatError('badArgument', `data.${key}.value invalid`);
    }
    filled[key] = value;
  }
  return filled;
}

function valueOf(data: unknown, key: string): unknown {
  const entry = isObject(data) ? data[key] : undefined;
  return isObject(entry) ? entry['value'] : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
