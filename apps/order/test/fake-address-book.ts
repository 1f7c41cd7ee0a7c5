import { RequestContext } from '@minisuite/service';
import { AddressBook } from '../src/ordering/app/ports.js';
import { AddressNotFound } from '../src/ordering/domain/order-errors.js';
import type { ShippingAddress } from '../src/ordering/domain/order-state.js';

export const ADDRESS: ShippingAddress = {
  name: '王小明',
  phone: '13800138000',
  province: '浙江省',
  city: '杭州市',
  district: '西湖区',
  detail: '龙井路 1 号',
  postalCode: '310013',
};

/** Each user has one address, whose id is the user's own. */
export class FakeAddressBook extends AddressBook {
  async get(addressId: string): Promise<ShippingAddress> {
    if (addressId !== RequestContext.current()?.userId) throw new AddressNotFound();
    return ADDRESS;
  }
}
