// Client: Huawei's sample 2.3.8
//
// Judges the fake of Huawei (v1) with the vendor's own Java sample (Maven io.github.mixpush:huaweipush-server-sdk:2.3.8).
//
// Arguments: base URL over HTTP, base URL over TLS (not used), folder with material.json. The sample reads its hosts from url.properties,
// which this writes into that folder: it comes first on the class path. All else is the sample's. It throws for every code but
// 80000000 and has code and bad tokens in the text only; a refused login it swallows and then fails on a header without a token.
import com.alibaba.fastjson.JSON;
import com.alibaba.fastjson.JSONObject;
import com.huawei.push.android.AndroidNotification;
import com.huawei.push.android.BadgeNotification;
import com.huawei.push.android.ClickAction;
import com.huawei.push.exception.HuaweiMesssagingException;
import com.huawei.push.message.AndroidConfig;
import com.huawei.push.message.Message;
import com.huawei.push.message.Notification;
import com.huawei.push.message.TopicMessage;
import com.huawei.push.messaging.HuaweiApp;
import com.huawei.push.messaging.HuaweiMessaging;
import com.huawei.push.reponse.SendResponse;
import com.huawei.push.reponse.TopicSendResponse;
import com.huawei.push.util.InitAppUtils;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

public class HuaweiJudge {
  private final String appId;
  private final String wrongSecret;
  private final HuaweiMessaging messaging;

  private HuaweiJudge(JSONObject material) {
    appId = material.getJSONObject("settings").getString("appId");
    wrongSecret = material.getJSONObject("wrongCredential").getString("clientSecret");
    String secret = material.getJSONObject("credential").getString("clientSecret");
    messaging = HuaweiMessaging.getInstance(InitAppUtils.initializeApp(appId, secret));
  }

  public static void main(String[] args) throws Exception {
    String hosts =
        "appid=none\nappsecret=none\ntoken_server=" + args[0] + "/oauth2/v3/token\npush_open_url=" + args[0] + "\n";
    Files.writeString(Path.of(args[2], "url.properties"), hosts);
    HuaweiJudge judge = new HuaweiJudge(JSON.parseObject(Files.readString(Path.of(args[2], "material.json"))));
    check("sends one", judge::sendsOne);
    check("sends a list", judge::sendsList);
    check("sends data that nobody sees", judge::sendsData);
    check("sends a push that is only checked", judge::checksOnly);
    check("opens a page and a web page", judge::opensPages);
    check("subscribes to a topic", judge::subscribes);
    check("a dead token", judge::deadToken);
    check("a dead token in a list", judge::deadInList);
    check("a throttled call", judge::throttled);
    check("a failure inside", judge::failsInside);
    check("a message that is too long", judge::tooLong);
    check("a lifetime that is too long", judge::livesTooLong);
    // The last one: an id has one app in a process.
    check("a wrong credential", judge::wrongCredential);
    // The sample's timer for access tokens keeps a process alive.
    System.exit(0);
  }

  private String sendsOne() throws Exception {
    return accepted(messaging.sendMessage(to(List.of("ok-judge"))));
  }

  private String sendsList() throws Exception {
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < 1000; i++) tokens.add("ok-list-" + i);
    return accepted(messaging.sendMessage(to(tokens)));
  }

  private String sendsData() throws Exception {
    Message message = Message.builder().setData("{\"conv\":\"c_42\"}").addToken("ok-judge").build();
    return accepted(messaging.sendMessage(message));
  }

  private String checksOnly() throws Exception {
    return accepted(messaging.sendMessage(to(List.of("ok-judge")), true));
  }

  private String opensPages() throws Exception {
    String page = "intent:#Intent;component=com.example.im/.Chat;S.ext=a;end";
    ClickAction intent = ClickAction.builder().setType(1).setIntent(page).build();
    ClickAction web = ClickAction.builder().setType(2).setUrl("https://chat.example.com/").build();
    accepted(messaging.sendMessage(message("Hello", intent, "86400s", List.of("ok-judge"))));
    return accepted(messaging.sendMessage(message("Hello", web, "86400s", List.of("ok-judge"))));
  }

  /** One call only: after it the sample's address of topics stays what it was for this one. */
  private String subscribes() throws Exception {
    TopicMessage message = TopicMessage.builder().setTopic("news").addToken("ok-judge").build();
    TopicSendResponse response = (TopicSendResponse) messaging.subscribeTopic(message);
    expect("successes", 1, response.getSuccessCount());
    expect("failures", 0, response.getFailureCount());
    expect("errors", 0, response.getErrors().size());
    return accepted(response);
  }

  private String deadToken() throws Exception {
    return refusedWith("80300007", to(List.of("dead-judge")));
  }

  private String deadInList() throws Exception {
    String text = refusedWith("80100000", to(List.of("ok-judge", "dead-judge-1", "dead-judge-2")));
    JSONObject told = JSON.parseObject(text.substring(text.indexOf('{'), text.lastIndexOf('}') + 1));
    expect("success", 1, told.getInteger("success"));
    expect("failure", 2, told.getInteger("failure"));
    List<String> illegal = told.getJSONArray("illegal_tokens").toJavaList(String.class);
    expect("illegal tokens", List.of("dead-judge-1", "dead-judge-2"), illegal);
    return told.toJSONString();
  }

  private String throttled() throws Exception {
    return refusedWith("503", to(List.of("busy-judge")));
  }

  private String failsInside() throws Exception {
    return refusedWith("500", to(List.of("http500-judge")));
  }

  private String tooLong() throws Exception {
    return refusedWith("80300008", message("x".repeat(4096), app(), "86400s", List.of("ok-judge")));
  }

  private String livesTooLong() throws Exception {
    return refusedWith("80100001", message("Hello", app(), "1296001s", List.of("ok-judge")));
  }

  private String wrongCredential() throws Exception {
    HuaweiApp.clearInstancesForTest();
    try {
      HuaweiMessaging.getInstance(InitAppUtils.initializeApp(appId, wrongSecret)).sendMessage(to(List.of("ok-judge")));
    } catch (IllegalArgumentException withoutToken) {
      return "no access token: " + withoutToken;
    }
    throw new IllegalStateException("wanted no access token, was accepted");
  }

  private String refusedWith(String words, Message message) throws Exception {
    try {
      messaging.sendMessage(message);
    } catch (HuaweiMesssagingException refused) {
      if (!refused.getMessage().contains(words)) throw refused;
      return refused.getMessage();
    }
    throw new IllegalStateException("wanted " + words + ", was accepted");
  }

  private static String accepted(SendResponse response) {
    expect("code", "80000000", response.getCode());
    expect("message", "Success", response.getMsg());
    expect("has a request id", true, response.getRequestId() != null && !response.getRequestId().isEmpty());
    return response.getRequestId();
  }

  private static ClickAction app() {
    return ClickAction.builder().setType(3).build();
  }

  private static Message to(List<String> tokens) {
    return message("晚上 a=b&c+d%", app(), "86400s", tokens);
  }

  /** As a chat sends it. */
  private static Message message(String text, ClickAction click, String ttl, List<String> tokens) {
    BadgeNotification badge =
        BadgeNotification.builder().setAddNum(1).setBadgeClass("com.example.im.MainActivity").build();
    AndroidNotification notification =
        AndroidNotification.builder()
            .setTitle("小红")
            .setBody(text)
            .setClickAction(click)
            .setImportance("NORMAL")
            .setNotifyId(10086)
            .setBadge(badge)
            .build();
    AndroidConfig android =
        AndroidConfig.builder()
            .setCollapseKey(-1)
            .setTtl(ttl)
            .setBiTag("task-7")
            .setCategory("IM")
            .setNotification(notification)
            .build();
    return Message.builder()
        .setData("{\"conv\":\"c_42\"}")
        .setNotification(Notification.builder().setTitle("小红").setBody(text).build())
        .setAndroidConfig(android)
        .addAllToken(tokens)
        .build();
  }

  private interface Check {
    String run() throws Exception;
  }

  private static void check(String name, Check check) {
    JSONObject line = new JSONObject(true);
    line.put("check", name);
    try {
      line.put("detail", check.run());
      line.put("passed", true);
    } catch (Exception failure) {
      line.put("detail", String.valueOf(failure));
      line.put("passed", false);
    }
    System.out.println(line.toJSONString());
  }

  private static void expect(String what, Object wanted, Object found) {
    if (!String.valueOf(wanted).equals(String.valueOf(found))) {
      throw new IllegalStateException(what + ": wanted " + wanted + ", found " + found);
    }
  }
}
