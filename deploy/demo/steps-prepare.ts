import { check, dataOf, type Client } from './http.ts';
import { yuan, type Page, type Product, type Step, type Story } from './story.ts';

interface Session {
  accessToken: string;
  accessTokenExpiresIn: number;
  user: { id: string; nickname: string };
}

/** Logs a WeChat user in as a phone does; a code whose answer got lost is spent, so each try takes a new one. */
export async function login({ api, wechat }: Story, openid: string): Promise<Session> {
  return await api.until(
    'login',
    async () => {
      const { code } = dataOf<{ code: string }>(
        await wechat.call('POST', '/_control/login-codes', { body: { openid } }),
      );
      const answer = await api.call('POST', '/auth/wechat-login', { body: { code, device: { platform: 'demo' } } });
      return answer.body.reason === 'WECHAT_CODE_INVALID' ? undefined : dataOf<Session>(answer);
    },
    { within: 10_000 },
  );
}

async function allProducts(api: Client): Promise<Product[]> {
  const found: Product[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: Page<Product> = dataOf(await api.call('GET', `/products?limit=5&cursor=${cursor}`));
    found.push(...page.items);
    cursor = page.nextCursor;
  }
  return found;
}

export const prepare: Step[] = [
  {
    title: 'Log in with a code of wx.login',
    run: async (story) => {
      const { accessToken, accessTokenExpiresIn, user } = await login(story, story.openid);
      story.token = accessToken;
      const me = dataOf<{ id: string; points: number }>(
        await story.api.call('GET', '/users/me', { token: accessToken }),
      );
      check(me.id === user.id, 'GET /users/me is somebody else');
      return [`user ${user.id}, a token for ${accessTokenExpiresIn} s`];
    },
  },
  {
    title: 'Browse the catalogue',
    run: async (story) => {
      const products = await allProducts(story.api);
      const categories = [...new Set(products.map(({ category }) => category))];
      check(
        products.length >= 12 && categories.length >= 3,
        `only ${products.length} products in ${categories.length} categories`,
      );
      const category = categories[0] ?? '';
      const some: Page<Product> = dataOf(
        await story.api.call('GET', `/products?category=${encodeURIComponent(category)}`),
      );
      check(
        some.items.length > 0 && some.items.every((one) => one.category === category),
        'the category filter does not filter',
      );
      const skus = products.flatMap((product) => product.skus);
      story.soldOut = skus.find(({ available }) => available === 0);
      story.sku = skus.filter(({ available }) => available >= 2).sort((a, b) => b.available - a.available)[0];
      check(story.sku, 'nothing is in stock');
      const chosen = products.find((product) => product.skus.some(({ id }) => id === story.sku?.id));
      check(chosen, 'the chosen SKU belongs to no product');
      const detail = dataOf<Product>(await story.api.call('GET', `/products/${chosen.id}`));
      check(detail.id === chosen.id, 'GET /products/{id} is another product');
      const picture = await fetch(detail.imageUrl, { signal: AbortSignal.timeout(10_000) }).catch(() => undefined);
      check(picture?.ok, `the picture ${detail.imageUrl} cannot be loaded`);
      return [
        `${products.length} products in ${categories.length} categories (${categories.join(', ')})`,
        `${detail.title} ${story.sku.title}: ${yuan(story.sku.price)}, ${story.sku.available} in stock`,
      ];
    },
  },
  {
    title: 'Save a shipping address',
    run: async (story) => {
      const body = {
        name: '张三',
        phone: '13800138000',
        province: '广东省',
        city: '广州市',
        district: '海珠区',
        detail: '新港中路397号',
      };
      const address = dataOf<{ id: string; city: string; detail: string }>(
        await story.api.call('POST', '/users/me/addresses', { token: story.token, body }),
        201,
      );
      story.addressId = address.id;
      return [`address ${address.id}: ${address.city} ${address.detail}`];
    },
  },
  {
    title: 'Allow one subscribe message',
    run: async (story) => {
      const { templateIds } = dataOf<{ templateIds: string[] }>(await story.wechat.call('GET', '/_control/merchant'));
      story.templateId = templateIds[0] ?? '';
      const { openid, templateId } = story;
      dataOf(await story.wechat.call('POST', '/_control/subscribe', { body: { openid, templateId, accept: true } }));
      const grants = [{ templateId, result: 'accept' }];
      dataOf(await story.api.call('POST', '/subscriptions', { token: story.token, body: { grants } }));
      return [`template ${templateId}: accepted`];
    },
  },
];
