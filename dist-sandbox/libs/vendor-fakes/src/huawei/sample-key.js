// A pair of RSA keys for the sample customer and for tests. It was made for this file and opens nothing.
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
    get samplePrivateKey () {
        return samplePrivateKey;
    },
    get samplePublicKey () {
        return samplePublicKey;
    }
});
const samplePrivateKey = `-----BEGIN PRIVATE KEY-----
MIIEvAIBADANBgkqhkiG9w0BAQEFAASCBKYwggSiAgEAAoIBAQC7NTTTMEuuQ6kA
X7garCiwYdTSIcV7YhljuFMfu8+8nsvOTDz/S/Qb2ZQKyXlE81Xyza1JNPPETRcj
NwIaaQTFENcaSl9WFEMbmB3865dAq/b2JTKZDZbtM/Yp8gdnGAMFzhwRVoTl9Yd5
76DmEEgcs1IHGrZu1QH8L8oCbfCkQn3yui5yO8W6EFk3h5OxJdieQe43jAtvAzDi
6ZSAtHFF1iXOReUUSBYK7EpMsfc5018RXeIk02U7LA000BOAeDyl3s5vk9CFe+3c
cs1k3TRYwsr6wpo3JS/D1YkMFcqr41/jfC4QF3sGWDlnRYty76FXE+YisIhvkxum
cKtN92nHAgMBAAECggEAUi0o4wtwLS7GIMPjrNGlisdnBFaOuXp2aq+ezW9D4ShT
jlso62gL363CrnmCIiIuuEZQqrHzz1eHsI2U/sLatSaPRZsf/kkmrBY6E6vW2Syj
W6k4bLbqaXVFuWPkm/yOVx4CdBnmfIsqzPvDRTogbXjJqRSwwDYAiRLxOd/IolFN
AtD5YIEFQoicSA+W/ohWSgVt2vOYWfx5x3fygHVxj3wo8bZFNAerRrnhoi4aEn99
ohNfZ/KMWcZsV04RkrOtq1v4wRj0R/3AbcAabNUmSBgkMp6aZzjLrZoHuxHaAvs3
3Pfm3m5TAjuNEP9Jo6lB/bPE5XMTtBLnLli14B22AQKBgQDrg8aMJZJca9IlhRv0
YWyyiCvX6XHgMzm9TXUdmHh2kpSHUMTLRw061d62YO6eqchdmaDEYZbw0rB8tpIq
AURfbRNY1tlPTrh5Dlkweo2eCQPse9RRxVQtQ5bIltgwtxjmitYdbccXg24Ujf6u
wZC7/CUWJSNl96mHLuH8CP8PuQKBgQDLfcb13RXam9v4UX7+lKQtCrvj5ibPtFcW
JavDAYHev/LOxrHgMDZOaEObpQCaVks319Yper9DmrfhGcVhFu7y30tHxrPD1uxj
DCxVnCXXi9gafA7qIw01/FmdPp+oAkVAdrFr1/H6SYxSTH65Ek5UWZmlVi7wklYd
tevDjSAFfwKBgBdLN04RQUKm32ganEM1h5y43y1Bx6OXLXTNvnGo7PE9WjdwA6bf
Zi2VjauYNsG2pTysvzvtMxKqpA4RuK8y5OJTVYCJ74BqltBSXPvwgyVIWvz+2mck
D0lS0A0S7lsTIQFcZgUPIIvw0ehyiugZ+Qi+zaQ9FB03u6rFNlDJSwDxAoGAfrCG
CFhm3L2gi88hQ5qDRE+kftSxYSsj9PPrJfNwSaAzqSznXW5mwRYE0Yg/Ader6M6F
1TlIjuxqgsiqrDG8/pSqp7s7/Dd44ImZqIsYvEOifYqzNm4wMWY03MM6Xz1apDHB
cCT30B2uMSbS1qJhBf7qu5cWjkxtNP4oFI1uXD0CgYBh4Nh/cHSq7LSTCnU2UCnq
bMWZpQcbEQwoA9MjVvLDHdsVkr234lR/c6BI+lTglJ6pGVboXY19Y1X74+yZEZOi
M7ijGxbr0vcW8L44e5h7CVxSB1RMhU/t/vQoQMM1cHkQBKoIVlXXVuxaz1jixoVy
1R3bus0hwnlrAtbDSJDRPg==
-----END PRIVATE KEY-----
`;
const samplePublicKey = `-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAuzU00zBLrkOpAF+4Gqwo
sGHU0iHFe2IZY7hTH7vPvJ7Lzkw8/0v0G9mUCsl5RPNV8s2tSTTzxE0XIzcCGmkE
xRDXGkpfVhRDG5gd/OuXQKv29iUymQ2W7TP2KfIHZxgDBc4cEVaE5fWHee+g5hBI
HLNSBxq2btUB/C/KAm3wpEJ98roucjvFuhBZN4eTsSXYnkHuN4wLbwMw4umUgLRx
RdYlzkXlFEgWCuxKTLH3OdNfEV3iJNNlOywNNNATgHg8pd7Ob5PQhXvt3HLNZN00
WMLK+sKaNyUvw9WJDBXKq+Nf43wuEBd7Blg5Z0WLcu+hVxPmIrCIb5MbpnCrTfdp
xwIDAQAB
-----END PUBLIC KEY-----
`;
