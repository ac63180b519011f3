import { seen } from '../seen.mjs';

export default async function (emulator, check) {
  const { cache } = emulator.as(emulator.keys.superuser);
  const name = emulator.cache;

  check('set several', seen(await cache.setBatch(name, { a: '1', b: '2', c: '3' })), 'Success');
  const read = await cache.getBatch(name, ['a', 'missing', 'c']);
  check('get several, in the order asked', read.results().map(seen), ['1', 'Miss', '3']);
  check('what was there of several', read.values(), { a: '1', c: '3' });

  await cache.setBatch(name, { short: 'value' }, { ttl: 10 });
  await emulator.advance('00:00:11');
  check('several have a time to live', (await cache.getBatch(name, ['short', 'a'])).results().map(seen), ['Miss', '1']);
  check('several of a cache that is not there', seen(await cache.getBatch('no-such-cache', ['a'])), 'NOT_FOUND_ERROR');
}
