package io.kinora.ffmpeg;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;

/// Turns off OpenH264's background detection, which FFmpeg's wrapper always turns on: blocks that
/// changed little are not coded again, so a thing that moves slowly leaves specks of itself behind
/// at the corners of blocks, until the next key frame.
///
/// FFmpeg has no option for it, so this speaks to OpenH264 itself, in the terms of its public
/// headers `codec_api.h` and `codec_app_def.h`, version 2: the wrapper's private data is the class
/// and then the encoder, an encoder is a table of functions, and one of its options is the whole
/// structure of its settings. Where the settings around the one in question are not those that
/// FFmpeg sets, nothing is touched (and `RoundTripTest` finds the specks).
@SuppressWarnings("restricted") // native access is allowed, as JavaCPP needs it
public final class OpenH264 {
  /// Places in the table of functions.
  private static final int SET_OPTION = 7;

  private static final int GET_OPTION = 8;

  /// `ENCODER_OPTION_SVC_ENCODE_PARAM_EXT`.
  private static final int SETTINGS = 3;

  /// More than the structure `SEncParamExt` has.
  private static final int BYTES = 4096;

  /// Places in it.
  private static final int WIDTH = 4, HEIGHT = 8, MARK_PERIOD = 888;
  private static final int DENOISE = 908, BACKGROUND_DETECTION = 909;

  private OpenH264() {}

  /// @param context of an encoder that is open and has not coded anything
  public static void codeAllBlocks(AVCodecContext context) {
    MemorySegment wrapper =
        MemorySegment.ofAddress(context.priv_data().address()).reinterpret(2 * ADDRESS.byteSize());
    MemorySegment encoder =
        wrapper.get(ADDRESS, ADDRESS.byteSize()).reinterpret(ADDRESS.byteSize());
    MemorySegment table = encoder.get(ADDRESS, 0).reinterpret(9 * ADDRESS.byteSize());
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment settings = arena.allocate(BYTES, 16);
      if (call(table, GET_OPTION, encoder, settings) != 0
          || settings.get(JAVA_INT, WIDTH) != context.width()
          || settings.get(JAVA_INT, HEIGHT) != context.height()
          || settings.get(JAVA_INT, MARK_PERIOD) != 30
          || settings.get(JAVA_BYTE, DENOISE) != 0
          || settings.get(JAVA_BYTE, BACKGROUND_DETECTION) != 1) {
        return;
      }
      settings.set(JAVA_BYTE, BACKGROUND_DETECTION, (byte) 0);
      if (call(table, SET_OPTION, encoder, settings) != 0) {
        throw new IllegalStateException("OpenH264 refuses to code all blocks");
      }
    }
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
