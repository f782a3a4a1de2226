package io.kinora.write;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;

/// Marks a file as machine-made with IPTC's digital source type, as XMP: in MP4 and MOV in a `uuid`
/// box at the end (XMP specification, part 3), in PNG and APNG in an `iTXt` chunk, in GIF in an
/// application extension. WebM has no place for it.
final class OriginMark {
  /// The box that holds XMP.
  private static final byte[] UUID = {
    (byte) 0xbe,
    0x7a,
    (byte) 0xcf,
    (byte) 0xcb,
    (byte) 0x97,
    (byte) 0xa9,
    0x42,
    (byte) 0xe8,
    (byte) 0x9c,
    0x71,
    (byte) 0x99,
    (byte) 0x94,
    (byte) 0x91,
    (byte) 0xe3,
    (byte) 0xaf,
    (byte) 0xac
  };

  /// The number of bytes of PNG's signature and first chunk, after which others may follow.
  private static final int PNG_HEAD = 33;

  private static final int GIF_HEAD = 13;

  private OriginMark() {}

  /// The XMP packet.
  ///
  /// @param record as stored in the file: a film that an engine drew has no sources
  static String packet(String record) {
    String type =
        !record.contains("\"sources\"")
            ? "trainedAlgorithmicMedia"
            : record.contains("\"weights\"") || record.contains("\"drawn\"")
                ? "compositeWithTrainedAlgorithmicMedia"
                : "algorithmicallyEnhanced";
    return """
        <?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>\
        <x:xmpmeta xmlns:x="adobe:ns:meta/">\
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\
        <rdf:Description rdf:about="" \
        xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" \
        xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreatorTool="Kinora" \
        Iptc4xmpExt:AISystemUsed="Kinora" \
        Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/%s"/>\
        </rdf:RDF></x:xmpmeta><?xpacket end="r"?>"""
        .formatted(type);
  }

  /// Marks a finished file.
  static void add(Path file, Container container, String record) throws IOException {
    byte[] packet = packet(record).getBytes(StandardCharsets.UTF_8);
    switch (container) {
      case MP4, MOV -> {
        ByteBuffer box = ByteBuffer.allocate(8 + UUID.length + packet.length);
        box.putInt(box.capacity()).put("uuid".getBytes(StandardCharsets.US_ASCII));
        append(file, box.put(UUID).put(packet).array());
      }
      case GIF -> inGif(file, packet);
      case APNG -> insert(file, PNG_HEAD, chunk(packet));
      case WEBM, ZIP, FOLDER -> {} // WebM has no place; pictures are marked one by one
    }
  }

  private static void append(Path file, byte[] bytes) throws IOException {
    Files.write(file, bytes, StandardOpenOption.APPEND);
  }

  /// Inserts the packet after the header and its colour table. The packet is not a sequence of
  /// blocks, so it ends in 258 bytes that lead a reader of blocks past it.
  private static void inGif(Path file, byte[] packet) throws IOException {
    var out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {0x21, (byte) 0xff, 11});
    out.writeBytes("XMP DataXMP".getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(packet);
    out.write(1);
    for (int value = 255; value >= 0; value--) {
      out.write(value);
    }
    out.write(0);
    int flags;
    try (InputStream in = Files.newInputStream(file)) {
      flags = in.readNBytes(GIF_HEAD)[10];
    }
    int table = (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
    insert(file, GIF_HEAD + table, out.toByteArray());
  }

  private static void insert(Path file, int at, byte[] bytes) throws IOException {
    Path marked = file.resolveSibling(file.getFileName() + ".marked");
    try {
      try (InputStream in = Files.newInputStream(file);
          OutputStream out = Files.newOutputStream(marked)) {
        out.write(in.readNBytes(at));
        out.write(bytes);
        in.transferTo(out);
      }
      Files.move(marked, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(marked);
    }
  }

  /// A PNG file with the mark.
  static byte[] inPng(byte[] png, String record) {
    byte[] chunk = chunk(packet(record).getBytes(StandardCharsets.UTF_8));
    return ByteBuffer.allocate(png.length + chunk.length)
        .put(png, 0, PNG_HEAD)
        .put(chunk)
        .put(png, PNG_HEAD, png.length - PNG_HEAD)
        .array();
  }

  private static byte[] chunk(byte[] packet) {
    byte[] head = "iTXtXML:com.adobe.xmp\0\0\0\0\0".getBytes(StandardCharsets.US_ASCII);
    var crc = new CRC32();
    crc.update(head);
    crc.update(packet);
    return ByteBuffer.allocate(8 + head.length + packet.length)
        .putInt(head.length - 4 + packet.length)
        .put(head)
        .put(packet)
        .putInt((int) crc.getValue())
        .array();
  }
}
