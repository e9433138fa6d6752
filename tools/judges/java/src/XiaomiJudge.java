// Client: Xiaomi's SDK 2.2.20
//
// Judges the fake of Xiaomi with the vendor's own Java SDK 2.2.20 (Maven io.github.mixpush:mipush-server-sdk:2.3.0).
//
// Arguments: base URL over HTTP, base URL over TLS (not used), folder with material.json. The SDK is told its host and that it is plain
// HTTP, as the vendor's own testers do; the fake's path is a part of that host. All else is the SDK's.
import com.xiaomi.push.sdk.ErrorCode;
import com.xiaomi.xmpush.server.Constants;
import com.xiaomi.xmpush.server.Message;
import com.xiaomi.xmpush.server.Result;
import com.xiaomi.xmpush.server.Sender;
import com.xiaomi.xmpush.server.Subscription;
import com.xiaomi.xmpush.server.TargetedMessage;
import com.xiaomi.xmpush.server.Tracer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.json.simple.JSONObject;
import org.json.simple.parser.JSONParser;

public class XiaomiJudge {
  private static final int ONE_TRY = 0;

  private final String packageName;
  private final String channel;
  private final String template;
  private final String appSecret;
  private final String wrongSecret;
  private final Sender sender;

  private XiaomiJudge(JSONObject material) {
    JSONObject settings = (JSONObject) material.get("settings");
    packageName = (String) settings.get("packageName");
    channel = (String) settings.get("channelId");
    template = (String) ((JSONObject) settings.get("template")).get("id");
    appSecret = (String) ((JSONObject) material.get("credential")).get("appSecret");
    wrongSecret = (String) ((JSONObject) material.get("wrongCredential")).get("appSecret");
    sender = new Sender(appSecret);
  }

  public static void main(String[] args) throws Exception {
    Constants.useInternalHost(args[0].replaceFirst("^http://", ""));
    Constants.useHttp();
    String material = Files.readString(Path.of(args[2], "material.json"));
    XiaomiJudge judge = new XiaomiJudge((JSONObject) new JSONParser().parse(material));
    check("sends one", judge::sendsOne);
    check("sends a list", judge::sendsList);
    check("sends different messages in one call", judge::sendsBatch);
    check("sends to an alias", judge::sendsToAlias);
    check("sends to a user account", judge::sendsToAccount);
    check("sends to those who listen to a topic", judge::sendsToTopic);
    check("traces a message", judge::traces);
    check("takes a message for later back", judge::takesBack);
    check("a dead token", judge::deadToken);
    check("a dead token in a list", judge::deadInList);
    check("a dead token among different messages", judge::deadInBatch);
    check("a wrong credential", judge::wrongCredential);
    check("a throttled call", judge::throttled);
    check("another package", judge::anotherPackage);
    check("a channel that nobody approved", judge::unknownChannel);
    check("a text that is too long", judge::tooLong);
    check("more targets than a call may have", judge::tooMany);
    check("a template with its variables", judge::fillsTemplate);
    check("a template without its variables", judge::leavesTemplateEmpty);
    check("a message without a channel", judge::withoutChannel);
    check("a failure inside", judge::failsInside);
    check("an overload in Xiaomi's own words", judge::overload);
  }

  private String sendsOne() throws Exception {
    // As a real regId looks: what a form encoder can get wrong.
    return accepted(sender.send(message().build(), "Hh3mT3w/bMmTCdp7+A==", ONE_TRY));
  }

  private String sendsList() throws Exception {
    Result result = sender.send(message().build(), tokens("ok-list-", 1000), ONE_TRY);
    expect("bad regIds", null, result.getData("bad_regids"));
    return accepted(result);
  }

  private String sendsBatch() throws Exception {
    return accepted(sender.send(targeted(tokens("ok-batch-", 300)), ONE_TRY));
  }

  private String sendsToAlias() throws Exception {
    return accepted(sender.sendToAlias(message().build(), List.of("alice", "bob"), ONE_TRY));
  }

  private String sendsToAccount() throws Exception {
    return accepted(sender.sendToUserAccount(message().build(), "alice", ONE_TRY));
  }

  private String sendsToTopic() throws Exception {
    Subscription phones = new Subscription(appSecret);
    List<String> listeners = List.of("ok-topic-1", "ok-topic-2");
    Result subscribed = phones.subscribeTopic(listeners, "news", packageName, null, ONE_TRY);
    expect("subscribing", 0, subscribed.getErrorCode().getValue());
    String id = accepted(sender.broadcast(message().build(), "news", ONE_TRY));
    expect("resolved", 2, counters(id).get("resolved"));
    return id;
  }

  private String traces() throws Exception {
    String id = accepted(sender.send(message().build(), List.of("ok-traced-1", "ok-traced-2"), ONE_TRY));
    JSONObject counters = counters(id);
    expect("id", id, counters.get("id"));
    expect("resolved", 2, counters.get("resolved"));
    return counters.toJSONString();
  }

  private JSONObject counters(String id) throws Exception {
    JSONObject answer = (JSONObject) new JSONParser().parse(new Tracer(appSecret).getMessageStatus(id, ONE_TRY));
    expect("code", 0, answer.get("code"));
    return (JSONObject) ((JSONObject) answer.get("data")).get("data");
  }

  private String takesBack() throws Exception {
    long later = System.currentTimeMillis() + 3_600_000;
    Message.Builder message = message().timeToSend(later).extra("jobkey", "judge");
    String byId = accepted(sender.send(message.build(), "ok-later", ONE_TRY));
    expect("waits", 0, sender.checkScheduleJobExist(byId).getErrorCode().getValue());
    expect("taken back", 0, sender.deleteScheduleJob(byId).getErrorCode().getValue());
    expect("waits no more", 65028, sender.checkScheduleJobExist(byId).getErrorCode().getValue());
    accepted(sender.send(message.build(), "ok-later", ONE_TRY));
    expect("taken back by job key", 0, sender.deleteScheduleJobByJobKey("judge").getErrorCode().getValue());
    return byId;
  }

  private String deadToken() throws Exception {
    Result result = sender.send(message().build(), "dead-judge", ONE_TRY);
    expect("code", 20301, result.getErrorCode().getValue());
    expect("reason", "No valid targets!", result.getReason());
    return result.getReason();
  }

  private String deadInList() throws Exception {
    Result result = sender.send(message().build(), List.of("ok-judge-1", "dead-judge-1", "dead-judge-2"), ONE_TRY);
    accepted(result);
    expect("bad regIds", "dead-judge-1,dead-judge-2", result.getData("bad_regids"));
    return result.getData("bad_regids");
  }

  private String deadInBatch() throws Exception {
    Result result = sender.send(targeted(List.of("dead-judge-3", "ok-judge-2")), ONE_TRY);
    accepted(result);
    expect("bad regIds", "dead-judge-3", result.getData("bad_regids"));
    return result.getData("bad_regids");
  }

  private String wrongCredential() throws Exception {
    Result result = new Sender(wrongSecret).send(message().build(), "ok-judge-3", ONE_TRY);
    expect("code", 21301, result.getErrorCode().getValue());
    return result.getReason();
  }

  private String throttled() throws Exception {
    Result result = sender.send(message().build(), "busy-judge", ONE_TRY);
    expect("code", 200002, result.getErrorCode().getValue());
    return result.getReason();
  }

  private String anotherPackage() throws Exception {
    Result result = sender.send(message().restrictedPackageName("com.example.other").build(), "ok-judge-4", ONE_TRY);
    expect("code", 22022, result.getErrorCode().getValue());
    return result.getReason();
  }

  private String unknownChannel() throws Exception {
    Result result = sender.send(message().extra("channel_id", "nobody-approved-it").build(), "ok-judge-5", ONE_TRY);
    expect("code", 27001, result.getErrorCode().getValue());
    return result.getReason();
  }

  /** The SDK checks nothing itself. */
  private String tooLong() throws Exception {
    expect("longest title", 0, send(message().title("x".repeat(49))));
    expect("title", 65009, send(message().title("x".repeat(50))));
    expect("longest text", 0, send(message().description("x".repeat(127))));
    expect("text", 65009, send(message().description("x".repeat(128))));
    expect("payload", 65009, send(message().payload("x".repeat(4097))));
    return "title, text and payload";
  }

  private String tooMany() throws Exception {
    Result result = sender.send(message().build(), tokens("ok-many-", 1001), ONE_TRY);
    expect("accepted", false, result.getErrorCode().equals(ErrorCode.Success));
    return result.getReason();
  }

  private String fillsTemplate() throws Exception {
    return accepted(sender.send(templated("{\"sender\":\"小红\",\"words\":\"晚上来吗\"}").build(), "ok-judge-7", ONE_TRY));
  }

  /** Names and number of the variables have to be those of the template. */
  private String leavesTemplateEmpty() throws Exception {
    expect("none", 10017, send(message().extra("template_id", template)));
    expect("one of two", 10017, send(templated("{\"sender\":\"小红\"}")));
    expect("one too many", 10017, send(templated("{\"sender\":\"a\",\"words\":\"b\",\"more\":\"c\"}")));
    expect("an emoji", 10017, send(templated("{\"sender\":\"🎉\",\"words\":\"b\"}")));
    return "four ways";
  }

  private Message.Builder templated(String variables) {
    return message().extra("template_id", template).extra("template_param", variables);
  }

  private String withoutChannel() throws Exception {
    Message message = new Message.Builder().title("t").description("d").restrictedPackageName(packageName).passThrough(0)
        .extra(Constants.EXTRA_PARAM_NOTIFY_EFFECT, Constants.NOTIFY_LAUNCHER_ACTIVITY).build();
    Result result = sender.send(message, "ok-judge-8", ONE_TRY);
    expect("code", 27001, result.getErrorCode().getValue());
    return result.getReason();
  }

  /** Under a status that is no success the SDK gives up without reading. */
  private String overload() throws Exception {
    Result result;
    try {
      result = sender.send(message().build(), "http503-judge", ONE_TRY);
    } catch (Exception failure) {
      return String.valueOf(failure);
    }
    expect("accepted", false, result != null && ErrorCode.Success.equals(result.getErrorCode()));
    return String.valueOf(result);
  }

  private String failsInside() throws Exception {
    Result result = null;
    try {
      result = sender.send(message().build(), "http500-judge", ONE_TRY);
    } catch (Exception failure) {
      return String.valueOf(failure);
    }
    expect("accepted", false, result != null && ErrorCode.Success.equals(result.getErrorCode()));
    return String.valueOf(result);
  }

  private int send(Message.Builder message) throws Exception {
    return sender.send(message.build(), "ok-judge-6", ONE_TRY).getErrorCode().getValue();
  }

  /** The SDK gives a trace id as message id when the push was refused: the code alone decides. */
  private static String accepted(Result result) {
    expect("code", ErrorCode.Success.getValue(), result.getErrorCode().getValue());
    expect("has a message id", true, result.getMessageId() != null && !result.getMessageId().isEmpty());
    return result.getMessageId();
  }

  /** As a chat sends it. */
  private Message.Builder message() {
    return new Message.Builder()
        .title("小红 & bye 100%")
        .description("晚上 a=b&c+d%")
        .payload("{\"conv\":\"p2p_1\"}")
        .restrictedPackageName(packageName)
        .passThrough(0)
        .notifyType(-1)
        .notifyId(10086)
        .timeToLive(86_400_000)
        .extra(Constants.EXTRA_PARAM_NOTIFY_EFFECT, Constants.NOTIFY_LAUNCHER_ACTIVITY)
        .extra("channel_id", channel)
        .extra("callback", "http://cb.example.com/mi")
        .extra("callback.param", "job-1")
        .extra("callback.type", "19");
  }

  private List<TargetedMessage> targeted(List<String> tokens) {
    List<TargetedMessage> messages = new ArrayList<>();
    for (String token : tokens) {
      Message message = message().description("for " + token).build();
      TargetedMessage targeted = new TargetedMessage();
      messages.add(targeted.setMessage(message).setTarget(TargetedMessage.TARGET_TYPE_REGID, token));
    }
    return messages;
  }

  private static List<String> tokens(String prefix, int count) {
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < count; i++) tokens.add(prefix + i);
    return tokens;
  }

  private interface Check {
    String run() throws Exception;
  }

  @SuppressWarnings("unchecked")
  private static void check(String name, Check check) {
    JSONObject line = new JSONObject();
    line.put("check", name);
    try {
      String detail = check.run();
      line.put("passed", true);
      line.put("detail", detail);
    } catch (Exception failure) {
      line.put("passed", false);
      line.put("detail", String.valueOf(failure));
    }
    System.out.println(line.toJSONString());
  }

  private static void expect(String what, Object wanted, Object found) {
    if (!String.valueOf(wanted).equals(String.valueOf(found))) {
      throw new IllegalStateException(what + ": wanted " + wanted + ", found " + found);
    }
  }
}
