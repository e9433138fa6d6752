// Client: Pushy 0.15.4
//
// Judges the fake of APNs with Pushy (Maven com.eatthepath:pushy:0.15.4), the client of Signal and many others.
//
// Arguments: base URL over HTTP (not used), base URL over TLS, folder with material.json and ca.pem. Pushy is pointed at the fake as its
// page says. It offers no ALPN unless told to, signs provider tokens in DER and tries nothing twice; all that is its own.
import com.eatthepath.json.JsonParser;
import com.eatthepath.json.JsonSerializer;
import com.eatthepath.pushy.apns.ApnsClient;
import com.eatthepath.pushy.apns.ApnsClientBuilder;
import com.eatthepath.pushy.apns.DeliveryPriority;
import com.eatthepath.pushy.apns.PushNotificationResponse;
import com.eatthepath.pushy.apns.PushType;
import com.eatthepath.pushy.apns.auth.ApnsSigningKey;
import com.eatthepath.pushy.apns.util.SimpleApnsPayloadBuilder;
import com.eatthepath.pushy.apns.util.SimpleApnsPushNotification;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

public class ApnsJudge {
  private static final UUID APNS_ID = UUID.fromString("0c6b1f5e-6a1e-4c0a-9d3d-2f3a5b6c7d8e");

  private final URI fake;
  private final File authority;
  private final Map<String, Object> material;
  private final String topic;
  private final List<ApnsClient> clients = new ArrayList<>();
  private final ApnsClient client;

  private ApnsJudge(URI fake, Path folder) throws Exception {
    this.fake = fake;
    authority = folder.resolve("ca.pem").toFile();
    material = new JsonParser().parseJsonObject(Files.readString(folder.resolve("material.json")));
    topic = (String) part("settings").get("bundleId");
    client = open(withKey("credential"));
  }

  public static void main(String[] args) throws Exception {
    ApnsJudge judge = new ApnsJudge(URI.create(args[1]), Path.of(args[2]));
    check("sends one", () -> judge.accepted(judge.client, judge.push("ok-judge-1")));
    check("sends a call", judge::sendsCall);
    check("sends in the background", judge::sendsInBackground);
    check("sends a batch", judge::sendsBatch);
    check("sends with ALPN", () -> judge.accepted(judge.open(judge.withKey("credential").setUseAlpn(true)), judge.push("ok-judge-2")));
    check("sends with a certificate", () -> judge.accepted(judge.open(judge.withCertificate()), judge.push("ok-judge-3")));
    check("sends with a certificate and ALPN", () -> judge.accepted(judge.open(judge.withCertificate().setUseAlpn(true)), judge.push("ok-judge-4")));
    check("a dead token", judge::deadToken);
    check("a malformed token", () -> judge.refused(judge.client, judge.push("malformed-judge"), 400, "BadDeviceToken"));
    check("a token of another app", () -> judge.refused(judge.client, judge.push("foreign-judge"), 400, "DeviceTokenNotForTopic"));
    check("a wrong credential", () -> judge.refused(judge.open(judge.withKey("wrongCredential")), judge.push("ok-judge-5"), 403, "InvalidProviderToken"));
    // Spoils its connection, so it has one of its own.
    check("a throttled call", () -> judge.refused(judge.open(judge.withKey("credential")), judge.push("busy-judge"), 429, "TooManyProviderTokenUpdates"));
    check("an overload in Apple's own words", () -> judge.refused(judge.client, judge.push("http503-judge"), 503, "ServiceUnavailable"));
    check("a topic of somebody else", judge::foreignTopic);
    check("a body that is too big", judge::tooBig);
    check("goes on after the fake left", judge::goesOn);
    for (ApnsClient open : judge.clients) {
      open.close().get(10, TimeUnit.SECONDS);
    }
    System.exit(0);
  }

  private ApnsClientBuilder to() throws Exception {
    return new ApnsClientBuilder().setApnsServer(fake.getHost(), fake.getPort()).setTrustedServerCertificateChain(authority);
  }

  private ApnsClientBuilder withKey(String name) throws Exception {
    Map<String, Object> credential = part(name);
    byte[] key = ((String) credential.get("privateKey")).getBytes(StandardCharsets.US_ASCII);
    return to().setSigningKey(ApnsSigningKey.loadFromInputStream(
        new ByteArrayInputStream(key), (String) credential.get("teamId"), (String) credential.get("keyId")));
  }

  private ApnsClientBuilder withCertificate() throws Exception {
    Map<String, Object> certificate = part("certificate");
    byte[] p12 = Base64.getDecoder().decode((String) certificate.get("p12"));
    return to().setClientCredentials(new ByteArrayInputStream(p12), (String) certificate.get("password"));
  }

  private ApnsClient open(ApnsClientBuilder builder) throws Exception {
    ApnsClient opened = builder.build();
    clients.add(opened);
    return opened;
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> part(String name) {
    return (Map<String, Object>) material.get(name);
  }

  /** The word in hex, as long as a device token. */
  private static String tokenOf(String word) {
    StringBuilder token = new StringBuilder();
    for (byte letter : word.getBytes(StandardCharsets.US_ASCII)) {
      token.append(String.format("%02x", letter));
    }
    while (token.length() < 64) {
      token.append('0');
    }
    return token.toString();
  }

  /** Everything that a chat would say. */
  private SimpleApnsPushNotification push(String word) {
    String payload = new SimpleApnsPayloadBuilder()
        .setAlertTitle("Ann").setAlertSubtitle("Team").setAlertBody("lunch?")
        .setBadgeNumber(3).setSound("ding.caf").setThreadId("c2c_u100").setMutableContent(true)
        .addCustomProperty("ext", "{\"conv\":\"c2c_u100\"}")
        .build();
    return push(word, payload, topic, DeliveryPriority.IMMEDIATE, PushType.ALERT);
  }

  private static SimpleApnsPushNotification push(String word, String payload, String topic, DeliveryPriority priority, PushType type) {
    Instant end = Instant.now().plus(Duration.ofHours(1));
    return new SimpleApnsPushNotification(tokenOf(word), topic, payload, end, priority, type, "c1", APNS_ID);
  }

  private static PushNotificationResponse<SimpleApnsPushNotification> send(ApnsClient by, SimpleApnsPushNotification push) throws Exception {
    return by.sendNotification(push).get(20, TimeUnit.SECONDS);
  }

  private String accepted(ApnsClient by, SimpleApnsPushNotification push) throws Exception {
    PushNotificationResponse<SimpleApnsPushNotification> response = send(by, push);
    expect("reason", "none", response.getRejectionReason().orElse("none"));
    expect("accepted", true, response.isAccepted());
    expect("id", APNS_ID, response.getApnsId());
    return response.getApnsId().toString();
  }

  private String refused(ApnsClient by, SimpleApnsPushNotification push, int status, String reason) throws Exception {
    PushNotificationResponse<SimpleApnsPushNotification> response = send(by, push);
    expect("accepted", false, response.isAccepted());
    expect("status", status, response.getStatusCode());
    expect("reason", reason, response.getRejectionReason().orElse("none"));
    expect("id", APNS_ID, response.getApnsId());
    return reason;
  }

  private String sendsCall() throws Exception {
    return accepted(client, push("ok-judge-call", "{\"aps\":{\"alert\":\"call\"},\"room\":7}", topic + ".voip", DeliveryPriority.IMMEDIATE, PushType.VOIP));
  }

  private String sendsInBackground() throws Exception {
    return accepted(client, push("ok-judge-quiet", "{\"aps\":{\"content-available\":1}}", topic, DeliveryPriority.CONSERVE_POWER, PushType.BACKGROUND));
  }

  private String sendsBatch() throws Exception {
    List<CompletableFuture<PushNotificationResponse<SimpleApnsPushNotification>>> all = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      all.add(client.sendNotification(push((i % 10 == 0 ? "dead-batch-" : "ok-batch-") + i)));
    }
    int taken = 0;
    for (int i = 0; i < all.size(); i++) {
      boolean isAccepted = all.get(i).get(20, TimeUnit.SECONDS).isAccepted();
      expect("accepted " + i, i % 10 != 0, isAccepted);
      taken += isAccepted ? 1 : 0;
    }
    return taken + " of " + all.size();
  }

  private String deadToken() throws Exception {
    PushNotificationResponse<SimpleApnsPushNotification> response = send(client, push("dead-judge"));
    expect("status", 410, response.getStatusCode());
    expect("reason", "Unregistered", response.getRejectionReason().orElse("none"));
    expect("since when", true, response.getTokenInvalidationTimestamp().isPresent());
    return response.getTokenInvalidationTimestamp().get().toString();
  }

  private String foreignTopic() throws Exception {
    SimpleApnsPushNotification push = push("ok-judge-6", "{\"aps\":{\"alert\":\"x\"}}", "com.example.other", DeliveryPriority.IMMEDIATE, PushType.ALERT);
    return refused(client, push, 400, "TopicDisallowed");
  }

  private String tooBig() throws Exception {
    String payload = "{\"aps\":{\"alert\":\"x\"},\"ext\":\"" + "x".repeat(4096) + "\"}";
    return refused(client, push("ok-judge-7", payload, topic, DeliveryPriority.IMMEDIATE, PushType.ALERT), 413, "PayloadTooLarge");
  }

  /** GOAWAY after an answer: the next push goes over a new connection. */
  private String goesOn() throws Exception {
    ApnsClient left = open(withKey("credential"));
    accepted(left, push("leaving-judge"));
    return accepted(left, push("ok-judge-8"));
  }

  private interface Check {
    String run() throws Exception;
  }

  private static void check(String name, Check check) {
    boolean passed = true;
    String detail;
    try {
      detail = check.run();
    } catch (Exception failure) {
      passed = false;
      detail = String.valueOf(failure);
    }
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("check", name);
    line.put("passed", passed);
    line.put("detail", detail.length() > 200 ? detail.substring(0, 200) : detail);
    System.out.println(JsonSerializer.writeJsonTextAsString(line));
  }

  private static void expect(String what, Object expected, Object actual) {
    if (!Objects.equals(expected, actual)) {
      throw new IllegalStateException(what + ": expected " + expected + ", not " + actual);
    }
  }
}
