// A learner who has only the gateway's URL and Momento's official SDK.
// Usage: node client.mjs <gateway-url> <course-id> <comment>
// Prints one JSON object: what happened with each thing that was tried.
import {
  CacheClient, Configurations, CredentialProvider, TopicClient, TopicConfigurations, TopicPublish,
} from '@gomomento/sdk';

const [gateway, courseId, comment] = process.argv.slice(2);
const deadline = Date.now() + 20_000;

async function call(path, options = {}) {
  const response = await fetch(gateway + path, { method: 'POST', ...options });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
}

function credentials({ token, endpoint }) {
  if (!endpoint.startsWith('http://')) return CredentialProvider.fromDisposableToken(token);
  const host = endpoint.slice('http://'.length);
  return CredentialProvider.fromDisposableToken({
    apiKey: token,
    endpointOverrides: { cacheEndpoint: host, controlEndpoint: host, tokenEndpoint: host, secureConnection: false },
  });
}

async function listed() {
  while (Date.now() < deadline) {
    const page = await call(`/api/courses/${courseId}/comments`, { method: 'GET' });
    const found = page.comments.find(candidate => candidate.comment === comment);
    if (found) return found;
    await new Promise(resolve => setTimeout(resolve, 20));
  }
  throw new Error(`the comment was not listed within 20 s`);
}

const outcome = response => (response.errorCode ? response.errorCode() : 'SUCCESS');

const { access_token } = await call('/dev/sign-in', {
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ user: 'taylor', name: 'Taylor' }),
});
const token = await call('/api/tokens', { headers: { authorization: `Bearer ${access_token}` } });

const credentialProvider = credentials(token);
const topics = new TopicClient({ configuration: TopicConfigurations.Default.latest(), credentialProvider });
const cache = await CacheClient.create({ configuration: Configurations.Laptop.latest(), credentialProvider, defaultTtlSeconds: 60 });

const message = JSON.stringify({ courseId, comment, userID: 'somebody-else', token_id: 'somebody-else' });
const published = await topics.publish(token.cacheName, token.topicName, message);
if (!(published instanceof TopicPublish.Success)) throw new Error(`publish: ${published.toString()}`);

const result = {
  tokenId: token.tokenId,
  listed: await listed(),
  subscribe: outcome(await topics.subscribe(token.cacheName, token.topicName, { onItem() {}, onError() {} })),
  publishElsewhere: outcome(await topics.publish(token.cacheName, 'another-topic', message)),
  writeCache: outcome(await cache.set(token.cacheName, courseId, 'defaced')),
};
console.log(JSON.stringify(result));
process.exit(0);
