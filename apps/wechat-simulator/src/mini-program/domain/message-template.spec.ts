import { describe, expect, it } from '@jest/globals';
import { fillTemplate } from './message-template.js';

const template = { id: 't', title: '订单支付成功通知', keys: ['character_string1', 'amount2'] };
const good = { character_string1: { value: 'A1' }, amount2: { value: '¥1.00' } };

describe('fillTemplate', () => {
  it('takes the keys of the template and drops others', () => {
    expect(fillTemplate(template, { ...good, thing9: { value: 'x' } })).toEqual({
      character_string1: 'A1',
      amount2: '¥1.00',
    });
  });

  it.each([
    ['an absent key', { character_string1: { value: 'A1' } }, 'data.amount2.value is empty'],
    ['an empty value', { ...good, amount2: { value: '' } }, 'data.amount2.value is empty'],
    ['no data at all', undefined, 'data.character_string1.value is empty'],
    ['a number', { ...good, amount2: { value: 100 } }, 'data.amount2.value invalid'],
    ['a bad value', { ...good, character_string1: { value: '订单' } }, 'data.character_string1.value invalid'],
  ])('names the key at fault for %s', (_case, data, tail) => {
    expect(() => fillTemplate(template, data)).toThrow(`argument invalid! ${tail}`);
  });
});
