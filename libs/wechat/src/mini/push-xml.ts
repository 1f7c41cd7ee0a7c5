import { UntrustedData } from './untrusted-data.js';

/** What stands in an element: text, other elements by name, or several of one name. */
export type PushValue = string | PushFields | PushValue[];

/** Named parts of a push. */
export interface PushFields {
  readonly [name: string]: PushValue | undefined;
}

const TOKEN = /<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)([A-Za-z_][\w.-]{0,63})\s*(\/?)>|([^<]+)/y;
const PROLOG = /^\ufeff?\s*(?:<\?xml[^<>]{0,200}\?>)?/;
const MAX_DEPTH = 8;
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

interface Open {
  readonly name: string;
  readonly children: [string, string | PushFields][];
  text: string;
}

/** Reads the XML that WeChat writes: elements and text, no attributes, no declarations; throws `UntrustedData` (Mini Program "Message push"). */
export function parsePushXml(xml: string): PushFields {
  const document: Open = { name: '', children: [], text: '' };
  const open = [document];
  TOKEN.lastIndex = PROLOG.exec(xml)?.[0].length ?? 0;
  while (TOKEN.lastIndex < xml.length) {
    const token = TOKEN.exec(xml);
    const parent = open.at(-1);
    if (!token || !parent) throw new UntrustedData('malformed');
    const [, data, closing, name, empty, text] = token;
    if (name === undefined) parent.text += data ?? decode(text ?? '');
    else if (closing) close(open, name, empty);
    else if (empty) parent.children.push([name, '']);
    else if (open.length > MAX_DEPTH) throw new UntrustedData('malformed');
    else open.push({ name, children: [], text: '' });
  }
  const root = valueOf(document);
  const fields = typeof root === 'object' ? root['xml'] : undefined;
  if (open.length !== 1 || typeof fields !== 'object' || Array.isArray(fields)) throw new UntrustedData('malformed');
  return fields;
}

function close(open: Open[], name: string, empty: string | undefined): void {
  const element = open.pop();
  const parent = open.at(-1);
  if (!parent || element?.name !== name || empty) throw new UntrustedData('malformed');
  parent.children.push([name, valueOf(element)]);
}

// Blanks between elements mean nothing.
function valueOf({ children, text }: Open): string | PushFields {
  if (children.length === 0) return text;
  if (text.trim() !== '') throw new UntrustedData('malformed');
  const byName = Map.groupBy(children, ([name]) => name);
  return Object.fromEntries(
    [...byName].map(([name, same]) => {
      const values = same.map(([, value]) => value);
      return [name, values.length === 1 ? values[0] : values];
    }),
  );
}

function decode(text: string): string {
  return text.replaceAll(/&([^;&]{0,8});?/g, (whole, name: string) => {
    const known = Object.hasOwn(ENTITIES, name) ? ENTITIES[name] : undefined;
    if (known === undefined || !whole.endsWith(';')) throw new UntrustedData('malformed');
    return known;
  });
}
