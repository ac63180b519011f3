// The HTTP API has no SDK: what an SDK wrote and minted is used over it.
export default async function (emulator, check) {
  const { DisposableTokenScopes, ExpiresIn } = emulator.sdk;
  const { cache, topics, auth } = emulator.as(emulator.keys.superuser);
  const name = emulator.cache;
  const { authToken } = await auth.generateDisposableToken(DisposableTokenScopes.cacheKeyReadWrite(name, 'key'), ExpiresIn.minutes(5));
  const call = async (method, path, token, body) => {
    const response = await fetch(`http://${emulator.http}${path}`, { method, body, headers: { authorization: token, 'content-type': 'text/plain' } });
    return [response.status, await response.text()];
  };
  const { api_key: token } = JSON.parse(Buffer.from(authToken, 'base64'));

  await cache.set(name, 'key', 'from the SDK');
  check('reads what an SDK set', await call('GET', `/cache/${name}?key=key`, token), [200, 'from the SDK']);
  check('takes a token as SDKs hold it', (await call('GET', `/cache/${name}?key=key`, authToken))[0], 200);
  check('writes', (await call('PUT', `/cache/${name}?key=key&ttl_seconds=60`, token, 'over HTTP'))[0], 204);
  check('what an SDK reads', (await cache.get(name, 'key')).value(), 'over HTTP');
  check('another key', (await call('GET', `/cache/${name}?key=other`, token))[0], 403);
  check('deletes', (await call('DELETE', `/cache/${name}?key=key`, token))[0], 204);
  check('a miss', (await call('GET', `/cache/${name}?key=key`, token))[0], 404);
  check('nobody', (await call('GET', `/cache/${name}?key=key`, 'unknown'))[0], 401);

  await topics.publish(name, 'topic', 'from the SDK');
  const [status, polled] = await call('GET', `/topics/${name}/topic?sequence_number=1`, emulator.keys.superuser);
  check('polls what an SDK published', [status, JSON.parse(polled).items.find(({ item }) => item).item.value], [200, { text: 'from the SDK' }]);
}
