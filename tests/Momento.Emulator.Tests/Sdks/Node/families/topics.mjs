import { Proxy } from '../proxy.mjs';
import { Received } from '../received.mjs';
import { seen } from '../seen.mjs';

export default async function (emulator, check) {
  const { topics, auth, cache } = emulator.as(emulator.keys.superuser);
  const { DisposableTokenScopes, ExpiresIn } = emulator.sdk;
  const name = emulator.cache;
  const text = item => `${item.sequenceNumber()}:${item.valueString()}`;
  const publish = async values => {
    for (const value of values) await topics.publish(name, 'topic', value);
  };

  const all = new Received();
  check('subscribe', seen(await topics.subscribe(name, 'topic', all.options)), 'Subscription');
  check('publish', seen(await topics.publish(name, 'topic', 'a')), 'Success');
  check('publish bytes', seen(await topics.publish(name, 'topic', Uint8Array.of(104, 105))), 'Success');
  const [first, second] = await all.take(2);
  check('text', [first.value(), first.sequenceNumber()], ['a', 1]);
  check('bytes', [Buffer.from(second.value()).toString(), second.sequenceNumber()], ['hi', 2]);

  const proxy = await Proxy.to(emulator.isWeb ? emulator.http : emulator.grpc);
  const far = emulator.as(emulator.keys.superuser, { address: proxy.address }).topics;
  const resumed = new Received();
  await far.subscribe(name, 'topic', resumed.options);
  await publish(['b']);
  check('before the connection breaks', (await resumed.take(1)).map(text), ['3:b']);
  proxy.refuse(emulator.isWeb);
  await publish(['c', 'd']);
  proxy.accept();
  check('what was missed comes after the connection is back', (await resumed.take(2)).map(text), ['4:c', '5:d']);

  const minted = await auth.generateDisposableToken(
    DisposableTokenScopes.topicPublishOnly(name, 'topic'), ExpiresIn.minutes(5), { tokenId: 'publisher' });
  const learner = emulator.with(minted.authToken).topics;
  check('a token publishes to its topic', seen(await learner.publish(name, 'topic', 'e')), 'Success');
  const [, , , last] = await all.take(4);
  check('and is named to subscribers', [text(last), last.tokenId()], ['6:e', 'publisher']);
  check('not to another topic', seen(await learner.publish(name, 'another', 'e')), 'PERMISSION_ERROR');
  check('not to another cache', seen(await learner.publish(emulator.otherCache, 'topic', 'e')), 'PERMISSION_ERROR');
  check('and does not subscribe', seen(await learner.subscribe(name, 'topic', new Received().options)), 'PERMISSION_ERROR');
  check('too large', seen(await topics.publish(name, 'topic', 'x'.repeat(5_000))), 'LIMIT_EXCEEDED_ERROR');

  await cache.createCache('passing');
  const ended = new Received();
  await topics.subscribe('passing', 'topic', ended.options);
  await cache.deleteCache('passing');
  check('a subscription ends with its cache', await ended.error(), 'NOT_FOUND_ERROR');
  check('none to a cache that is not there', seen(await topics.subscribe('passing', 'topic', new Received().options)), 'NOT_FOUND_ERROR');
}
