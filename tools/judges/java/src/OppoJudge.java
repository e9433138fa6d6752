// Client: OPPO's SDK 1.0.5
//
// Judges the fake of OPPO with the vendor's own Java SDK 1.0.5 (Maven io.github.mixpush:opush-server-sdk:2.3.1).
//
// Arguments: base URL over HTTP (not used), base URL over TLS, folder with material.json. The SDK's scheme is https, its host a static
// field that is set here; it trusts every certificate. All else is the SDK's: it logs in when a Sender is made, up to three times, and
// again when OPPO refuses its access token. It sends to no registration ID but those of the vendor's own form, so what a phone does is
// the word in front: "malformed_CN_", "busy_CN_".
import com.alibaba.fastjson.JSON;
import com.alibaba.fastjson.JSONObject;
import com.oppo.push.server.Notification;
import com.oppo.push.server.Result;
import com.oppo.push.server.Result.BroadcastErrorResult;
import com.oppo.push.server.Result.UnicastBatchResult;
import com.oppo.push.server.Sender;
import com.oppo.push.server.Target;
import com.oppo.push.server.TargetType;
import java.lang.reflect.Field;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

public class OppoJudge {
  private static final String PAGE = "intent://chat/c1#Intent;scheme=myapp;end";

  private final String appKey;
  private final String masterSecret;
  private final String wrongSecret;
  private Sender sender;
  private int named;

  private OppoJudge(JSONObject material) {
    JSONObject credential = material.getJSONObject("credential");
    appKey = credential.getString("appKey");
    masterSecret = credential.getString("masterSecret");
    wrongSecret = material.getJSONObject("wrongCredential").getString("masterSecret");
  }

  public static void main(String[] args) throws Exception {
    goTo(URI.create(args[1]));
    OppoJudge judge = new OppoJudge(JSON.parseObject(Files.readString(Path.of(args[2], "material.json"))));
    check("logs in", judge::logsIn);
    check("sends one", judge::sendsOne);
    check("sends a batch", judge::sendsBatch);
    check("sends to a list", judge::sendsToList);
    check("sends to everybody", judge::sendsToAll);
    check("a dead token", judge::deadToken);
    check("a dead token in a batch", judge::deadInBatch);
    check("a dead token in a list", judge::deadInList);
    check("an uninstalled app is taken", judge::uninstalled);
    check("a wrong credential", judge::wrongCredential);
    check("an old access token", judge::oldAccessToken);
    check("a throttled call", judge::throttled);
    check("a list of a notification that nobody saved", judge::unknownNotification);
    check("a text that is too long", judge::tooLong);
  }

  private String logsIn() throws Exception {
    sender = new Sender(appKey, masterSecret);
    String token = tokenOf(sender);
    expect("has a token", true, token != null && token.length() == 24);
    return "an access token of " + token.length() + " characters";
  }

  private String sendsOne() throws Exception {
    Result result = sender.unicastNotification(message(), phone("ok"));
    expect("code", 0, codeOf(result));
    expect("status", 200, result.getStatusCode());
    expect("has a message id", true, result.getMessageId().contains("-1-1-"));
    return "message " + result.getMessageId();
  }

  private String sendsBatch() throws Exception {
    List<UnicastBatchResult> results = sendBatch("ok", "ok", "ok");
    expect("results", 3, results.size());
    for (UnicastBatchResult result : results) {
      expect("error", null, result.getErrorCode());
      expect("has a message id", true, result.getMessageId() != null);
    }
    return results.size() + " results";
  }

  private String sendsToList() throws Exception {
    Result result = sendList(phone("ok").getTargetValue(), phone("ok").getTargetValue());
    expect("code", 0, codeOf(result));
    expect("has a task", true, result.getTaskId() != null);
    expect("errors", 0, result.getBroadcastErrorResults().size());
    return "task " + result.getTaskId();
  }

  private String sendsToAll() throws Exception {
    Result saved = sender.saveNotification(message());
    Target everybody = new Target();
    everybody.setTargetType(TargetType.ALL);
    Result result = sender.broadcastNotification(saved.getMessageId(), everybody);
    expect("code", 0, codeOf(result));
    expect("has a task", true, result.getTaskId() != null);
    return "task " + result.getTaskId();
  }

  private String deadToken() throws Exception {
    Result result = sender.unicastNotification(message(), phone("malformed"));
    expect("code", 10000, codeOf(result));
    return result.getReturnCode().getMessage();
  }

  private String deadInBatch() throws Exception {
    int dead = 0;
    for (UnicastBatchResult result : sendBatch("ok", "malformed", "ok")) {
      boolean isDead = result.getTargetValue().startsWith("malformed_");
      expect(result.getTargetValue(), isDead ? 10000 : null, result.getErrorCode());
      dead += isDead ? 1 : 0;
    }
    expect("dead", 1, dead);
    return dead + " of 3";
  }

  private String deadInList() throws Exception {
    String dead = phone("malformed").getTargetValue();
    Result result = sendList(phone("ok").getTargetValue(), dead);
    expect("code", 0, codeOf(result));
    List<BroadcastErrorResult> errors = result.getBroadcastErrorResults();
    expect("errors", 1, errors.size());
    expect("error", "10000", errors.get(0).getErrorCode());
    expect("phones", "[\"" + dead + "\"]", errors.get(0).getTargetValue());
    return errors.get(0).getTargetValue().length() + " characters of dead phones";
  }

  private String uninstalled() throws Exception {
    Result result = sender.unicastNotification(message(), phone("gone"));
    expect("code", 0, codeOf(result));
    return result.getReturnCode().getMessage();
  }

  private String wrongCredential() {
    refused(16, appKey, wrongSecret);
    refused(14, appKey + "x", masterSecret);
    return "16 for the MasterSecret, 14 for the AppKey";
  }

  /** The SDK says why in words only, with the code among them. */
  private static void refused(int code, String appKey, String masterSecret) {
    String words = "";
    try {
      new Sender(appKey, masterSecret);
    } catch (Exception failure) {
      words = String.valueOf(failure.getMessage());
    }
    expect("refused with " + code, true, words.startsWith("get token error") && words.contains("\"code\":" + code));
  }

  /** The SDK asks for another one and sends once more, and tells nobody. */
  private String oldAccessToken() throws Exception {
    Sender stale = new Sender(appKey, masterSecret);
    tokenField().set(stale, "58ad47319e8d725350a5afd5");
    Result result = stale.unicastNotification(message(), phone("ok"));
    expect("code", 0, codeOf(result));
    expect("another token", false, "58ad47319e8d725350a5afd5".equals(tokenOf(stale)));
    return "logged in again";
  }

  private String throttled() throws Exception {
    Result result = sender.unicastNotification(message(), phone("busy"));
    expect("code", 13, codeOf(result));
    return result.getReturnCode().getMessage();
  }

  private String unknownNotification() throws Exception {
    Result result = sender.broadcastNotification("5d4a", phone("ok"));
    expect("code", 31, codeOf(result));
    return result.getReturnCode().getMessage();
  }

  /** The SDK checks lengths itself, so it is OPPO's check of the parameters that is asked for. */
  private String tooLong() throws Exception {
    Notification message = message();
    message.setActionParameters("{\"ext\":\"" + "x".repeat(4000) + "\"}");
    Result result = sender.unicastNotification(message, phone("ok"));
    expect("code", 41, codeOf(result));
    return result.getReturnCode().getMessage();
  }

  private List<UnicastBatchResult> sendBatch(String... words) throws Exception {
    Map<Target, Notification> messages = new HashMap<>();
    for (String word : words) messages.put(phone(word), message());
    Result result = sender.unicastBatchNotification(messages);
    expect("code", 0, codeOf(result));
    return result.getUnicastBatchResults();
  }

  private Result sendList(String... registrationIds) throws Exception {
    Result saved = sender.saveNotification(message());
    expect("saving", 0, codeOf(saved));
    return sender.broadcastNotification(saved.getMessageId(), Target.build(String.join(";", registrationIds)));
  }

  /** As a chat sends it. */
  private Notification message() {
    Notification message = new Notification();
    message.setAppMessageId("m-" + ++named);
    message.setTitle("李雷 🎉");
    message.setContent("See you & bye 100%+中文");
    message.setChannelId("chat");
    message.setClickActionType(5);
    message.setClickActionUrl(PAGE);
    message.setActionParameters("{\"ext\":\"x\"}");
    message.setOffLine(true);
    message.setOffLineTtl(86400);
    message.setCallBackUrl("http://cb.example.com/oppo");
    message.setCallBackParameter("job-1");
    return message;
  }

  /** A registration ID in the vendor's own form, behind the word that the fake listens to. */
  private Target phone(String word) {
    return Target.build(String.format("%s_CN_%032x", word, ++named));
  }

  private static int codeOf(Result result) {
    return result.getReturnCode().getCode();
  }

  private static String tokenOf(Sender sender) throws Exception {
    return (String) tokenField().get(sender);
  }

  private static Field tokenField() throws Exception {
    Field field = Sender.class.getDeclaredField("token");
    field.setAccessible(true);
    return field;
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

  /** The SDK puts "https://" in front of its host and a path behind it, so the fake's own path may stand there too. */
  private static void goTo(URI fake) throws Exception {
    Field host = Class.forName("com.oppo.push.server.Constants").getDeclaredField("HOST_PRODUCTION_CHINA");
    host.setAccessible(true);
    host.set(null, fake.getAuthority() + fake.getPath());
  }
}
