// Who judges which fake. A judge is a program beside this file that drives somebody else's client; coordinates and exact versions stand in
// java/pom.xml (profile of the vendor's name), go/go.mod and node/package.json.

export const LANGUAGES = ['java', 'go', 'node'] as const;
export type Language = (typeof LANGUAGES)[number];

export interface Judge {
  /** The vendor's id: whose fake it judges. */
  readonly vendor: string;
  /** Whose code it is, for the table. */
  readonly client: string;
  readonly language: Language;
  /** Java: a source file in java/src. Go: a folder in go. Node: a module in node. */
  readonly file: string;
  /** What its customer is allowed beyond the sample, for clients that know less than the vendor wants by now. */
  readonly tenant?: object;
}

export const JUDGES: readonly Judge[] = [
  { vendor: 'xiaomi', client: "Xiaomi's SDK 2.2.20", language: 'java', file: 'XiaomiJudge.java' },
  {
    vendor: 'xiaomi',
    client: 'push-xiaomi 0.1.6',
    language: 'node',
    file: 'xiaomi.mjs',
    // It knows no channels.
    tenant: { defaultClass: true },
  },
  { vendor: 'huawei', client: "Huawei's sample 2.3.8", language: 'java', file: 'HuaweiJudge.java' },
  { vendor: 'huawei', client: 'curltech/go-push-sdk 1.2.0', language: 'go', file: 'huawei' },
  { vendor: 'huawei', client: 'jose 6.2.18', language: 'node', file: 'huawei.mjs' },
  { vendor: 'oppo', client: "OPPO's SDK 1.0.5", language: 'java', file: 'OppoJudge.java' },
  { vendor: 'oppo', client: 'curltech/go-push-sdk 1.2.0', language: 'go', file: 'oppo' },
  { vendor: 'vivo', client: "vivo's SDK 2.3", language: 'java', file: 'VivoJudge.java' },
  { vendor: 'meizu', client: "Meizu's SDK 1.2.9", language: 'java', file: 'MeizuJudge.java' },
  { vendor: 'meizu', client: 'curltech/go-push-sdk 1.2.0', language: 'go', file: 'meizu' },
  { vendor: 'apns', client: 'Pushy 0.15.4', language: 'java', file: 'ApnsJudge.java' },
  { vendor: 'apns', client: 'node-apn 8.1.0, jose 6.2.18', language: 'node', file: 'apns.mjs' },
  { vendor: 'fcm', client: 'Firebase Admin for Java 9.4.3', language: 'java', file: 'FcmJudge.java' },
  { vendor: 'fcm', client: 'Firebase Admin for Go 4.19.0', language: 'go', file: 'fcm' },
  { vendor: 'web-push', client: 'web-push 3.6.7, http_ece 1.2.1', language: 'node', file: 'web-push.mjs' },
];
