// A certificate of a test authority with what Apple's have: the app in UID, the team in OU, the extensions of both environments. The
// fake knows it, and opens nothing else.
/** It ends in 2125. In PEM. */ "use strict";
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
    get SAMPLE_CERTIFICATE () {
        return SAMPLE_CERTIFICATE;
    },
    get SAMPLE_P12 () {
        return SAMPLE_P12;
    },
    get SAMPLE_PASSWORD () {
        return SAMPLE_PASSWORD;
    }
});
const SAMPLE_CERTIFICATE = `
-----BEGIN CERTIFICATE-----
MIICETCCAbagAwIBAgIUAIx2JfPAdawMYkezAGUCBsZ9FPYwCgYIKoZIzj0EAwIw
HjEcMBoGA1UEAwwTVGVzdCBDQSBvZiB0aGUgZmFrZTAgFw0yNjExMjQxMjUyNDFa
GA8yMTI1MDYxODEyNTI0MVowYzEeMBwGCgmSJomT8ixkAQEMDmNvbS5leGFtcGxl
LmltMSwwKgYDVQQDDCNBcHBsZSBQdXNoIFNlcnZpY2VzOiBjb20uZXhhbXBsZS5p
bTETMBEGA1UECwwKVEVBTTEyMzQ1NjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IA
BAtbetVsRXb7+/moEFCPrbaMUUaUeMuMlY8Cq0atxhmtBnitEYQ0diEFutO5YED6
h0Ib9+KbJEdKnSiGTD5149ajgYowgYcwDAYDVR0TAQH/BAIwADATBgNVHSUEDDAK
BggrBgEFBQcDAjAQBgoqhkiG92NkBgMBBAIFADAQBgoqhkiG92NkBgMCBAIFADAd
BgNVHQ4EFgQUKyUo50A/O3++IdQsP1sJmXsZoc4wHwYDVR0jBBgwFoAU+uvhxQsO
3hB7puBBB4WS+gYyZZowCgYIKoZIzj0EAwIDSQAwRgIhALt6b40g/h0ekjUzQ6m3
X0ovThce8QIUKaV5lBFf4tenAiEAz5Gi8iZJTTgjzY6PZJE/3jAYUN9wuUjWe7un
Amt3Qas=
-----END CERTIFICATE-----
`.trim();
const SAMPLE_P12 = 'MIIEnAIBAzCCBFIGCSqGSIb3DQEHAaCCBEMEggQ/MIIEOzCCAvIGCSqGSIb3DQEHBqCCAuMwggLfAgEAMIIC2AYJKoZIhvcN' + 'AQcBMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAg+8xjQ1wrIOgICCAAwDAYIKoZIhvcNAgkFADAdBglghkgBZQME' + 'ASoEEPTsemyTdTQRnxc13TLPc1OAggJwTD88J+M8KRjyFSqLvogmpWb7QH0EU7kyBeVnHGjiOqzdfEXh2vsZOOLVNJl6x53f' + 'GEoT3T4+wB7nJlFW/8TfbAiPxydJrJY3NcAzAzhS0cDTjhXFLRrp6aGBAk0jpxjFS445p3HS5ciJA6ZyNlsxCmHnxom8ewr7' + 'aFld00HU5BS8tmLfOBDopggGh0TS1oqntwS5hj9seZAmQP/B7e13z5h61TOzujqhhj8bC/LvWO+/i3gcTPifLgyGORKL535z' + 'b7hShXJNDok7ULTNYZTKZoozR+MlHYFWI2/A2FyjLUrsbL0mFilQsV7bjLHbFEFJgogdZAiCuoiZ+kg87XCzDabSLEbw0/lV' + 'F4Wbx8K4nlHYJR+ex/T4LvOT451g9o6OlsO/LxT+5xGhjP2du63wT1xXyYHxSaKzKkQrK9DObLtFXNtPwGbhstM9gR0+Okl7' + 'UyFgh5QP11238JlsySjOzgPdxpaHwCTlbnMYEhzaDvfvsR65B+8eqO3kYPhsISE+ORZhqqtzziky2Ru8E+mTJ51aI1t6Dd1d' + 'RtzYizmU3Ad+/qYOA5kPtakedaewiawV63HgL5Gp4JK54qZFczzdIODg/Xyo4JJ20mJALc3TNIs+xKwdGqHZB9xij4HnIReC' + '4uXyM0sZ9NdpN+q8LA8sE9MOPwYSEBIswRWAlpckthzlYiKbLIST2m3aYkjO7DUZaSFDdUMdK5MZqQzwCsWVDtu9ubxQ5H54' + '1Ec6RusZZYtDK8WA253aQWw59yY/sM0GlFsB6A1oERu+rIwZ7amGYHIikkfskLN+xak9R8kZS2PworkB2i6+qnLbtzWZ+8mA' + 'MIIBQQYJKoZIhvcNAQcBoIIBMgSCAS4wggEqMIIBJgYLKoZIhvcNAQwKAQKgge8wgewwVwYJKoZIhvcNAQUNMEowKQYJKoZI' + 'hvcNAQUMMBwECPeP3nvy5zdxAgIIADAMBggqhkiG9w0CCQUAMB0GCWCGSAFlAwQBKgQQUMdWgfI0zmAQ0nk86Qa6WASBkAYD' + 'pyMZQklLotyrrifZ6bcMGlKskeqsDrJ91FbBQcyx6RESLa7RcS+siGX5xI9UYdt17ys1RvQFrcNn5CfQ0tizXCpHNsVjOEpk' + '78NSrz1xQzMdHiI6RH/xZI3VV7cLJgm7BjSWzq0I59SvFFptYKYNLSfA5GqJA6rTHPavnTV0AknvSMxX9cbcErh1mmunGjEl' + 'MCMGCSqGSIb3DQEJFTEWBBQwriniE5Y50BMYtJRkHcNwRlW7KzBBMDEwDQYJYIZIAWUDBAIBBQAEIJyV3jh6pu+uvYxe6iCF' + 'i7hP0UESfG2v33gebUYh9ed9BAh+8kci4b3G/QICCAA=';
const SAMPLE_PASSWORD = 'sample-password';
