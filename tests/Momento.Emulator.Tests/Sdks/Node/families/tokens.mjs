import { Received } from '../received.mjs';
import { seen } from '../seen.mjs';

// What may be done, as: read a-key, write a-key, read another key, write another key, publish, subscribe, publish elsewhere.
const permitted = {
  cacheReadWrite: 'read write READ WRITE',
  cacheReadOnly: 'read READ',
  cacheWriteOnly: 'write WRITE',
  cacheKeyReadWrite: 'read write',
  cacheKeyReadOnly: 'read',
  cacheKeyWriteOnly: 'write',
  cacheKeyPrefixReadWrite: 'read write',
  cacheKeyPrefixReadOnly: 'read',
  cacheKeyPrefixWriteOnly: 'write',
  topicPublishSubscribe: 'publish subscribe',
  topicPublishOnly: 'publish',
  topicSubscribeOnly: 'subscribe',
};

const selector = kind => (kind.startsWith('topic') ? 'topic' : kind.startsWith('cacheKeyPrefix') ? 'a-' : 'a-key');

export default async function (emulator, check) {
  const { DisposableTokenScopes, ExpiresIn } = emulator.sdk;
  const { auth, cache: all } = emulator.as(emulator.keys.superuser);
  const name = emulator.cache;
  await all.setBatch(name, { 'a-key': 'value', 'b-key': 'value' });

  for (const [kind, expected] of Object.entries(permitted)) {
    const minted = await auth.generateDisposableToken(DisposableTokenScopes[kind](name, selector(kind)), ExpiresIn.minutes(5));
    const { cache, topics } = emulator.with(minted.authToken);
    const tried = {
      read: cache.get(name, 'a-key'), write: cache.set(name, 'a-key', 'value'),
      READ: cache.get(name, 'b-key'), WRITE: cache.set(name, 'b-key', 'value'),
      publish: topics.publish(name, 'topic', 'text'), subscribe: topics.subscribe(name, 'topic', new Received().options),
      PUBLISH: topics.publish(name, 'elsewhere', 'text'),
      otherCache: cache.get(emulator.otherCache, 'a-key'), manage: cache.createCache(kind),
    };
    const done = [];
    for (const [what, call] of Object.entries(tried)) {
      const answer = seen(await call);
      if (answer !== 'PERMISSION_ERROR') done.push(/ERROR/.test(answer) ? `${what}:${answer}` : what);
    }

    check(kind, done.join(' '), expected);
  }

  const passing = await auth.generateDisposableToken(DisposableTokenScopes.cacheKeyReadOnly(name, 'a-key'), ExpiresIn.seconds(30));
  const { cache, auth: minter } = emulator.with(passing.authToken);
  check('a token mints nothing', seen(await minter.generateDisposableToken(DisposableTokenScopes.cacheReadOnly(name), ExpiresIn.minutes(1))), 'PERMISSION_ERROR');
  await emulator.advance('00:00:31');
  check('an expired token', seen(await cache.get(name, 'a-key')), 'AUTHENTICATION_ERROR');
  check('too long', seen(await auth.generateDisposableToken(DisposableTokenScopes.cacheReadOnly(name), ExpiresIn.hours(26))), 'INVALID_ARGUMENT_ERROR');
}
