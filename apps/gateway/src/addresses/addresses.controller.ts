import { Body, Controller, Delete, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { UserClient } from '../clients/clients.js';
import { idField, nothing } from '../edge/fields.js';
import { Operation } from '../edge/operation.js';
import { toAddress, toAddressPage } from './addresses.mapper.js';
import { addressFieldsSchema, addressPageSchema, addressQuerySchema, addressSchema } from './addresses.schemas.js';

type Address = z.infer<typeof addressSchema>;
type Fields = z.infer<typeof addressFieldsSchema>;

@ApiTags('addresses')
@Controller('users/me/addresses')
export class AddressesController {
  constructor(private readonly users: UserClient) {}

  @Get()
  @Operation({ summary: 'My shipping addresses', answers: addressPageSchema })
  async list(
    @Query({ schema: addressQuerySchema }) query: z.infer<typeof addressQuerySchema>,
  ): Promise<z.infer<typeof addressPageSchema>> {
    return toAddressPage(await this.users.listAddresses(query));
  }

  @Get(':id')
  @Operation({ summary: 'One of my addresses', answers: addressSchema, refuses: ['NOT_FOUND'] })
  async one(@Param('id', { schema: idField }) id: string): Promise<Address> {
    return toAddress((await this.users.getAddress({ id })).address);
  }

  @Post()
  @Operation({ summary: 'Add an address', answers: addressSchema, status: 201, refuses: ['CONFLICT'] })
  async create(@Body({ schema: addressFieldsSchema }) fields: Fields): Promise<Address> {
    return toAddress((await this.users.createAddress({ fields })).address);
  }

  @Put(':id')
  @Operation({ summary: 'Replace an address', answers: addressSchema, refuses: ['NOT_FOUND'] })
  async replace(
    @Param('id', { schema: idField }) id: string,
    @Body({ schema: addressFieldsSchema }) fields: Fields,
  ): Promise<Address> {
    return toAddress((await this.users.updateAddress({ id, fields })).address);
  }

  @Delete(':id')
  @Operation({ summary: 'Remove an address', answers: nothing, refuses: ['NOT_FOUND'] })
  async remove(@Param('id', { schema: idField }) id: string): Promise<null> {
    await this.users.deleteAddress({ id });
    return null;
  }
}
