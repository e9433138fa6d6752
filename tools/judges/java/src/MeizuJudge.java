// Client: Meizu's SDK 1.2.9
//
// Judges the fake of Meizu with the vendor's own Java SDK 1.2.9 (Maven com.meizu.flyme:push-server-sdk:1.2.9.20211111_release).
//
// Arguments: base URL over HTTP, base URL over TLS (not used), folder with material.json. The SDK's addresses are constants, so the method
// that opens its connections is told to put the fake in front of their paths. All else is the SDK's. A refusal comes back as a result.
import com.alibaba.fastjson.JSON;
import com.alibaba.fastjson.JSONObject;
import com.meizu.push.sdk.constant.PushType;
import com.meizu.push.sdk.constant.ScopeType;
import com.meizu.push.sdk.server.IFlymePush;
import com.meizu.push.sdk.server.IFlymePushSub;
import com.meizu.push.sdk.server.constant.ResultPack;
import com.meizu.push.sdk.server.model.push.PushResult;
import com.meizu.push.sdk.server.model.push.UnVarnishedMessage;
import com.meizu.push.sdk.server.model.push.VarnishedMessage;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

public class MeizuJudge {
  private final long appId;
  private final String appSecret;
  private final String wrongSecret;
  private final String fake;
  private final IFlymePush push;
  private final IFlymePushSub phones;

  private MeizuJudge(JSONObject material, String fake) {
    this.fake = fake;
    appId = Long.parseLong(material.getJSONObject("settings").getString("appId"));
    appSecret = material.getJSONObject("credential").getString("appSecret");
    wrongSecret = material.getJSONObject("wrongCredential").getString("appSecret");
    push = pushWith(appSecret);
    phones =
        new IFlymePushSub(appId, appSecret) {
          @Override
          protected HttpURLConnection getConnection(String address) throws IOException {
            return super.getConnection(fake + URI.create(address).getPath());
          }
        };
  }

  public static void main(String[] args) throws Exception {
    JSONObject material = JSON.parseObject(Files.readString(Path.of(args[2], "material.json")));
    MeizuJudge judge = new MeizuJudge(material, args[0]);
    check("sends one", judge::sendsOne);
    check("sends a list", judge::sendsList);
    check("sends a task", judge::sendsTask);
    check("sends to an alias", judge::sendsToAlias);
    check("sends to a tag", judge::sendsToTag);
    check("sends to all and cancels it", judge::sendsToAll);
    check("a dead token", judge::deadToken);
    check("a dead token in a list", judge::deadInList);
    check("a phone that wants no notifications", judge::switchedOff);
    check("a wrong credential", judge::wrongCredential);
    check("a throttled call", judge::throttled);
    check("an overload in Meizu's own words", judge::overload);
    check("a pass-through message", judge::passThrough);
    check("a text that is too long", judge::tooLong);
  }

  private String sendsOne() throws Exception {
    PushResult result = taken(push.pushMessage(message().build(), List.of("ok-judge-1")));
    expectFailed("{}", result);
    return "message " + result.getMsgId();
  }

  private String sendsList() throws Exception {
    List<String> targets = List.of("ok-judge-2", "ok-judge-3", "ok-judge-4");
    PushResult result = taken(push.pushMessage(message().build(), targets));
    expectFailed("{}", result);
    return "message " + result.getMsgId();
  }

  private String sendsTask() throws Exception {
    Long task = taken(push.getTaskId(PushType.STATUSBAR, message().build()));
    List<String> targets = List.of("ok-judge-5", "dead-judge");
    PushResult result = taken(push.pushMessageByTaskId(PushType.STATUSBAR, appId, task, targets));
    expectFailed("{'110002':['dead-judge']}", result);
    var counted = taken(push.getTaskStatistics(appId, task));
    expect("targets", 2L, counted.getTargetNo());
    expect("pushed", 1L, counted.getPushedNo());
    return "task " + task;
  }

  private String sendsToAlias() throws Exception {
    expect("alias", "ann", taken(phones.subscribeAlias("ok-judge-6", "ann")).getAlias());
    PushResult result = taken(push.pushMessageByAlias(message().build(), List.of("ann")));
    expectFailed("{}", result);
    return "message " + result.getMsgId();
  }

  private String sendsToTag() throws Exception {
    int tags = taken(phones.subscribeTags("ok-judge-7", List.of("red", "blue"))).getTags().size();
    expect("tags", 2, tags);
    VarnishedMessage message = message().build();
    Long task = taken(push.pushToTag(PushType.STATUSBAR, message, List.of("red"), ScopeType.UNION));
    expect("targets", 1L, taken(push.getTaskStatistics(appId, task)).getTargetNo());
    return "task " + task;
  }

  private String sendsToAll() throws Exception {
    Long task = taken(push.pushToApp(PushType.STATUSBAR, message().build()));
    expect("reaches somebody", true, taken(push.getTaskStatistics(appId, task)).getTargetNo() > 0);
    ResultPack<Boolean> cancelled = push.cancelTaskPush(PushType.STATUSBAR, appId, task);
    expect("code", "200", cancelled.code());
    return cancelled.comment();
  }

  private String deadToken() throws Exception {
    PushResult result = taken(push.pushMessage(message().build(), List.of("dead-judge")));
    expectFailed("{'110002':['dead-judge']}", result);
    return String.valueOf(result.getRespTarget());
  }

  private String deadInList() throws Exception {
    List<String> targets = List.of("ok-judge-8", "dead-judge-1", "unknown-judge");
    PushResult result = taken(push.pushMessage(message().build(), targets));
    expectFailed("{'110002':['dead-judge-1'],'110003':['unknown-judge']}", result);
    return "2 of 3";
  }

  private String switchedOff() throws Exception {
    expect("is off", false, taken(phones.updateStatusbarSwitch("ok-judge-9", false)).isStatusbarSwitch());
    PushResult result = taken(push.pushMessage(message().build(), List.of("ok-judge-9")));
    expectFailed("{'110010':['ok-judge-9']}", result);
    return String.valueOf(result.getRespTarget());
  }

  private String wrongCredential() throws Exception {
    return refused("1006", pushWith(wrongSecret).pushMessage(message().build(), List.of("ok-judge-1")));
  }

  private String throttled() throws Exception {
    return refused("110010", push.pushMessage(message().build(), List.of("busy-judge")));
  }

  /** Whatever the SDK makes of the status: it is no success. */
  private String overload() throws Exception {
    try {
      return refused("1003", push.pushMessage(message().build(), List.of("http503-judge")));
    } catch (java.io.IOException failure) {
      return String.valueOf(failure);
    }
  }

  /** Meizu has none any more. */
  private String passThrough() throws Exception {
    UnVarnishedMessage message = new UnVarnishedMessage.Builder().appId(appId).title("t").content("c").build();
    return refused("110053", push.pushMessage(message, List.of("ok-judge-1")));
  }

  private String tooLong() throws Exception {
    return refused("1005", push.pushMessage(message().title("x".repeat(33)).build(), List.of("ok-judge-1")));
  }

  private IFlymePush pushWith(String secret) {
    return new IFlymePush(secret) {
      @Override
      protected HttpURLConnection getConnection(String address) throws IOException {
        return super.getConnection(fake + URI.create(address).getPath());
      }
    };
  }

  /** As a chat sends it. */
  private VarnishedMessage.Builder message() {
    return new VarnishedMessage.Builder()
        .appId(appId)
        .title("李雷")
        .content("See you & bye 100%")
        .clickType(0)
        .parameters(JSON.parseObject("{\"ext\":\"{\\\"cid\\\":\\\"c1\\\"}\"}"))
        .offLine(true)
        .validTime(24)
        .notifyKey("m-1001");
  }

  private static <T> T taken(ResultPack<T> answer) {
    expect("code", "200", answer.code());
    return answer.value();
  }

  /** Targets by the vendor's code, which the SDK hands on. */
  private static void expectFailed(String wanted, PushResult result) {
    expect("failed", JSON.parseObject(wanted), JSON.toJSON(result.getRespTarget()));
  }

  private static String refused(String code, ResultPack<?> answer) {
    expect("code", code, answer.code());
    return answer.comment();
  }

  private interface Check {
    String run() throws Exception;
  }

  private static void check(String name, Check check) {
    JSONObject line = new JSONObject(true);
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
