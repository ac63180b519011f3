import { seen } from '../seen.mjs';

export default async function (emulator, check) {
  const { cache } = emulator.as(emulator.keys.superuser);
  const name = emulator.cache;

  check('a counter begins', seen(await cache.increment(name, 'counter', 5)), 5);
  check('a counter goes on', seen(await cache.increment(name, 'counter', -2)), 3);
  await cache.set(name, 'text', 'no number');
  check('no counter', seen(await cache.increment(name, 'text', 1)), 'FAILED_PRECONDITION_ERROR');

  await cache.listPushBack(name, 'list', 'a');
  await cache.setAddElement(name, 'set', 'a');
  await cache.dictionarySetField(name, 'dictionary', 'a', 'b');
  await cache.sortedSetPutElement(name, 'sorted', 'a', 1);
  const types = await Promise.all(['text', 'list', 'set', 'dictionary', 'sorted', 'missing'].map(async key => seen(await cache.itemGetType(name, key))));
  const { ItemType } = emulator.sdk;
  check('types', types, [ItemType.SCALAR, ItemType.LIST, ItemType.SET, ItemType.DICTIONARY, ItemType.SORTED_SET, 'Miss']);
  check('a key that exists', seen(await cache.keyExists(name, 'text')), true);
  check('several keys', seen(await cache.keysExist(name, ['list', 'missing', 'set'])), [true, false, true]);

  const left = async () => seen(await cache.itemGetTtl(name, 'text'));
  check('the time to live begins', await left(), 600_000);
  await emulator.advance('00:01:00');
  check('and passes', await left(), 540_000);
  await cache.updateTtl(name, 'text', 120_000);
  check('update', await left(), 120_000);
  check('increase', [seen(await cache.increaseTtl(name, 'text', 180_000)), await left()], ['Set', 180_000]);
  check('no increase', [seen(await cache.increaseTtl(name, 'text', 60_000)), await left()], ['NotSet', 180_000]);
  check('decrease', [seen(await cache.decreaseTtl(name, 'text', 60_000)), await left()], ['Set', 60_000]);
  check('no decrease', [seen(await cache.decreaseTtl(name, 'text', 180_000)), await left()], ['NotSet', 60_000]);
  check('of nothing', seen(await cache.updateTtl(name, 'missing', 60_000)), 'Miss');
}
