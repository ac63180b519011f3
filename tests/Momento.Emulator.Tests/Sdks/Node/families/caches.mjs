import { seen } from '../seen.mjs';

export default async function (emulator, check) {
  const { cache } = emulator.as(emulator.keys.superuser);
  const reader = emulator.as(emulator.keys.readWrite).cache;
  const names = async () => (await cache.listCaches()).getCaches().map(info => info.getName()).filter(name => name.startsWith('made'));

  check('create', seen(await cache.createCache('made')), 'Success');
  check('create again', seen(await cache.createCache('made')), 'AlreadyExists');
  check('list', await names(), ['made']);
  await cache.set('made', 'key', 'value');
  check('flush', [seen(await cache.flushCache('made')), seen(await cache.get('made', 'key'))], ['Success', 'Miss']);
  check('delete', [seen(await cache.deleteCache('made')), await names()], ['Success', []]);
  check('delete again', seen(await cache.deleteCache('made')), 'NOT_FOUND_ERROR');
  check('without a name', seen(await cache.createCache('  ')), 'INVALID_ARGUMENT_ERROR');
  check('with a key for data only', seen(await reader.createCache('made')), 'PERMISSION_ERROR');
  check('ping', await cache.ping().then(() => 'answered'), 'answered');
}
