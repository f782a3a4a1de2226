package io.kinora.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteRangeTest {
  private static final String TAG = "\"abc\"";

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // range, if-range, status, from, length
        "-, -, 200, 0, 1000",
        "bytes=0-0, -, 206, 0, 1",
        "bytes=0-, -, 206, 0, 1000",
        "bytes=999-, -, 206, 999, 1",
        "bytes=0-99999, -, 206, 0, 1000",
        "bytes=100-199, -, 206, 100, 100",
        "bytes=-1, -, 206, 999, 1",
        "bytes=-500, -, 206, 500, 500",
        "bytes=-5000, -, 206, 0, 1000",
        "bytes=-0, -, 416, 0, 0",
        "bytes=1000-, -, 416, 0, 0",
        "bytes=1000-2000, -, 416, 0, 0",
        "bytes=5-4, -, 200, 0, 1000",
        "bytes=-, -, 200, 0, 1000",
        "bytes=a-b, -, 200, 0, 1000",
        "bytes=0-1;4-5, -, 200, 0, 1000",
        "items=0-1, -, 200, 0, 1000",
        "bytes=99999999999999999999-, -, 200, 0, 1000",
        "bytes=100-199, '\"abc\"', 206, 100, 100",
        "bytes=100-199, '\"old\"', 200, 0, 1000",
        "bytes=100-199, 'W/\"abc\"', 200, 0, 1000",
      })
  void ranges_are_as_http_has_them(
      @Nullable String range, @Nullable String ifRange, int status, long from, long length) {
    assertThat(ByteRange.of(range, ifRange, TAG, 1000))
        .isEqualTo(new ByteRange(status, from, length, 1000));
  }

  @ParameterizedTest
  @CsvSource({"bytes=0-, 416", "bytes=-5, 416", "bytes=0-0, 416"})
  void an_empty_file_has_no_part(String range, int status) {
    assertThat(ByteRange.of(range, null, TAG, 0).status()).isEqualTo(status);
  }
}
