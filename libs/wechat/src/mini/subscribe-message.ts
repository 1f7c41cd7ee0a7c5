/** A subscribe message to send; `data` holds plain values by the keys of the template (Mini Program "subscribeMessage.send"). */
export interface SubscribeMessage {
  openid: string;
  templateId: string;
  data: Readonly<Record<string, string>>;
  /** Page with query that opens on a tap; without it the card opens nothing. */
  page?: string;
  miniprogramState?: 'developer' | 'trial' | 'formal';
  lang?: 'zh_CN' | 'en_US' | 'zh_HK' | 'zh_TW';
}

const LONGEST: Readonly<Record<string, number>> = {
  thing: 20,
  number: 32,
  letter: 32,
  symbol: 5,
  character_string: 32,
  phone_number: 17,
  car_number: 8,
  phrase: 5,
};

/** Builds the JSON of a send call, with the values cut to what their type allows (Mini Program "subscribeMessage.send"). */
export function subscribeMessageBody(message: SubscribeMessage): object {
  const { openid, templateId, page, data, miniprogramState = 'formal', lang = 'zh_CN' } = message;
  const values = Object.entries(data).map(([key, value]) => [key, { value: fitSubscribeValue(key, value) }] as const);
  return {
    touser: openid,
    template_id: templateId,
    ...(page ? { page } : {}),
    data: Object.fromEntries(values),
    miniprogram_state: miniprogramState,
    lang,
  };
}

/** Removes line breaks and cuts a value to the length that the type in its key allows, e.g. 20 for `thing1` (Mini Program "subscribeMessage.send"). */
export function fitSubscribeValue(key: string, value: string): string {
  const clean = value.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();
  const longest = LONGEST[key.replace(/\d+$/, '')];
  const characters = Array.from(clean);
  if (longest === undefined || characters.length <= longest) return clean;
  // A cut title may show that it goes on; a cut number may not.
  return key.startsWith('thing')
    ? `${characters.slice(0, longest - 1).join('')}…`
    : characters.slice(0, longest).join('');
}
