import { seen } from '../seen.mjs';

export default async function (emulator, check) {
  const { cache } = emulator.as(emulator.keys.superuser);
  const name = emulator.cache;
  const binary = Uint8Array.of(0, 255, 128);

  check('a key that was never set is a miss', seen(await cache.get(name, 'key')), 'Miss');
  check('set', seen(await cache.set(name, 'key', 'value')), 'Success');
  check('get', seen(await cache.get(name, 'key')), 'value');
  check('set a binary key', seen(await cache.set(name, binary, binary)), 'Success');
  check('get a binary key', [...(await cache.get(name, binary)).valueUint8Array()], [...binary]);
  check('other caches have keys of their own', seen(await cache.get(emulator.otherCache, 'key')), 'Miss');
  check('a cache that is not there', seen(await cache.get('no-such-cache', 'key')), 'NOT_FOUND_ERROR');
  check('delete', seen(await cache.delete(name, 'key')), 'Success');
  check('what was deleted is a miss', seen(await cache.get(name, 'key')), 'Miss');

  const written = await cache.setWithHash(name, 'hashed', 'value');
  const read = await cache.getWithHash(name, 'hashed');
  check('set and get with hash', [read.value(), read.hashString()], ['value', written.hashString()]);

  await cache.set(name, 'short', 'value', { ttl: 10 });
  await emulator.advance('00:00:11');
  check('an item is gone after its time to live', seen(await cache.get(name, 'short')), 'Miss');
  // The web SDK cannot encode as much.
  if (!emulator.isWeb) check('an item that is too large', seen(await cache.set(name, 'large', 'x'.repeat(5_300_000))), 'LIMIT_EXCEEDED_ERROR');
}
