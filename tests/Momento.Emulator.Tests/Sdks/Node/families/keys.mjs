import { seen } from '../seen.mjs';

export default async function (emulator, check) {
  const { AllDataReadWrite, ExpiresIn, PermissionScopes } = emulator.sdk;
  const name = emulator.cache;
  const minter = emulator.as(emulator.keys.superuser).auth;

  const made = await minter.generateApiKey(AllDataReadWrite, ExpiresIn.minutes(10));
  const { cache, auth } = emulator.with(made.apiKey);
  check('a key', [seen(made), made.endpoint, made.expiresAt.doesExpire()], ['Success', made.endpoint, true]);
  check('does what it is for', seen(await cache.set(name, 'key', 'value')), 'Success');
  check('and no more', seen(await cache.createCache('made')), 'PERMISSION_ERROR');
  check('nor mints', seen(await auth.generateApiKey(AllDataReadWrite, ExpiresIn.minutes(1))), 'PERMISSION_ERROR');

  const refreshed = await auth.refreshApiKey(made.refreshToken);
  check('refresh', seen(refreshed), 'Success');
  check('the refreshed key', seen(await emulator.with(refreshed.apiKey).cache.get(name, 'key')), 'value');
  check('refresh with what is no refresh token', seen(await auth.refreshApiKey('wrong')), 'AUTHENTICATION_ERROR');

  const narrow = await minter.generateApiKey(PermissionScopes.cacheReadOnly(name), ExpiresIn.never());
  const reader = emulator.with(narrow.apiKey).cache;
  check('a key that never expires', narrow.expiresAt.doesExpire(), false);
  check('a key for reading reads', seen(await reader.get(name, 'key')), 'value');
  check('and does not write', seen(await reader.set(name, 'key', 'other')), 'PERMISSION_ERROR');
  check('nor reads another cache', seen(await reader.get(emulator.otherCache, 'key')), 'PERMISSION_ERROR');

  check('no time', seen(await minter.generateApiKey(AllDataReadWrite, ExpiresIn.seconds(0))), 'INVALID_ARGUMENT_ERROR');
  check('a key that nobody made', seen(await emulator.as('unknown').cache.get(name, 'key')), 'AUTHENTICATION_ERROR');
  await emulator.advance('00:11:00');
  check('an expired key', seen(await cache.get(name, 'key')), 'AUTHENTICATION_ERROR');
  check('cannot be refreshed', seen(await auth.refreshApiKey(made.refreshToken)), 'INVALID_ARGUMENT_ERROR');
}
