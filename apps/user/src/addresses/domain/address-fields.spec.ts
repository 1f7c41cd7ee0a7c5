import { describe, expect, it } from '@jest/globals';
import { DomainError } from '@minisuite/kernel';
import { type AddressFields, addressFields } from './address-fields.js';

const good: AddressFields = {
  name: '张三',
  phone: '13800138000',
  province: '广东省',
  city: '深圳市',
  district: '南山区',
  detail: '科技园 1 号',
  postalCode: '518000',
  isDefault: true,
};

function faultsOf(changes: Partial<AddressFields>): string[] {
  try {
    addressFields({ ...good, ...changes });
    return [];
  } catch (error) {
    if (!(error instanceof DomainError) || error.reason !== 'VALIDATION_FAILED') throw error;
    return error.details.map(({ path }) => path);
  }
}

describe('addressFields', () => {
  it('takes a good address and trims it', () => {
    expect(addressFields({ ...good, name: ' 张三 ' })).toEqual(good);
  });

  it.each<[keyof AddressFields, string]>([
    ['name', '字'.repeat(50)],
    ['name', '𠮷'.repeat(50)],
    ['detail', '号'.repeat(200)],
    ['phone', '+86-755-1234567'],
    ['phone', '12345'],
    ['district', ''],
    ['postalCode', ''],
    ['postalCode', '1234'],
    ['postalCode', 'SW1A 2AA'],
  ])('takes the %s %j', (field, value) => {
    expect(faultsOf({ [field]: value })).toEqual([]);
  });

  it.each<[keyof AddressFields, string]>([
    ['name', ''],
    ['name', '   '],
    ['name', '字'.repeat(51)],
    ['name', 'a\u0000b'],
    ['name', 'a\nb'],
    ['name', 'a\u202eb'],
    ['phone', '1234'],
    ['phone', '1'.repeat(21)],
    ['phone', '-----'],
    ['phone', '1380013800x'],
    ['phone', '１３８００１３８０００'],
    ['province', ''],
    ['city', '市'.repeat(51)],
    ['district', '区'.repeat(51)],
    ['detail', '号'.repeat(201)],
    ['detail', '1 号\t'],
    ['postalCode', '123'],
    ['postalCode', '12345678901'],
  ])('refuses the %s %j', (field, value) => {
    expect(faultsOf({ [field]: value })).toEqual([field]);
  });

  it('reports all faults together', () => {
    expect(faultsOf({ name: '', phone: 'x', postalCode: '1' })).toEqual(['name', 'phone', 'postalCode']);
  });
});
