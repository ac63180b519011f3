// The clients of one of the two official SDKs, and what is called by all who use them.
export class Emulator {
  constructor(sdkName, sdk, settings) {
    Object.assign(this, settings);
    this.isWeb = sdkName === 'web';
    this.sdk = sdk;
  }

  static async of(sdkName, settings) {
    if (sdkName === 'web') await import('./browser.mjs');
    const { default: sdk } = await import(sdkName === 'web' ? '@gomomento/sdk-web' : '@gomomento/sdk');
    return new Emulator(sdkName, sdk, settings);
  }

  // With a configured key, in the form that SDKs take.
  as(key, options) {
    return this.with(Buffer.from(JSON.stringify({ endpoint: 'momento.test', api_key: key })).toString('base64'), options);
  }

  // With a key or token that the emulator made; at another address, and with faults asked for, when that is said.
  with(apiKey, { address = this.isWeb ? this.http : this.grpc, faults } = {}) {
    const endpoint = this.isWeb ? `http://${address}` : address;
    const credentialProvider = this.sdk.CredentialProvider.fromString({
      apiKey,
      endpointOverrides: { cacheEndpoint: endpoint, controlEndpoint: endpoint, tokenEndpoint: endpoint, secureConnection: false },
    });
    const middlewares = faults ? [{ onNewRequest: () => this.isWeb ? webHandler(faults) : nodeHandler(faults) }] : [];
    const { CacheClient, TopicClient, AuthClient, AuthClientConfigurations, PreviewLeaderboardClient, Configurations, TopicConfigurations, LeaderboardConfigurations } = this.sdk;
    const configuration = Configurations.Laptop.latest();
    const topicConfiguration = TopicConfigurations.Default.latest();
    return {
      cache: new CacheClient({ configuration: configuration.withMiddlewares(middlewares), credentialProvider, defaultTtlSeconds: 600 }),
      // The web SDK's topics have no middleware.
      topics: new TopicClient({ configuration: topicConfiguration.withMiddlewares?.(middlewares) ?? topicConfiguration, credentialProvider }),
      auth: new AuthClient({ credentialProvider, configuration: AuthClientConfigurations?.Default.latest() }),
      leaderboards: new PreviewLeaderboardClient({ configuration: LeaderboardConfigurations.Laptop.latest(), credentialProvider }),
    };
  }

  async advance(time) {
    const response = await fetch(`http://${this.http}/admin/clock`, {
      method: 'POST', headers: { authorization: this.keys.superuser, 'content-type': 'application/json' }, body: JSON.stringify({ advance: time }),
    });
    if (!response.ok) throw new Error(`The clock was not moved: ${response.status}`);
  }
}

const same = value => value;

function nodeHandler(faults) {
  return {
    onRequestMetadata: async metadata => {
      Object.entries(faults).forEach(([name, value]) => metadata._grpcMetadata.set(name, value));
      return metadata;
    },
    onRequestBody: async body => body, onResponseMetadata: async metadata => metadata, onResponseBody: async body => body, onResponseStatus: async status => status,
  };
}

function webHandler(faults) {
  return {
    onRequest: request => {
      Object.assign(request._grpcRequest.getMetadata(), faults);
      return request;
    },
    onResponseMetadata: same, onResponseData: same, onResponseStatus: same, onResponseEnd() {},
  };
}
