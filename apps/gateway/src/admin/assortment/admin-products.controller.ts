import { Body, Controller, Delete, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { AssortmentClient } from '../../clients/clients.js';
import { idField, nothing } from '../../edge/fields.js';
import { Operation } from '../../edge/operation.js';
import { toShelf, toShelvedProduct } from './assortment.mapper.js';
import {
  productFieldsSchema,
  replaceProductSchema,
  shelvedProductPageSchema,
  shelvedProductQuerySchema,
  shelvedProductSchema,
} from './assortment.schemas.js';

type Product = z.infer<typeof shelvedProductSchema>;

@ApiTags('admin')
@Controller('admin/products')
export class AdminProductsController {
  constructor(private readonly assortment: AssortmentClient) {}

  @Get()
  @Operation({
    summary: 'Products, also those that are not on sale',
    answers: shelvedProductPageSchema,
    permission: 'assortment.read',
  })
  async list(
    @Query({ schema: shelvedProductQuerySchema }) { q, onSale, ...query }: z.infer<typeof shelvedProductQuerySchema>,
  ): Promise<z.infer<typeof shelvedProductPageSchema>> {
    const asked = { ...query, query: q, shelf: toShelf(onSale) };
    const { products, nextCursor } = await this.assortment.listAllProducts(asked);
    return { items: products.map(toShelvedProduct), nextCursor: nextCursor || null };
  }

  @Get(':id')
  @Operation({
    summary: 'One of them, with its SKUs',
    answers: shelvedProductSchema,
    permission: 'assortment.read',
    refuses: ['NOT_FOUND'],
  })
  async one(@Param('id', { schema: idField }) id: string): Promise<Product> {
    return toShelvedProduct((await this.assortment.getAnyProduct({ id })).product);
  }

  @Post()
  @Operation({
    summary: 'Add a product',
    description: 'It has no SKUs yet: they are added one by one.',
    answers: shelvedProductSchema,
    status: 201,
    permission: 'assortment.change',
  })
  async create(@Body({ schema: productFieldsSchema }) fields: z.infer<typeof productFieldsSchema>): Promise<Product> {
    return toShelvedProduct((await this.assortment.createProduct({ fields })).product);
  }

  @Put(':id')
  @Operation({
    summary: 'Replace what a product says',
    description: 'Orders keep what they were placed with. Whoever has seen an older version is refused.',
    answers: shelvedProductSchema,
    permission: 'assortment.change',
    refuses: ['NOT_FOUND', 'CONFLICT'],
  })
  async replace(
    @Param('id', { schema: idField }) id: string,
    @Body({ schema: replaceProductSchema }) { version, ...fields }: z.infer<typeof replaceProductSchema>,
  ): Promise<Product> {
    return toShelvedProduct((await this.assortment.replaceProduct({ id, version, fields })).product);
  }

  @Delete(':id')
  @Operation({
    summary: 'Take a product off sale',
    description: 'Nothing is erased, because orders refer to it: replace it with `onSale: true` to sell it again.',
    answers: nothing,
    permission: 'assortment.change',
    refuses: ['NOT_FOUND'],
  })
  async withdraw(@Param('id', { schema: idField }) id: string): Promise<null> {
    await this.assortment.withdrawProduct({ id });
    return null;
  }
}
