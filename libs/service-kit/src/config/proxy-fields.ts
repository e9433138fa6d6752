// The usual settings of a company's proxy, for services that call hosts outside.
import { type ConfigOf, secret, text } from './fields';

const proxy = (says: string) =>
  secret({
    optional: true,
    matches: /^(https?:\/\/)?[^\s/]+\/?$/,
    rule: 'a URL like http://proxy.example:3128, with user and password where the proxy wants them',
    says,
  });

export const proxyFields = {
  HTTPS_PROXY: proxy('Proxy for https hosts, asked by CONNECT. Also in lower case, which wins.'),
  HTTP_PROXY: proxy('The same for http hosts.'),
  ALL_PROXY: proxy('For hosts whose scheme has none of its own.'),
  NO_PROXY: text({
    optional: true,
    says: 'Hosts that are reached without a proxy: names with all below them, addresses, networks like 10.0.0.0/8, each with a port if need be; * for all.',
  }),
};

/** The settings in the form of an environment, for code that reads proxies from one. */
export const proxiesOf = (config: ConfigOf<typeof proxyFields>): Record<string, string | undefined> => ({
  HTTPS_PROXY: config.HTTPS_PROXY?.reveal(),
  HTTP_PROXY: config.HTTP_PROXY?.reveal(),
  ALL_PROXY: config.ALL_PROXY?.reveal(),
  NO_PROXY: config.NO_PROXY,
});
