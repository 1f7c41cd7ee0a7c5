import { describe, expect, it } from '@jest/globals';
import { isValidValue } from './subscribe-value.js';

const accepted: [string, string[]][] = [
  ['thing1', ['咖啡等3件商品', 'a'.repeat(20), '一'.repeat(20), 'latte & cake']],
  ['number1', ['0', '12.50', '9'.repeat(32)]],
  ['letter1', ['abcXYZ']],
  ['symbol1', ['!?', '￥']],
  ['character_string1', ['A-2026_001', '1'.repeat(32)]],
  ['time1', ['15:01', '2019年10月1日 15:01', '2019-10-01 15:01:59', '15:01~16:30', '10月1日 09:00 ~ 10月2日 09:00']],
  ['date1', ['2019年10月1日', '2019年10月', '10月1日', '2019.10.1', '2019/10/01 15:01', '2019-10-01~2019-10-08']],
  ['amount1', ['¥12.50', '12.50元', '$5', '￥9999999999']],
  ['phone_number1', ['+86-0766-66888866', '13800138000']],
  ['car_number1', ['粤A8Z888挂', 'A12345']],
  ['name1', ['张三', 'John Smith', '一'.repeat(10), 'a'.repeat(20)]],
  ['phrase1', ['已发货', '支付成功啦']],
];

const refused: [string, string[]][] = [
  ['thing1', ['a'.repeat(21), 'two\nlines', '']],
  ['number1', ['12a', '-1', '1.', '9'.repeat(33), '１２']],
  ['letter1', ['abc1', 'a'.repeat(33)]],
  ['symbol1', ['a', '!!!!!!']],
  ['character_string1', ['订单1', '1'.repeat(33)]],
  ['time1', ['25:00', '15:60', '2019年10月1日', '15:01～16:30', 'soon', '2019-13-01 10:00']],
  ['date1', ['15:01', '2019-10-32', '2019年10月1日～2019年10月7日', '20191001']],
  ['amount1', ['12,50', '¥¥1', '12345678901', '1 元钱']],
  ['phone_number1', ['123456789012345678', 'call me']],
  ['car_number1', ['粤A8Z888挂车', '粤粤粤']],
  ['name1', ['一'.repeat(11), `张${'a'.repeat(10)}`, 'a'.repeat(21), 'R2D2']],
  ['phrase1', ['paid', '支付已经成功', '已发货1']],
  ['unknown1', ['anything']],
];

describe('subscribe message values', () => {
  it.each(accepted)('accepts what %s allows', (key, values) => {
    for (const value of values) expect([value, isValidValue(key, value)]).toEqual([value, true]);
  });

  it.each(refused)('refuses what %s does not allow', (key, values) => {
    for (const value of values) expect([value, isValidValue(key, value)]).toEqual([value, false]);
  });

  it('checks an enum against the choices of the template', () => {
    expect(isValidValue('enum1', 'VIP', ['VIP', 'SVIP'])).toBe(true);
    expect(isValidValue('enum1', 'none', ['VIP', 'SVIP'])).toBe(false);
  });
});
