package io.kinora.ffmpeg;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.javacpp.Pointer;

/// Turns off OpenH264's background detection, which FFmpeg's wrapper always turns on: blocks that
/// changed little are not coded again, so a slowly moving object leaves artefacts at the corners of
/// blocks until the next key frame.
///
/// FFmpeg has no option for it, so this calls OpenH264 directly, by its public headers
/// `codec_api.h` and `codec_app_def.h`, version 2: the wrapper's private data is the class and then
/// the encoder, an encoder is a table of functions, and one of its options is the whole structure
/// of its settings. This is the only place in Kinora that depends on the memory layout of a C
/// structure: each step is checked before the next, and if anything differs from the expected
/// layout, nothing is changed, and the film is coded with FFmpeg's settings
/// (docs/decisions/0014-by-hand-or-by-library.md).
@SuppressWarnings("restricted") // native access is allowed, as JavaCPP needs it
public final class OpenH264 {
  /// The expected major version of libavcodec: that of FFmpeg 8.
  private static final int AVCODEC = 62;

  /// Indices into the table of functions.
  private static final int SET_OPTION = 7;

  private static final int GET_OPTION = 8;

  /// `ENCODER_OPTION_SVC_ENCODE_PARAM_EXT`.
  private static final int SETTINGS = 3;

  /// More bytes than the structure `SEncParamExt` has.
  private static final int BYTES = 4096;

  /// Offsets in it.
  private static final int WIDTH = 4, HEIGHT = 8, MARK_PERIOD = 888;
  private static final int DENOISE = 908, BACKGROUND_DETECTION = 909;

  private OpenH264() {}

  /// Makes the encoder code every block, if its memory layout is as expected.
  ///
  /// @param context of an open encoder that has not coded anything yet
  /// @return whether the layout was as expected; otherwise nothing has changed
  public static boolean codeAllBlocks(AVCodecContext context) {
    if (!isExpectedWrapper(context)) {
      return false;
    }
    MemorySegment wrapper = at(context.priv_data()).reinterpret(2 * ADDRESS.byteSize());
    MemorySegment encoder = wrapper.get(ADDRESS, ADDRESS.byteSize());
    if (encoder.address() == 0) {
      return false;
    }
    encoder = encoder.reinterpret(ADDRESS.byteSize());
    MemorySegment table = encoder.get(ADDRESS, 0).reinterpret(9 * ADDRESS.byteSize());
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment settings = arena.allocate(BYTES, 16);
      if (call(table, GET_OPTION, encoder, settings) != 0 || !isExpected(settings, context)) {
        return false;
      }
      settings.set(JAVA_BYTE, BACKGROUND_DETECTION, (byte) 0);
      return call(table, SET_OPTION, encoder, settings) == 0;
    }
  }

  /// Whether the private data of a codec are those of FFmpeg's wrapper of OpenH264, as far as can
  /// be checked without following a pointer that may be invalid: a 64-bit processor, the expected
  /// major version of libavcodec, the codec's name, and the class at the start of the data.
  static boolean isExpectedWrapper(AVCodecContext context) {
    if (ADDRESS.byteSize() != 8 || avcodec.avcodec_version() >>> 16 != AVCODEC) {
      return false;
    }
    AVCodec codec = context.codec();
    if (codec == null
        || !codec.name().getString().equals("libopenh264")
        || codec.priv_class() == null
        || context.priv_data() == null) {
      return false;
    }
    MemorySegment first = at(context.priv_data()).reinterpret(ADDRESS.byteSize()).get(ADDRESS, 0);
    return first.address() == codec.priv_class().address();
  }

  /// Whether the settings around the changed one have the values that FFmpeg sets.
  private static boolean isExpected(MemorySegment settings, AVCodecContext context) {
    return settings.get(JAVA_INT, WIDTH) == context.width()
        && settings.get(JAVA_INT, HEIGHT) == context.height()
        && settings.get(JAVA_INT, MARK_PERIOD) == 30
        && settings.get(JAVA_BYTE, DENOISE) == 0
        && settings.get(JAVA_BYTE, BACKGROUND_DETECTION) == 1;
  }

  private static MemorySegment at(Pointer pointer) {
    return MemorySegment.ofAddress(pointer.address());
  }

  private static int call(
      MemorySegment table, int place, MemorySegment encoder, MemorySegment settings) {
    MethodHandle function =
        Linker.nativeLinker()
            .downcallHandle(
                table.getAtIndex(ADDRESS, place),
                FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, ADDRESS));
    try {
      return (int) function.invokeExact(encoder, SETTINGS, settings);
    } catch (Throwable e) {
      throw new IllegalStateException("OpenH264 cannot be called", e);
    }
  }
}
