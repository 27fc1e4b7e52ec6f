/**
 * Records histories of today's stories for the replay test: `npm run histories`. A history that is
 * committed is never written anew; only missing ones are added.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { aLine, anOrder } from '../support/an-order';
import globalSetup from '../support/global-setup';
import globalTeardown from '../support/global-teardown';
import { openShop } from '../support/shop';
import type { Shop } from '../support/shop';

const FOLDER = join(__dirname, 'histories');

type Story = (shop: Shop) => Promise<string>;

const plain: Story = async (shop) => {
  await shop.time('thu 11:00');
  const { id, number } = await shop.place(anOrder(shop.window('fri 10:00', 'fri 14:00')));
  await shop.time('thu 11:20');
  await shop.confirms(id);
  await shop.bothAccept(id);
  await shop.time('fri 12:30');
  await shop.report(id, { status: 'delivered' });
  await shop.pays(id, 2900);
  await shop.time('sat 12:01');
  return number;
};

const silent: Story = async (shop) => {
  await shop.time('fri 18:40');
  const { id, number } = await shop.place(anOrder(shop.window('wed+1 10:00', 'wed+1 14:00')));
  for (const moment of ['fri 18:56', 'sat 11:01', 'mon+1 10:01']) {
    await shop.time(moment);
    await shop.calls(id, 'no_answer');
  }
  await shop.time('wed+1 16:10');
  return number;
};

const amended: Story = async (shop) => {
  await shop.time('tue 11:00');
  const { id, number } = await shop.place(anOrder(shop.window('sat 11:00', 'sat 15:00')));
  await shop.taps(id, { answer: 'confirm' });
  await shop.bothAccept(id);
  const changes = [{ type: 'add_line', line: aLine({ sku: 'BELT-BLACK' }) }];
  const path = `/v1/orders/${id}/amendments`;
  await shop.ask('manager', path, { body: { changes, by: 'customer' }, version: 1 });
  await shop.quiet();
  for (const { party } of (await shop.order(id)).instructions) {
    await shop.answer(id, party, { to: 'revision', answer: 'accepted', wishVersion: 2 });
  }
  await shop.time('mon+1 15:00');
  return number;
};

const STORIES: Readonly<Record<string, Story>> = { plain, silent, amended };

async function main(): Promise<void> {
  await globalSetup();
  const shop = await openShop({ historyLimit: 10_000 });
  for (const [name, story] of Object.entries(STORIES)) {
    const file = join(FOLDER, `${name}.json`);
    if (existsSync(file)) continue;
    await shop.week();
    const number = await story(shop);
    const handle = shop.world.server.client.workflow.getHandle(`order/demo/${number}`);
    writeFileSync(file, `${historyToJSON(await handle.fetchHistory())}\n`);
    process.stdout.write(`recorded ${name}\n`);
  }
  await shop.close();
  await globalTeardown();
}

void main();
