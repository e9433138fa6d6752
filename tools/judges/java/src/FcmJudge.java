// Client: Firebase Admin for Java 9.4.3
//
// Judges the fake of FCM with Google's own Firebase Admin SDK for Java (Maven com.google.firebase:firebase-admin:9.4.3).
//
// Arguments: base URL over HTTP, base URL over TLS (not used), folder with material.json. The SDK's hosts are constants; its HTTP
// transport opens its connections at the fake instead, with the fake's path in front. All else is the SDK's.
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import com.google.auth.oauth2.ServiceAccountCredentials;
import com.google.firebase.ErrorCode;
import com.google.firebase.FirebaseApp;
import com.google.firebase.FirebaseOptions;
import com.google.firebase.messaging.AndroidConfig;
import com.google.firebase.messaging.AndroidFcmOptions;
import com.google.firebase.messaging.AndroidNotification;
import com.google.firebase.messaging.ApnsConfig;
import com.google.firebase.messaging.Aps;
import com.google.firebase.messaging.ApsAlert;
import com.google.firebase.messaging.BatchResponse;
import com.google.firebase.messaging.FcmOptions;
import com.google.firebase.messaging.FirebaseMessaging;
import com.google.firebase.messaging.FirebaseMessagingException;
import com.google.firebase.messaging.LightSettings;
import com.google.firebase.messaging.Message;
import com.google.firebase.messaging.MessagingErrorCode;
import com.google.firebase.messaging.MulticastMessage;
import com.google.firebase.messaging.Notification;
import com.google.firebase.messaging.SendResponse;
import com.google.firebase.messaging.WebpushConfig;
import com.google.firebase.messaging.WebpushFcmOptions;
import com.google.firebase.messaging.WebpushNotification;
import java.io.ByteArrayInputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

public class FcmJudge {
  private final NetHttpTransport transport;
  private final Map<String, Object> key;
  private final Map<String, Object> wrongKey;
  private final FirebaseMessaging client;

  @SuppressWarnings("unchecked")
  private FcmJudge(URI fake, Map<String, Object> material) throws Exception {
    transport = new NetHttpTransport.Builder()
        .setConnectionFactory(url -> (HttpURLConnection) URI.create(fake + url.getFile()).toURL().openConnection())
        .build();
    key = (Map<String, Object>) material.get("credential");
    wrongKey = (Map<String, Object>) material.getOrDefault("wrongCredential", with("client_email", "nobody@x.iam.gserviceaccount.com"));
    client = connect("judge", key);
  }

  public static void main(String[] args) throws Exception {
    String material = Files.readString(Path.of(args[2], "material.json"));
    @SuppressWarnings("unchecked")
    Map<String, Object> known = GsonFactory.getDefaultInstance().fromString(material, HashMap.class);
    FcmJudge judge = new FcmJudge(URI.create(args[0]), known);
    check("sends one", judge::sendsOne);
    check("sends a dry run", judge::sendsDry);
    check("sends a batch", judge::sendsBatch);
    check("sends to every kind of target", judge::sendsToOthers);
    check("a dead token", () -> judge.refused("dead-judge", MessagingErrorCode.UNREGISTERED, ErrorCode.NOT_FOUND));
    check("a dead token in a batch", judge::deadInBatch);
    check("a malformed token", () -> judge.refused("malformed-judge", MessagingErrorCode.INVALID_ARGUMENT, ErrorCode.INVALID_ARGUMENT));
    check("a token of another project", () -> judge.refused("foreign-judge", MessagingErrorCode.SENDER_ID_MISMATCH, ErrorCode.PERMISSION_DENIED));
    check("a wrong credential", judge::wrongCredential);
    check("a wrong project", judge::wrongProject);
    check("a throttled call", () -> judge.refused("busy-judge", MessagingErrorCode.QUOTA_EXCEEDED, ErrorCode.RESOURCE_EXHAUSTED));
    check("a message that is too big", judge::tooBig);
    check("an overload that stays", judge::overload);
  }

  private FirebaseMessaging connect(String name, Map<String, Object> file) throws Exception {
    byte[] json = GsonFactory.getDefaultInstance().toByteArray(file);
    FirebaseOptions options = FirebaseOptions.builder()
        .setCredentials(ServiceAccountCredentials.fromStream(new ByteArrayInputStream(json), () -> transport))
        .setHttpTransport(transport)
        .build();
    return FirebaseMessaging.getInstance(FirebaseApp.initializeApp(options, name));
  }

  private Map<String, Object> with(String field, Object value) {
    Map<String, Object> changed = new HashMap<>(key);
    changed.put(field, value);
    return changed;
  }

  /** Everything that the SDK can say about an Android phone, an iPhone and a browser. */
  private static Message.Builder message() {
    AndroidNotification shown = AndroidNotification.builder()
        .setTitle("Ann").setBody("lunch?").setIcon("ic_chat").setColor("#00ff7f").setSound("ding").setTag("m1")
        .setClickAction("com.example.im.OPEN_CHAT").setBodyLocalizationKey("b").addBodyLocalizationArg("a")
        .setTitleLocalizationKey("t").addTitleLocalizationArg("a").setChannelId("im").setTicker("t").setSticky(true)
        .setEventTimeInMillis(System.currentTimeMillis()).setLocalOnly(true).setPriority(AndroidNotification.Priority.MAX)
        .setVibrateTimingsInMillis(new long[] {100, 50}).setDefaultVibrateTimings(true).setDefaultSound(true)
        .setLightSettings(LightSettings.builder().setColorFromString("#ff0000").setLightOnDurationInMillis(100).setLightOffDurationInMillis(200).build())
        .setVisibility(AndroidNotification.Visibility.PRIVATE).setNotificationCount(3)
        .setImage("https://cdn.example.com/a.png")
        .build();
    AndroidConfig android = AndroidConfig.builder()
        .setCollapseKey("c2c").setPriority(AndroidConfig.Priority.HIGH).setTtl(5_400_500)
        .setRestrictedPackageName("com.example.im").putData("page", "chat").setDirectBootOk(true)
        .setFcmOptions(AndroidFcmOptions.withAnalyticsLabel("im")).setNotification(shown)
        .build();
    Aps aps = Aps.builder()
        .setAlert(ApsAlert.builder().setTitle("Ann").setSubtitle("Team").setBody("lunch?").build())
        .setBadge(5).setSound("default").setMutableContent(true).setThreadId("c2c")
        .build();
    return Message.builder()
        .putData("ext", "{\"conv\":\"c2c_u100\"}")
        .setNotification(Notification.builder().setTitle("Ann").setBody("lunch?").build())
        .setAndroidConfig(android)
        .setApnsConfig(ApnsConfig.builder().putHeader("apns-priority", "10").setAps(aps).putCustomData("conv", List.of(1)).build())
        .setWebpushConfig(WebpushConfig.builder().putHeader("TTL", "60")
            .setNotification(WebpushNotification.builder().setTitle("Ann").setSilent(true).build())
            .setFcmOptions(WebpushFcmOptions.withLink("https://chat.example.com/")).build())
        .setFcmOptions(FcmOptions.withAnalyticsLabel("im"));
  }

  private String sendsOne() throws Exception {
    String name = client.send(message().setToken("ok-judge-1").build());
    expect("name", true, name.startsWith("projects/" + key.get("project_id") + "/messages/"));
    return name;
  }

  private String sendsDry() throws Exception {
    return client.send(message().setToken("ok-judge-2").build(), true);
  }

  private String sendsBatch() throws Exception {
    List<String> tokens = IntStream.range(0, 200).mapToObj(i -> "ok-judge-batch-" + i).toList();
    return multicast(tokens);
  }

  private String sendsToOthers() throws Exception {
    client.send(Message.builder().setTopic("news").putData("a", "1").build());
    return client.send(Message.builder().setCondition("'a' in topics && 'b' in topics").putData("a", "1").build());
  }

  private String deadInBatch() throws Exception {
    return multicast(List.of("ok-judge-3", "dead-judge-1", "ok-judge-4", "dead-judge-2"));
  }

  /** Each token its own answer, in its place. */
  private String multicast(List<String> tokens) throws Exception {
    BatchResponse response = client.sendEachForMulticast(MulticastMessage.builder()
        .addAllTokens(tokens)
        .setNotification(Notification.builder().setTitle("Ann").setBody("lunch?").build())
        .build());
    int dead = (int) tokens.stream().filter(token -> token.startsWith("dead-")).count();
    expect("successes", tokens.size() - dead, response.getSuccessCount());
    expect("failures", dead, response.getFailureCount());
    for (int i = 0; i < tokens.size(); i++) {
      SendResponse one = response.getResponses().get(i);
      MessagingErrorCode code = one.isSuccessful() ? null : one.getException().getMessagingErrorCode();
      expect(tokens.get(i), tokens.get(i).startsWith("dead-") ? MessagingErrorCode.UNREGISTERED : null, code);
    }
    return response.getSuccessCount() + " of " + tokens.size();
  }

  private String wrongCredential() throws Exception {
    FirebaseMessaging stranger = connect("stranger", wrongKey);
    try {
      stranger.send(message().setToken("ok-judge-5").build());
    } catch (FirebaseMessagingException failure) {
      expect("messaging code", null, failure.getMessagingErrorCode());
      expect("says why", true, failure.getMessage().contains("invalid_grant") || String.valueOf(failure.getCause()).contains("invalid_grant"));
      return String.valueOf(failure.getErrorCode());
    }
    throw new IllegalStateException("a stranger could send");
  }

  private String wrongProject() throws Exception {
    FirebaseMessaging elsewhere = connect("elsewhere", with("project_id", "no-such-project"));
    return refused(elsewhere, message().setToken("ok-judge-6").build(), null, ErrorCode.NOT_FOUND);
  }

  private String tooBig() throws Exception {
    Message big = message().setToken("ok-judge-7").putData("more", "x".repeat(4096)).build();
    return refused(client, big, MessagingErrorCode.INVALID_ARGUMENT, ErrorCode.INVALID_ARGUMENT);
  }

  /** The SDK tries a 503 five times in about eight seconds. */
  private String overload() throws Exception {
    long begunAt = System.nanoTime();
    refused(client, message().setToken("http503-judge").build(), MessagingErrorCode.UNAVAILABLE, ErrorCode.UNAVAILABLE);
    long seconds = (System.nanoTime() - begunAt) / 1_000_000_000;
    expect("waited", true, seconds >= 3);
    return seconds + " s";
  }

  private String refused(String token, MessagingErrorCode code, ErrorCode general) throws Exception {
    return refused(client, message().setToken(token).build(), code, general);
  }

  private static String refused(FirebaseMessaging by, Message message, MessagingErrorCode code, ErrorCode general) {
    try {
      by.send(message);
    } catch (FirebaseMessagingException failure) {
      expect("messaging code", code, failure.getMessagingErrorCode());
      expect("code", general, failure.getErrorCode());
      return failure.getMessage();
    }
    throw new IllegalStateException("was sent");
  }

  private interface Check {
    String run() throws Exception;
  }

  private static void check(String name, Check check) throws Exception {
    boolean passed = true;
    String detail;
    try {
      detail = check.run();
    } catch (Exception failure) {
      passed = false;
      detail = String.valueOf(failure);
    }
    Map<String, Object> line = new java.util.LinkedHashMap<>();
    line.put("check", name);
    line.put("passed", passed);
    line.put("detail", detail.length() > 200 ? detail.substring(0, 200) : detail);
    System.out.println(new String(GsonFactory.getDefaultInstance().toByteArray(line), StandardCharsets.UTF_8));
  }

  private static void expect(String what, Object expected, Object actual) {
    if (!Objects.equals(expected, actual)) {
      throw new IllegalStateException(what + ": expected " + expected + ", not " + actual);
    }
  }
}
