// A response in short: the value of a hit, the code of an error, or else the response's kind, such as Miss or Stored.
const values = ['errorCode', 'value', 'itemType', 'rank', 'score', 'length', 'exists', 'values', 'containsElements', 'remainingTtlMillis'];

export function seen(response) {
  for (const name of values) {
    const value = typeof response[name] === 'function' ? response[name]() : undefined;
    if (value !== undefined) return value;
  }
  return response.type ?? response.constructor.name;
}
