import { Body, Controller, Delete, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { AssortmentClient } from '../../clients/clients.js';
import { idField, nothing } from '../../edge/fields.js';
import { Operation } from '../../edge/operation.js';
import { toShelf, toShelvedSku } from './assortment.mapper.js';
import {
  createSkuSchema,
  replaceSkuSchema,
  shelvedSkuPageSchema,
  shelvedSkuQuerySchema,
  shelvedSkuSchema,
  stockChangeSchema,
} from './assortment.schemas.js';

type Sku = z.infer<typeof shelvedSkuSchema>;

@ApiTags('admin')
@Controller('admin/skus')
export class AdminSkusController {
  constructor(private readonly assortment: AssortmentClient) {}

  @Get()
  @Operation({
    summary: 'SKUs and their pieces, also those that are not on sale',
    answers: shelvedSkuPageSchema,
    permission: 'assortment.read',
  })
  async list(
    @Query({ schema: shelvedSkuQuerySchema }) query: z.infer<typeof shelvedSkuQuerySchema>,
  ): Promise<z.infer<typeof shelvedSkuPageSchema>> {
    const { productId = '', onSale, availableBelow = 0, ...page } = query;
    const asked = { ...page, productId, shelf: toShelf(onSale), availableBelow };
    const { skus, nextCursor } = await this.assortment.listSkus(asked);
    return { items: skus.map(toShelvedSku), nextCursor: nextCursor || null };
  }

  @Get(':id')
  @Operation({
    summary: 'One of them',
    answers: shelvedSkuSchema,
    permission: 'assortment.read',
    refuses: ['NOT_FOUND'],
  })
  async one(@Param('id', { schema: idField }) id: string): Promise<Sku> {
    return toShelvedSku((await this.assortment.getSku({ id })).sku);
  }

  @Post()
  @Operation({
    summary: 'Add a SKU to a product',
    description: 'It has no pieces yet: they come in by a change of its stock.',
    answers: shelvedSkuSchema,
    status: 201,
    permission: 'assortment.change',
    refuses: ['NOT_FOUND'],
  })
  async create(
    @Body({ schema: createSkuSchema }) { productId, ...fields }: z.infer<typeof createSkuSchema>,
  ): Promise<Sku> {
    return toShelvedSku((await this.assortment.createSku({ productId, fields: wire(fields) })).sku);
  }

  @Put(':id')
  @Operation({
    summary: 'Replace what a SKU says',
    description: 'Orders keep the price they were placed with. Whoever has seen an older version is refused.',
    answers: shelvedSkuSchema,
    permission: 'assortment.change',
    refuses: ['NOT_FOUND', 'CONFLICT'],
  })
  async replace(
    @Param('id', { schema: idField }) id: string,
    @Body({ schema: replaceSkuSchema }) { version, ...fields }: z.infer<typeof replaceSkuSchema>,
  ): Promise<Sku> {
    return toShelvedSku((await this.assortment.replaceSku({ id, version, fields: wire(fields) })).sku);
  }

  @Delete(':id')
  @Operation({
    summary: 'Take a SKU off sale',
    description: 'Nothing is erased, because orders refer to it: replace it with `onSale: true` to sell it again.',
    answers: nothing,
    permission: 'assortment.change',
    refuses: ['NOT_FOUND'],
  })
  async withdraw(@Param('id', { schema: idField }) id: string): Promise<null> {
    await this.assortment.withdrawSku({ id });
    return null;
  }

  @Post(':id/stock')
  @Operation({
    summary: 'Bring pieces in or take them out',
    description:
      'The reason stays in the ledger of the stock. What orders have reserved cannot be taken out. With the `version` that was seen, a request that arrives twice counts once.',
    answers: shelvedSkuSchema,
    permission: 'assortment.change',
    refuses: ['NOT_FOUND', 'CONFLICT', 'OUT_OF_STOCK'],
  })
  async changeStock(
    @Param('id', { schema: idField }) id: string,
    @Body({ schema: stockChangeSchema }) { version = 0, ...change }: z.infer<typeof stockChangeSchema>,
  ): Promise<Sku> {
    return toShelvedSku((await this.assortment.changeStock({ id, version, ...change })).sku);
  }
}

function wire<F extends { price: number }>(fields: F): Omit<F, 'price'> & { price: string } {
  return { ...fields, price: String(fields.price) };
}
