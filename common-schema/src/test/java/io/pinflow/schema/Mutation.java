package io.pinflow.schema;

import java.io.ByteArrayOutputStream;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * The ways in which a record that was good goes bad. Each is a function of its randomness alone.
 */
enum Mutation {
  /** Shows what the others start from, and that most records are clean without them. */
  NONE {
    @Override
    byte[] apply(RecordText record, Random random) {
      return record.bytes();
    }
  },
  TRUNCATED {
    @Override
    byte[] apply(RecordText record, Random random) {
      byte[] whole = record.bytes();
      return java.util.Arrays.copyOf(whole, random.nextInt(whole.length));
    }
  },
  OTHER_TYPE {
    @Override
    byte[] apply(RecordText record, Random random) {
      record.anyField(random).value = pick(MutationTexts.OTHER_TYPES, random);
      return record.bytes();
    }
  },
  ODD_NUMBER {
    @Override
    byte[] apply(RecordText record, Random random) {
      record.anyField(random).value = pick(MutationTexts.NUMBERS, random);
      return record.bytes();
    }
  },
  DEEP {
    @Override
    byte[] apply(RecordText record, Random random) {
      int depth = 1 + random.nextInt(200);
      boolean objects = random.nextBoolean();
      String open = (objects ? "{\"a\":" : "[").repeat(depth);
      // One end too few now and then.
      String close = (objects ? "}" : "]").repeat(depth - random.nextInt(8) / 7);
      String value = open + "0" + close;
      if (random.nextBoolean()) {
        record.anyField(random).value = value;
      } else {
        record.add("\"deep\"", value, random);
      }
      return record.bytes();
    }
  },
  DUPLICATE_KEY {
    @Override
    byte[] apply(RecordText record, Random random) {
      RecordText.Field twice = record.anyField(random);
      String name = random.nextBoolean() ? twice.name : escapedFirst(twice.name);
      String value = random.nextBoolean() ? twice.value : "null";
      if (random.nextInt(4) == 0) {
        record.add("\"inner\"", "{" + name + ":" + value + "," + name + ":1}", random);
      } else {
        record.add(name, value, random);
      }
      return record.bytes();
    }

    /** The same name in another spelling. */
    private String escapedFirst(String quoted) {
      char first = quoted.charAt(1);
      return Character.isLetter(first) && first < 128
          ? String.format(Locale.ROOT, "\"\\u%04x%s", (int) first, quoted.substring(2))
          : quoted;
    }
  },
  ESCAPED_TEXT {
    @Override
    byte[] apply(RecordText record, Random random) {
      return record.insertIntoText(Json.utf8(pick(MutationTexts.ESCAPES, random)), random);
    }
  },
  RAW_BYTES_IN_TEXT {
    @Override
    byte[] apply(RecordText record, Random random) {
      byte[][] raw = MutationTexts.RAW;
      return record.insertIntoText(raw[random.nextInt(raw.length)], random);
    }
  },
  RANDOM_BYTES {
    @Override
    byte[] apply(RecordText record, Random random) {
      byte[] bytes = record.bytes();
      for (int i = random.nextInt(4); i >= 0; i--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      return bytes;
    }
  },
  BYTE_ORDER_MARK {
    @Override
    byte[] apply(RecordText record, Random random) {
      byte[] mark = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
      byte[] marked = concat(mark, record.bytes());
      return random.nextInt(3) == 0 ? concat(mark, marked) : marked;
    }
  },
  RENAMED {
    @Override
    byte[] apply(RecordText record, Random random) {
      RecordText.Field field = record.anyField(random);
      String bare = field.name.substring(1, field.name.length() - 1);
      String[] names = {
        bare.toUpperCase(Locale.ROOT), bare + " ", " " + bare, bare + "\\u0000", "", bare + "2"
      };
      field.name = '"' + names[random.nextInt(names.length)] + '"';
      return record.bytes();
    }
  },
  SWAPPED {
    @Override
    byte[] apply(RecordText record, Random random) {
      RecordText.Field one = record.anyField(random);
      RecordText.Field other = record.anyField(random);
      String value = one.value;
      one.value = other.value;
      other.value = value;
      return record.bytes();
    }
  },
  LEFT_OUT {
    @Override
    byte[] apply(RecordText record, Random random) {
      record.fields().remove(random.nextInt(record.fields().size()));
      Collections.shuffle(record.fields(), random);
      return record.bytes();
    }
  },
  WHITE_SPACE {
    @Override
    byte[] apply(RecordText record, Random random) {
      // The first four are JSON's own, which change nothing.
      List<String> spaces = List.of(" ", "\t", "\r\n", "\n\n", "\f", "\u00a0", "\u2028", "\u000b");
      String space = spaces.get(random.nextInt(random.nextInt(4) == 0 ? spaces.size() : 4));
      return record.bytes(space);
    }
  },
  BLANK_TEXT {
    @Override
    byte[] apply(RecordText record, Random random) {
      String blank = pick(MutationTexts.BLANKS, random).repeat(random.nextInt(4));
      record.anyField(random).value = Json.quoted(blank);
      return record.bytes();
    }
  },
  LONG {
    @Override
    byte[] apply(RecordText record, Random random) {
      RecordText.Field field = record.anyField(random);
      int length = 1 << random.nextInt(14);
      switch (random.nextInt(4)) {
        case 0:
          field.value = "9".repeat(length);
          break;
        case 1:
          field.value = "0." + "3".repeat(length);
          break;
        case 2:
          record.add('"' + "n".repeat(length) + '"', "1", random);
          break;
        default:
          field.value = '"' + "🎄\\n".repeat(length) + '"';
          break;
      }
      return record.bytes();
    }
  },
  DAMAGED {
    @Override
    byte[] apply(RecordText record, Random random) {
      return Damage.apply(record.bytes(), random);
    }
  };

  /** The record's bytes after the mutation; the record is changed. */
  abstract byte[] apply(RecordText record, Random random);

  private static String pick(List<String> texts, Random random) {
    return texts.get(random.nextInt(texts.size()));
  }

  private static byte[] concat(byte[] one, byte[] other) {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(one);
    both.writeBytes(other);
    return both.toByteArray();
  }
}
