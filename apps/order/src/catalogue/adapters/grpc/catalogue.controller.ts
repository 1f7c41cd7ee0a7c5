import { orderV1 } from '@minisuite/contracts';
import { Controller } from '@nestjs/common';
import { BatchGetProducts } from '../../app/batch-get-products.js';
import { ListProducts } from '../../app/list-products.js';
import { toWireProduct } from './product-mapper.js';

@Controller()
@orderV1.CatalogueServiceControllerMethods()
export class CatalogueController implements orderV1.CatalogueServiceController {
  constructor(
    private readonly list: ListProducts,
    private readonly batchGet: BatchGetProducts,
  ) {}

  async listProducts(request: orderV1.ListProductsRequest): Promise<orderV1.ListProductsResponse> {
    const { items, nextCursor } = await this.list.execute(request);
    return { products: items.map(toWireProduct), nextCursor: nextCursor ?? '' };
  }

  async batchGetProducts({ ids }: orderV1.BatchGetProductsRequest): Promise<orderV1.BatchGetProductsResponse> {
    return { products: (await this.batchGet.execute(ids)).map(toWireProduct) };
  }
}
