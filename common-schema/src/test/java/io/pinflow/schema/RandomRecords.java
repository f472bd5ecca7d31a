package io.pinflow.schema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** Records as sources send them, with a good share of odd values, odd names and missing fields. */
final class RandomRecords {
  private static final String[] TEXTS = {
    "Untitled",
    "a,b",
    "Grüße 🎄",
    " padded\u00a0",
    "\"\\/\n\u0000",
    "image",
    "https://i/1.jpg",
    "No Title Data Available",
    "No description available",
    "User Info Error",
    "Image src error.",
    "No description available Story format",
    "N,o, ,T,a,g,s, ,A,v,a,i,l,a,b,l,e",
    "",
    " ",
    "\u00a0",
    "Local save in /data/art",
    "Local save in Local save in ",
    "31k",
    "1.2345k",
    "No Title"
  };
  private static final String[] COUNTS = {
    "\"31k\"",
    "\"1.2M\"",
    "\"159\"",
    "\"0\"",
    "159",
    "\"1.50k\"",
    "\"User Info Error\"",
    "\"3 k\"",
    "12.0",
    "\"9223372036854775808\"",
    "\"1.2345k\"",
    "-4"
  };
  private static final String[] TIMESTAMPS = {
    "2018-01-01 02:03:04", "2018-01-01T02:03:04.5", "2018-01-01T02:03:04.123456789Z",
    "2018-01-01 02:03:04.1234567+02:00", "0001-01-01T00:00:00Z", "9999-12-31 23:59:59.999999"
  };
  private static final String[] ODD_VALUES = {
    "null",
    "true",
    "false",
    "0",
    "-0",
    "1",
    "-7",
    "1.50",
    "1E+5",
    "1e400",
    "0.1000000000000000001",
    "123456789012345678901234567890",
    "[]",
    "{}",
    "[1,\"a\",null]",
    "{\"a\":{\"b\":[1.0]}}",
    "\"2018-13-01 00:00:00\"",
    "\"x\""
  };
  private static final String[] EXTRA_NAMES = {
    "x", "title2", "rescued", "ingest_time", "coordinates", "user_name", "é", "", "a b", "Title"
  };

  private final Random random;

  private RandomRecords(Random random) {
    this.random = random;
  }

  /** A record by its fields' names and JSON values, in order; the same for the same randomness. */
  static Map<String, String> next(RecordKind kind, Random random) {
    return new RandomRecords(random).next(kind);
  }

  static byte[] bytes(Map<String, String> record) {
    return Json.utf8(
        record.entrySet().stream()
            .map(f -> Json.quoted(f.getKey()) + ": " + f.getValue())
            .collect(Collectors.joining(", ", "{", "}")));
  }

  private Map<String, String> next(RecordKind kind) {
    Map<String, String> record = new LinkedHashMap<>();
    int key = random.nextInt();
    int names = random.nextInt(10);
    if (names != 0) {
      record.put(names < 5 ? "index" : "ind", String.valueOf(key));
    }
    if (names == 9) {
      record.put("index", String.valueOf(key));
    }
    for (ColumnRules column : CleaningRules.of(kind)) {
      for (String field : column.wireFields()) {
        if (!record.containsKey(field) && !"ind".equals(column.column())) {
          put(record, field);
        }
      }
    }
    for (int extras = random.nextInt(4) - 1; extras > 0; extras--) {
      record.put(pick(EXTRA_NAMES), random.nextBoolean() ? pick(ODD_VALUES) : text());
    }
    List<Map.Entry<String, String>> fields = new ArrayList<>(record.entrySet());
    Collections.shuffle(fields, random);
    Map<String, String> shuffled = new LinkedHashMap<>();
    fields.forEach(f -> shuffled.put(f.getKey(), f.getValue()));
    return shuffled;
  }

  private void put(Map<String, String> record, String field) {
    int of100 = random.nextInt(100);
    if (of100 < 92) {
      record.put(field, usual(field));
    } else if (of100 < 97) {
      record.put(field, pick(ODD_VALUES));
    }
  }

  private String usual(String field) {
    switch (field) {
      case "follower_count":
        return pick(COUNTS);
      case "downloaded":
        return String.valueOf(random.nextInt(2));
      case "latitude":
        return number(90);
      case "longitude":
        return number(180);
      case "age":
        return String.valueOf(random.nextInt(151));
      case "timestamp":
      case "date_joined":
        return Json.quoted(pick(TIMESTAMPS));
      default:
        return text();
    }
  }

  private String number(int limit) {
    double value = (random.nextDouble() * 2 - 1) * limit;
    int of10 = random.nextInt(10);
    if (of10 == 0) {
      return value + "123";
    }
    return of10 == 1 ? String.valueOf((int) value) : String.valueOf(value);
  }

  private String text() {
    return Json.quoted(random.nextInt(3) == 0 ? pick(TEXTS) : "text " + random.nextInt(1000));
  }

  private String pick(String[] values) {
    return values[random.nextInt(values.length)];
  }
}
