// Client: vivo's SDK 2.3
//
// Judges the fake of vivo with the vendor's own Java SDK 2.3 (Maven io.github.mixpush:vpush-server-sdk:2.3.8).
//
// Arguments: base URL over HTTP, base URL over TLS (not used), folder with material.json. The SDK's host is a constant and its scheme
// https; its connection manager is replaced by one that goes to the fake and puts the fake's path in front. All else is the SDK's.
import com.alibaba.fastjson.JSON;
import com.alibaba.fastjson.JSONObject;
import com.vivo.push.sdk.common.HttpUtil;
import com.vivo.push.sdk.notofication.InvalidUser;
import com.vivo.push.sdk.notofication.Message;
import com.vivo.push.sdk.notofication.Result;
import com.vivo.push.sdk.notofication.Statistic;
import com.vivo.push.sdk.notofication.TargetMessage;
import com.vivo.push.sdk.server.Sender;
import com.vivo.push.sdk.server.TagManage;
import com.vivo.push.sdk.tag.TagMessage;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.http.HttpRequest;
import org.apache.http.config.RegistryBuilder;
import org.apache.http.conn.socket.ConnectionSocketFactory;
import org.apache.http.conn.socket.PlainConnectionSocketFactory;
import org.apache.http.impl.conn.ManagedHttpClientConnectionFactory;
import org.apache.http.impl.conn.PoolingHttpClientConnectionManager;
import org.apache.http.impl.io.DefaultHttpRequestWriter;
import org.apache.http.io.SessionOutputBuffer;
import org.apache.http.message.BasicRequestLine;

public class VivoJudge {
  private static final String PAGE = "intent://chat/c1#Intent;scheme=myapp;end";

  private final int appId;
  private final String appKey;
  private final String appSecret;
  private final Sender sender;

  private VivoJudge(JSONObject material) throws Exception {
    JSONObject credential = material.getJSONObject("credential");
    JSONObject settings = material.getJSONObject("settings");
    JSONObject app = settings == null ? material.getJSONObject("tenant") : settings;
    appId = Integer.parseInt(app.getString("appId"));
    appKey = credential.getString("appKey");
    appSecret = credential.getString("appSecret");
    sender = new Sender(appSecret);
  }

  public static void main(String[] args) throws Exception {
    goTo(URI.create(args[0]));
    Path material = Path.of(args[2], "material.json");
    VivoJudge judge = new VivoJudge(JSON.parseObject(Files.readString(material)));
    check("logs in", judge::logsIn);
    check("sends one", judge::sendsOne);
    check("sends a batch", judge::sendsBatch);
    check("sends to those with a tag", judge::sendsToTag);
    check("a dead token", judge::deadToken);
    check("a dead token in a batch", judge::deadInBatch);
    check("a wrong credential", judge::wrongCredential);
    check("an old access token", judge::oldAccessToken);
    check("a throttled call", judge::throttled);
    check("a text that is too long", judge::tooLong);
    check("a failure inside", judge::failsInside);
  }

  private String logsIn() throws Exception {
    Result result = sender.getToken(appId, appKey);
    expect("result", 0, result.getResult());
    expect("has a token", true, result.getAuthToken() != null && !result.getAuthToken().isEmpty());
    sender.setAuthToken(result.getAuthToken());
    return result.getDesc();
  }

  private String sendsOne() throws Exception {
    Result result = sender.sendSingle(message().regId("ok-judge-1").build());
    expect("result", 0, result.getResult());
    expect("has a task", true, result.getTaskId() != null);
    expect("invalid user", null, result.getInvalidUser());
    Result counted = sender.getStatistics(Set.of(result.getTaskId()));
    expect("statistics", 0, counted.getResult());
    List<Statistic> statistics = counted.getStatistics();
    expect("sent", 1L, statistics.get(0).getSend());
    return "task " + result.getTaskId();
  }

  private String sendsBatch() throws Exception {
    Result result = sendList("ok-judge-2", "ok-judge-3", "ok-judge-4");
    expect("result", 0, result.getResult());
    expect("nobody is invalid", true, result.getInvalidUsers() == null || result.getInvalidUsers().isEmpty());
    return result.getDesc();
  }

  private String sendsToTag() throws Exception {
    TagManage tags = new TagManage(appSecret);
    tags.setAuthToken(sender.getToken(appId, appKey).getAuthToken());
    expect("adding", 0, tags.addTag(new TagMessage.Builder().name("red").desc("d").type(1).build()).getResult());
    TagMessage members = new TagMessage.Builder().name("red").type(1).ids(Set.of("ok-tag-1", "ok-tag-2")).build();
    expect("joining", 0, tags.addMembers(members).getResult());
    TagMessage one = new TagMessage.Builder().name("red").type(1).ids(Set.of("ok-tag-2")).build();
    expect("leaving", 0, tags.removeMembers(one).getResult());
    Result result = sender.sendToTag(message().orTags(List.of("red")).build());
    expect("result", 0, result.getResult());
    expect("sent", 1L, sender.getStatistics(Set.of(result.getTaskId())).getStatistics().get(0).getSend());
    return "task " + result.getTaskId();
  }

  private String deadToken() throws Exception {
    Result result = sender.sendSingle(message().regId("dead-judge").build());
    expect("result", 10302, result.getResult());
    InvalidUser invalid = result.getInvalidUser();
    expect("user", "dead-judge", invalid.getUserid());
    expect("status", 2, invalid.getStatus());
    return result.getDesc();
  }

  private String deadInBatch() throws Exception {
    Result result = sendList("ok-judge-5", "dead-judge-1", "dead-judge-2");
    expect("result", 0, result.getResult());
    List<String> invalid = result.getInvalidUsers().stream().map(InvalidUser::getUserid).sorted().toList();
    expect("invalid users", List.of("dead-judge-1", "dead-judge-2"), invalid);
    return invalid.size() + " of 3";
  }

  private String wrongCredential() throws Exception {
    Result result = new Sender(appSecret + "x").getToken(appId, appKey);
    expect("result", 10206, result.getResult());
    expect("token", null, result.getAuthToken());
    expect("unknown app", 10205, sender.getToken(appId + 1, appKey).getResult());
    expect("another key", 10202, sender.getToken(appId, appKey + "x").getResult());
    return result.getDesc();
  }

  private String oldAccessToken() throws Exception {
    Sender stale = new Sender(appSecret);
    stale.setAuthToken("24ojds98fu3jqrioeu982134jieds9fq43u09uaf");
    Result result = stale.sendSingle(message().regId("ok-judge-6").build());
    expect("result", 10000, result.getResult());
    return result.getDesc();
  }

  private String throttled() throws Exception {
    Result result = sender.sendSingle(message().regId("busy-judge").build());
    expect("result", 10072, result.getResult());
    return result.getDesc();
  }

  /** The SDK checks nothing itself. */
  private String tooLong() throws Exception {
    Message message = message().regId("ok-judge-7").title("x".repeat(41)).build();
    expect("title", 10056, sender.sendSingle(message).getResult());
    message = message().regId("ok-judge-7").content("x".repeat(101)).build();
    expect("content", 10058, sender.sendSingle(message).getResult());
    message = message().regId("ok-judge-7").timeToLive(59).build();
    expect("time to live", 10059, sender.sendSingle(message).getResult());
    return "three of them";
  }

  private String failsInside() throws Exception {
    try {
      sender.sendSingle(message().regId("http500-judge").build());
    } catch (IOException failure) {
      expect("names the status", true, failure.getMessage().contains("500"));
      return failure.getMessage();
    }
    throw new IllegalStateException("an HTTP 500 was taken for an answer");
  }

  private Result sendList(String... regIds) throws Exception {
    Result saved = sender.saveListPayLoad(message().build());
    expect("saving", 0, saved.getResult());
    Set<String> targets = new LinkedHashSet<>(List.of(regIds));
    TargetMessage.Builder list = new TargetMessage.Builder().requestId("b1").taskId(saved.getTaskId());
    return sender.sendToList(list.regIds(targets).build());
  }

  /** As a chat sends it. */
  private static Message.Builder message() {
    return new Message.Builder()
        .title("李雷")
        .content("See you & bye 100%")
        .notifyType(4)
        .timeToLive(86400)
        .skipType(4)
        .skipContent(PAGE)
        .networkType(-1)
        .classification(1)
        .pushMode(0)
        .clientCustomMap(Map.of("ext", "{\"cid\":\"c1\"}"))
        .extra("http://cb.example.com/vivo", "job-1")
        .requestId("m-1001");
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

  /** Every connection of the SDK leads to the fake, whatever host, scheme and port it asks for. */
  private static void goTo(URI fake) throws Exception {
    InetAddress[] addresses = InetAddress.getAllByName(fake.getHost());
    var manager =
        new PoolingHttpClientConnectionManager(
            RegistryBuilder.<ConnectionSocketFactory>create()
                .register("https", PlainConnectionSocketFactory.INSTANCE)
                .build(),
            new ManagedHttpClientConnectionFactory(
                buffer -> new WriterWithPrefix(buffer, fake.getPath()), null),
            host -> fake.getPort(),
            host -> addresses,
            -1,
            TimeUnit.SECONDS);
    Field field = HttpUtil.class.getDeclaredField("manager");
    field.setAccessible(true);
    field.set(null, manager);
  }

  private static class WriterWithPrefix extends DefaultHttpRequestWriter {
    private final String prefix;

    WriterWithPrefix(SessionOutputBuffer buffer, String prefix) {
      super(buffer);
      this.prefix = prefix;
    }

    @Override
    protected void writeHeadLine(HttpRequest request) throws IOException {
      var line = request.getRequestLine();
      var prefixed = new BasicRequestLine(line.getMethod(), prefix + line.getUri(), line.getProtocolVersion());
      lineFormatter.formatRequestLine(lineBuf, prefixed);
      sessionBuffer.writeLine(lineBuf);
    }
  }
}
