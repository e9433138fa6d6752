// A test authority and a server of its own on 127.0.0.1, good until 2125. They open nothing else.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
function _export(target, all) {
    for(var name in all)Object.defineProperty(target, name, {
        enumerable: true,
        get: Object.getOwnPropertyDescriptor(all, name).get
    });
}
_export(exports, {
    get TEST_CA () {
        return TEST_CA;
    },
    get TEST_SERVER () {
        return TEST_SERVER;
    }
});
const TEST_CA = `
-----BEGIN CERTIFICATE-----
MIIBkzCCATmgAwIBAgIULGdOgmEKsYx6dNmCDW5wwCfmGoIwCgYIKoZIzj0EAwIw
HjEcMBoGA1UEAwwTVGVzdCBDQSBvZiB0aGUgZmFrZTAgFw0yNjExMjQxMjUyNDBa
GA8yMTI2MTAzMTEyNTI0MFowHjEcMBoGA1UEAwwTVGVzdCBDQSBvZiB0aGUgZmFr
ZTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABFWQtUOZxpt1LCH7EKaJEvs3vT+Z
DHjTi4hfvqQCrjUt+Of0gYfJ+DwIxtxfr/AbTPLSl94teVYysDnSYAw/qjKjUzBR
MB0GA1UdDgQWBBT66+HFCw7eEHum4EEHhZL6BjJlmjAfBgNVHSMEGDAWgBT66+HF
Cw7eEHum4EEHhZL6BjJlmjAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0gA
MEUCIQCDg3qL7u3xtoTbDa7NCZRih1tWvfhi5ln+HhXPemP+vwIgEbWEcQxV0noT
Y+hAhEggrxfZBt8Hk77Y1uopYZ4DwH4=
-----END CERTIFICATE-----
`.trim();
const TEST_SERVER = {
    cert: `
-----BEGIN CERTIFICATE-----
MIIBuDCCAV6gAwIBAgIUI89w4yTVDzNHr7Dh+hcnmSCBT0kwCgYIKoZIzj0EAwIw
HjEcMBoGA1UEAwwTVGVzdCBDQSBvZiB0aGUgZmFrZTAgFw0yNjExMjQxMjUyNDFa
GA8yMTI1MDYxODEyNTI0MVowFDESMBAGA1UEAwwJMTI3LjAuMC4xMFkwEwYHKoZI
zj0CAQYIKoZIzj0DAQcDQgAE8QUmF7np66DeNNkAdf44T1FDM1qAf1ZodLTpacm8
ne6zElu4bh2oQz2jXftKMEwDzyFSYf8BMa0VjRWCwk3plKOBgTB/MAwGA1UdEwEB
/wQCMAAwGgYDVR0RBBMwEYcEfwAAAYIJbG9jYWxob3N0MBMGA1UdJQQMMAoGCCsG
AQUFBwMBMB0GA1UdDgQWBBSMkuWinfw42u2Bss1CqWcT2dqKGzAfBgNVHSMEGDAW
gBT66+HFCw7eEHum4EEHhZL6BjJlmjAKBggqhkjOPQQDAgNIADBFAiAP/aeTZIdg
qA0Iy2w+qaxJXuA51v4jZJKoP0p1FC6rhQIhAPc9t/a4PY9fzRtaM0UR3yomKMNP
nDtzYdCjoHcITfQS
-----END CERTIFICATE-----
`.trim(),
    key: `
-----BEGIN EC PRIVATE KEY-----
MHcCAQEEIAobTBIRtf6S/5hXrwKKUvy/x40EG+5GaTaziLKTKYbcoAoGCCqGSM49
AwEHoUQDQgAE8QUmF7np66DeNNkAdf44T1FDM1qAf1ZodLTpacm8ne6zElu4bh2o
Qz2jXftKMEwDzyFSYf8BMa0VjRWCwk3plA==
-----END EC PRIVATE KEY-----
`.trim()
};
