import type { userV1 } from '@minisuite/contracts';
import { requireUserId } from '@minisuite/grpc';
import { Controller } from '@nestjs/common';
import { GrpcMethod } from '@nestjs/microservices';
import { CreateAddress } from '../../app/create-address.js';
import { DeleteAddress } from '../../app/delete-address.js';
import { GetAddress } from '../../app/get-address.js';
import { ListAddresses } from '../../app/list-addresses.js';
import { UpdateAddress } from '../../app/update-address.js';
import { fieldsOf, toAddress } from './address-mapper.js';

type AddressRpcs = Pick<
  userV1.UserServiceController,
  'listAddresses' | 'getAddress' | 'createAddress' | 'updateAddress' | 'deleteAddress'
>;

@Controller()
export class AddressesController implements AddressRpcs {
  constructor(
    private readonly list: ListAddresses,
    private readonly get: GetAddress,
    private readonly create: CreateAddress,
    private readonly update: UpdateAddress,
    private readonly remove: DeleteAddress,
  ) {}

  @GrpcMethod('UserService')
  async listAddresses(request: userV1.ListAddressesRequest): Promise<userV1.ListAddressesResponse> {
    const { items, nextCursor } = await this.list.run(requireUserId(), request.limit, request.cursor);
    return { addresses: items.map(toAddress), nextCursor: nextCursor ?? '' };
  }

  @GrpcMethod('UserService')
  async getAddress(request: userV1.GetAddressRequest): Promise<userV1.GetAddressResponse> {
    return { address: toAddress(await this.get.run(requireUserId(), request.id)) };
  }

  @GrpcMethod('UserService')
  async createAddress(request: userV1.CreateAddressRequest): Promise<userV1.CreateAddressResponse> {
    return { address: toAddress(await this.create.run(requireUserId(), fieldsOf(request.fields))) };
  }

  @GrpcMethod('UserService')
  async updateAddress(request: userV1.UpdateAddressRequest): Promise<userV1.UpdateAddressResponse> {
    return { address: toAddress(await this.update.run(requireUserId(), request.id, fieldsOf(request.fields))) };
  }

  @GrpcMethod('UserService')
  async deleteAddress(request: userV1.DeleteAddressRequest): Promise<userV1.DeleteAddressResponse> {
    await this.remove.run(requireUserId(), request.id);
    return {};
  }
}
