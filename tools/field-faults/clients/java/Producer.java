// Apache's own Java client, told what to do by lines on stdin: words apart by tabs, bytes in base64, "-" for null. Answers each line with
// "ok …" or "error …". It knows nothing of our code.
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

public final class Producer {
  private static final Map<String, KafkaProducer<byte[], byte[]>> PRODUCERS = new HashMap<>();
  private static String brokers;

  public static void main(String[] args) throws Exception {
    brokers = args[0];
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.println("ok ready");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String answer;
      try {
        answer = "ok " + obey(line.split("\t", -1));
      } catch (Exception problem) {
        answer = "error " + String.valueOf(problem).replace('\n', ' ');
      }
      System.out.println(answer);
    }
    System.exit(0);
  }

  private static String obey(String[] words) throws Exception {
    switch (words[0]) {
      case "open":
        PRODUCERS.put(words[1], opened(words[2]));
        return "";
      case "send":
        return sent(words);
      case "begin":
        PRODUCERS.get(words[1]).beginTransaction();
        return "";
      case "commit":
        PRODUCERS.get(words[1]).commitTransaction();
        return "";
      case "abort":
        PRODUCERS.get(words[1]).abortTransaction();
        return "";
      case "configure":
        return configured(words[1], words[2], words[3]);
      default:
        throw new IllegalArgumentException("unknown word " + words[0]);
    }
  }

  private static KafkaProducer<byte[], byte[]> opened(String settings) {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", brokers);
    properties.put("key.serializer", "org.apache.kafka.common.serialization.ByteArraySerializer");
    properties.put("value.serializer", "org.apache.kafka.common.serialization.ByteArraySerializer");
    for (String setting : settings.split(",")) {
      int at = setting.indexOf('=');
      if (at > 0) properties.put(setting.substring(0, at), setting.substring(at + 1));
    }
    KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(properties);
    if (properties.containsKey("transactional.id")) producer.initTransactions();
    return producer;
  }

  /** send, producer, topic, key, value, headers, time stamp in ms or "-". */
  private static String sent(String[] words) throws Exception {
    Long timestamp = words[6].equals("-") ? null : Long.valueOf(words[6]);
    var record =
        new ProducerRecord<>(
            words[2], null, timestamp, bytes(words[3]), bytes(words[4]), headers(words[5]));
    var place = PRODUCERS.get(words[1]).send(record).get();
    return place.partition() + " " + place.offset();
  }

  private static List<Header> headers(String text) {
    List<Header> headers = new ArrayList<>();
    for (String pair : text.split(",")) {
      int at = pair.indexOf(':');
      if (at > 0) headers.add(new RecordHeader(pair.substring(0, at), bytes(pair.substring(at + 1))));
    }
    return headers;
  }

  private static byte[] bytes(String word) {
    return word.equals("-") ? null : Base64.getDecoder().decode(word);
  }

  /** An empty value takes the topic's own setting away. */
  private static String configured(String topic, String name, String value) throws Exception {
    var type = value.isEmpty() ? AlterConfigOp.OpType.DELETE : AlterConfigOp.OpType.SET;
    var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    var change = new AlterConfigOp(new ConfigEntry(name, value), type);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) brokers))) {
      admin.incrementalAlterConfigs(Map.of(resource, List.of(change))).all().get();
    }
    return "";
  }
}
