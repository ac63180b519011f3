import { seen } from '../seen.mjs';

export default async function (emulator, check) {
  const { cache } = emulator.as(emulator.keys.superuser);
  const name = emulator.cache;
  const { CollectionTtl } = emulator.sdk;
  const all = async () => seen(await cache.dictionaryFetch(name, 'dictionary'));

  check('no dictionary', await all(), 'Miss');
  check('set a field', seen(await cache.dictionarySetField(name, 'dictionary', 'a', '1')), 'Success');
  check('set fields', seen(await cache.dictionarySetFields(name, 'dictionary', { b: '2', c: '3' })), 'Success');
  check('all', await all(), { a: '1', b: '2', c: '3' });
  check('get a field', seen(await cache.dictionaryGetField(name, 'dictionary', 'a')), '1');
  check('a field that is missing', seen(await cache.dictionaryGetField(name, 'dictionary', 'missing')), 'Miss');
  check('get fields', seen(await cache.dictionaryGetFields(name, 'dictionary', ['a', 'missing', 'c'])), { a: '1', c: '3' });
  check('the length', seen(await cache.dictionaryLength(name, 'dictionary')), 3);
  check('increment a field', seen(await cache.dictionaryIncrement(name, 'dictionary', 'a', 41)), 42);
  check('remove a field', seen(await cache.dictionaryRemoveField(name, 'dictionary', 'a')), 'Success');
  check('what is left', await all(), { b: '2', c: '3' });
  check('remove fields', seen(await cache.dictionaryRemoveFields(name, 'dictionary', ['b', 'c'])), 'Success');
  check('empty is gone', await all(), 'Miss');

  await cache.dictionarySetField(name, 'dictionary', 'a', '1', { ttl: CollectionTtl.of(10) });
  await cache.dictionarySetField(name, 'dictionary', 'b', '2', { ttl: CollectionTtl.of(100).withNoRefreshTtlOnUpdates() });
  await emulator.advance('00:00:11');
  check('a write without refresh leaves the time to live', await all(), 'Miss');
}
