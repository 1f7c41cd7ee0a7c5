import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { batched } from '../clients/batched.js';
import { CatalogueClient } from '../clients/clients.js';
import { idField } from '../edge/fields.js';
import { Operation } from '../edge/operation.js';
import { PublicUrls } from '../edge/public-urls.js';
import { toProduct, toProductPage } from './catalogue.mapper.js';
import { productPageSchema, productQuerySchema, productSchema } from './catalogue.schemas.js';

@ApiTags('products')
@Controller('products')
export class CatalogueController {
  private readonly productOf = batched(async (ids) => (await this.catalogue.batchGetProducts({ ids })).products);

  constructor(
    private readonly catalogue: CatalogueClient,
    private readonly urls: PublicUrls,
  ) {}

  @Get()
  @Operation({ summary: 'What is for sale', answers: productPageSchema, public: true })
  async list(
    @Query({ schema: productQuerySchema }) { q, ...query }: z.infer<typeof productQuerySchema>,
  ): Promise<z.infer<typeof productPageSchema>> {
    return toProductPage(await this.catalogue.listProducts({ ...query, query: q }), this.urls.absolute);
  }

  @Get(':id')
  @Operation({ summary: 'One product', answers: productSchema, public: true, refuses: ['NOT_FOUND'] })
  async one(@Param('id', { schema: idField }) id: string): Promise<z.infer<typeof productSchema>> {
    return toProduct(await this.productOf(id), this.urls.absolute);
  }
}
