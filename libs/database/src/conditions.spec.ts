import { describe, expect, it } from '@jest/globals';
import { Conditions } from './conditions.js';

describe('conditions', () => {
  it('are nothing when there is none', () => {
    expect(new Conditions()).toMatchObject({ where: '', parameters: [] });
  });

  it('have to hold all, with their values in the order of the placeholders', () => {
    const asked = new Conditions().add('a = ?', 1).add("b = 'x'").add('(c = ? OR d = ?)', 2, 3);
    expect(asked).toMatchObject({ where: "WHERE a = ? AND b = 'x' AND (c = ? OR d = ?)", parameters: [1, 2, 3] });
  });

  it('leave out what is not asked for, and nothing else', () => {
    const asked = new Conditions();
    for (const value of [null, undefined, '', 0, false]) asked.optional('a = ?', value);
    expect(asked).toMatchObject({ where: 'WHERE a = ? AND a = ? AND a = ?', parameters: ['', 0, false] });
  });
});
