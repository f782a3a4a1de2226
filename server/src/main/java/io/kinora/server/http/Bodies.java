package io.kinora.server.http;

import io.javalin.http.Context;
import io.kinora.server.keys.Secrets;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads the bodies of requests: JSON, and forms with files, which are converted to the same tree.
/// All sizes are limited.
public final class Bodies {
  /// The longest body of JSON in bytes: a picture of 20 MB in base 64 fits.
  private static final int MAX_JSON = 28 << 20;

  private static final int MAX_DEPTH = 32, MAX_PARTS = 200, MAX_NAME = 200;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNumberLength(100)
                          .maxStringLength(MAX_JSON)
                          .maxNameLength(1000)
                          .maxDocumentLength(MAX_JSON)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Path folder;
  private final MultipartConfigElement multipart;

  /// @param folder for temporary files; it is created if missing
  /// @param mostFile maximum number of bytes of a file in a form
  public Bodies(Path folder, long mostFile) {
    this.folder = folder;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    multipart =
        new MultipartConfigElement(folder.toString(), mostFile + 1, mostFile + (1 << 20), 1 << 16);
  }

  /// The body of a request.
  ///
  /// @param files the file parts of a form, by name
  /// @param form whether it is a form, in which all values are strings
  /// @param hash of the whole body
  public record Body(ObjectNode tree, Map<String, Path> files, boolean form, String hash)
      implements AutoCloseable {
    /// A reader that validates the fields.
    public Fields fields() {
      return new Fields(tree, form);
    }

    /// Deletes the files.
    @Override
    public void close() {
      for (Path file : files.values()) {
        try {
          Files.deleteIfExists(file);
        } catch (IOException e) {
          file.toFile().deleteOnExit();
        }
      }
    }
  }

  /// A new file in the folder for temporary files.
  Path temporary() {
    return folder.resolve("in-" + UUID.randomUUID());
  }

  /// Reads a body of either form.
  ///
  /// @throws Problem if it is invalid
  public Body read(Context ctx) {
    String type = ctx.contentType() == null ? "" : ctx.contentType().toLowerCase(Locale.ROOT);
    return type.startsWith("multipart/form-data") ? form(ctx) : json(ctx);
  }

  private static Body json(Context ctx) {
    byte[] bytes;
    try (InputStream in = ctx.req().getInputStream()) {
      bytes = in.readNBytes(MAX_JSON + 1);
    } catch (IOException e) {
      throw Problem.of(400, "invalid_body", "The body could not be read");
    }
    if (bytes.length > MAX_JSON) {
      throw Problem.of(413, "too_large", "The body is larger than 28 MB");
    }
    return new Body(tree(bytes), Map.of(), false, Secrets.sha256(bytes));
  }

  /// Reads an object of JSON.
  static ObjectNode tree(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      JsonNode tree = text.isBlank() ? JSON.createObjectNode() : JSON.readTree(text);
      if (tree instanceof ObjectNode object) {
        return object;
      }
      throw Problem.of(400, "invalid_body", "The body is not a JSON object");
    } catch (JacksonException e) {
      throw Problem.of(400, "invalid_body", "The body is not valid JSON: " + firstLine(e));
    } catch (CharacterCodingException e) {
      throw Problem.of(400, "invalid_body", "The body is not UTF-8");
    }
  }

  private static String firstLine(JacksonException e) {
    String message = e.getOriginalMessage() == null ? "malformed" : e.getOriginalMessage();
    String line = message.lines().findFirst().orElse("malformed").replaceAll("\\p{Cntrl}", "?");
    return line.length() > 200 ? line.substring(0, 200) : line;
  }

  private Body form(Context ctx) {
    var files = new LinkedHashMap<String, Path>();
    var body = new Body(JSON.createObjectNode(), files, true, "");
    try {
      ctx.req().setAttribute("org.eclipse.jetty.multipartConfig", multipart);
      var parts = ctx.req().getParts();
      if (parts.size() > MAX_PARTS) {
        throw Problem.of(400, "invalid_body", "The form has more than 200 parts");
      }
      var hashes = new StringBuilder();
      for (Part part : parts) {
        take(part, body, hashes);
        part.delete();
      }
      return new Body(body.tree, files, true, Secrets.sha256(hashes.toString()));
    } catch (Problem e) {
      body.close();
      throw e;
    } catch (IOException | ServletException | RuntimeException e) {
      body.close();
      String text = String.valueOf(e.getMessage()) + e.getCause();
      throw text.contains("max length exceeded") || text.contains("exceeds")
          ? Problem.of(413, "too_large", "A file of the form is too large")
          : Problem.of(400, "invalid_body", "The form is damaged");
    }
  }

  private void take(Part part, Body body, StringBuilder hashes) throws IOException {
    String name = part.getName() == null ? "" : part.getName();
    if (name.isEmpty() || name.length() > MAX_NAME) {
      throw Problem.of(400, "invalid_body", "A part of the form has no name");
    }
    if (part.getSubmittedFileName() != null) {
      if (body.files.containsKey(name)) {
        throw Problem.of(400, "invalid_body", "Two files of the form have the same name");
      }
      Path file = temporary();
      body.files.put(name, file);
      MessageDigest hash = Secrets.sha256();
      try (InputStream in = part.getInputStream();
          OutputStream out = new DigestOutputStream(Files.newOutputStream(file), hash)) {
        in.transferTo(out);
      }
      hashes.append(name).append('=');
      hashes.append(HexFormat.of().formatHex(hash.digest())).append('\n');
      return;
    }
    byte[] bytes;
    try (InputStream in = part.getInputStream()) {
      bytes = in.readNBytes(MAX_JSON + 1);
    }
    if (bytes.length > MAX_JSON) {
      throw Problem.of(413, "too_large", "A part of the form is larger than 28 MB");
    }
    hashes.append(name).append('=').append(Secrets.sha256(bytes)).append('\n');
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      put(body.tree, names(name), text);
    } catch (CharacterCodingException e) {
      throw Problem.of(400, "invalid_body", "A part of the form is not UTF-8");
    }
  }

  /// Splits a form name: `kinora[camera][zoom]` is `kinora`, `camera`, `zoom`; `list[]` is `list`
  /// and an empty name.
  private static List<String> names(String name) {
    int bracket = name.indexOf('[');
    if (bracket <= 0) {
      return List.of(name);
    }
    var names = new ArrayList<String>();
    names.add(name.substring(0, bracket));
    String rest = name.substring(bracket);
    if (!rest.matches("(\\[[^\\[\\]]{0,100}\\]){1,8}")) {
      throw Problem.of(400, "invalid_body", "A name of the form has unmatched brackets");
    }
    for (String inner : rest.substring(1, rest.length() - 1).split("\\]\\[", -1)) {
      names.add(inner);
    }
    return names;
  }

  private static void put(ObjectNode tree, List<String> names, String text) {
    ObjectNode at = tree;
    for (int i = 0; i < names.size() - 1; i++) {
      String name = names.get(i);
      boolean list = names.get(i + 1).isEmpty();
      if (list && i + 2 == names.size()) {
        ArrayNode array =
            at.get(name) instanceof ArrayNode there
                ? there
                : at.has(name) ? null : at.putArray(name);
        if (array == null || array.size() >= MAX_PARTS) {
          throw Problem.of(400, "invalid_body", "Two parts of the form contradict each other");
        }
        array.add(text);
        return;
      }
      JsonNode there = at.get(name);
      if (there != null && !(there instanceof ObjectNode)) {
        throw Problem.of(400, "invalid_body", "Two parts of the form contradict each other");
      }
      at = there instanceof ObjectNode object ? object : at.putObject(name);
    }
    String last = names.getLast();
    if (at.has(last)) {
      throw Problem.of(400, "invalid_body", "Two parts of the form have the same name");
    }
    at.put(last, text);
  }
}
