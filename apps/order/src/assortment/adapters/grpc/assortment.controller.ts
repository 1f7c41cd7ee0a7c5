import { orderV1 } from '@minisuite/contracts';
import { Controller } from '@nestjs/common';
import { ChangeStock } from '../../app/change-stock.js';
import { CreateProduct } from '../../app/create-product.js';
import { CreateSku } from '../../app/create-sku.js';
import { LookAtShelves } from '../../app/look-at-shelves.js';
import { ReplaceProduct } from '../../app/replace-product.js';
import { ReplaceSku } from '../../app/replace-sku.js';
import { fromWireProduct, fromWireShelf, fromWireSku, toWireProduct, toWireSku } from './shelf-mapper.js';

@Controller()
@orderV1.AssortmentServiceControllerMethods()
export class AssortmentController implements orderV1.AssortmentServiceController {
  constructor(
    private readonly look: LookAtShelves,
    private readonly addProduct: CreateProduct,
    private readonly addSku: CreateSku,
    private readonly changeProduct: ReplaceProduct,
    private readonly changeSku: ReplaceSku,
    private readonly stock: ChangeStock,
  ) {}

  async listAllProducts({ shelf, ...asked }: orderV1.ListAllProductsRequest): Promise<orderV1.ListAllProductsResponse> {
    const { items, nextCursor } = await this.look.products({ ...asked, onSale: fromWireShelf(shelf) });
    return { products: items.map(toWireProduct), nextCursor: nextCursor ?? '' };
  }

  async getAnyProduct({ id }: orderV1.GetAnyProductRequest): Promise<orderV1.GetAnyProductResponse> {
    return { product: toWireProduct(await this.look.product(id)) };
  }

  async createProduct({ fields }: orderV1.CreateProductRequest): Promise<orderV1.CreateProductResponse> {
    const product = await this.addProduct.execute(fromWireProduct(fields));
    return { product: toWireProduct({ ...product, skus: [] }) };
  }

  async replaceProduct(request: orderV1.ReplaceProductRequest): Promise<orderV1.ReplaceProductResponse> {
    const { id, version, fields } = request;
    await this.changeProduct.execute(id, version, fromWireProduct(fields));
    return { product: toWireProduct(await this.look.product(id)) };
  }

  async withdrawProduct({ id }: orderV1.WithdrawProductRequest): Promise<orderV1.WithdrawProductResponse> {
    await this.changeProduct.withdraw(id);
    return {};
  }

  async listSkus({ shelf, ...asked }: orderV1.ListSkusRequest): Promise<orderV1.ListSkusResponse> {
    const { items, nextCursor } = await this.look.skus({ ...asked, onSale: fromWireShelf(shelf) });
    return { skus: items.map(toWireSku), nextCursor: nextCursor ?? '' };
  }

  async getSku({ id }: orderV1.GetSkuRequest): Promise<orderV1.GetSkuResponse> {
    return { sku: toWireSku(await this.look.sku(id)) };
  }

  async createSku({ productId, fields }: orderV1.CreateSkuRequest): Promise<orderV1.CreateSkuResponse> {
    return { sku: toWireSku(await this.addSku.execute(productId, fromWireSku(fields))) };
  }

  async replaceSku({ id, version, fields }: orderV1.ReplaceSkuRequest): Promise<orderV1.ReplaceSkuResponse> {
    await this.changeSku.execute(id, version, fromWireSku(fields));
    return { sku: toWireSku(await this.look.sku(id)) };
  }

  async withdrawSku({ id }: orderV1.WithdrawSkuRequest): Promise<orderV1.WithdrawSkuResponse> {
    await this.changeSku.withdraw(id);
    return {};
  }

  async changeStock(request: orderV1.ChangeStockRequest): Promise<orderV1.ChangeStockResponse> {
    const { id, delta, reason, version } = request;
    await this.stock.execute({ skuId: id, delta, reason, version: version || null });
    return { sku: toWireSku(await this.look.sku(id)) };
  }
}
