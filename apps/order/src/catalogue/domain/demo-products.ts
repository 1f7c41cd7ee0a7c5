import type { Fen } from '@minisuite/kernel';

export interface DemoSku {
  readonly id: string;
  readonly title: string;
  readonly price: Fen;
  readonly stock: number;
}

export interface DemoProduct {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly category: string;
  readonly skus: readonly DemoSku[];
}

const STOCK = 200;

type SkuEntry = readonly [title: string, price: Fen, stock?: number];

// Fixed ids, far below any generated one: seeding twice finds them again, and what a shop adds later is listed first.
const product = (number: number, slug: string, category: string, title: string, ...skus: SkuEntry[]): DemoProduct => ({
  id: String(1000 + number),
  slug,
  title,
  category,
  skus: skus.map(([name, price, stock = STOCK], index) => ({
    id: String((1000 + number) * 100 + index + 1),
    title: name,
    price,
    stock,
  })),
});

/** What a fresh system sells, so that there is something to see; one SKU is sold out and one nearly. */
export const DEMO_PRODUCTS: readonly DemoProduct[] = [
  product(1, 'notebook', '周边', '手账笔记本', ['横线', 2800], ['方格', 2800, 3], ['空白', 2600, 0]),
  product(2, 'tote-bag', '周边', '帆布手提袋', ['米白', 4900], ['墨绿', 4900]),
  product(3, 'mug', '周边', '陶瓷马克杯', ['白色 350ml', 5900], ['青色 350ml', 5900], ['白色 480ml', 6900]),
  product(4, 'nougat', '点心', '手工牛轧糖', ['原味 200g', 3200], ['抹茶味 200g', 3500]),
  product(5, 'egg-tart', '点心', '葡式蛋挞', ['2 枚装', 1600], ['6 枚装', 4200]),
  product(6, 'matcha-cake', '点心', '抹茶千层蛋糕', ['单片', 2900], ['六寸', 16800]),
  product(7, 'cold-brew', '咖啡', '冷萃咖啡', ['瓶装 300ml', 2200]),
  product(8, 'americano', '咖啡', '美式咖啡', ['中杯', 1500], ['大杯', 1800]),
  product(9, 'latte', '咖啡', '拿铁咖啡', ['中杯', 1900], ['大杯', 2200], ['燕麦奶 大杯', 2600]),
  product(10, 'pu-erh-tea', '茶饮', '云南普洱茶', ['熟茶 357g', 12800], ['生茶 357g', 15800]),
  product(11, 'jasmine-tea', '茶饮', '茉莉花茶', ['袋装 100g', 3900], ['罐装 250g', 8800]),
  product(12, 'oolong-tea', '茶饮', '冻顶乌龙茶', ['袋装 150g', 6800], ['礼盒 300g', 13800]),
  product(13, 'longjing-tea', '茶饮', '西湖龙井茶', ['袋装 50g', 5800], ['罐装 125g', 13800], ['礼盒 250g', 26800]),
];
