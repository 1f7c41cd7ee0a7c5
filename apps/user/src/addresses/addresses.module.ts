import { MysqlTransactions } from '@minisuite/database';
import { FieldCipher } from '@minisuite/encryption';
import { Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AddressesController } from './adapters/grpc/addresses.controller.js';
import { MysqlAddressBook } from './adapters/mysql/mysql-address-book.js';
import { MysqlAddresses } from './adapters/mysql/mysql-addresses.js';
import { MysqlOwners } from './adapters/mysql/mysql-owners.js';
import { CreateAddress } from './app/create-address.js';
import { DeleteAddress } from './app/delete-address.js';
import { GetAddress } from './app/get-address.js';
import { ListAddresses } from './app/list-addresses.js';
import { AddressBook, AddressTransactions } from './app/ports.js';
import { UpdateAddress } from './app/update-address.js';

@Module({
  controllers: [AddressesController],
  providers: [
    CreateAddress,
    UpdateAddress,
    DeleteAddress,
    GetAddress,
    ListAddresses,
    {
      provide: AddressTransactions,
      inject: [DataSource, FieldCipher],
      useFactory: (dataSource: DataSource, cipher: FieldCipher) =>
        new MysqlTransactions(dataSource, (tx) => ({
          owners: new MysqlOwners(tx),
          addresses: new MysqlAddresses(tx, cipher),
        })),
    },
    { provide: AddressBook, useClass: MysqlAddressBook },
  ],
})
export class AddressesModule {}
