import type { Trade } from '../checks/books.ts';
import { SchemasReader } from '../checks/schemas-reader.ts';
import type { WechatControl } from './wechat-control.ts';

/** Of those that WeChat has closed as well, only a few are paid at a time. */
const BY_FORCE = 4;

/** Pays what is closed here: all that is still open at WeChat, and by force some that is not; answers how many payments there were. */
export async function payForgotten(mysqlUrl: string, wechat: WechatControl): Promise<number> {
  const reader = new SchemasReader(mysqlUrl);
  try {
    const { items } = await wechat.call<{ items: Trade[] }>('GET', '/trades?brief=true');
    const stateOf = new Map(items.map(({ outTradeNo, state }) => [outTradeNo, state]));
    const rows = await reader.rows(
      'payment',
      "SELECT out_trade_no FROM payment WHERE status = 'CLOSED' ORDER BY id DESC",
    );
    const closed = rows.map((row) => String(row['out_trade_no']));
    const forgotten = [
      ...closed.filter((number) => stateOf.get(number) === 'NOTPAY'),
      ...closed.filter((number) => stateOf.get(number) === 'CLOSED').slice(0, BY_FORCE),
    ];
    const body = forgotten.map((outTradeNo) => ({ outTradeNo, force: true }));
    const paid = await Promise.allSettled(body.map((each) => wechat.call('POST', '/pay', each)));
    return paid.filter(({ status }) => status === 'fulfilled').length;
  } catch {
    // The database may be away just now; there will be another time.
    return 0;
  } finally {
    await reader.close();
  }
}
