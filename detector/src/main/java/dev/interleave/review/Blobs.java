package dev.interleave.review;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what {@code git cat-file --batch} answers: a line that ends with a size, then so much. */
final class Blobs {
  private final byte[] bytes;
  private int at;

  private Blobs(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Returns one text for each question; empty for what git does not have. */
  static List<Optional<String>> in(byte[] answer) {
    Blobs blobs = new Blobs(answer);
    List<Optional<String>> all = new ArrayList<>();
    while (blobs.at < answer.length) {
      all.add(blobs.next());
    }
    return all;
  }

  private Optional<String> next() {
    int end = at;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    String head = new String(bytes, at, end - at, StandardCharsets.UTF_8);
    at = end + 1;
    String size = head.substring(head.lastIndexOf(' ') + 1);
    if (!size.matches("\\d{1,9}") || at + Integer.parseInt(size) > bytes.length) {
      return Optional.empty();
    }
    int length = Integer.parseInt(size);
    String text = new String(bytes, at, length, StandardCharsets.UTF_8);
    at += length + 1;
    return head.contains(" blob ") ? Optional.of(text) : Optional.empty();
  }
}
