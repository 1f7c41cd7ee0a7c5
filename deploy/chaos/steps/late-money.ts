import type { Trade } from '../checks/books.ts';
import { SchemasReader } from '../checks/schemas-reader.ts';
import type { WechatControl } from './wechat-control.ts';

/** Pays every trade that is open at WeChat although its payment is closed here; answers how many there were. */
export async function payForgotten(mysqlUrl: string, wechat: WechatControl): Promise<number> {
  const { items } = await wechat.call<{ items: Trade[] }>('GET', '/trades?brief=true');
  const open = new Set(items.filter(({ state }) => state === 'NOTPAY').map(({ outTradeNo }) => outTradeNo));
  const reader = new SchemasReader(mysqlUrl);
  try {
    const closed = await reader.rows('payment', "SELECT out_trade_no FROM payment WHERE status = 'CLOSED'");
    const forgotten = closed.map((row) => String(row['out_trade_no'])).filter((number) => open.has(number));
    await Promise.all(
      forgotten.map((outTradeNo) => wechat.call('POST', '/pay', { outTradeNo }).catch(() => undefined)),
    );
    return forgotten.length;
  } catch {
    // The database may be away just now; there will be another time.
    return 0;
  } finally {
    await reader.close();
  }
}
