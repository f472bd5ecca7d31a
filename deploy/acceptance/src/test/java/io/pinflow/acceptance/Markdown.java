package io.pinflow.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The code blocks of a page of the docs, each with the section ({@code ##}) it stands in. */
final class Markdown {

  /** A fenced block, or, without a language, an indented one. */
  record Block(String section, String language, String text) {}

  private static final String INDENT = "    ";

  private Markdown() {}

  static List<Block> blocks(String page) {
    Path file = Repository.root().resolve(page);
    List<Block> blocks = new ArrayList<>();
    String section = "";
    String language = null;
    StringBuilder text = new StringBuilder();
    for (String line : lines(file)) {
      if (language == null && line.startsWith("## ")) {
        section = line.substring(3);
      } else if (language == null && line.startsWith("```")) {
        language = line.substring(3);
      } else if (line.equals("```")) {
        blocks.add(new Block(section, language, text.toString()));
        language = null;
        text.setLength(0);
      } else if (language != null) {
        text.append(line).append('\n');
      } else if (line.startsWith(INDENT)) {
        blocks.add(new Block(section, "", line.substring(INDENT.length()) + "\n"));
      }
    }
    return blocks;
  }

  /** The blocks of one language in a section, in their order, as one text. */
  static String text(String page, String section, String language) {
    List<String> texts =
        blocks(page).stream()
            .filter(block -> block.section().equals(section) && block.language().equals(language))
            .map(Block::text)
            .toList();
    if (texts.isEmpty()) {
      throw new AssertionError(page + " has no " + language + " block in section " + section);
    }
    return String.join("", texts);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new AssertionError("Cannot read " + file, e);
    }
  }
}
